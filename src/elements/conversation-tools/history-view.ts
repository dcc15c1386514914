import { html, type TemplateResult } from 'lit';
import type { StatusEvent } from '../../contract/message.ts';
import type { Remote } from '../../state/remote.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { authorName } from '../author-name.ts';
import { retryButton } from '../entry.ts';
import { statusBadge } from '../status-badge.ts';

/** How the history of the status is shown. */
interface HistoryView {
  words: Words;
  formats: Formats;
  load: () => unknown;
}

/** Every status that the ticket had, the newest last. */
export function historyPanel(
  history: Remote<readonly StatusEvent[]>,
  { words, formats, load }: HistoryView,
): TemplateResult {
  if (history.status === 'ready')
    return html`<ol class="steps" aria-label=${words.t('thread.timeline.title')}>
      ${history.value.map((event) => step(event, words, formats))}
    </ol>`;
  if (history.status === 'failed')
    return html`<p class="failure" part="error">${icons.warning}${words.t('thread.timeline.error')}</p>
      ${retryButton(words, load)}`;
  return html`<div class="steps" aria-busy="true">
    <span class="visually-hidden">${words.t('a11y.busy')}</span>
    <div class="bone bone-step"></div>
    <div class="bone bone-step"></div>
  </div>`;
}

function step({ to, at, author }: StatusEvent, words: Words, formats: Formats): TemplateResult {
  const who = author.kind === 'system' ? words.t('thread.timeline.automatic') : authorName(author, words);
  return html`<li class="step">
    ${statusBadge(to, words)}
    <bdi class="who">${who}</bdi>
    <time datetime=${at} title=${formats.dateTime(at)}>${formats.dateTime(at)}</time>
  </li>`;
}
