/**
 * Text from other people, made harmless to lay out. No markup is involved: letters alone can reorder the line they stand
 * in, and a run of combining marks can cost a browser seconds per message.
 */

/** Every living script gets by with far fewer on one letter. */
const longestRun = 32;

const markRun = new RegExp(`([\\p{M}\\p{Cf}]{${longestRun}})[\\p{M}\\p{Cf}]+`, 'gu');
/** Embeddings, overrides and isolates of UAX 9. The plain marks U+200E, U+200F and U+061C stay: they cannot reorder others. */
const directionControls = /[\u202a-\u202e\u2066-\u2069]/g;
/** Controls without a shape. Tabs and line feeds are text. */
const shapeless = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Nothing but printable ASCII, tabs and line feeds. */
export function isAscii(text: string): boolean {
  return !/[^\t\n -~]/.test(text);
}

/** The same words without direction controls, other controls and endless runs of marks. Line breaks become `\n`. */
export function safeText(text: string): string {
  if (isAscii(text)) return text;
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(directionControls, '')
    .replace(shapeless, '')
    .replace(markRun, '$1');
}

/** Nobody reads a name or a title beyond this. */
const longestLine = 1_000;

/**
 * One line of somebody else's, for wherever it is shown or spoken: subjects, names of people and files, previews. Every
 * such text passes here or through `isolate` before it reaches the page.
 */
export function plainLine(text: string): string {
  const line = safeText(text.length > 4 * longestLine ? text.slice(0, 4 * longestLine) : text).replace(/\s+/g, ' ');
  return line.length > longestLine ? `${[...line.slice(0, longestLine)].slice(0, -1).join('')}…` : line;
}

/** Whether the last letter carries marks, so that marks at the start of the next piece would join the same run. */
export function endsInMark(text: string): boolean {
  return !isAscii(text.slice(-2)) && /[\p{M}\p{Cf}]$/u.test(text);
}

/** The text without the marks that it starts with. */
export function withoutLeadingMarks(text: string): string {
  return text.replace(/^[\p{M}\p{Cf}]+/u, '');
}
