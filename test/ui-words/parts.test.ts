/**
 * English comes in parts, each brought by the elements of one screen. A word in none of the parts that an element brings
 * would show people its key, so this follows the imports of everything that can be loaded on its own.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { importsOf } from '../architecture/imports.ts';
import en from '../../src/ui/i18n/copy/en.json' with { type: 'json' };
import { pl } from '../../src/ui/i18n/words.pl.generated.ts';

const partName = /words\.en(\.\w+)?\.generated\.ts$/;
const parts = new Map<string, string[]>();
for (const file of globSync('src/ui/i18n/words.en*.generated.ts')) {
  const [words] = Object.values((await import(`../../${file}`)) as Record<string, object>);
  parts.set(file, Object.keys(words ?? {}));
}

interface Load {
  files: string[];
  /** What is loaded later, when one of the files asks for it. */
  later: string[];
}

/** All that is loaded together with a file. */
function loadOf(entry: string): Load {
  const files = new Set([entry]);
  const later = new Set<string>();
  for (const file of files)
    for (const { specifier, typeOnly, lazy } of importsOf(file))
      if (!typeOnly && specifier.startsWith('.')) (lazy ? later : files).add(normalize(join(dirname(file), specifier)));
  return { files: [...files], later: [...later] };
}

function keysIn(file: string): string[] {
  const literals = readFileSync(file, 'utf8').matchAll(/(['"`])([a-z\d_.]+)\1/g);
  return [...literals].map(([, , text = '']) => text).filter((text) => Object.hasOwn(en, text));
}

/** Keys that an entry uses, or what it loads later, before any part has them. `known` is there already. */
function missing(entry: string, known: readonly string[] = [], path: readonly string[] = []): string[] {
  const { files, later } = loadOf(entry);
  const words = [...known, ...files.flatMap((file) => parts.get(file) ?? [])];
  const own = files
    .filter((file) => !file.endsWith('.generated.ts'))
    .flatMap((file) => keysIn(file).map((key) => [file, key] as const))
    .filter(([, key]) => !words.includes(key))
    .map(([file, key]) => `${[...path, entry].join(' → ')}: ${file} says '${key}'`);
  const deeper = later.filter((next) => !path.includes(next)).flatMap((next) => missing(next, words, [...path, entry]));
  return [...own, ...deeper];
}

const entries = globSync(
  ['src/define.ts', 'src/define/*.ts', 'src/elements/support-*/support-*.ts', 'src/ui/rich-text/rich-text.ts'],
  {
    exclude: ['**/*.styles.ts'],
  },
);

describe('the parts of English', () => {
  for (const entry of entries)
    test(`${entry} brings every word that it says`, () => assert.deepEqual(missing(entry), []));

  test('together are the words of the other languages, each in one place', () => {
    assert.deepEqual([...parts.values()].flat().sort(), Object.keys(pl).sort());
  });

  test('keep the words of the conversation off a page that has only the list', () => {
    const brought = loadOf('src/define/ticket-list.ts').files.filter((file) => partName.test(file));
    assert.deepEqual(brought.sort(), ['src/ui/i18n/words.en.generated.ts', 'src/ui/i18n/words.en.list.generated.ts']);
  });

  test('a word without its part is noticed', () => {
    assert.ok(missing('src/elements/support-ticket-list/list-states.ts').length > 0);
  });
});
