import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLocale } from '../../src/ui/i18n/load-locale.ts';
import { registerLocale } from '../../src/ui/i18n/locales.ts';
import { wordsFor } from '../../src/ui/i18n/words.ts';

test('words that the page registers while those of the package are on their way stay', async () => {
  const arrival = loadLocale('pl');
  assert.ok(arrival);
  registerLocale('pl', { 'action.retry': 'Jeszcze raz' });
  await arrival;
  assert.equal(wordsFor('pl').t('action.retry'), 'Jeszcze raz');
});
