import { html, nothing, type TemplateResult } from 'lit';
import type { StatusEvent } from '../../contract/message.ts';
import type { Remote } from '../../state/remote.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { retryButton } from '../entry.ts';
import { statusBadge } from '../status-badge.ts';
import { authorName } from './thread-message.ts';

/** How the history of the status is shown. */
export interface HistoryView {
  history: Remote<readonly StatusEvent[]>;
  isOpen: boolean;
  words: Words;
  formats: Formats;
  toggle: () => void;
  load: () => unknown;
}

/** Opens and closes the history. */
export function historyButton({ isOpen, words, toggle }: HistoryView): TemplateResult {
  return html`<button
    type="button"
    class="disclosure"
    part="link"
    aria-expanded=${isOpen}
    aria-controls="history"
    @click=${toggle}
  >
    ${words.t(isOpen ? 'thread.timeline.hide' : 'thread.timeline.show')}${icons.expand}
  </button>`;
}

/** Every status that the ticket had, the newest last. */
export function historyPanel(view: HistoryView): TemplateResult {
  const { isOpen, history } = view;
  return html`<div id="history" class="history" ?hidden=${!isOpen} aria-busy=${history.status === 'pending'}>
    ${isOpen ? content(view) : nothing}
  </div>`;
}

function content({ history, words, formats, load }: HistoryView): TemplateResult {
  if (history.status === 'ready')
    return html`<ol class="steps" aria-label=${words.t('thread.timeline.title')}>
      ${history.value.map((event) => step(event, words, formats))}
    </ol>`;
  if (history.status === 'failed')
    return html`<p class="failure" part="error">${icons.warning}${words.t('thread.timeline.error')}</p>
      ${retryButton(words, load)}`;
  return html`<span class="visually-hidden">${words.t('a11y.busy')}</span>
    <div class="bone bone-step"></div>
    <div class="bone bone-step"></div>`;
}

function step({ to, at, author }: StatusEvent, words: Words, formats: Formats): TemplateResult {
  const who = author.kind === 'system' ? words.t('thread.timeline.automatic') : authorName(author, words);
  return html`<li class="step">
    ${statusBadge(to, words)}
    <bdi class="who">${who}</bdi>
    <time datetime=${at} title=${formats.dateTime(at)}>${formats.dateTime(at)}</time>
  </li>`;
}
