/** What the gate says, where it takes more than a key. */
import { html, type TemplateResult } from 'lit';
import type { GuestFailure, GuestSnapshot } from '../../state/guest.ts';
import { failureText } from '../../ui/failure.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { longSpan } from '../../ui/long-span.ts';
import { needsOthers } from './gate-failures.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Stands for the address in a sentence that is taken apart around it. */
const gap = '\0';

/** A sentence with the masked address in it. Dots that stand for letters are no words, so a listener is told what they are. */
export function sentenceAround(email: string, words: Words, sentence: (email: string) => string): TemplateResult {
  const [before, after = ''] = sentence(gap).split(gap);
  const shown = isolate(email);
  return html`${before}<strong class="email" aria-hidden="true">${shown}</strong
    ><span class="visually-hidden">${words.t('gate.email.sr', { email: shown })}</span>${after}`;
}

/** What the heading says: where the visitor stands. */
export function headingText({ step, link }: GuestSnapshot, words: Words): string {
  switch (step) {
    case 'checking':
      return words.t('gate.checking_link');
    case 'failed':
      return words.t('gate.failed.title');
    case 'intro':
      return words.t('gate.title', { number: isolate(link?.ticketNumber ?? '') });
    case 'code':
      return words.t('gate.sent.title');
    case 'locked':
      return words.t('gate.locked.title');
    case 'form':
      return words.t('link.form.title');
    case 'expired':
      return words.t('link.expired.title');
    case 'invalid':
      return words.t('link.invalid.title');
    case 'link-sent':
      return words.t('link.form.done.title');
    case 'done':
      return words.t('gate.success');
  }
}

/** Why the last press did not work. */
export function gateFailureText(failure: GuestFailure, { resendAt }: GuestSnapshot, words: Words): string {
  const { of, code, attemptsLeft = 0 } = failure;
  if (code === 'offline') return words.t('gate.error.offline');
  if (of === 'check') return failureText({ code, retryAfterMs: undefined }, words, words.t('app.unavailable.body'));
  if (of === 'renew') return words.t('link.form.error.send_failed');
  if (of === 'request') {
    if (code !== 'rate_limited') return words.t('gate.error.send_failed');
    return words.t('gate.error.rate_limited', { time: waitText(resendAt - Date.now(), words.locale) });
  }
  if (code === 'code_wrong') return words.t('gate.error.wrong', { left: attemptsLeft });
  if (code === 'code_expired') return words.t('gate.error.expired');
  if (code === 'rate_limited') return words.t('error.rate_limited_soon');
  return words.t(code === 'validation' ? 'gate.error.format' : 'gate.error.check_failed');
}

/** What to quote where the visitor cannot help it; not a "code" beside the one that they type. */
export function referenceOf(failure: GuestFailure, words: Words): string | undefined {
  const { reference } = failure;
  return reference && needsOthers(failure) ? words.t('gate.error.reference', { reference }) : undefined;
}

/** `0:42` for what is worth watching; hours and days in words. */
export function waitText(ms: number, locale: string): string {
  const rest = Math.max(0, ms);
  if (rest < hourMs) return clock(Math.ceil(rest / 1000));
  return rest < 2 * dayMs ? longSpan(rest / hourMs, 'hour', locale) : longSpan(rest / dayMs, 'day', locale);
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
