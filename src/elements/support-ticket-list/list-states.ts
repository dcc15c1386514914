/** What stands in the place of rows: the skeleton, the reason why there are none, and the way to the next page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SupportError } from '../../contract/errors.ts';
import type { TicketFilter } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { TicketList, TicketsSnapshot } from '../../state/support-store.ts';
import { failureText, referenceText } from '../../ui/failure.ts';
import type { WordKey, Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { notice } from '../../ui/notice.ts';
import { retryButton } from '../entry.ts';

/** Words, and the level of headings inside the list. */
interface StateView {
  words: Words;
  level: number;
}

/** Rows to come, in the shape that they will have. Until `isShown` they only keep the place. */
export function listSkeleton(
  count: number,
  { words, isShown, isSlow }: { words: Words; isShown: boolean; isSlow: boolean },
): TemplateResult {
  return html`<div class=${isShown ? 'skeleton' : 'skeleton unseen'} part="skeleton">
    ${Array.from(
      { length: count },
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

/** What somebody who sees no row can do about it. */
export interface NoRowsView extends StateView {
  retry: () => void;
  clearSearch: () => void;
  choose: (filter: TicketFilter) => void;
}

/** In the place of rows: why there are none. Each reason and the way to help keep their slots while there are rows. */
export function noRows(snapshot: TicketsSnapshot | undefined, view: NoRowsView): TemplateResult {
  const { list } = snapshot ?? {};
  const isEmpty = list && valueOf(list)?.items.length === 0;
  const error = list?.status === 'failed' && !list.value ? list.error : undefined;
  return html`<div ?hidden=${!isEmpty}>
      <slot name="empty">${isEmpty && snapshot ? emptyList(snapshot, view) : nothing}</slot>
    </div>
    <div ?hidden=${!error}><slot name="error">${error ? failedList(error, view) : nothing}</slot></div>
    <div class="help" ?hidden=${!isEmpty && !error}><slot name="get-help"></slot></div>`;
}

/** Says why there is no row, and offers the next step where there is one. */
function emptyList(
  { query: { filter, search }, counts }: TicketsSnapshot,
  { words, level, clearSearch, choose }: NoRowsView,
): TemplateResult {
  // To a new customer no filter says anything: there is nothing that it could have hidden.
  const reason = search ? 'search' : counts.all === 0 ? 'all' : filter;
  const [title, body] = emptyKeys[reason];
  const button = (label: string, press: () => void) =>
    html`<button type="button" class="button" part="button" @click=${press}>${label}</button>`;
  const closed = () => button(words.t('list.empty_open.action'), () => choose('closed'));
  const anywhere = () => button(words.t('list.search.all'), () => choose('all'));
  return notice({
    kind: 'empty',
    icon: search ? icons.search : icons.inbox,
    title: words.t(title),
    body: words.t(body),
    actions: search
      ? // A search looks only where the filter lets it, and the ticket may be a closed one.
        [button(words.t('list.search.clear'), clearSearch), filter === 'all' ? nothing : anywhere()]
      : reason === 'open'
        ? closed()
        : undefined,
    level,
  });
}

/** The rows could not be loaded, and there are none from before. */
function failedList(error: SupportError, { words, level, retry }: NoRowsView): TemplateResult {
  const sentence = words.t('list.error.body');
  return notice({
    kind: 'error',
    icon: icons.warning,
    title: words.t('list.error.title'),
    // "What you see may be out of date" is no news to whoever sees nothing.
    body: error.code === 'offline' ? sentence : failureText(error, words, sentence),
    detail: referenceText(error, words),
    actions: retryButton(words, retry),
    level,
  });
}

/** Floats where rows begin and moves none of them: the order is not the newest any more. */
export function changesBar(count: number, words: Words, show: () => void): TemplateResult {
  return html`<div class="changes">
    <p class="pill" part="strip">
      ${words.t('list.updates_available', { count })}
      <button type="button" class="button button-quiet" part="button button-quiet" @click=${show}>
        ${words.t('list.updates_show')}
      </button>
    </p>
  </div>`;
}

/** Below the rows: the button for the next page, or the end for whoever pressed it until there. */
export function moreRows(
  list: TicketList | undefined,
  more: TicketsSnapshot['more'],
  { words, isEndReached, load }: { words: Words; isEndReached: boolean; load: () => void },
): TemplateResult | typeof nothing {
  if (!list || list.items.length === 0) return nothing;
  if (list.next === null) {
    return isEndReached ? html`<p class="more end" part="hint" tabindex="-1">${words.t('list.end')}</p>` : nothing;
  }
  const isFailed = more.status === 'failed';
  const isPending = more.status === 'pending';
  return html`<div class="more">
    ${
      isFailed
        ? html`<p class="more-error" part="error">${icons.warning}${words.t('list.load_more.error')}</p>`
        : nothing
    }
    <button type="button" class="button more-button" part="button" aria-disabled=${isPending} @click=${load}>
      ${words.t(isPending ? 'list.load_more.loading' : isFailed ? 'action.retry' : 'list.load_more')}
    </button>
  </div>`;
}
