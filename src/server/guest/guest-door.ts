/**
 * The door for people without an account. A mailed link says who may ask for a code; the code, mailed to the address that
 * the link is bound to, proves the mailbox; what it opens is one ticket. Looking at a link changes nothing.
 *
 * Every limit is judged inside the transaction that holds the link (`guest-rules.ts`): no number of parallel requests,
 * restarts or processes makes a budget larger.
 */
import { SupportError, type NewLinkRequest } from '../../contract/index.ts';
import { isMailAddress } from '../mail/mail.ts';
import type { MailOrder } from '../mail/outbox.ts';
import { type Cap, dayMs, defaultGuestLimits, type GuestLimits } from './guest-limits.ts';
import {
  type CodeToSend,
  decideCode,
  decideCount,
  judgeCode,
  type NewCode,
  refusal,
  sendsOf,
  triesOf,
  type Verdict,
} from './guest-rules.ts';
import type { GuestLink, GuestSession, GuestStore } from './guest-store.ts';
import { type DoorKeys, digitsOf, hashOf, isToken, newCode, newToken } from './secrets.ts';

export interface GuestDoorOptions {
  store: GuestStore;
  keys: DoorKeys;
  limits?: Partial<GuestLimits> | undefined;
  /** Milliseconds since the epoch. */
  now?: (() => number) | undefined;
}

/** What a link is made for. */
export type LinkTarget = Pick<GuestLink, 'ticketId' | 'ticketNumber' | 'email' | 'locale'>;

/** Far beyond any code with spaces in it. */
const longestTyped = 100;

/** How long a session may be used before that is written down again. */
const touchMs = 60_000;

export class GuestDoor {
  readonly limits: GuestLimits;
  readonly #store: GuestStore;
  readonly #keys: DoorKeys;
  readonly #now: () => number;

  constructor({ store, keys, limits, now = Date.now }: GuestDoorOptions) {
    this.limits = { ...defaultGuestLimits, ...limits };
    this.#store = store;
    this.#keys = keys;
    this.#now = now;
  }

  /** Makes a link; the token is what the mail carries. The link can be used as often as needed until it expires. */
  async makeLink(target: LinkTarget): Promise<string> {
    const { token, linkTo } = await this.draftLink();
    await this.#store.addLink(linkTo(target));
    return token;
  }

