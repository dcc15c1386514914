/**
 * What a page loads, at once or later, is small. The schemas are the single source of what is believed, but a page
 * gets the readers that are written from them (`.ci/compile-readers.mjs`), and never zod.
 */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { importsOf } from './imports.ts';

const entries = [
  ...globSync('src/define/*.ts'),
  'src/define.ts',
  'src/elements.ts',
  'src/http.ts',
  'src/index.ts',
  'src/cdn.ts',
];

/** Each file and package that loading these files can load, with a file that asks for it. */
function loadedBy(files: string[]): Map<string, string> {
  const found = new Map(files.map((file) => [file, 'an entry']));
  for (const file of found.keys()) {
    if (!file.endsWith('.ts')) continue;
    for (const { specifier, typeOnly } of importsOf(file)) {
      const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
      if (!typeOnly && !found.has(target)) found.set(target, file);
    }
  }
  return found;
}

const zodIn = (loaded: Map<string, string>) => [...loaded].filter(([target]) => /^zod(\/|$)/.test(target));

describe('what a page loads', () => {
  it('holds no zod, whatever entry it begins with', () => {
    const loaded = loadedBy(entries);
    assert.ok(loaded.has('src/adapters/shared/readers.generated.ts'));
    assert.deepEqual(zodIn(loaded), []);
  });

  it('would be noticed to hold it', () => {
    assert.deepEqual(zodIn(loadedBy(['src/adapters/shared/answers.ts'])).length, 1);
    assert.deepEqual(zodIn(loadedBy(['src/server/index.ts'])).length, 1);
  });
});
