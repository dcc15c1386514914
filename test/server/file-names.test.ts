/** Names of files: hostile ones lose what is dangerous, honest ones nothing. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { contentDisposition, extensionOf, safeFileName, withSuffix } from '../../src/server/files/file-names.ts';
import { randomNumbers } from '../helpers/random.ts';
import { honestNames, hostileNames } from '../hostile/corpus/file-names.ts';

const invisible = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
const device = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/i;

function ensureSafe(name: string): void {
  const safe = safeFileName(name);
  const told = `${JSON.stringify(name.slice(0, 80))} became ${JSON.stringify(safe.slice(0, 80))}`;
  assert.ok(safe !== '' && Buffer.byteLength(safe) <= 255, told);
  assert.doesNotMatch(safe, /[/\\:*?"<>|]/, told);
  assert.doesNotMatch(safe, invisible, told);
  assert.doesNotMatch(safe, /^[\s.]|[\s.]$/, told);
  assert.doesNotMatch(safe, device, told);
  assert.doesNotMatch(safe, /\p{M}{33}/u, told);
  assert.equal(safeFileName(safe), safe, `once more: ${told}`);
  assert.equal(decodeURIComponent(encodeURIComponent(safe)), safe);
}

/** Reads the header as RFC 6266 and 8187 say; throws for anything else. */
function parsed(header: string): { type: string; ascii: string; name: string } {
  const grammar =
    /^(inline|attachment); filename="([\x20\x21\x23-\x5b\x5d-\x7e]*)"; filename\*=UTF-8''((?:[\w!#$&+\-.^`|~]|%[\dA-F]{2})*)$/;
  const [, type = '', ascii = '', encoded = ''] = grammar.exec(header) ?? assert.fail(header);
  return { type, ascii, name: decodeURIComponent(encoded) };
}

/** Names made of what is special somewhere. */
function generatedNames(count: number): string[] {
  const random = randomNumbers(20261128);
  const pieces = [
    'a',
    'Ż',
    '漢',
    '😀',
    '\u0301',
    ' ',
    '.',
    '..',
    '/',
    '\\',
    ':',
    '"',
    '%',
    ';',
    "'",
    '\0',
    '\r\n',
    '\u202e',
    '\u200d',
    '\ud83d',
    '\ude00',
    'con',
    'nul',
    'com1',
    '.pdf',
    '\u3000',
    '\u2028',
    'é',
    'e\u0301',
    '\u1100',
    '\u1161',
    '\u{e0020}',
    'x'.repeat(60),
  ];
  const one = () => pieces[Math.floor(random() * pieces.length)] ?? '';
  return Array.from({ length: count }, () => Array.from({ length: Math.floor(random() * 14) }, one).join(''));
}

describe('names of files', () => {
  it('are safe on every system, and stay so', () => {
    assert.ok(hostileNames.length >= 102);
    for (const name of [...hostileNames, ...honestNames, ...generatedNames(20_000)]) ensureSafe(name);
  });

  it('stay as they are when they are honest', () => {
    for (const name of honestNames) assert.equal(safeFileName(name), name);
  });

  it('are composed, so that the same name has the same bytes', () => {
    assert.equal(safeFileName('Zdje\u0328cie.png'), 'Zdjęcie.png');
  });

  it('show the ending that they have', () => {
    assert.equal(safeFileName('photo\u202egnp.exe'), 'photognp.exe');
    assert.equal(safeFileName(`invoice.pdf${' '.repeat(80)}.exe`), 'invoice.pdf .exe');
  });

  it('keep their ending when they are too long', () => {
    assert.equal(safeFileName(`${'ż'.repeat(300)}.docx`), `${'ż'.repeat(125)}.docx`);
    assert.equal(safeFileName('a'.repeat(300)), 'a'.repeat(255));
    assert.equal(withSuffix(`${'ż'.repeat(125)}.docx`, ' (2)'), `${'ż'.repeat(123)} (2).docx`);
  });

  it('fall back where nothing is left', () => {
    for (const name of ['', '..', ' \u202e ', '\0']) assert.equal(safeFileName(name, 'attachment'), 'attachment');
  });

  it('have the ending that a system sees', () => {
    const endings = ['a.PDF', 'a.tar.gz', '.htaccess', 'a', 'a.', 'a. pdf', `a.${'x'.repeat(30)}`].map(extensionOf);
    assert.deepEqual(endings, ['.pdf', '.gz', '', '', '', '', '']);
  });

  it('go into a header whole, and never end it', () => {
    for (const name of [...hostileNames, ...honestNames, ...generatedNames(20_000)]) {
      const header = contentDisposition('download', name);
      assert.deepEqual([parsed(header).type, parsed(header).name], ['attachment', safeFileName(name)]);
      assert.equal(new Headers({ 'content-disposition': header }).get('content-disposition'), header);
    }
    assert.equal(parsed(contentDisposition('inline', 'Zażółć.pdf')).ascii, 'Zazo_c.pdf');
  });
});
