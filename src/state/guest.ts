/**
 * The way in for people without an account, step by step: a mailed link is looked at, a code is mailed at a press, the
 * code opens the ticket. The link's token stays in here; no snapshot, event or error has it.
 */
import type { SupportError, SupportErrorCode } from '../contract/errors.ts';
import type { GuestLinkInfo } from '../contract/guest.ts';
import { createCell } from './cell.ts';
import { createLane, type Outcome } from './lane.ts';
import type { PartContext, StorePart } from './part.ts';
import { valueOf } from './remote.ts';
import { maybeStored } from './reply-words.ts';
import type { SessionSlice, SupportStore } from './slices.ts';

/**
 * Where the visitor stands. `failed`: the link could not be looked at; `form`: there is no link, as with `expired` and
 * `invalid` a new one can be asked for; `done`: the session has begun, and `ticketId` is open.
 */
export type GuestStep =
  'checking' | 'failed' | 'intro' | 'code' | 'locked' | 'form' | 'expired' | 'invalid' | 'link-sent' | 'done';

/** What the backend can be asked for: look at the link, mail a code, try a code, mail a new link. */
type GuestAct = 'check' | 'request' | 'verify' | 'renew';

/** Why something did not work. Nothing that a backend wrote into its error is part of it. */
export interface GuestFailure {
  readonly of: GuestAct;
  readonly code: SupportErrorCode;
  readonly retryable: boolean;
  readonly attemptsLeft: number | undefined;
  /** JSON pointers to the input that breaks a rule. */
  readonly pointers: readonly string[];
  readonly reference: string | undefined;
}

export interface GuestSnapshot {
  readonly step: GuestStep;
  /** What was pressed and has no answer yet. */
  readonly pending: Exclude<GuestAct, 'check'> | undefined;
  readonly link: Pick<GuestLinkInfo, 'ticketNumber' | 'emailHint'> | undefined;
  /** The code that was mailed last: its digits, how long it works from that moment, and which one it is, from 1. */
  readonly code: { readonly length: number; readonly lifetimeMs: number; readonly count: number } | undefined;
  /** Before this no code is mailed, in milliseconds since 1970. */
  readonly resendAt: number;
  /** With `locked`: when that is over, in milliseconds since 1970. */
  readonly lockedUntil: number;
  /** Why the last press did not work. */
  readonly failure: GuestFailure | undefined;
  /** With `done`. */
  readonly ticketId: string | undefined;
}

export interface GuestSlice {
  readonly snapshot: GuestSnapshot;
  /** Starts over with a link, or without one where it is empty. Left out: with the link from before. */
  begin(linkToken?: string): Promise<void>;
  requestCode(): Promise<void>;
  verify(code: string): Promise<void>;
  requestNewLink(email: string, ticketNumber: string): Promise<void>;
}

/** Before anything is known. */
export const untouchedGate: GuestSnapshot = Object.freeze({
  step: 'checking',
  pending: undefined,
  link: undefined,
  code: undefined,
  resendAt: 0,
  lockedUntil: 0,
  failure: undefined,
  ticketId: undefined,
});
/** Where a limit does not say when it is over. */
const unknownWaitMs = 60_000;
/** A timer cannot be set for longer: it would be over at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The gate, made when somebody first asks for it. */
export function guestOf(store: SupportStore): GuestSlice {
  return store.part('guest', (context) => createGuestSlice(context, store.session));
}

