import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countingIn } from '../../src/ui/i18n/counting.ts';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { registerLocale, subscribeToLocales } from '../../src/ui/i18n/locales.ts';
import { enList } from '../../src/ui/i18n/words.en.list.generated.ts';
import { bringEnglish, type WordKey, wordsFor } from '../../src/ui/i18n/words.ts';

bringEnglish(enList);
await loadLocale('pl');

describe('counting', () => {
  const forms = { one: 'zgłoszenie', few: 'zgłoszenia', many: 'zgłoszeń', other: 'zgłoszenia' };

  test('Polish takes the form that the number asks for', () => {
    const said = [1, 2, 4, 5, 12, 21, 22, 25, 112, 1.5].map((count) => countingIn('pl').plural(count, forms));
    assert.deepEqual(said, [
      'zgłoszenie',
      'zgłoszenia',
      'zgłoszenia',
      'zgłoszeń',
      'zgłoszeń',
      'zgłoszeń',
      'zgłoszenia',
      'zgłoszeń',
      'zgłoszeń',
      'zgłoszenia',
    ]);
  });

  test('an exact number wins over its category', () => {
    const { plural } = countingIn('en');
    assert.equal(plural(0, { '=0': 'none', one: 'one', other: 'some' }), 'none');
    assert.equal(plural(3, { '=0': 'none', one: 'one', other: 'some' }), 'some');
  });

  test('numbers are grouped as the language groups them', () => {
    assert.equal(countingIn('en').number(12345), '12,345');
    assert.equal(countingIn('pl').number(12345), '12\u00a0345');
  });
});

describe('choosing the language', () => {
  test('a region falls back to its language and keeps its own formats', () => {
    assert.equal(wordsFor('pl-PL').t('list.title'), 'Moje zgłoszenia');
    assert.equal(wordsFor('pl-PL').locale, 'pl-PL');
    assert.equal(wordsFor('pl_PL').locale, 'pl-PL');
  });

  for (const tag of ['ja', 'x', '', 'not a tag', 'constructor', '__proto__']) {
    test(`"${tag}" has no words here and is answered in English`, () => {
      assert.equal(wordsFor(tag).locale, 'en');
      assert.equal(wordsFor(tag).t('list.title'), 'My tickets');
    });
  }

  test('asking twice gives the same object, so that nothing renders for nothing', () => {
    const overrides = { 'list.title': 'Cases' };
    assert.equal(wordsFor('pl'), wordsFor('pl'));
    assert.equal(wordsFor('pl', overrides), wordsFor('pl', overrides));
    assert.notEqual(wordsFor('pl', overrides), wordsFor('pl'));
  });

  test('a word that exists nowhere is its key', () => {
    assert.equal(wordsFor('en').t('no.such.key' as 'list.title'), 'no.such.key');
  });
});

describe('words of the page’s author', () => {
  test('an override wins, with its arguments filled in', () => {
    const words = wordsFor('pl', { 'list.count': 'Spraw: {count}', 'thread.title': '{subject} / {number} / {other}' });
    assert.equal(words.t('list.count', { count: 12345 }), 'Spraw: 12\u00a0345');
    assert.equal(words.t('thread.title', { number: '7', subject: 'a {number} b' }), 'a {number} b / 7 / {other}');
  });

  test('an argument that looks like a replacement pattern is shown as it is', () => {
    assert.equal(
      wordsFor('en', { 'list.row.number': 'No. {number}' }).t('list.row.number', { number: '$&$1' }),
      'No. $&$1',
    );
  });

  test('names that every object has are not overrides', () => {
    assert.equal(wordsFor('en', {}).t('toString' as WordKey as 'list.title'), 'toString');
  });
});

describe('a language pack', () => {
  test('may come late: whoever listens is told, and the words change', () => {
    let told = 0;
    const stop = subscribeToLocales(() => (told += 1));
    assert.equal(wordsFor('de-AT').t('list.title'), 'My tickets');
    registerLocale('de', { 'list.title': 'Meine Anfragen' });
    assert.equal(told, 1);
    assert.equal(wordsFor('de-AT').t('list.title'), 'Meine Anfragen');
    assert.equal(wordsFor('de-AT').locale, 'de-AT');
    stop();
    registerLocale('nl', {});
    assert.equal(told, 1);
  });

  test('what it lacks is said in English', () => {
    registerLocale('sv', { 'list.title': 'Mina ärenden' });
    assert.equal(wordsFor('sv').t('list.title'), 'Mina ärenden');
    assert.equal(wordsFor('sv').t('action.retry'), 'Try again');
  });

  test('is found by another copy of this module on the same page', () => {
    const shared = globalThis as unknown as Record<symbol, { packs: Map<string, unknown> }>;
    assert.ok(shared[Symbol.for('helpdock.locales')]?.packs.has('sv'));
  });
});
