/** Tells what somebody wrote from the mail below it that they answered. Only what stands at the end counts as a quote. */

/** “On Monday, Ola wrote:” and its kin: one sentence with a colon at its end that speaks of writing. */
const attribution = /\b(?:wrote|writes|pisze|schrieb|a écrit)\b.{0,80}:\s*$|napisał(?:a|\(a\))?.{0,80}:\s*$/iu;
/** How it begins: with a word for a day, or with the day. */
const beginning = /^\s*(?:on|am|le|w dniu|dnia|\d|\p{L}{2,4}\.,)/iu;
const longestAttribution = 300;
/** The line that some programs put above the whole mail before. */
const divider = /^\s*-{3,}\s*(?:original message|wiadomość oryginalna|ursprüngliche nachricht)\s*-{3,}/i;
/** The fields of the mail before, as Outlook repeats them: sender, then date or recipient, close together. */
const header = /^\s*(?:from|od|von):\s*\S[^]{0,300}?\n?\s*(?:sent|date|to|wysłano|data|do|gesendet|an):\s*\S/i;

export function isAttribution(text: string): boolean {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longestAttribution && line.endsWith(':') && attribution.test(line);
}

export function startsOldMail(text: string): boolean {
  const start = text.slice(0, 500);
  return /^\s*(?:-|from|od|von)/i.test(start) && (divider.test(start) || header.test(start));
}

/** The text in two: what was written, and what it answers. The second part is empty where there is none to fold away. */
export function splitQuote(text: string): [written: string, quoted: string] {
  const lines = text.split('\n');
  const old = lines.findIndex(
    (line, place) => place > 0 && startsOldMail([line, ...lines.slice(place + 1, place + 4)].join('\n')),
  );
  const start = old > 0 ? old : startOfQuote(lines);
  const written = lines.slice(0, start).join('\n').trimEnd();
  return written.trim() === '' ? [text, ''] : [written, lines.slice(start).join('\n').trim()];
}

/** Number of the line at which the last quote begins, with the lines that say whose it is. */
function startOfQuote(lines: readonly string[]): number {
  let start = lines.length;
  let quoted = start;
  while (start > 0 && /^\s*(?:>|$)/.test(lines[start - 1] ?? '')) {
    start -= 1;
    if (/^\s*>/.test(lines[start] ?? '')) quoted = start;
  }
  if (quoted === lines.length) return quoted;
  // Programs break that sentence wherever it is long; where its beginning cannot be told, its last line has to do.
  const counts = [1, 2, 3].filter((count) => isAttribution(lines.slice(start - count, start).join(' ')));
  const whole = counts.find((count) => beginning.test(lines[start - count] ?? ''));
  if (counts.length > 0) return start - (whole ?? counts[0] ?? 0);
  return quoted;
}
