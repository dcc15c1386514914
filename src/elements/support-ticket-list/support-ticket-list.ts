import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { SupportStore, TicketList, TicketsSnapshot } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { MinuteController } from '../../ui/controllers/minute.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { isolate } from '../../ui/formats.ts';
import { StoreController } from '../context.ts';
import { closedEntry, endedStrip, type Entry, entryOf, failedStrip } from '../entry.ts';
import { SupportAuthRequiredEvent } from '../events.ts';
import { followLink } from '../follow-link.ts';
import { reportFailure } from '../report.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { badgeStyles } from '../status-badge.ts';
import { StoreSource } from '../store-source.ts';
import { SupportElement } from '../support-element.ts';
import { ticketRows } from './list-row.ts';
import { rowStyles } from './list-row.styles.ts';
import { ListSearch } from './list-search.ts';
import { emptyList, failedList, listSkeleton, moreRows } from './list-states.ts';
import { filterField, filterKeys, searchField, sortField } from './list-toolbar.ts';
import { listStyles } from './support-ticket-list.styles.ts';

const filters = ['open', 'all', 'closed', 'attention', 'unread'] as const satisfies TicketFilter[];
const sorts = ['attention_first', 'updated_desc', 'created_desc', 'created_asc'] as const satisfies TicketSort[];

/**
 * @summary The customer's tickets: search, filter, sort, and a row for each.
 * @tag support-ticket-list
 * @slot before - Above the rows.
 * @slot after - Below the rows.
 * @slot empty - Replaces what an empty list says.
 * @slot error - Replaces what a list that could not be loaded says.
 * @slot get-help - A link or button for who has no ticket yet.
 * @fires {SupportNavigateEvent} support-navigate - Request: a ticket is about to be opened.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - The list could not be loaded.
 * @fires {Event} change - The visitor chose another filter or sort order.
 * @csspart heading - The heading.
 * @csspart search - Label, field and result count.
 * @csspart filter - The group of filters.
 * @csspart filter-option - One filter.
 * @csspart sort - The choice of the order.
 * @csspart list - A group of rows.
 * @csspart row - One ticket; also `row-unread`, `row-selected`.
 * @csspart row-subject - Its subject.
 * @csspart row-meta - Status, number and time.
 * @csspart row-preview - Its last message.
 * @csspart status - A status; also `status-open`, `status-awaiting`, `status-solved`, `status-closed`.
 * @csspart skeleton - Shown while the first rows load.
 * @csspart empty - What an empty list says.
 * @csspart error - What a list that could not be loaded says.
 * @csspart strip - A message above the rows.
 * @cssstate loading - The first rows are on their way.
 * @cssstate empty - There is no row.
 * @cssstate error - The rows could not be loaded.
 */
export class SupportTicketListElement extends SupportElement {
  static override styles: CSSResultGroup = [SupportElement.styles, badgeStyles, rowStyles, listStyles];
  protected static override readonly choices = { filter: filters, sort: sorts };

  /** Which tickets to show. Follows the visitor's choice. */
  @property({ reflect: true }) filter: TicketFilter = 'open';

  /** In which order. Follows the visitor's choice. */
  @property({ reflect: true }) sort: TicketSort = 'attention_first';

  /** Rows that one load brings, 1 to 100. */
  @property({ type: Number }) pagesize = 20;

  /** Id of the ticket that is open beside the list. */
  @property() selected = '';

  /** Level of the heading, 1 to 6. */
  @property({ type: Number }) level = 2;

  /** Real addresses for the rows, so that they can be opened in a new tab. */
  @property({ attribute: false }) hrefFor: HrefFor | null = null;

  /** @internal The support center around it says itself what concerns the whole screen. */
  @property({ attribute: false }) framed = false;

