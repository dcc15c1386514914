import { assert } from '@open-wc/testing';
import { isolate } from '../../src/ui/formats.ts';
import { plainLine } from '../../src/ui/rich-text/safe-text.ts';

describe('a line of somebody else', () => {
  it('keeps the words of every script as they are', () => {
    for (const text of ['Zażółć „gęślą”', 'שָׁלוֹם', 'مَرْحَبًا', 'क्षत्रिय', 'ผู้ใหญ่', '👩‍👩‍👧‍👦', 'Nguyễn'.normalize('NFD')])
      assert.strictEqual(plainLine(text), text);
  });

  it('cannot reorder, break or swell the line that it stands in', () => {
    assert.strictEqual(plainLine('invoice\u202efdp.exe'), 'invoicefdp.exe');
    assert.strictEqual(plainLine('one\r\n\ttwo\u2028three\u0000'), 'one two three');
    assert.strictEqual(plainLine(`a${'\u0301'.repeat(9_000)}`), `a${'\u0301'.repeat(32)}`);
    assert.isBelow(plainLine('x'.repeat(1_000_000)).length, 1_001);
    assert.isBelow(plainLine('👍'.repeat(100_000)).length, 1_001);
  });

  it('is cut between letters', () => {
    assert.notMatch(plainLine('x'.repeat(999) + '👍'.repeat(9)), /\p{Cs}/u);
  });

  it('is fenced off within other words', () => {
    assert.strictEqual(isolate('a\u2069b'), '\u2068ab\u2069');
  });
});