  /** A link that nobody stored yet, for whoever stores it together with something else. */
  async draftLink(): Promise<{ token: string; linkTo: (target: LinkTarget) => GuestLink }> {
    const token = newToken();
    const hash = await hashOf(token);
    return { token, linkTo: (target) => this.#linkOf(hash, target) };
  }

  /** What the link leads to. Reads only. Rejects with `link_invalid` or `link_expired`. */
  async findLink(token: string): Promise<GuestLink> {
    const link = isToken(token) ? await this.#store.findLink(await hashOf(token)) : undefined;
    if (!link) throw noSuchLink();
    if (link.expiresAt <= this.#now()) throw refusal('link_expired', 'The link has expired.');
    return link;
  }

  /**
   * Makes the one code that counts from now on, and orders the mail that carries it. `network` is where the request came
   * from. Asking again with the same `clientId` gives the same challenge and mails nothing. Rejects with `link_invalid`, `link_expired`, `code_locked` after too many wrong codes, or `rate_limited` after
   * too many mails.
   */
  async makeCode(token: string, network: string, clientId: string): Promise<CodeToSend> {
    if (!isToken(token)) throw noSuchLink();
    const { limits } = this;
    const id = `ch_${newToken()}`;
    const made = await this.#newCode(id, clientId);
    const place = await this.#keys.hash('network', network);
    const verdict = await this.#store.changeLink({
      find: { hash: await hashOf(token) },
      tallies: (link) => [...triesOf(link), ...sendsOf(link, place)],
      decide: (held) => decideCode(held, made, place, { limits, now: this.#now() }),
    });
    return resultOf(verdict, noSuchLink());
  }

  /**
   * Judges a code; the right one is used up and opens a session, whose token is for the browser alone. Rejects with
   * `validation` for what cannot be a code, `code_wrong`, `code_locked`, `link_expired`, or `code_expired`, also for a
   * code that was used or replaced.
   */
  async verify(challengeId: string, typed: string): Promise<{ token: string; session: GuestSession }> {
    const { limits } = this;
    const digits = typed.length > longestTyped ? '' : digitsOf(typed);
    if (digits.length !== limits.codeLength || !/^\d+$/.test(digits)) throw malformedField('/code');
    const gone = refusal('code_expired', 'There is no such code any more.');
    if (!/^ch_[\w-]{43}$/.test(challengeId)) throw gone;
    const codeHash = await this.#keys.hash('code', challengeId, digits);
    const token = newToken();
    const session = await hashOf(token);
    const verdict = await this.#store.changeLink({
      find: { challengeId },
      tallies: triesOf,
      decide: (held) => judgeCode(held, { codeHash, session }, { limits, now: this.#now() }),
    });
    return { token, session: resultOf(verdict, gone) };
  }

  /**
   * Notes that somebody wants a new link; whoever sends the mails finds out whether there is a ticket for it. Nothing that
   * a stranger could see depends on that. Rejects with `validation` for what cannot be an address or a number.
   */
  async requestLink({ email, ticketNumber }: NewLinkRequest, locale: string, network: string): Promise<void> {
    const to = email.trim().toLowerCase();
    if (!isMailAddress(to)) throw malformedField('/email');
    const digits = /^#?(\d{1,15})$/.exec(ticketNumber.trim())?.[1];
    if (digits === undefined) throw malformedField('/ticketNumber');
    const now = this.#now();
    const place = await this.#keys.hash('network', network);
    // Only who names the right number can use up what the owner of a ticket has, and each try brings the owner a link.
    const counted = [
      { name: `asked for ${to} ${digits}`, caps: this.limits.requestsPerTicket },
      { name: `asked from ${place}`, caps: this.limits.requestsPerNetwork },
    ];
    const times = { createdAt: now, dueAt: now, expiresAt: now + dayMs, attempts: 0 };
    const id = `lr_${newToken()}`;
    const order = { id, kind: 'link' as const, to, locale, ticketNumber: Number(digits), sealed: '', ...times };
    await this.#count(counted, now, order);
  }

  /**
   * The link that answers a request: the same one each time for one order, so that a mail that is tried again leaves one
   * link. `undefined` where the address was sent too many.
   */
  async renewLink(orderId: string, target: LinkTarget): Promise<string | undefined> {
    const token = await this.#keys.hash('link', orderId);
    const hash = await hashOf(token);
    if (await this.#store.findLink(hash)) return token;
    const name = `linked to ${target.email.toLowerCase()}`;
    if (!(await this.#count([{ name, caps: this.limits.linksPerAddress }], this.#now()))) return undefined;
    await this.#store.addLink(this.#linkOf(hash, target));
    return token;
  }

  /** The session of a token, or why there is none. Using it keeps it from ending of idleness. */
  async findSession(token: string): Promise<GuestSession | 'absent' | 'expired'> {
    const session = isToken(token) ? await this.#store.findSession(await hashOf(token)) : undefined;
    if (!session) return 'absent';
    const now = this.#now();
    if (this.endOf(session) <= now) return 'expired';
    if (now - session.seenAt < touchMs) return session;
    await this.#store.touchSession(session.hash, now);
    return { ...session, seenAt: now };
  }

  /** When a session ends if it is not used again. */
  endOf({ seenAt, endsAt }: GuestSession): number {
    return Math.min(seenAt + this.limits.sessionIdleMs, endsAt);
  }

  async endSession(token: string): Promise<void> {
    if (isToken(token)) await this.#store.endSession(await hashOf(token));
  }

  async #newCode(id: string, clientId: string): Promise<NewCode> {
    const code = newCode(this.limits.codeLength);
    const mailId = `cm_${newToken()}`;
    const [codeHash, sealed] = [await this.#keys.hash('code', id, code), await this.#keys.seal(code, mailId)];
    return { id, mailId, clientId, codeHash, sealed };
  }

  /** Counts one more under each of these names, and orders the mail, unless that is too many; resolves with whether it did. */
  #count(counted: readonly { name: string; caps: readonly Cap[] }[], now: number, mail?: MailOrder): Promise<boolean> {
    return this.#store.changeTallies({
      names: counted.map(({ name }) => name),
      decide: (tallies) => decideCount(tallies, counted, now, mail),
    });
  }

  #linkOf(hash: string, { email, ...target }: LinkTarget): GuestLink {
    const createdAt = this.#now();
    const times = { createdAt, expiresAt: createdAt + this.limits.linkMs };
    return { ...target, ...times, hash, email: email.toLowerCase(), judged: 0, challenge: null };
  }
}

function noSuchLink(): SupportError {
  return refusal('link_invalid', 'There is no such link.');
}

function malformedField(pointer: string): SupportError {
  return new SupportError('This cannot be what it should be.', {
    code: 'validation',
    fields: [{ pointer, code: 'format' }],
  });
}

function resultOf<T>(verdict: Verdict<T> | undefined, missing: SupportError): T {
  if (verdict && 'ok' in verdict) return verdict.ok;
  throw verdict?.refused ?? missing;
}
