/** What stands in the place of rows: the skeleton, the reason why there are none, and the way to the next page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SupportError } from '../../contract/errors.ts';
import type { TicketFilter } from '../../contract/ticket.ts';
import type { TicketList, TicketsSnapshot } from '../../state/support-store.ts';
import { failureText, referenceText } from '../../ui/failure.ts';
import type { WordKey, Words } from '../../ui/i18n/words.ts';
import { icons } from '../../ui/icons.ts';
import { notice } from '../../ui/notice.ts';
import { retryButton } from '../entry.ts';

/** Words, and the level of headings inside the list. */
export interface StateView {
  words: Words;
  level: number;
}

const skeletonRows = [1, 2, 3, 4, 5, 6];

/** Rows to come, in the shape that they will have. */
export function listSkeleton(isSlow: boolean, words: Words): TemplateResult {
  return html`<div class="skeleton" part="skeleton">
    ${skeletonRows.map(
      () =>
        html`<div class="row">
          <span class="bone bone-subject"></span><span class="bone bone-meta"></span
          ><span class="bone bone-preview"></span>
        </div>`,
    )}
    ${isSlow ? html`<p class="slow">${words.t('net.slow')}</p>` : nothing}
  </div>`;
}

const emptyKeys = {
  all: ['list.empty.title', 'list.empty.body'],
  open: ['list.empty_open.title', 'list.empty_open.body'],
  closed: ['list.empty_closed.title', 'list.empty_closed.body'],
  attention: ['list.empty_attention.title', 'list.empty_attention.body'],
  unread: ['list.empty_unread.title', 'list.empty_unread.body'],
  search: ['list.empty_search.title', 'list.empty_search.body'],
} as const satisfies Record<TicketFilter | 'search', WordKey[]>;

/** Says why there is no row, and offers the next step where there is one. */
export function emptyList(
  { filter, search }: Pick<TicketsSnapshot['query'], 'filter' | 'search'>,
  { words, level, clearSearch, showClosed }: StateView & { clearSearch: () => void; showClosed: () => void },
): TemplateResult {
  const [title, body] = emptyKeys[search ? 'search' : filter];
  const button = (label: string, press: () => void) =>
    html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`;
  return notice({
    kind: 'empty',
    icon: search ? icons.search : icons.inbox,
    title: words.t(title),
    body: words.t(body),
    actions: search
      ? button(words.t('list.search.clear'), clearSearch)
      : filter === 'open'
        ? button(words.t('list.empty_open.action'), showClosed)
        : undefined,
    level,
  });
}

/** The rows could not be loaded, and there are none from before. */
export function failedList(
  error: SupportError,
  { words, level, retry }: StateView & { retry: () => void },
): TemplateResult {
  return notice({
    kind: 'error',
    icon: icons.warning,
    title: words.t('list.error.title'),
    body: failureText(error, words, words.t('list.error.body')),
    detail: referenceText(error, words),
    actions: retryButton(words, retry),
    level,
  });
}

/** Below the rows: the button for the next page, or the end for whoever pressed it until there. */
export function moreRows(
  list: TicketList,
  more: TicketsSnapshot['more'],
  { words, isEndReached, load }: { words: Words; isEndReached: boolean; load: () => void },
): TemplateResult | typeof nothing {
  if (list.items.length === 0) return nothing;
  if (list.next === null) {
    return isEndReached ? html`<p class="more end" part="hint" tabindex="-1">${words.t('list.end')}</p>` : nothing;
  }
  const label = { pending: 'list.load_more.loading', failed: 'action.retry' } as const;
  const key = more.status === 'pending' || more.status === 'failed' ? label[more.status] : 'list.load_more';
  return html`<div class="more">
    ${
      more.status === 'failed'
        ? html`<p class="more-error" part="error">${icons.warning}${words.t('list.load_more.error')}</p>`
        : nothing
    }
    <button
      type="button"
      class="button more-button"
      part="button"
      aria-disabled=${more.status === 'pending'}
      @click=${load}
    >
      ${words.t(key)}
    </button>
  </div>`;
}
