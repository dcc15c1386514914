/**
 * Where a search found its words, in the text as people wrote it. The search compares folded text, in which `ß` has
 * become two letters and an accent none; what it finds is traced back letter by letter, but only where it is shown, for
 * that is slower than folding.
 */
import type { TextRanges } from '../../contract/index.ts';
import { foldText, letterAt, traceText } from './fold.ts';
import { cleanLine } from './words.ts';

/** UTF-16 code units of a passage, an ellipsis at both ends included. */
const passageLength = 200;
const room = passageLength - 2;
/** Of these, about so many stand before the first word that was found. */
const leadLength = 60;
/** A run of letters longer than this may be cut inside: it is no word, or its script puts no spaces between words. */
const wordLength = 40;

/** Everything in `text` that one of the folded words stands for, in order and apart from one another. */
export function findRanges(text: string, words: readonly string[]): TextRanges {
  const { folded, starts, ends } = traceText(text);
  const apart: TextRanges = [];
  const places = words.flatMap((word) => placesOf(word, folded).map((at) => ({ at, last: at + word.length - 1 })));
  for (const { at, last } of places.sort((one, other) => one.at - other.at)) {
    const [start, end] = [starts[at] ?? 0, ends[last] ?? text.length];
    const before = apart.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** The part of a message that shows best where the words are, in one line; nothing where none of them is. */
export function passageOf(text: string, words: readonly string[]): { text: string; ranges: TextRanges } | undefined {
  const line = cleanLine(text);
  const place = placeIn(line, words);
  if (!place) return undefined;
  const [from, to] = line.length <= passageLength ? [0, line.length] : cutAround(line, place);
  const [before, after] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  const shown = line.slice(from, to);
  const ranges = findRanges(shown, words);
  // A single word that is longer than a passage cannot be shown in one.
  if (ranges.length === 0) return undefined;
  const shift = before.length;
  return { text: before + shown + after, ranges: ranges.map(([start, end]) => [start + shift, end + shift]) };
}

function placesOf(word: string, folded: string): number[] {
  const places: number[] = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) places.push(at);
  return places;
}

/** The first word found, in the first of the stretches of a line that hold the most of the words. */
function placeIn(line: string, words: readonly string[]): [start: number, end: number] | undefined {
  let best = { held: 0, index: 0, text: '' };
  // No word that is searched for has a space in it, so none lies across two stretches.
  for (const { 0: text, index } of line.matchAll(/\S.{0,150}\S*/gu)) {
    const folded = foldText(text);
    const held = words.filter((word) => folded.includes(word)).length;
    if (held > best.held) best = { held, index, text };
    if (held === words.length) break;
  }
  const [first] = findRanges(best.text, words);
  return first && [best.index + first[0], best.index + first[1]];
}

function cutAround(line: string, [start, end]: [start: number, end: number]): [from: number, to: number] {
  const lead = Math.max(0, Math.min(leadLength, room - (end - start)));
  const from = wordStart(line, Math.min(start - lead, line.length - room), start);
  return [from, wordEnd(line, from + room, end)];
}

/** Where a word begins at `at` or soon after it, but not behind `latest`. */
function wordStart(line: string, at: number, latest: number): number {
  if (at <= 0) return 0;
  const space = line.indexOf(' ', at - 1);
  if (space >= 0 && space < Math.min(latest, at + wordLength)) return space + 1;
  const { start, end } = letterAt(line, at);
  return Math.min(start < at ? end : at, latest);
}

/** Where a word ends at `at` or soon before it, but not before `earliest`. */
function wordEnd(line: string, at: number, earliest: number): number {
  if (at >= line.length) return line.length;
  const space = line.lastIndexOf(' ', at);
  if (space >= Math.max(earliest, at - wordLength)) return space;
  const { start } = letterAt(line, at);
  return earliest <= at ? Math.max(start, earliest) : start;
}
