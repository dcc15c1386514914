import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { registerLocale, subscribeToLocales } from '../../src/ui/i18n/locales.ts';
import { wordsFor } from '../../src/ui/i18n/words.ts';

describe('loading a language', () => {
  for (const tag of ['en', 'en-GB', 'ja', '', 'not a tag', 'constructor']) {
    test(`"${tag}" has nothing to load`, () => assert.equal(loadLocale(tag), undefined));
  }

  test('Polish is there once it has arrived, whoever asked for it, and is announced once', async () => {
    let told = 0;
    const stop = subscribeToLocales(() => (told += 1));
    assert.equal(wordsFor('pl').t('action.retry'), 'Try again');
    await Promise.all([loadLocale('pl'), loadLocale('pl-PL'), loadLocale('pl_PL')]);
    assert.equal(wordsFor('pl-PL').t('action.retry'), 'Spróbuj ponownie');
    assert.equal(loadLocale('pl'), undefined);
    assert.equal(told, 1);
    stop();
  });

  test('words that the page registers win over those that came with the package', () => {
    registerLocale('pl', { 'action.retry': 'Jeszcze raz' });
    assert.equal(wordsFor('pl').t('action.retry'), 'Jeszcze raz');
  });
});