  @query('.heading') private readonly heading!: HTMLElement | null;
  @query('.more-button') private readonly moreButton!: HTMLElement | null;
  @query('.end') private readonly end!: HTMLElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #tickets = new StoreController(this, (store) => store.tickets.snapshot);
  readonly #patience = new PatienceController(
    this,
    () => this.internals.states.has('loading'),
    () => announce(this.words.t('list.loading')),
  );
  readonly #search = new ListSearch((search) => void this.#store?.tickets.show({ search }));
  /** What was last told to the page and to the reader, so that each thing is told once. */
  #told: { list?: TicketsSnapshot['list']; query?: TicketsSnapshot['query'] } = {};
  /** The query whose last page the visitor asked for. */
  #finished: TicketsSnapshot['query'] | undefined;

  constructor() {
    super();
    new MinuteController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#search.stop();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('click', this.#onRowClick);
    root.addEventListener('auxclick', this.#onRowClick);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const asked = changed.has('filter') || changed.has('sort') || changed.has('pagesize');
    if (this.#entry.kind === 'open' && (asked || this.#tickets.value?.list.status === 'idle')) this.#show();
    const { list } = this.#tickets.value ?? {};
    const items = list && valueOf(list)?.items;
    const isOut = this.#entry.kind !== 'open' && this.#entry.kind !== 'loading';
    this.toggleState('loading', !isOut && !items && list?.status !== 'failed');
    this.toggleState('empty', items?.length === 0);
    this.toggleState('error', isOut || list?.status === 'failed');
  }

  protected override updated(): void {
    const { list, query } = this.#tickets.value ?? {};
    if (!list || !query || list === this.#told.list) return;
    this.#told.list = list;
    if (list.status === 'failed') reportFailure(this, list.error, 'list', list.value === undefined);
    if (list.status !== 'ready' || query === this.#told.query) return;
    if (this.#told.query) announce(this.#resultText(query, list.value));
    this.#told.query = query;
  }

  /** Loads the rows again; those on screen stay until then. */
  async refresh(): Promise<void> {
    await this.#store?.tickets.refresh();
  }

  /** Moves focus to the row of that ticket, or to the heading if it has none. */
  focusTicket(ticketId: string, options?: FocusOptions): void {
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-ticket="${CSS.escape(ticketId)}"]`);
    (row ?? this.heading)?.focus(options);
  }

  protected override render(): TemplateResult {
    const entry = this.#entry;
    return html`<section class="list" aria-labelledby="heading" aria-busy=${this.internals.states.has('loading')}>
      <h2 id="heading" class="heading" part="heading" tabindex="-1" aria-level=${this.level}>
        ${this.words.t('list.title')}
      </h2>
      ${entry.kind === 'open' || entry.kind === 'loading' ? this.#renderContent(entry) : this.#renderClosed(entry)}
    </section>`;
  }

  #renderClosed(entry: Exclude<Entry, { kind: 'open' | 'loading' }>): TemplateResult {
    return closedEntry(entry, {
      words: this.words,
      level: this.level + 1,
      retry: () => void this.#store?.session.load(),
      signIn: this.#onSignIn,
    });
  }

  #renderContent(entry: Extract<Entry, { kind: 'open' | 'loading' }>): TemplateResult {
    const snapshot = this.#tickets.value;
    return html`${this.#renderToolbar(entry, snapshot)}${this.#renderStrip(entry, snapshot)}
      <slot name="before"></slot>
      <div class="rows">${snapshot && this.#renderRows(snapshot)}</div>
      ${this.internals.states.has('loading') ? listSkeleton(this.#patience.slow, this.words) : nothing}
      ${snapshot && this.#renderEmpty(snapshot)} ${snapshot && this.#renderError(snapshot)}
      ${snapshot && this.#renderMore(snapshot)}
      <slot name="after"></slot>`;
  }

  #renderToolbar(entry: Entry, snapshot: TicketsSnapshot | undefined): TemplateResult {
    const { words, formats, filter, sort } = this;
    const isSearchable = entry.kind !== 'open' || entry.visit.config.features.search;
    return html`<div class="toolbar">
      ${isSearchable ? this.#renderSearch(snapshot) : nothing}
      ${filterField({ filter, counts: snapshot?.counts ?? noCounts, words, formats }, this.#onFilter)}
      ${sortField({ sort, sorts, words }, this.#onSort)}
    </div>`;
  }

  #renderSearch(snapshot: TicketsSnapshot | undefined): TemplateResult {
    const found = snapshot?.query.search && snapshot.list.status === 'ready' ? snapshot.list.value : undefined;
    return searchField({
      words: this.words,
      field: this.#search,
      search: snapshot?.query.search ?? '',
      results: found && snapshot && this.#resultText(snapshot.query, found),
    });
  }

  #renderStrip(entry: Entry, snapshot: TicketsSnapshot | undefined): TemplateResult | typeof nothing {
    if (entry.kind === 'open' && entry.ended) return this.framed ? nothing : endedStrip(this.words, this.#onSignIn);
    if (snapshot?.list.status !== 'failed' || !snapshot.list.value) return nothing;
    return failedStrip(snapshot.list.error, this.words.t('list.error.title'), this.words, () => void this.refresh());
  }

  #renderRows({ list, query }: TicketsSnapshot): unknown {
    const isGrouped = query.sort === 'attention_first' && query.filter !== 'attention' && query.search === '';
    const { words, formats, selected } = this;
    const hrefFor = (ticketId: string) => this.#hrefFor({ view: 'ticket', ticketId });
    return ticketRows(valueOf(list)?.items ?? [], isGrouped, {
      words,
      formats,
      selected,
      hrefFor,
      level: this.level + 1,
    });
  }

  #renderEmpty({ list, query, counts }: TicketsSnapshot): TemplateResult {
    const isEmpty = valueOf(list)?.items.length === 0;
    // To a new customer no filter says anything: there is nothing that it could have hidden.
    const filter = counts.all === 0 ? 'all' : query.filter;
    const { words } = this;
    const view = {
      words,
      level: this.level + 1,
      clearSearch: this.#search.clear,
      showClosed: () => this.#choose({ filter: 'closed' }),
    };
    const reason = isEmpty ? emptyList({ filter, search: query.search }, view) : nothing;
    return html`<div ?hidden=${!isEmpty}><slot name="empty">${reason}</slot></div>
      <div class="help" ?hidden=${!isEmpty || filter !== 'all' || query.search !== ''}>
        <slot name="get-help"></slot>
      </div>`;
  }

  #renderError({ list }: TicketsSnapshot): TemplateResult {
    const error = list.status === 'failed' && !list.value ? list.error : undefined;
    const view = { words: this.words, level: this.level + 1, retry: () => void this.refresh() };
    return html`<div ?hidden=${!error}><slot name="error">${error ? failedList(error, view) : nothing}</slot></div>`;
  }

  #renderMore({ list, more, query }: TicketsSnapshot): unknown {
    const shown = valueOf(list);
    const isEndReached = this.#finished === query;
    return shown ? moreRows(shown, more, { words: this.words, isEndReached, load: this.#onMore }) : nothing;
  }

  readonly #onSignIn = (): void => {
    const reason = this.#entry.kind === 'open' ? 'expired' : 'anonymous';
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason, returnTo: null }));
  };

  readonly #onFilter = (event: Event): void => {
    this.#choose({ filter: (event.target as HTMLInputElement).value as TicketFilter });
  };

  readonly #onSort = (event: Event): void => {
    this.#choose({ sort: (event.target as HTMLSelectElement).value as TicketSort });
  };

  readonly #onRowClick = (event: Event): void => {
    if (!(event instanceof MouseEvent)) return;
    const row = (event.target as Element).closest<HTMLElement>('[data-ticket]');
    if (!row || event.button === 2) return;
    const ticketId = row.dataset['ticket'] ?? '';
    const route: SupportRoute = { view: 'ticket', ticketId };
    if (followLink(this, event, route, this.#hrefFor(route))) this.selected = ticketId;
  };

  readonly #onMore = (): void => void this.#loadMore();

  async #loadMore(): Promise<void> {
    const tickets = this.#store?.tickets;
    if (!tickets || tickets.snapshot.more.status === 'pending') return;
    const hadFocus = this.shadowRoot?.activeElement === this.moreButton;
    this.#finished = tickets.snapshot.query;
    await tickets.loadMore();
    const { more } = tickets.snapshot;
    if (more.status === 'ready') announce(this.words.t('list.load_more.done', { added: more.value }));
    if (more.status === 'failed') announce(this.words.t('list.load_more.error'), 'assertive');
    await this.updateComplete;
    if (hadFocus) this.end?.focus();
  }

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #entry(): Entry {
    return entryOf(StoreSource.of(this).phase, this.#visit.value);
  }

  #hrefFor(route: SupportRoute): string | null {
    return this.hrefFor?.(route) ?? null;
  }

  #show(): void {
    const pageSize = Math.min(Math.max(Math.trunc(this.pagesize) || 20, 1), 100);
    void this.#store?.tickets.show({ filter: this.filter, sort: this.sort, pageSize });
  }

  #choose({ filter = this.filter, sort = this.sort }: { filter?: TicketFilter; sort?: TicketSort }): void {
    this.filter = filter;
    this.sort = sort;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #resultText({ filter, search }: TicketsSnapshot['query'], { items, total }: TicketList): string {
    const count = total ?? items.length;
    if (search) return this.words.t('list.search.results', { count, query: isolate(search) });
    return this.words.t('list.filter.applied', { filter: this.words.t(filterKeys[filter]), count });
  }
}

const noCounts: TicketsSnapshot['counts'] = { all: undefined, attention: undefined, unread: undefined };

declare global {
  interface HTMLElementTagNameMap {
    'support-ticket-list': SupportTicketListElement;
  }
}
