/** Rules about the text of the sources: dangerous calls stay where they are confined, files stay small. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const product = [
  ...globSync('src/**/*.ts'),
  ...globSync('mocks/**/*.ts'),
  ...globSync('demo/**/*.ts', { exclude: ['demo/dist/**'] }),
].filter((file) => !file.endsWith('.generated.ts'));
const textOf = (file: string) => readFileSync(file, 'utf8');
/** Without comments, in which the words may be explained. */
const codeOf = (file: string) =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
const lines = (file: string) => textOf(file).split('\n').length - 1;

/** A pattern, why it is dangerous, and the only files that may contain it. */
const confined: [RegExp, string, string[]][] = [
  [
    /\bfrom 'dompurify'|import\('dompurify'\)/,
    'one place configures the sanitizer',
    ['src/ui/rich-text/sanitize-purify.ts'],
  ],
  [/\bsetHTML\b/, 'one place configures the sanitizer', ['src/ui/rich-text/sanitize-native.ts']],
  [/\bunsafeHTML\b/, 'strings must not become markup', []],
  [
    /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|setHTMLUnsafe|createContextualFragment/,
    'strings must not become markup',
    [],
  ],
  [/\bstyleMap\b/, 'blocked by a strict style-src', []],
  [/<[a-z][^>`]*\sstyle="/, 'blocked by a strict style-src', []],
  [/\beval\(|new Function\(/, 'blocked by a strict script-src', []],
  [/from 'zod'/, 'use zod/mini', []],
  [/@ts-ignore|@ts-nocheck/, 'types are not switched off', []],
  [/\bas any\b|: any\b/, 'types are not switched off', []],
  [/localStorage/, 'nothing about a person stays on a shared computer without a rule', []],
];

/** Expected sizes of ARCHITECTURE.md 12: where to stop. */
const stops: [RegExp, number][] = [
  [/^src\/(contract|ui|state)\/|\.styles\.ts$/, 250],
  [/./, 350],
];

describe('structure', () => {
  for (const [pattern, reason, places] of confined)
    it(`${pattern} stays confined: ${reason}`, () => {
      const found = product.filter((file) => !places.includes(file) && pattern.test(codeOf(file)));
      assert.deepEqual(found, []);
    });

  it('no file is above its stop size', () => {
    const tall = product.filter((file) => lines(file) > (stops.find(([kind]) => kind.test(file))?.[1] ?? Infinity));
    assert.deepEqual(
      tall.map((file) => `${file}: ${lines(file)}`),
      [],
    );
  });

  it('the median file has at most 120 lines and the 95th percentile at most 250', () => {
    const sizes = product.map(lines).sort((a, b) => a - b);
    const quantile = (share: number) => sizes[Math.floor((sizes.length - 1) * share)] ?? 0;
    assert.ok(quantile(0.5) <= 120, `median ${quantile(0.5)}`);
    assert.ok(quantile(0.95) <= 250, `95th percentile ${quantile(0.95)}`);
  });

  it('no test is skipped or run alone', () => {
    const marked = globSync('test/**/*.ts').filter((file) =>
      /\b(it|test|describe)\.(skip|only|todo)\b/.test(codeOf(file)),
    );
    assert.deepEqual(marked, []);
  });

  it('no test file is above 450 lines', () => {
    assert.deepEqual(
      globSync('test/**/*.ts').filter((file) => lines(file) > 450),
      [],
    );
  });

  it('styles flow with the text direction', () => {
    const physical = /\b(margin|padding|border)-(left|right)\b|(?<![-\w])(left|right):\s|text-align:\s*(left|right)/;
    assert.deepEqual(
      globSync('src/**/*.styles.ts')
        .concat(globSync('src/ui/styles/*.ts'))
        .filter((file) => physical.test(codeOf(file))),
      [],
    );
  });
});
