/** What the list says to those who cannot see it, and to the log of the page. */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { TicketList, TicketsSlice, TicketsSnapshot } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { reportFailure } from '../report.ts';
import { filterKeys } from './list-toolbar.ts';

/** How many tickets a filter holds or a search found. */
export function resultText(
  { filter, search }: TicketsSnapshot['query'],
  { items, total }: TicketList,
  words: Words,
): string {
  const count = total ?? items.length;
  if (search) return words.t('list.search.results', { count, query: isolate(search) });
  return words.t('list.filter.applied', { filter: words.t(filterKeys[filter]), count });
}

/** Loads the next page and says what came of it. */
export async function loadMore(tickets: TicketsSlice, words: Words): Promise<void> {
  await tickets.loadMore();
  const { more } = tickets.snapshot;
  if (more.status === 'ready') announce(words.t('list.load_more.done', { added: more.value }));
  if (more.status === 'failed') announce(words.t('list.load_more.error'), 'assertive');
}

/** Tells each result of another query, and each failure, once. */
export class ListSpeech implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #snapshot: () => TicketsSnapshot | undefined;
  readonly #words: () => Words;
  #told: { list?: TicketsSnapshot['list']; query?: TicketsSnapshot['query'] } = {};

  constructor(host: ReactiveElement, snapshot: () => TicketsSnapshot | undefined, words: () => Words) {
    this.#host = host;
    this.#snapshot = snapshot;
    this.#words = words;
    host.addController(this);
  }

  hostUpdated(): void {
    const { list, query } = this.#snapshot() ?? {};
    if (!list || !query || list === this.#told.list) return;
    this.#told.list = list;
    if (list.status === 'failed') reportFailure(this.#host, list.error, 'list', list.value === undefined);
    if (list.status !== 'ready' || query === this.#told.query) return;
    if (this.#told.query) announce(resultText(query, list.value, this.#words()));
    this.#told.query = query;
  }
}
