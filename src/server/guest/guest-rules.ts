/**
 * What the door decides about a held link: whether a code may be sent, and what a code that was typed is worth. Pure; it
 * runs inside the transaction that holds the link. A wrong code is counted by the very decision that finds it wrong.
 */
import { SupportError, type SupportErrorCode } from '../../contract/index.ts';
import { type Cap, dayMs, type GuestLimits, waitFor, withOneMore } from './guest-limits.ts';
import type { MailOrder } from '../mail/outbox.ts';
import type {
  GuestChallenge,
  GuestLink,
  GuestSession,
  HeldLink,
  LinkChange,
  Tallies,
  TallyChange,
} from './guest-store.ts';

/** An answer, or why there is none. Refusals are values: what was counted on the way to them must be kept. */
export type Verdict<T> = { ok: T } | { refused: SupportError };

/** By what is judged. */
export interface Rules {
  limits: GuestLimits;
  now: number;
}

export interface CodeToSend {
  challenge: GuestChallenge;
  link: GuestLink;
  /** Milliseconds for which it works. */
  expiresInMs: number;
  /** Milliseconds after which the next one may be asked for. */
  resendInMs: number;
  attemptsLeft: number;
}

/** Wrong codes, for the link and for its ticket. */
export function triesOf({ hash, ticketId }: GuestLink): [string, string] {
  return [`tried ${hash}`, `tried ${ticketId}`];
}

/** Mails with codes: to the address, by the link, for the ticket, from the network for which `place` stands. */
export function sendsOf({ hash, ticketId, email }: GuestLink, place: string): [string, string, string, string] {
  return [`sent to ${email}`, `sent by ${hash}`, `sent for ${ticketId}`, `sent from ${place}`];
}

/** The names of `sendsOf`, each with what binds this link and with what happened so far. */
function heldSends({ link, isNewest, tallies }: HeldLink, place: string, limits: GuestLimits) {
  const [toAddress, byLink, forTicket, fromNetwork] = sendsOf(link, place);
  const gap = { times: 1, ms: limits.codeGapMs };
  return [
    { name: toAddress, caps: isNewest ? [gap] : [gap, ...limits.sendsPerAddress] },
    { name: byLink, caps: limits.sendsPerLink },
    { name: forTicket, caps: isNewest ? [] : limits.sendsPerTicket },
    { name: fromNetwork, caps: limits.sendsPerNetwork },
  ].map((each) => ({ ...each, times: tallies.get(each.name) ?? [] }));
}

/** A code as the rules see it: never itself. */
export interface NewCode {
  id: string;
  /** Of its mail. It travels with the mail and through logs, and must not lead to the code. */
  mailId: string;
  /** Of the press that asks for it. */
  clientId: string;
  codeHash: string;
  /** For the mail. */
  sealed: string;
}

/** Makes this code the one that counts and orders its mail, unless this very press has its code or a limit forbids it. */
export function decideCode(
  held: HeldLink,
  { id, mailId, clientId, codeHash, sealed }: NewCode,
  place: string,
  rules: Rules,
): LinkChange<Verdict<CodeToSend>> {
  const { limits, now } = rules;
  const refused = refusalOf(held, rules);
  if (refused) return { answer: { refused } };
  const { link } = held;
  const sends = heldSends(held, place, limits);
  const wait = longestWait(sends, now);
  const { challenge: before } = link;
  if (before?.clientId === clientId) return { answer: codeAgain(held, before, wait, rules) };
  if (wait > 0) return { answer: { refused: refusal('rate_limited', 'Too many codes were sent.', wait) } };
  const challenge = { id, clientId, codeHash, sentAt: now, expiresAt: now + limits.codeMs, judged: 0, usedAt: null };
  const after = sends.map((each) => ({ ...each, times: withOneMore(each.times, now) }));
  const attemptsLeft = attemptsLeftOf({ ...held, link: { ...link, challenge } }, rules);
  return {
    answer: { ok: { challenge, link, expiresInMs: limits.codeMs, resendInMs: longestWait(after, now), attemptsLeft } },
    challenge,
    tallies: new Map(after.map(({ name, times }) => [name, times])),
    mail: codeOrder(link, challenge, { mailId, sealed }),
  };
}

/** What the first request of a press was answered, while that code is good for anything. */
function codeAgain(held: HeldLink, challenge: GuestChallenge, resendInMs: number, rules: Rules): Verdict<CodeToSend> {
  const expiresInMs = challenge.expiresAt - rules.now;
  if (challenge.usedAt !== null || expiresInMs <= 0)
    return { refused: refusal('code_expired', 'The code of this press does not count any more.') };
  return { ok: { challenge, link: held.link, expiresInMs, resendInMs, attemptsLeft: attemptsLeftOf(held, rules) } };
}

