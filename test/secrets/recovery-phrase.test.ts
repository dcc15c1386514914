import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { holdsRecoveryPhrase, mayBeListed } from '../../src/elements/conversation-tools/recovery-phrase.ts';
import { english, polish } from './sentences.ts';

/** The English list of BIP-39, whole. */
const list = readFileSync(new URL('recovery-words.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\s+/);
const lengths = [12, 15, 18, 21, 24];

/** The same words in every run (Park and Miller). */
function phrases(count: number, length: number): string[][] {
  let seed = length;
  const next = () => list[(seed = (seed * 48_271) % 2_147_483_647) % list.length] ?? '';
  return Array.from({ length: count }, () => Array.from({ length }, next));
}

describe('recovery phrases', () => {
  it('may be made of any word of the list', () => {
    assert.equal(list.length, 2048);
    assert.deepEqual(
      list.filter((word) => !mayBeListed(word)),
      [],
    );
  });

  for (const length of lengths)
    it(`are found with ${length} words`, () => {
      const missed = phrases(500, length).filter((words) => !holdsRecoveryPhrase(words.join(' ')));
      assert.deepEqual(missed, []);
    });

  it('are not found with fewer words than a wallet gives', () => {
    for (const words of phrases(100, 11)) assert.equal(holdsRecoveryPhrase(words.join(' ')), false);
  });

  const [phrase = []] = phrases(1, 12);
  const written: [string, string][] = [
    ['in the middle of a message', `Hello, here it is: ${phrase.join(' ')}. Can you look into it?`],
    ['in the middle of a sentence', `my phrase is ${phrase.join(' ')} and it does not work`],
    ['with commas', phrase.join(', ')],
    ['in quotes', `“${phrase.join(' ')}”`],
    ['in lines of four', [0, 4, 8].map((at) => phrase.slice(at, at + 4).join(' ')).join('\n')],
    ['one word a line', phrase.join('\r\n')],
    ['as a numbered list', phrase.map((word, place) => `${place + 1}. ${word}`).join('\n')],
    ['as a numbered line', phrase.map((word, place) => `${place + 1}) ${word}`).join(' ')],
    ['numbered without spaces', phrase.map((word, place) => `${place + 1}.${word}`).join(' ')],
    ['as a list with bullets', phrase.map((word) => `- ${word}`).join('\n')],
    [
      'with the capitals of a phone',
      phrase.map((word) => word.replace(/^./, (letter) => letter.toUpperCase())).join('\n'),
    ],
    ['as a row of a table', phrase.join(' | ')],
  ];
  for (const [how, text] of written)
    it(`are found ${how}`, () => {
      assert.equal(holdsRecoveryPhrase(text), true, text);
    });

  for (const [language, sentences] of Object.entries({ english, polish }))
    it(`are not seen in any ordinary sentence (${language})`, () => {
      assert.ok(sentences.length >= 45);
      const told = [...sentences, sentences.join('\n'), sentences.join(' ')];
      assert.deepEqual(
        told.filter((text) => holdsRecoveryPhrase(text)),
        [],
      );
    });
});
