/**
 * One form for what is written and what is searched, so that `LODZ` finds `Łódź`. The index and the query pass through
 * the same function; a search is then a plain comparison of substrings, which also serves scripts that put no spaces
 * between words. It deliberately knows no language: no stemming, no stop words, no German `ü` for `ue`.
 */

/** Letters that Unicode does not decompose, and letters that searchers take for each other. */
const sameLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  // Arabic and Persian keyboards write the same word with either.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const otherLetters = new RegExp(`[${Object.keys(sameLetters).join('')}]`, 'g');

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels and the stretching line of Arabic. The vowel signs of
 * Indic scripts and the voicing marks of Japanese stay: without them a word would be another word.
 */
const marks =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Lower case without accents, in compatibility form, with one space between words and no invisible characters. */
export function foldText(text: string): string {
  return foldLetters(text).trim();
}

/** A folded text and, for each code unit of it, where the letter it came from begins and ends in the text as written. */
export interface TracedText {
  folded: string;
  starts: readonly number[];
  ends: readonly number[];
}

/** Letters as readers see them, each with its accents: whatever folding joins or splits stays within one. */
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Folds letter by letter, so that what is found in the folded text can be shown in the text as written. */
export function traceText(text: string): TracedText {
  const starts: number[] = [];
  const ends: number[] = [];
  const known = new Map<string, string>();
  let folded = '';
  for (const { segment, index } of letters.segment(text)) {
    const letter = known.get(segment) ?? foldLetters(segment);
    known.set(segment, letter);
    folded += letter;
    for (let unit = 0; unit < letter.length; unit += 1) {
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return { folded, starts, ends };
}

/** Where the letter begins and ends that a place in a text lies in. */
export function letterAt(text: string, place: number): { start: number; end: number } {
  const { index = place, segment = '' } = letters.segment(text).containing(place) ?? {};
  return { start: index, end: index + segment.length };
}

function foldLetters(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(otherLetters, (letter) => sameLetters[letter] ?? letter)
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .normalize('NFC');
}

/**
 * The folded words of a search, each to be found as a substring. A word inside another is left out: it asks nothing
 * more. `#10001` asks for the number 10001, as people write it.
 */
export function searchWords(search: string): string[] {
  const words = foldText(search)
    .split(' ')
    .map((word) => word.replace(/^#(?=\d+$)/, ''))
    .filter((word) => word !== '');
  const distinct = [...new Set(words)];
  return distinct.filter((word) => !distinct.some((other) => other !== word && other.includes(word)));
}
