/**
 * The door for people without an account. A mailed link says who may ask for a code; the code, mailed to the address that
 * the link is bound to, proves the mailbox; what it opens is one ticket. Looking at a link changes nothing.
 *
 * Every limit is judged inside the transaction that holds the link (`guest-rules.ts`): no number of parallel requests,
 * restarts or processes makes a budget larger.
 */
import { SupportError } from '../../contract/index.ts';
import { defaultGuestLimits, type GuestLimits } from './guest-limits.ts';
import {
  type CodeToSend,
  decideCode,
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
  async makeLink({ email, ...target }: LinkTarget): Promise<string> {
    const token = newToken();
    const createdAt = this.#now();
    const times = { createdAt, expiresAt: createdAt + this.limits.linkMs };
    const hash = await hashOf(token);
    await this.#store.addLink({ ...target, ...times, hash, email: email.toLowerCase(), judged: 0, challenge: null });
    return token;
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
   * from. Rejects with `link_invalid`, `link_expired`, `code_locked` after too many wrong codes, or `rate_limited` after
   * too many mails.
   */
  async makeCode(token: string, network: string): Promise<CodeToSend> {
    if (!isToken(token)) throw noSuchLink();
    const { limits } = this;
    const id = `ch_${newToken()}`;
    const made = await this.#newCode(id);
    const place = await this.#keys.hash('network', network);
    const verdict = await this.#store.changeLink({
      find: { hash: await hashOf(token) },
      tallies: (link) => [...triesOf(link), ...sendsOf(link, place, limits).map(({ name }) => name)],
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
    if (digits.length !== limits.codeLength || !/^\d+$/.test(digits)) throw notACode();
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

  async #newCode(id: string): Promise<NewCode> {
    const code = newCode(this.limits.codeLength);
    return { id, codeHash: await this.#keys.hash('code', id, code), sealed: await this.#keys.seal(code, id) };
  }
}

function noSuchLink(): SupportError {
  return refusal('link_invalid', 'There is no such link.');
}

function notACode(): SupportError {
  const fields = [{ pointer: '/code', code: 'format' }];
  return new SupportError('This cannot be a code.', { code: 'validation', fields });
}

function resultOf<T>(verdict: Verdict<T> | undefined, missing: SupportError): T {
  if (verdict && 'ok' in verdict) return verdict.ok;
  throw verdict?.refused ?? missing;
}