function createGuestSlice(context: PartContext, session: SessionSlice): GuestSlice & StorePart {
  const cell = createCell(untouchedGate, context.changes);
  const lane = createLane(context);
  let token = '';
  let challengeId = '';
  /** Under which key a code is asked for, until there is an answer: a repeated press must not mail a second code. */
  let clientId: string | undefined;
  let unlocking: ReturnType<typeof setTimeout> | undefined;
  /** Changes with each start, so that what was under way before comes to nothing. */
  let round = 0;
  let isEntering = false;

  function change(part: Partial<GuestSnapshot>): void {
    cell.set({ ...cell.value, ...part });
  }

  function show(step: GuestStep, part: Partial<GuestSnapshot> = {}): void {
    change({ pending: undefined, failure: undefined, ...part, step });
  }

  function isAt(...steps: GuestStep[]): boolean {
    return cell.value.pending === undefined && steps.includes(cell.value.step);
  }

  function stop(): void {
    round += 1;
    lane.stop();
    clearTimeout(unlocking);
    clientId = undefined;
  }

  function refuse(of: GuestAct, error: SupportError): void {
    const { code, retryable, attemptsLeft, reference, fields } = error;
    const until = context.now() + (error.retryAfterMs ?? unknownWaitMs);
    if (code === 'link_invalid') return show('invalid');
    if (code === 'link_expired') return show('expired');
    if (code === 'code_locked') return lock(until);
    const pointers = fields.map(({ pointer }) => pointer);
    show(of === 'check' ? 'failed' : cell.value.step, {
      failure: { of, code, retryable, attemptsLeft, pointers, reference },
      ...(of === 'request' && code === 'rate_limited' && { resendAt: until }),
      ...(of === 'verify' && code === 'code_expired' && { resendAt: 0 }),
    });
  }

  function lock(until: number): void {
    show('locked', { lockedUntil: until });
    unlocking = setTimeout(() => show('intro'), Math.min(until - context.now(), longestTimerMs));
  }

  /** The visitor may read the ticket: shown as done once the session says so too. */
  async function enter(ticketId: string): Promise<void> {
    const mine = round;
    isEntering = true;
    await session.load();
    isEntering = false;
    if (mine !== round || context.isOver()) return;
    const visit = valueOf(session.snapshot);
    if (visit && visit.session.kind !== 'anonymous') return show('done', { ticketId });
    // The code is used up, but looking at the link again finds the door open.
    const rest = { retryable: true, attemptsLeft: undefined, pointers: [], reference: undefined };
    show('failed', { failure: { of: 'check', code: 'unavailable', ...rest } });
  }

  return {
    get snapshot() {
      return cell.value;
    },
    async begin(linkToken = token) {
      stop();
      token = linkToken;
      cell.set({ ...untouchedGate, step: token === '' ? 'form' : 'checking' });
      if (token === '') return;
      let opened: string | undefined;
      await lane.run(
        (options) => context.adapter.guest.resolveLink(linkToken, options),
        (outcome) => {
          if (!outcome.ok) return refuse('check', outcome.error);
          const { ticketNumber, emailHint, verified, ticketId } = outcome.value;
          change({ link: { ticketNumber, emailHint } });
          if (verified && ticketId !== undefined) opened = ticketId;
          else show('intro');
        },
      );
      if (opened !== undefined) await enter(opened);
    },
    async requestCode() {
      if (!isAt('intro', 'code') || context.now() < cell.value.resendAt) return;
      const press = (clientId ??= context.newId());
      change({ pending: 'request', failure: undefined });
      await lane.run(
        (options) => context.adapter.guest.requestCode(token, press, options),
        (outcome) => {
          if (outcome.ok || !maybeStored(outcome.error)) clientId = undefined;
          if (!outcome.ok) return refuse('request', outcome.error);
          const { codeLength: length, expiresInMs: lifetimeMs, resendInMs } = outcome.value;
          challengeId = outcome.value.challengeId;
          const count = (cell.value.code?.count ?? 0) + 1;
          show('code', { code: { length, lifetimeMs, count }, resendAt: context.now() + resendInMs });
        },
      );
    },
    async verify(code) {
      if (!isAt('code')) return;
      change({ pending: 'verify', failure: undefined });
      let opened: string | undefined;
      await lane.run(
        (options) => context.adapter.guest.verifyCode(challengeId, code, options),
        (outcome) => {
          if (outcome.ok) opened = outcome.value.ticketId;
          else refuse('verify', outcome.error);
        },
      );
      if (opened !== undefined) await enter(opened);
    },
    async requestNewLink(email, ticketNumber) {
      if (!isAt('form', 'expired', 'invalid')) return;
      change({ pending: 'renew', failure: undefined });
      const settle = (outcome: Outcome<void>) => (outcome.ok ? show('link-sent') : refuse('renew', outcome.error));
      await lane.run((options) => context.adapter.guest.requestNewLink({ email, ticketNumber }, options), settle);
    },
    /** A look at the gate tells nothing new: what is there was pressed for. */
    refreshShown: async () => undefined,
    clear() {
      // Somebody who comes in makes the store forget who was here before, not the link that let them in.
      if (isEntering && !context.isOver()) return;
      stop();
      token = '';
      cell.set(untouchedGate);
    },
  };
}
