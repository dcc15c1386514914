/** What stands above the conversation or in its place: strips, the skeleton, the reason why there is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SupportError } from '../../contract/errors.ts';
import { failureText, referenceText } from '../../ui/failure.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { notice } from '../../ui/notice.ts';
import { networkStrip } from '../network-watch.ts';
import { closedEntry, type ClosedView, endedStrip, type Entry, failedStrip, retryButton } from '../entry.ts';

/** What stands instead of the whole thread: the closed way in, or no ticket at all. */
export function aside(entry: Entry, ticketId: string, view: ClosedView): TemplateResult | undefined {
  if (entry.kind !== 'open' && entry.kind !== 'loading') return closedEntry(entry, view);
  return ticketId ? undefined : noTicket(view.words);
}

/** What can stand above a conversation that is still there. */
export interface StripView {
  hasEnded: boolean;
  network: 'offline' | 'back' | undefined;
  /** Why the last look at the backend did not work. */
  error: SupportError | undefined;
  words: Words;
  signIn: () => void;
  retry: () => void;
}

/** One strip at a time; what explains the others comes first. */
export function strip({ hasEnded, network, error, words, signIn, retry }: StripView): TemplateResult | typeof nothing {
  if (hasEnded) return endedStrip(words, signIn);
  if (network) return networkStrip(network, words);
  return error ? failedStrip(error, words.t('thread.error.title'), words, retry) : nothing;
}

/** Three messages to come, in the shape that they will have. */
export function threadSkeleton(isSlow: boolean, words: Words): TemplateResult {
  return html`<div class="skeleton" part="skeleton">
    <div class="bone bone-message"></div>
    <div class="bone bone-message bone-own"></div>
    <div class="bone bone-message"></div>
    ${isSlow ? html`<p class="slow">${words.t('net.slow')}</p>` : nothing}
  </div>`;
}

/** No ticket is chosen. */
function noTicket(words: Words): TemplateResult {
  return html`<div class="notice" part="empty">
    <span class="notice-icon">${icons.conversation}</span>
    <p class="notice-body">${words.t('thread.none_selected')}</p>
  </div>`;
}

const missingCodes: readonly string[] = ['not_found', 'gone', 'forbidden'];

/** Title of the failure. A ticket that is missing and one that belongs to somebody else look the same. */
export function failureTitle(error: SupportError, words: Words): string {
  return words.t(missingCodes.includes(error.code) ? 'thread.not_found.title' : 'thread.error.title');
}

/** The ticket cannot be shown. */
export function failedThread(
  error: SupportError,
  { words, level, retry }: { words: Words; level: number; retry: () => void },
): TemplateResult {
  const isMissing = missingCodes.includes(error.code);
  return notice({
    kind: 'error',
    icon: icons.warning,
    title: failureTitle(error, words),
    body: isMissing ? words.t('thread.not_found.body') : failureText(error, words, words.t('thread.error.body')),
    detail: isMissing ? undefined : referenceText(error, words),
    actions: isMissing ? undefined : retryButton(words, retry),
    level,
  });
}
