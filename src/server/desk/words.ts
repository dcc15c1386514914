/** What people write, made fit to be stored: well-formed, without characters that hide, reorder or end a line. */

const lengthOfPreview = 200;

/** Controls of direction, which in a line of its own could turn the words around it. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A subject or a name: one line, one space between words, no controls. */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(directions, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Words of several lines: `\n` ends a line, tabs stay, other controls go. Spaces at both ends are left to the author. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** True when nothing in it can be seen. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text);
}

/** The start of a message in one line of at most 200 characters, counted in code points so that none is cut in half. */
export function previewText(text: string): string {
  const line = cleanLine(text);
  const points = [...line];
  return points.length <= lengthOfPreview
    ? line
    : `${points
        .slice(0, lengthOfPreview - 1)
        .join('')
        .trimEnd()}…`;
}
