/**
 * The gate: who is this visitor? It looks at a request and answers with a visitor; what a visitor may see is the
 * desk's business. There are two ways in: the host's own signed token (`host-token.ts`), and a code that was mailed to a
 * person without an account (`guest/guest-gate.ts`).
 */
import type { Customer, GuestEntry, Session } from '../contract/index.ts';

export type Visitor =
  /** `refused`: a token was there and cannot be believed; `expired`: it was good and has run out. */
  | { kind: 'anonymous'; because: 'absent' | 'expired' | 'refused' }
  | { kind: 'user'; customer: Customer & { subject: string } }
  /** `endsAt`: when the session ends if it is not used again, in milliseconds since the epoch. */
  | { kind: 'guest'; customer: Customer & { email: string; ticketId: string }; endsAt: number };

type Guest = Extract<Visitor, { kind: 'guest' }>;

export interface Gate {
  /** Never rejects for a bad token; rejects with `unavailable` when the proof cannot be checked now. */
  identify(request: Request): Promise<Visitor>;
  /** Ends what the server keeps of this request's identity. Resolves with the headers that end what the browser keeps. */
  signOut(request: Request): Promise<Record<string, string>>;
  /** True when the request's identity travelled in a cookie, so that the rules against forged requests apply. */
  usesCookie(request: Request): boolean;
}

/** What the page may know of a visitor. */
export function sessionOf(visitor: Visitor): Session {
  if (visitor.kind === 'anonymous') return { kind: 'anonymous' };
  if (visitor.kind === 'guest') return guestSessionOf(visitor);
  const { subject, email } = visitor.customer;
  return { kind: 'user', subject, ...(email ? { emailHint: maskEmail(email) } : {}) };
}

export function guestSessionOf({ customer, endsAt }: Pick<Guest, 'customer' | 'endsAt'>): GuestEntry['session'] {
  const { email, ticketId } = customer;
  const expiresAt = new Date(endsAt).toISOString();
  return { kind: 'guest', ticketIds: [ticketId], emailHint: maskEmail(email), expiresAt };
}

/** `anna.nowak@poczta.example.pl` becomes `a•••@p•••.e•••.pl`: first letters and the last label, never a length. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const labels = email.slice(at + 1).split('.');
  const mask = (part: string) => `${[...part][0] ?? ''}•••`;
  return `${mask(email.slice(0, at))}@${labels.map((label, index) => (index === labels.length - 1 ? label : mask(label))).join('.')}`;
}
