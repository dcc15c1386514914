import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const project = join(import.meta.dirname, '../..');
const script = join(project, '.ci/compile-words.mjs');

function compile(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: project, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('the compiled words are as fresh as the copy, and the copy has no fault', () => {
  assert.deepEqual(compile('--check'), { status: 0, said: '' });
});

describe('compiling a copy of one’s own', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'words-'));
    mkdirSync(join(root, 'src/ui/i18n/copy'), { recursive: true });
    mkdirSync(join(root, 'src/elements'), { recursive: true });
  });
  after(() => rmSync(root, { recursive: true }));

  const good = {
    en: { 'list.title': 'Tickets', 'list.count': '{count, plural, one {# ticket} other {# tickets}} of {who}' },
    pl: {
      'list.title': 'Zgłoszenia',
      'list.count':
        '{who}: {count, plural, one {# zgłoszenie} few {# zgłoszenia} many {# zgłoszeń} other {# zgłoszenia}}',
    },
  };

  function compileCopy(copy: Record<string, Record<string, string>>, ...args: string[]) {
    for (const [locale, words] of Object.entries(copy))
      writeFileSync(join(root, `src/ui/i18n/copy/${locale}.json`), JSON.stringify(words));
    return compile('--root', root, ...args);
  }

  function generated(name: string): string {
    return readFileSync(join(root, 'src/ui/i18n', name), 'utf8');
  }

  test('only sentences that some element names are written, and the types know all of them', () => {
    writeFileSync(join(root, 'src/elements/list.ts'), "words.t('list.title');");
    assert.deepEqual(compileCopy(good), { status: 0, said: '' });
    assert.match(generated('words.pl.generated.ts'), /'list\.title': 'Zgłoszenia'/);
    assert.doesNotMatch(generated('words.pl.generated.ts'), /list\.count/);
    assert.match(generated('words.types.generated.ts'), /'list\.title': undefined/);
    assert.match(generated('words.types.generated.ts'), /'list\.count': \{ count: number; who: string \}/);
  });

  test('naming one more sentence makes the compiled words stale until they are written anew', () => {
    writeFileSync(join(root, 'src/elements/list.ts'), "words.t('list.title'); words.t('list.count', given);");
    const { status, said } = compileCopy(good, '--check');
    assert.equal(status, 1);
    assert.match(said, /words\.pl\.generated\.ts is stale/);
    assert.deepEqual(compileCopy(good), { status: 0, said: '' });
    assert.deepEqual(compileCopy(good, '--check'), { status: 0, said: '' });
  });

  test('a sentence that one screen alone names is in its part of English; other languages are in one piece', () => {
    const folder = join(root, 'src/elements/support-ticket-list');
    mkdirSync(folder);
    writeFileSync(join(folder, 'row.ts'), "words.t('list.title'); words.t('list.count', given);");
    writeFileSync(join(root, 'src/elements/list.ts'), "words.t('list.title');");
    assert.deepEqual(compileCopy(good), { status: 0, said: '' });
    assert.match(generated('words.en.generated.ts'), /list\.title/);
    assert.match(generated('words.en.list.generated.ts'), /list\.count/);
    assert.doesNotMatch(generated('words.en.list.generated.ts'), /list\.title/);
    assert.match(generated('words.pl.generated.ts'), /list\.title[^]*list\.count/);
    assert.match(generated('shipped.generated.ts'), /import\('\.\/words\.pl\.generated\.ts'\)/);
    rmSync(folder, { recursive: true });
  });

  const faults: [string, Record<string, string>, RegExp][] = [
    ['a key that Polish lacks', { 'list.count': good.pl['list.count'] }, /pl list\.title: missing/],
    ['a key that English lacks', { ...good.pl, 'list.extra': 'Więcej' }, /pl list\.extra: English has no such key/],
    [
      'a lost argument',
      { ...good.pl, 'list.count': good.pl['list.count'].slice(7) },
      /pl list\.count: arguments differ/,
    ],
    [
      'a lost plural form',
      { ...good.pl, 'list.count': good.pl['list.count'].replace('few {# zgłoszenia} ', '') },
      /pl list\.count: no plural form "few"/,
    ],
    ['broken syntax', { ...good.pl, 'list.title': 'Zgłoszenia {' }, /pl list\.title: /],
  ];
  for (const [name, pl, expected] of faults) {
    test(`${name} stops the build and is named`, () => {
      const { status, said } = compileCopy({ en: good.en, pl });
      assert.equal(status, 1);
      assert.match(said, expected);
    });
  }

  test('every sentence of the product compiles', () => {
    cpSync(join(project, 'src/ui/i18n/copy'), join(root, 'src/ui/i18n/copy'), { recursive: true });
    assert.deepEqual(compile('--root', root, '--all'), { status: 0, said: '' });
    const copy = JSON.parse(readFileSync(join(project, 'src/ui/i18n/copy/en.json'), 'utf8')) as object;
    for (const key of Object.keys(copy)) assert.ok(generated('words.pl.generated.ts').includes(`'${key}': `), key);
  });
});
