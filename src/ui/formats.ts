/**
 * Times and numbers as the reader writes them: language from the interface, time zone from the browser, everything else
 * from `Intl`. A time that cannot be read is shown as it came.
 */
import { countingIn } from './i18n/counting.ts';
import { plainLine } from './rich-text/safe-text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** From here on a date says more than "6 days ago" would. */
const relativeDays = 6;

/** One calendar day of the reader: what to print, and whether the words have a name for it. */
interface Day {
  readonly date: string;
  readonly name: 'today' | 'yesterday' | undefined;
}

export interface Formats {
  readonly locale: string;
  /** "now", "5 minutes ago", "yesterday"; a date for what is more than six days away. */
  relative(iso: string): string;
  /** In full, for titles and where no other word helps. */
  dateTime(iso: string): string;
  date(iso: string): string;
  time(iso: string): string;
  day(iso: string): Day;
  number(value: number): string;
}

const cache = new Map<string, Formats>();

/**
 * The same object again for the same language. The first formatter takes a browser longer than all that follow: it is made
 * while there is nothing else to do, or by its first use. `now` is for tests.
 */
export function formatsFor(locale: string, now?: () => number): Formats {
  if (now) return createFormats(locale, now);
  const known = cache.get(locale);
  if (known) return known;
  const formats = createFormats(locale, Date.now);
  cache.set(locale, formats);
  if ('scheduler' in globalThis) void scheduler.postTask(() => formats.time('2000'), { priority: 'background' });
  return formats;
}

/**
 * A line that a person typed, harmless to lay out and fenced off, so that its direction cannot reorder the words around it
 * (UAX 9, FSI and PDI).
 */
export function isolate(text: string): string {
  return `\u2068${plainLine(text)}\u2069`;
}

function createFormats(locale: string, now: () => number): Formats {
  const format = (options: Intl.DateTimeFormatOptions) => lazy(() => new Intl.DateTimeFormat(locale, options));
  const shortDate = format({ dateStyle: 'medium' });
  const longDate = format({ dateStyle: 'long' });
  const weekday = format({ dateStyle: 'full' });
  const full = format({ dateStyle: 'long', timeStyle: 'short' });
  const clock = format({ timeStyle: 'short' });
  const span = lazy(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const formats: Formats = {
    locale,
    relative: (iso) => readable(iso, (at) => relative(at, now(), span, shortDate)),
    dateTime: (iso) => readable(iso, (at) => full().format(at)),
    // Stands in sentences, which must not break it.
    date: (iso) => readable(iso, (at) => longDate().format(at).replaceAll(' ', '\u00a0')),
    time: (iso) => readable(iso, (at) => clock().format(at)),
    day: (iso) => dayOf(iso, now(), weekday()),
    number: countingIn(locale).number,
  };
  return Object.freeze(formats);
}

/** A formatter is costly to make and most screens need two of them, so each is made at its first use. */
function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function readable(iso: string, format: (at: Date) => string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : format(at);
}

function relative(at: Date, now: number, span: () => Intl.RelativeTimeFormat, date: () => Intl.DateTimeFormat): string {
  const distance = at.getTime() - now;
  const size = Math.abs(distance);
  if (size < minuteMs) return span().format(0, 'second');
  if (size < hourMs) return span().format(Math.trunc(distance / minuteMs), 'minute');
  if (size < dayMs) return span().format(Math.trunc(distance / hourMs), 'hour');
  const days = daysBetween(new Date(now), at);
  return Math.abs(days) <= relativeDays ? span().format(days, 'day') : date().format(at);
}

function dayOf(iso: string, now: number, date: Intl.DateTimeFormat): Day {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return { date: iso, name: undefined };
  const distance = daysBetween(new Date(now), at);
  return {
    date: date.format(at),
    name: distance === 0 ? 'today' : distance === -1 ? 'yesterday' : undefined,
  };
}

/** In calendar days of the reader's time zone, whatever a clock change did to their length. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}
