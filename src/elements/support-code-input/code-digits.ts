/**
 * One-time codes as people type and paste them. Knows digits and what people put between them; does not know what a code
 * is for, and never guesses between two.
 */

/** Decimal digits of any script as ASCII, without spaces, dashes and invisible marks. Whatever else there is stays. */
export function normalizedCode(text: string): string {
  return asciiDigits(text).replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '');
}

/**
 * The code of that length in a text: the whole text, where it is nothing else, or the one run of digits in a sentence
 * that has this length, also in groups (`123 456`, `123-456`). `undefined` for none, and for more than one.
 */
export function codeIn(text: string, length: number): string | undefined {
  const whole = normalizedCode(text);
  if (isCode(whole, length)) return whole;
  const plain = asciiDigits(text).replace(/\p{Cf}/gu, '');
  const found = new Set([...runsIn(plain, /\d+/g), ...runsIn(plain, groups)].filter((run) => isCode(run, length)));
  const [code] = found;
  return found.size === 1 ? code : undefined;
}

/** Whether it is nothing but that many ASCII digits. */
export function isCode(text: string, length: number): boolean {
  return text.length === length && /^\d+$/.test(text);
}

/** Digits with a space, a dash, or a dash between spaces from one group to the next. Another line is another run. */
const groups = /\d+(?:[^\S\r\n\t]?[\p{Pd}\u2212 \u00a0\u2007\u2009\u202f][^\S\r\n\t]?\d+)*/gu;

function runsIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([run]) => normalizedCode(run));
}

function asciiDigits(text: string): string {
  return text.replace(/(?!\d)\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode keeps the ten digits of a script together and in order, from zero. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (point - first) % 10;
}
