/**
 * What every repository takes in, made the same before any of them sees it. Databases disagree about two kinds of text:
 * U+0000, which Postgres refuses, and lone surrogates, which UTF-8 cannot carry. So words lose both here. A key is
 * different: changed, it could become somebody else's. A key with such a character was never stored and is not found.
 *
 * `storable` is also the copy that keeps a caller's objects apart from the stored ones.
 */
import { SupportError } from '../../contract/index.ts';

/** Letters of a searched word that count; SQLite refuses patterns of tens of thousands. */
const wordLength = 200;
/** Words of one search that count; each is a condition of its own in the query. */
const wordCount = 32;
/** Letters of a key that a page chose; Postgres indexes some 2,700 bytes at most. */
const keyLength = 200;

/** Words without U+0000 and with U+FFFD for each lone surrogate. */
function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A deep copy of plain contract data with storable text; properties that are `undefined` are left out. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => storable(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]: [string, unknown]) => [storableText(key), storable(item)])) as T;
}

/** True for text that is stored and found exactly as it is. */
export function isStorableKey(key: string): boolean {
  return key.isWellFormed() && !key.includes('\0');
}

/** Throws `validation` for a key that could not be found again. */
export function assertStorableKeys(...keys: (string | null | undefined)[]): void {
  if (keys.every((key) => key === null || key === undefined || isStorableKey(key))) return;
  throw new SupportError('A key holds U+0000 or a lone surrogate.', { code: 'validation' });
}

/** Throws `validation` for a key that not every database can index. */
export function assertShortKey(key: string): void {
  if (key.length > keyLength) throw new SupportError('A key is too long.', { code: 'validation' });
}

/** Throws `cursor_invalid` for a place that no list has: not a whole number, or too large for a database. */
export function assertPlaces(...places: (number | undefined)[]): void {
  if (places.every((place) => place === undefined || Number.isSafeInteger(place))) return;
  throw new SupportError('A position is not a whole number.', { code: 'cursor_invalid' });
}

/** The words of a search, within bounds that every repository can answer. */
export function storableWords(words: readonly string[]): string[] {
  const kept = words.slice(0, wordCount).map((word) => storableText(word.slice(0, wordLength)));
  return kept.filter((word) => word !== '');
}

/** A number of rows that every database understands. */
export function storableLimit(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 0), Number.MAX_SAFE_INTEGER);
}
