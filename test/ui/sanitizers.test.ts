/** The browser's own sanitizer and DOMPurify are given the same messages, and have to leave the same to be drawn. */
import { assert } from '@open-wc/testing';
import { drawMessage } from '../../src/ui/rich-text/draw.ts';
import { costsTooMuch } from '../../src/ui/rich-text/markup-cost.ts';
import { sanitizeNatively } from '../../src/ui/rich-text/sanitize-native.ts';
import { purify } from '../../src/ui/rich-text/sanitize-purify.ts';
import { wordsFor } from '../../src/ui/i18n/words.ts';
import { hostile } from '../hostile/corpus/corpus.ts';
import { generate } from '../hostile/corpus/generate.ts';
import { honest } from '../hostile/corpus/honest.ts';

type Sanitize = (html: string) => DocumentFragment;
const words = wordsFor('en');

function markupOf(tree: DocumentFragment | undefined): string {
  const room = document.implementation.createHTMLDocument().createElement('div');
  if (tree) room.append(tree.cloneNode(true));
  return room.innerHTML;
}
function drawn(sanitize: Sanitize, html: string): string {
  const tree = sanitize(html);
  tree.normalize();
  return markupOf(drawMessage(tree, words));
}

const corpus: readonly [string, readonly string[]][] = [
  ...Object.entries(hostile),
  ['honest', honest.map(([, html]) => html)],
  // In these DOMPurify drops more (frames, `is`, text beside broken comments) or puts words beside a broken table.
  ['made-up', [...generate(2, 6_000)].filter((html) => !/ is=|<(frameset|table|[?!]|\/[^a-z])/.test(html))],
];

describe('both sanitizers', () => {
  for (const [kind, messages] of corpus) {
    it(`leave the same of ${messages.length} messages: ${kind}`, () => {
      const different = messages
        .filter((html) => !costsTooMuch(html))
        .map((html) => ({ html, native: drawn(sanitizeNatively, html), purify: drawn(purify, html) }))
        .filter(({ native, purify }) => native !== purify);
      assert.deepEqual(
        different.slice(0, 30).map((x) => JSON.stringify(x)),
        [],
        `${different.length} differ`,
      );
    });
  }

  for (const [name, sanitize] of [
    ['the browser', sanitizeNatively],
    ['DOMPurify', purify],
  ] as const)
    it(`bring nothing back in a second pass, and lose no word: ${name}`, () => {
      // Nesting that no markup can express, as of links in links, is all that another parser may see differently.
      const makeOf = (tree: DocumentFragment) =>
        new Set(
          [...tree.querySelectorAll('*')].map((it) => `${it.localName} ${it.getAttributeNames().sort().join(' ')}`),
        );
      const lettersOf = (tree: DocumentFragment) => [...(tree.textContent ?? '')].sort().join('');
      const changed = [...Object.values(hostile).flat(), ...generate(3, 4_000)].filter((html) => {
        if (costsTooMuch(html)) return false;
        const once = sanitize(html);
        const twice = sanitize(markupOf(once));
        return [...makeOf(twice)].some((made) => !makeOf(once).has(made)) || lettersOf(twice) !== lettersOf(once);
      });
      assert.deepEqual(changed.slice(0, 5), [], `${changed.length} changed`);
    });
});
