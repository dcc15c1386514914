import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatsFor, isolate } from '../../src/ui/formats.ts';

/** Ten in the morning where the reader is, wherever that may be. */
const now = new Date(2026, 10, 23, 10).getTime();
const ago = (ms: number) => new Date(now - ms).toISOString();
const local = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
const minutes = 60_000;

describe('how long ago', () => {
  const english = formatsFor('en', () => now);
  const polish = formatsFor('pl', () => now);
  const cases: [string, string, string][] = [
    [ago(20_000), 'now', 'teraz'],
    [ago(-20_000), 'now', 'teraz'],
    [ago(5 * minutes), '5 minutes ago', '5 minut temu'],
    [ago(90 * minutes), '1 hour ago', '1 godzinę temu'],
    [local(22, 8), 'yesterday', 'wczoraj'],
    [local(20, 8), '3 days ago', '3 dni temu'],
    [local(17, 8), '6 days ago', '6 dni temu'],
    [local(16, 8), 'Nov 16, 2026', '16 lis 2026'],
    [local(25, 12), 'in 2 days', 'pojutrze'],
  ];
  for (const [iso, inEnglish, inPolish] of cases) {
    test(`"${inEnglish}", "${inPolish}"`, () => {
      assert.equal(english.relative(iso), inEnglish);
      assert.equal(polish.relative(iso), inPolish);
    });
  }
});

describe('days', () => {
  const formats = formatsFor('en', () => now);

  test('today and yesterday are calendar days, not hours', () => {
    assert.equal(formats.day(local(23, 0)).name, 'today');
    assert.equal(formats.day(local(22, 23)).name, 'yesterday');
    assert.equal(formats.day(local(21, 23)).name, undefined);
    assert.equal(formats.day(local(24, 1)).name, undefined);
  });

  test('every other day says its date in full', () => {
    assert.equal(formats.day(local(21, 12)).date, 'Saturday, November 21, 2026');
  });
});

test('a date in a sentence is not broken at the end of a line', () => {
  assert.equal(formatsFor('en').date(local(23, 12)), 'November\u00a023,\u00a02026');
  assert.equal(formatsFor('pl').date(local(23, 12)), '23\u00a0listopada\u00a02026');
});

test('a time that cannot be read is shown as it came', () => {
  const formats = formatsFor('en');
  for (const format of ['relative', 'dateTime', 'date', 'time'] as const) assert.equal(formats[format]('soon'), 'soon');
  assert.deepEqual(formats.day('soon'), { date: 'soon', name: undefined });
});

test('hours follow the language', () => {
  assert.match(formatsFor('en').time(local(23, 15)), /^3:00\sPM$/);
  assert.equal(formatsFor('pl').time(local(23, 15)), '15:00');
});

test('typed text is fenced off from the sentence around it', () => {
  assert.equal(isolate('\u202eevil\u2069'), '\u2068evil\u2069');
});

describe('counts', () => {
  for (const locale of ['en', 'pl', 'de-CH', 'hi', 'fa', 'ar-EG', 'bn', 'mr', 'my', 'th', 'ja', 'en-u-nu-deva'])
    test(`are written as readers of ${locale} write them`, () => {
      const exact = new Intl.NumberFormat(locale);
      for (const value of [0, 1, 7, 42, 999, 1000, 12_345, -3, 1.5])
        assert.equal(formatsFor(locale).number(value), exact.format(value));
    });
});
