import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../../ui/decorators.ts';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { SupportStore, TicketsSnapshot } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { MinuteController } from '../../ui/controllers/minute.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { enList } from '../../ui/i18n/words.en.list.generated.ts';
import { StoreController } from '../context.ts';
import { type ClosedEntry, type Entry, entryOf, failedStrip } from '../entry.ts';
import { SupportAuthRequiredEvent } from '../events.ts';
import { followLink } from '../follow-link.ts';
import { Late } from '../late.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { badgeStyles } from '../status-badge.ts';
import { StoreSource } from '../store-source.ts';
import { networkStrip, NetworkWatch } from '../network-watch.ts';
import { SupportElement } from '../support-element.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { ListChanges } from './list-changes.ts';
import { closedList, isOpen, isSearchable, type OpenEntry } from './list-entry.ts';
import { WaitingGroup } from './list-groups.ts';
import type { ListChoice } from './list-memory.ts';
import { ticketRows } from './list-row.ts';
import { rowStyles } from './list-row.styles.ts';
import { ListSearch } from './list-search.ts';
import { ListSpeech, loadMore, resultText } from './list-speech.ts';
import { changesBar, listSkeleton, moreRows, noRows } from './list-states.ts';
import { listChoices, toolbar } from './list-toolbar.ts';
import { ListVisitor } from './list-visitor.ts';
import { listStyles } from './support-ticket-list.styles.ts';

/** What the store is asked with. */
const asking = ['filter', 'sort', 'search', 'pagesize'] as const;
const skeletonRows = 6;

