/** Every limit of `guest-limits.ts` as a setting. What is not given is as it is there. */
import * as z from 'zod/mini';
import { type Cap, dayMs, defaultGuestLimits as usual, type GuestLimits } from '../server/guest/guest-limits.ts';
import { readBy, wholeNumber, type Setting } from './setting.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const units = { m: minuteMs, h: hourMs, d: dayMs };
type Unit = keyof typeof units;

type LimitTable = { [Name in keyof GuestLimits]: Setting<GuestLimits[Name]> & { fallback: string } };

export const guestLimitTable: LimitTable = {
  linkMs: span('link-days', dayMs, 365, usual.linkMs, 'days that a mailed link works'),
  codeLength: count('code-length', 4, 10, usual.codeLength, 'digits of a code'),
  codeMs: span('code-minutes', minuteMs, 60, usual.codeMs, 'minutes that a code works'),
  triesPerCode: tries('tries-per-code', usual.triesPerCode, 'wrong tries for one code'),
  triesPerLinkDay: tries('tries-per-link-day', usual.triesPerLinkDay, 'wrong tries for one link in a day'),
  triesPerLink: tries('tries-per-link', usual.triesPerLink, 'wrong tries for one link, ever'),
  triesPerTicketDay: tries(
    'tries-per-ticket-day',
    usual.triesPerTicketDay,
    'wrong tries in a day for all links of a ticket but the newest',
  ),
  codeGapMs: span('code-gap-seconds', 1000, 3600, usual.codeGapMs, 'seconds between two codes to one address', 0),
  sendsPerAddress: caps('sends-per-address', usual.sendsPerAddress, 'codes that are mailed to one address'),
  sendsPerLink: caps('sends-per-link', usual.sendsPerLink, 'codes that are mailed for one link'),
  sendsPerTicket: caps('sends-per-ticket', usual.sendsPerTicket, 'codes that are mailed for one ticket'),
  sendsPerNetwork: caps('sends-per-network', usual.sendsPerNetwork, 'codes that are asked for from one network'),
  requestsPerTicket: caps(
    'requests-per-ticket',
    usual.requestsPerTicket,
    'new links that are asked for one ticket of one address',
  ),
  requestsPerNetwork: caps('requests-per-network', usual.requestsPerNetwork, 'new links that one network asks for'),
  linksPerAddress: caps('links-per-address', usual.linksPerAddress, 'new links that are mailed to one address'),
  sessionIdleMs: span(
    'session-idle-minutes',
    minuteMs,
    1440,
    usual.sessionIdleMs,
    'minutes without a request after which a guest\u2019s session ends',
  ),
  sessionMs: span(
    'session-hours',
    hourMs,
    168,
    usual.sessionMs,
    'hours after which a guest\u2019s session ends anyway',
  ),
};

function named(name: string, about: string, fallback: string) {
  const env: [string] = [`HELPDOCK_GUEST_${name.replaceAll('-', '_').toUpperCase()}`];
  return { env, flag: `guest-${name}`, about, fallback };
}

function count(name: string, from: number, to: number, fallback: number, about: string) {
  const expected = `a whole number from ${from} to ${to}`;
  return { ...named(name, about, String(fallback)), expected, schema: wholeNumber(from, to) };
}

function tries(name: string, fallback: number, about: string) {
  return count(name, 1, 1000, fallback, about);
}

/** A whole number of units, as milliseconds. */
function span(name: string, unitMs: number, most: number, fallbackMs: number, about: string, least = 1) {
  const row = count(name, least, most, fallbackMs / unitMs, about);
  return {
    ...row,
    schema: z.pipe(
      row.schema,
      z.transform((many: number) => many * unitMs),
    ),
  };
}

function caps(name: string, fallback: readonly Cap[], about: string) {
  const expected = 'how many within how long, such as 1/1m 5/1h 10/1d (minutes, hours, at most a day)';
  return { ...named(name, about, fallback.map(capText).join(' ')), expected, schema: readBy(capsOf) };
}

function capsOf(text: string): readonly Cap[] | undefined {
  const read = text.trim().split(/\s+/).map(capOf);
  const usable = read.filter((cap) => cap !== undefined);
  return usable.length === read.length ? usable : undefined;
}

/** Nothing is remembered for longer than a day. */
function capOf(text: string): Cap | undefined {
  const [, times, length, unit] = /^([1-9]\d{0,4})\/([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  const ms = Number(length) * (units[unit as Unit] ?? NaN);
  return ms <= dayMs ? { times: Number(times), ms } : undefined;
}

function capText({ times, ms }: Cap): string {
  const unit = (['d', 'h', 'm'] as const).find((each) => ms % units[each] === 0) ?? 'm';
  return `${times}/${ms / units[unit]}${unit}`;
}