/** Counts one more under each of these names, and orders a mail, unless a cap forbids it; says whether it was counted. */
export function decideCount(
  tallies: Tallies,
  counted: readonly { name: string; caps: readonly Cap[] }[],
  now: number,
  mail?: MailOrder,
): TallyChange<boolean> {
  const held = counted.map((each) => ({ ...each, times: tallies.get(each.name) ?? [] }));
  if (longestWait(held, now) > 0) return { answer: false };
  const after = held.map(({ name, times }): [string, number[]] => [name, withOneMore(times, now)]);
  return { answer: true, tallies: new Map(after), mail };
}

/** Judges a code by its hash. `session` is the hash under which the right one opens a session. */
export function judgeCode(
  held: HeldLink,
  { codeHash, session: hash }: { codeHash: string; session: string },
  rules: Rules,
): LinkChange<Verdict<GuestSession>> {
  const { limits, now } = rules;
  const refused = refusalOf(held, rules);
  if (refused) return { answer: { refused } };
  const { link } = held;
  const { challenge, ticketId, email } = link;
  if (!challenge || challenge.usedAt !== null || challenge.expiresAt <= now)
    return { answer: { refused: refusal('code_expired', 'This code does not count any more.') } };
  if (challenge.judged >= limits.triesPerCode) return { answer: { refused: spent(challenge, rules) } };
  if (challenge.codeHash !== codeHash) return countWrong(held, challenge, rules);
  const endsAt = now + limits.sessionMs;
  const session = { hash, linkHash: link.hash, ticketId, email, createdAt: now, seenAt: now, endsAt };
  return { answer: { ok: session }, challenge: { ...challenge, usedAt: now }, session };
}

function codeOrder(
  { email, locale, ticketNumber }: GuestLink,
  { sentAt, expiresAt }: GuestChallenge,
  { mailId: id, sealed }: Pick<NewCode, 'mailId' | 'sealed'>,
): MailOrder {
  const times = { createdAt: sentAt, dueAt: sentAt, expiresAt, attempts: 0 };
  return { id, kind: 'code', to: email, locale, ticketNumber, sealed, ...times };
}

function countWrong(held: HeldLink, before: GuestChallenge, rules: Rules): LinkChange<Verdict<never>> {
  const judged = held.link.judged + 1;
  const challenge = { ...before, judged: before.judged + 1 };
  const names = triesOf(held.link);
  const tallies = new Map(names.map((name) => [name, withOneMore(held.tallies.get(name) ?? [], rules.now)]));
  const after = { ...held, link: { ...held.link, judged, challenge }, tallies };
  const attemptsLeft = attemptsLeftOf(after, rules);
  const wrong = new SupportError('This is another code.', { code: 'code_wrong', attemptsLeft });
  const last = refusalOf(after, rules) ?? (attemptsLeft === 0 ? spent(challenge, rules) : undefined);
  return { answer: { refused: last ?? wrong }, judged, challenge, tallies };
}

/** Why nothing can be done with a link now, whatever code comes. */
function refusalOf({ link, isNewest, tallies }: HeldLink, { limits, now }: Rules): SupportError | undefined {
  const [ofLink, ofTicket] = triesOf(link);
  if (link.expiresAt <= now) return refusal('link_expired', 'The link has expired.');
  if (link.judged >= limits.triesPerLink) return refusal('code_locked', 'Too many wrong codes for this link.');
  const tries = [{ times: tallies.get(ofLink) ?? [], caps: [{ times: limits.triesPerLinkDay, ms: dayMs }] }];
  if (!isNewest)
    tries.push({ times: tallies.get(ofTicket) ?? [], caps: [{ times: limits.triesPerTicketDay, ms: dayMs }] });
  const wait = longestWait(tries, now);
  return wait > 0 ? refusal('code_locked', 'Too many wrong codes.', wait) : undefined;
}

/** One code was tried too often; another one can be asked for as soon as one may be sent. */
function spent({ sentAt }: GuestChallenge, { limits, now }: Rules): SupportError {
  return refusal('code_locked', 'Too many tries for this code.', Math.max(0, sentAt + limits.codeGapMs - now));
}

function attemptsLeftOf({ link, isNewest, tallies }: HeldLink, { limits, now }: Rules): number {
  const today = (name: string) => (tallies.get(name) ?? []).filter((time) => time > now - dayMs).length;
  const [ofLink, ofTicket] = triesOf(link);
  const left = [
    limits.triesPerCode - (link.challenge?.judged ?? 0),
    limits.triesPerLink - link.judged,
    limits.triesPerLinkDay - today(ofLink),
    isNewest ? Infinity : limits.triesPerTicketDay - today(ofTicket),
  ];
  return Math.max(0, Math.min(...left));
}

function longestWait(all: readonly { caps: readonly Cap[]; times: readonly number[] }[], now: number): number {
  return Math.max(...all.map(({ caps, times }) => waitFor(caps, times, now)));
}

/** The door's errors say nothing of the ticket or the address. */
export function refusal(code: SupportErrorCode, message: string, retryAfterMs?: number): SupportError {
  return new SupportError(message, { code, retryAfterMs });
}