/**
 * @summary The customer's tickets: search, filter, sort, and a row for each.
 * @tag support-ticket-list
 * @slot before - Above the rows.
 * @slot after - Below the rows.
 * @slot empty - Replaces what an empty list says.
 * @slot error - Replaces what a list that could not be loaded says.
 * @slot get-help - A link or button for who finds no ticket here.
 * @fires {SupportNavigateEvent} support-navigate - Request: a ticket is about to be opened.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - The list could not be loaded.
 * @fires {Event} change - The visitor chose another filter, sort order or search.
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
  protected static override readonly english = enList;
  protected static override readonly choices = listChoices;

  /** Which tickets to show. Follows the visitor's choice. */
  @property({ reflect: true }) filter: TicketFilter = 'open';

  /** In which order. Follows the visitor's choice. */
  @property({ reflect: true }) sort: TicketSort = 'attention_first';

  /** Words to search for. Follows the visitor's choice. */
  @property() search = '';

  /** Rows that one load brings, 1 to 100. */
  @property({ type: Number }) pagesize = 20;

  /** Id of the ticket that is open beside the list. */
  @property() selected = '';

  /** Level of the heading, 1 to 6. */
  @property({ type: Number }) level = 2;

  /** Real addresses for the rows, so that they can be opened in a new tab. */
  @property({ attribute: false }) hrefFor: HrefFor | null = null;

  /** @internal The support center around it says itself what concerns the whole screen, and remembers for it. */
  @property({ attribute: false }) framed = false;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #tickets = new StoreController(this, (store) => store.tickets.snapshot);
  readonly #unsent = new StoreController(this, (store) => store.unsent);
  readonly #patience = new PatienceController(
    this,
    () => this.internals.states.has('loading'),
    () => announce(this.words.t('list.loading')),
  );
  readonly #network = new NetworkWatch(this, () => (this.framed ? undefined : this.words));
  readonly #search = new ListSearch(
    this,
    () => this.#find<HTMLInputElement>('#search'),
    (search) => this.#choose({ search }),
  );
  readonly #waiting = new WaitingGroup();
  readonly #focus = new FocusKeeper(
    this,
    (lost) => (lost.matches('.more-button') && this.#find('.end')) || this.#find('#heading'),
  );
  readonly #visitor = new ListVisitor(this);
  /** What was left unsent on this device goes on, and is marked in its row. */
  readonly #words = new Late(this, async () => (await import('../conversation-tools/word-keeper.ts')).keepUp(this));
  /** The query whose last page the visitor asked for. */
  #finished: TicketsSnapshot['query'] | undefined;
  /** A setting changed that the store does not know yet. */
  #isDue = false;
  /** The first answer is here: from now on the filters stay in sight, whatever happens to the rows. */
  #isAnswered = false;

  constructor() {
    super();
    new MinuteController(this);
    new ListSpeech(
      this,
      () => this.#tickets.value,
      () => this.words,
    );
    new ListChanges(this, {
      count: () => this.#tickets.value?.changed ?? 0,
      show: () => this.#store?.tickets.showChanges(),
      rows: () => this.#find('.rows'),
      text: (count) => this.words.t('list.updates_available', { count }),
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('click', this.#onRowClick);
    root.addEventListener('auxclick', this.#onRowClick);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Before what is set is checked, because what was kept is a setting too.
    if (!this.framed) this.#visitor.meet(this.#entry);
    super.willUpdate(changed);
    const entry = this.#entry;
    this.#isDue ||= asking.some((name) => changed.has(name));
    if (isOpen(entry) && (this.#isDue || this.#tickets.value?.list.status === 'idle')) this.#show(entry);
    const { list } = this.#tickets.value ?? {};
    const items = list && valueOf(list)?.items;
    const isOut = !isOpen(entry) && entry.kind !== 'loading';
    this.#isAnswered ||= items !== undefined || list?.status === 'failed';
    this.toggleState('loading', !isOut && !items && list?.status !== 'failed');
    this.toggleState('empty', !isOut && items?.length === 0);
    this.toggleState('error', isOut || list?.status === 'failed');
  }

  protected override updated(): void {
    if (this.#isAnswered) this.#words.expect();
  }

  /** Loads the rows again; those on screen stay until then. */
  async refresh(): Promise<void> {
    await this.#store?.tickets.refresh();
  }

  /** Moves focus to the row of that ticket, or to the heading if it has none. */
  focusTicket(ticketId: string, options?: FocusOptions): void {
    (this.#find(`[data-ticket="${CSS.escape(ticketId)}"]`) ?? this.#find('#heading'))?.focus(options);
  }

  protected override render(): TemplateResult {
    const entry = this.#entry;
    return html`<section class="list" aria-labelledby="heading" aria-busy=${this.#isWaiting}>
      <h2 id="heading" class="heading" part="heading" tabindex="-1" aria-level=${this.level}>
        ${this.words.t('list.title')}
      </h2>
      ${isOpen(entry) || entry.kind === 'loading' ? this.#renderContent(entry) : this.#renderClosed(entry)}
    </section>`;
  }

  #renderClosed(entry: ClosedEntry | OpenEntry): TemplateResult | typeof nothing {
    const { words, framed } = this;
    const retry = () => void this.#store?.session.load();
    return closedList(entry, framed, { words, level: this.level + 1, retry, signIn: this.#onSignIn });
  }

  #renderContent(entry: Entry): TemplateResult {
    const snapshot = this.#tickets.value;
    const shown = this.#isWaiting ? undefined : snapshot;
    return html`${this.#renderToolbar(entry, snapshot)}${this.#renderStrip(snapshot)}
      <slot name="before"></slot>
      <div class="rows">
        ${
          shown?.changed ? changesBar(shown.changed, this.words, this.#onShowChanges) : nothing
        }${shown && this.#renderRows(shown)}
      </div>
      ${this.#isWaiting ? this.#renderSkeleton(snapshot) : nothing} ${this.#renderNoRows(shown)}
      ${shown && this.#renderMore(shown)}
      <slot name="after"></slot>`;
  }

  #renderToolbar(entry: Entry, snapshot: TicketsSnapshot | undefined): TemplateResult {
    const { words, formats, filter, sort, search } = this;
    const found = snapshot?.query.search && snapshot.list.status === 'ready' ? snapshot.list.value : undefined;
    return toolbar({
      ...{ words, formats, filter, sort, search },
      field: this.#search,
      isSearchable: isSearchable(entry),
      isOffline: this.#network.state === 'offline',
      results: found && snapshot && resultText(snapshot.query, found, this.words),
      counts: snapshot?.counts ?? {},
      isUnknown: !this.#isAnswered,
      chooseFilter: this.#onFilter,
      chooseSort: this.#onSort,
    });
  }

  #renderStrip(snapshot: TicketsSnapshot | undefined): TemplateResult | typeof nothing {
    const { state } = this.#network;
    if (state && !this.framed) return networkStrip(state, this.words);
    if (state === 'offline' || snapshot?.list.status !== 'failed' || !snapshot.list.value) return nothing;
    return failedStrip(snapshot.list.error, this.words.t('list.error.title'), this.words, this.#onRetry);
  }

  #renderRows({ list, query }: TicketsSnapshot): unknown {
    const { words, formats, selected } = this;
    const items = valueOf(list)?.items ?? [];
    const isGrouped = query.sort === 'attention_first' && query.filter !== 'attention' && query.search === '';
    const isHeld = this.#find('.rows')?.contains(this.#focus.focused) ?? false;
    return ticketRows(items, isGrouped ? this.#waiting.sizeIn(items, isHeld) : 0, {
      words,
      formats,
      selected,
      search: query.search,
      unsent: this.#unsent.value ?? {},
      hrefFor: (ticketId) => this.#hrefFor({ view: 'ticket', ticketId }),
      level: this.level + 1,
    });
  }

  #renderSkeleton(snapshot: TicketsSnapshot | undefined): TemplateResult {
    const count = this.search ? skeletonRows : (snapshot?.counts[this.filter] ?? skeletonRows);
    const { skeleton, slow } = this.#patience;
    const look = { words: this.words, isShown: skeleton, isSlow: slow };
    return listSkeleton(Math.min(Math.max(count, 1), skeletonRows), look);
  }

  #renderNoRows(snapshot: TicketsSnapshot | undefined): TemplateResult {
    return noRows(snapshot, {
      words: this.words,
      level: this.level + 1,
      retry: this.#onRetry,
      clearSearch: this.#search.clear,
      choose: (filter) => this.#choose({ filter }),
    });
  }

  #renderMore({ list, more, query }: TicketsSnapshot): unknown {
    const isEndReached = this.#finished === query;
    return moreRows(valueOf(list), more, { words: this.words, isEndReached, load: this.#onMore });
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

  /** The bar goes with the press; focus goes to the row that is first now. */
  readonly #onShowChanges = (): void => {
    this.#store?.tickets.showChanges();
    this.performUpdate();
    (this.#find('[data-ticket]') ?? this.#find('#heading'))?.focus();
  };

  readonly #onRowClick = (event: Event): void => {
    if (!(event instanceof MouseEvent)) return;
    const row = (event.target as Element).closest<HTMLElement>('[data-ticket]');
    if (!row || event.button === 2) return;
    const ticketId = row.dataset['ticket'] ?? '';
    const route: SupportRoute = { view: 'ticket', ticketId };
    if (followLink(this, event, route, this.#hrefFor(route))) this.selected = ticketId;
  };

  readonly #onRetry = (): void => void this.refresh();

  readonly #onMore = (): void => {
    const tickets = this.#store?.tickets;
    if (!tickets || tickets.snapshot.more.status === 'pending') return;
    this.#finished = tickets.snapshot.query;
    void loadMore(tickets, this.words);
  };

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #entry(): Entry {
    return entryOf(StoreSource.of(this).phase, this.#visit.value);
  }

  /** Also for a moment after the rows arrived, so that no skeleton only flickers. */
  get #isWaiting(): boolean {
    return this.internals.states.has('loading') || this.#patience.skeleton;
  }

  #find<T extends HTMLElement>(selector: string): T | null {
    return this.renderRoot.querySelector<T>(selector);
  }

  #hrefFor(route: SupportRoute): string | null {
    return this.hrefFor?.(route) ?? null;
  }

  #show(entry: Entry): void {
    const { filter, sort } = this;
    const pageSize = Math.min(Math.max(Math.trunc(this.pagesize) || 20, 1), 100);
    this.#isDue = false;
    void this.#store?.tickets.show({ filter, sort, search: isSearchable(entry) ? this.search : '', pageSize });
  }

  #choose(choice: Partial<ListChoice>): void {
    Object.assign(this, choice);
    this.#visitor.remember();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-ticket-list': SupportTicketListElement;
  }
}
