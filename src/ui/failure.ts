/** Words for a failure, chosen by its code. Anything that another system wrote into the error stays out of sight. */
import type { SupportError } from '../contract/errors.ts';
import type { Words } from './i18n/words.ts';
import { longSpan } from './long-span.ts';

/** Why it did not work, in one sentence; `fallback` where the code alone says nothing useful to a visitor. */
export function failureText(
  error: Pick<SupportError, 'code' | 'retryAfterMs'>,
  words: Words,
  fallback: string,
): string {
  switch (error.code) {
    case 'offline':
      return words.t('net.offline');
    case 'timeout':
      return words.t('error.timeout');
    case 'forbidden':
      return words.t('error.forbidden');
    case 'conflict':
      return words.t('error.conflict');
    case 'unavailable':
      return words.t('error.unavailable');
    case 'rate_limited':
      if (error.retryAfterMs === undefined) return words.t('error.rate_limited_soon');
      return words.t('error.rate_limited', { time: waitingTime(error.retryAfterMs, words.locale) });
    default:
      return fallback;
  }
}

/** The code that a visitor can quote to support, where the server gave one. */
export function referenceText(error: SupportError, words: Words): string | undefined {
  return error.reference && words.t('error.generic.body', { code: error.reference });
}

const longWaitMs = 120_000;

function waitingTime(ms: number, locale: string): string {
  return ms < longWaitMs ? longSpan(ms / 1000, 'second', locale) : longSpan(ms / 60_000, 'minute', locale);
}
