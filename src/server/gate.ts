/**
 * The gate: who is this visitor? It looks at a request and answers with a visitor; what a visitor may see is the
 * desk's business. Today the host's own signed token is the one way in (`host-token.ts`).
 */
import type { Customer, Session } from '../contract/index.ts';

export type Visitor =
  /** `refused`: a token was there and cannot be believed; `expired`: it was good and has run out. */
  | { kind: 'anonymous'; because: 'absent' | 'expired' | 'refused' }
  | { kind: 'user'; customer: Customer & { subject: string } };

export interface Gate {
  /** Never rejects for a bad token; rejects with `unavailable` when the proof cannot be checked now. */
  identify(request: Request): Promise<Visitor>;
  /** Headers that end what this gate keeps in the browser. */
  signOutHeaders(request: Request): Record<string, string>;
  /** True when the request's identity travelled in a cookie, so that the rules against forged requests apply. */
  usesCookie(request: Request): boolean;
}

/** What the page may know of a visitor. */
export function sessionOf(visitor: Visitor): Session {
  if (visitor.kind === 'anonymous') return { kind: 'anonymous' };
  const { subject, email } = visitor.customer;
  return { kind: 'user', subject, ...(email ? { emailHint: maskEmail(email) } : {}) };
}

/** `anna.nowak@poczta.example.pl` becomes `a•••@p•••.e•••.pl`: first letters and the last label, never a length. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const labels = email.slice(at + 1).split('.');
  const mask = (part: string) => `${[...part][0] ?? ''}•••`;
  return `${mask(email.slice(0, at))}@${labels.map((label, index) => (index === labels.length - 1 ? label : mask(label))).join('.')}`;
}
