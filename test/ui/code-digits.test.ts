import { assert } from '@open-wc/testing';
import { codeIn, normalizedCode } from '../../src/elements/support-code-input/code-digits.ts';

describe('the digits of a code', () => {
  const written: [what: string, text: string][] = [
    ['spaces', ' 123 456 '],
    ['no-break spaces', '123\u00a0456\u202f'],
    ['tabs and lines', '1\t2\t3\r\n4\n5 6'],
    ['hyphens', '123-456'],
    ['dashes and a minus', '12–34—5\u22126'],
    ['marks that nobody sees', '\u200e123\u200b456\ufeff\u2069'],
    ['full-width digits', '１２３４５６'],
    ['Arabic-Indic digits', '١٢٣٤٥٦'],
    ['Persian digits', '۱۲۳۴۵۶'],
    ['Devanagari digits', '१२३४५६'],
    ['digits from beyond the first plane', '𝟭𝟮𝟯𝟺𝟻𝟼'],
    ['two scripts', '１２３٤٥٦'],
  ];
  for (const [what, text] of written)
    it(`are read from ${what}`, () => assert.strictEqual(normalizedCode(text), '123456'));

  it('keep beside them whatever is none', () => {
    assert.strictEqual(normalizedCode('12a-4 5ß'), '12a45ß');
    assert.strictEqual(normalizedCode('１２.٣'), '12.3');
    assert.strictEqual(normalizedCode('①²'), '①²');
  });

  it('are those of every script', () => {
    for (const zero of [0x660, 0x6f0, 0x966, 0xe50, 0x1040, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1fbf0]) {
      const digits = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)).join('');
      assert.strictEqual(normalizedCode(digits), '0123456789', zero.toString(16));
    }
  });
});

describe('the code in a text', () => {
  const found: [text: string, code: string, length?: number][] = [
    ['123456', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['1\n2\n3\n4\n5\n6', '123456'],
    ['Your code is 123456.', '123456'],
    ['Your code is 123 456, valid 10 minutes', '123456'],
    ['Kod: 123-456 (ważny 10 min)', '123456'],
    ['12 34 56 ist Ihr Code', '123456'],
    ['G-123456 is your verification code.', '123456'],
    ['code (１２３ ４５６)', '123456'],
    ['رمزك هو ١٢٣٤٥٦ صالح لمدة ١٠ دقائق', '123456'],
    ['123 – 456 is the code', '123456'],
    ['Your code is 123456.\n\n@example.com #123456', '123456'],
    ['123456 10 minutes', '123456'],
    ['2026-11-28 123456', '123456'],
    ['Code\n123456\n10 minutes', '123456'],
    ['Your code: 1234, ticket 567890', '1234', 4],
    ['Code 12345-67890, 10 min', '1234567890', 10],
  ];
  for (const [text, code, length = 6] of found)
    it(`is found in ${JSON.stringify(text)}`, () => assert.strictEqual(codeIn(text, length), code));

  const unfound: [why: string, text: string][] = [
    ['there is none', 'Your code is on its way'],
    ['it is too short', 'Your code is 12345'],
    ['it is part of a longer number', 'Your code is 1234567'],
    ['it is part of a longer number in groups', 'Call +48 123 456 789'],
    ['there are two', 'Use 123456 or 654321'],
    ['there are two, one in groups', 'Code 123 456, ticket 482913'],
    ['its halves are on two lines of a text', 'Code: 123\n456 are yours'],
    ['there is nothing', ''],
  ];
  for (const [why, text] of unfound) it(`is not guessed where ${why}`, () => assert.isUndefined(codeIn(text, 6)));

  it('is found quickly in a text without end', () => {
    const start = performance.now();
    assert.isUndefined(codeIn('1 2 '.repeat(50_000), 6));
    assert.isUndefined(codeIn(`${'1- '.repeat(50_000)}x`, 6));
    assert.isBelow(performance.now() - start, 2000);
  });
});
