import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Session } from '../../contract/session.ts';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { SupportStore } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { StoreController } from '../context.ts';
import { closedEntry, endedStrip, type Entry, entryOf, signInButton } from '../entry.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent } from '../events.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { SessionEvents } from '../session-events.ts';
import { StoreSource } from '../store-source.ts';
import { SupportElement } from '../support-element.ts';
import { listParts } from '../support-ticket-list/list-parts.ts';
import type { SupportTicketListElement } from '../support-ticket-list/support-ticket-list.ts';
import type { SupportTicketThreadElement } from '../support-ticket-thread/support-ticket-thread.ts';
import { threadParts } from '../support-ticket-thread/thread-parts.ts';
import { AddressController } from './address-controller.ts';
import { ListPlace } from './list-place.ts';
import { pageHasScheme } from './page-scheme.ts';
import { type RouterKind, routerKinds } from './router.ts';
import { SplitWatch } from './split-watch.ts';
import { centerStyles } from './support-center.styles.ts';

/** Name of a slot that no child of the page asks for. */
const elsewhere = 'get-help-elsewhere';
const anonymous: Session = { kind: 'anonymous' };

/**
 * @summary The whole support center: the list of tickets and the open one, side by side where there is room.
 * @tag support-center
 * @slot - Shown by the browser until the element is defined.
 * @slot brand - At the start of the header.
 * @slot help - At the end of the header, in every view.
 * @slot get-help - A link or button where there is no ticket, or none that can be answered.
 * @slot sign-in - Replaces the button to sign in.
 * @fires {SupportReadyEvent} support-ready - Config and session are known.
 * @fires {SupportNavigateEvent} support-navigate - Request: another view is about to be shown.
 * @fires {SupportSessionChangeEvent} support-session-change - Somebody is signed in, or no longer.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportBeforeSendEvent} support-before-send - Request: a reply is about to be sent.
 * @fires {SupportMessageSentEvent} support-message-sent - A reply is stored.
 * @fires {SupportMessageFailedEvent} support-message-failed - A reply was not sent.
 * @fires {SupportStatusChangeEvent} support-status-change - The status of the open ticket changed.
 * @fires {SupportErrorEvent} support-error - Something failed; for the log.
 * @csspart frame - The whole; the parts of the list, the thread and the reply box are passed on.
 * @csspart header - Brand and help.
 * @csspart content - List and ticket.
 * @cssprop [--support-accent=#1d5bd0] - The one colour of links, buttons and marks.
 * @cssprop [--support-font=inherit] - The font.
 * @cssprop [--support-radius=10px] - Corners.
 * @cssprop [--support-space=8px] - Unit of all distances.
 * @cssprop [--support-list-width=340px] - Width of the list beside a ticket.
 * @cssprop [--support-min-height=30rem] - Height while there is little to show.
 * @cssprop [--support-sticky-top=0px] - Height of a bar of the page that covers the top of the window.
 * @cssstate split - List and ticket stand side by side.
 * @cssstate loading - Config and session are on their way.
 * @cssstate error - Nothing can be shown.
 * @cssstate guest - The visitor is a guest.
 */
export class SupportCenterElement extends SupportElement {
  static override styles: CSSResultGroup = [SupportElement.styles, centerStyles];
  protected static override readonly choices = {
    view: ['list', 'ticket'],
    router: routerKinds,
    theme: ['auto', 'light', 'dark'],
    density: ['comfortable', 'compact'],
    layout: ['auto', 'stack', 'split'],
  };

  /** Id of the open ticket; empty for none. */
  @property({ reflect: true }) ticket = '';

  /** What is shown; where both have room, only where focus and address are. */
  @property({ reflect: true }) view: 'list' | 'ticket' = 'list';

  /** Which tickets the list shows. Follows the visitor's choice. */
  @property({ reflect: true }) filter: TicketFilter = 'open';

  /** In which order the list shows them. Follows the visitor's choice. */
  @property() sort: TicketSort = 'attention_first';

  /** How the open ticket shows in the address: not at all, behind the `#`, or as a path below `base`. */
  @property() router: RouterKind = 'none';

  /** Path below which `router="history"` may write. */
  @property() base = '/';

  /** Colours: those of the page or system, or one scheme. */
  @property({ reflect: true, useDefault: true }) theme: 'auto' | 'light' | 'dark' = 'auto';

  /** How close things stand. */
  @property({ reflect: true, useDefault: true }) density: 'comfortable' | 'compact' = 'comfortable';

  /** Whether list and ticket stand side by side: by width, never, always. */
  @property({ reflect: true, useDefault: true }) layout: 'auto' | 'stack' | 'split' = 'auto';

  /** Fills the height that the page gives, and scrolls inside. Otherwise the page scrolls. */
  @property({ type: Boolean, reflect: true }) fill = false;

  /** Level of the headings, 1 to 6. */
  @property({ type: Number }) level = 2;

  /** Addresses of your own for the views; wins over `router`. */
  @property({ attribute: false }) hrefFor: HrefFor | null = null;

  @state() private isHeaderEmpty = true;

  @query('support-ticket-list') private readonly list!: SupportTicketListElement | null;
  @query('support-ticket-thread') private readonly thread!: SupportTicketThreadElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #sessionEvents = new SessionEvents(this);
  readonly #width = new SplitWatch(this);
  readonly #place = new ListPlace();
  readonly #address = new AddressController(this, (route) => {
    if (!this.#isShown(route) && this.#isAllowed(route)) void this.#show(route);
  });
  /** A list that nobody saw yet is not loaded. */
  #isListSeen = false;

  /** Settles when config and session are known for the first time. */
  get ready(): Promise<void> {
    return this.#sessionEvents.ready;
  }

  /** Who the visitor is, as far as the page may know. */
  get session(): Session {
    const visit = this.#visit.value && valueOf(this.#visit.value);
    return visit?.session ?? anonymous;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#followScheme();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('router') || changed.has('base')) this.#startRouter();
    this.#settleView(changed);
    const isSplit = this.#isSplit;
    this.#isListSeen ||= isSplit || this.view === 'list';
    const { kind } = this.#entry;
    this.toggleState('split', isSplit);
    this.toggleState('loading', kind === 'loading');
    this.toggleState('error', kind === 'missing' || kind === 'unavailable');
    this.toggleState('guest', this.session.kind === 'guest');
    if (changed.has('theme')) this.#followScheme();
  }

  /** Shows a view as if the visitor had asked for it: the page may veto. */
  async open(route: SupportRoute): Promise<void> {
    if (!this.#isAllowed(route)) return;
    this.#address.write(route);
    await this.#show(route);
  }

  /** Loads anew what is on screen, the session included. */
  async refresh(): Promise<void> {
    await this.#store?.refresh();
  }

  /** Moves focus to the reply box of the open ticket. False where there is none. */
  focusReply(): boolean {
    return this.view === 'ticket' && (this.thread?.focusReply() ?? false);
  }

  /** Ends the session and forgets everything that belongs to it. */
  async signOut(): Promise<void> {
    await this.#store?.session.signOut();
    if (this.session.kind === 'anonymous') announce(this.words.t('session.signed_out'));
  }

  protected override render(): TemplateResult {
    const entry = this.#entry;
    const isClosed = entry.kind !== 'open' && entry.kind !== 'loading';
    return html`<section class="frame" part="frame" aria-label=${this.words.t('app.title')}>
      <header class=${this.isHeaderEmpty ? 'header is-empty' : 'header'} part="header">
        <slot name="brand" @slotchange=${this.#onHeaderSlot}></slot>
        <slot name="help" @slotchange=${this.#onHeaderSlot}></slot>
      </header>
      ${entry.kind === 'open' && entry.ended ? endedStrip(this.words, this.#onSignIn) : nothing}
      ${isClosed ? this.#renderClosed(entry) : nothing}
      <div class="sign-in" ?hidden=${entry.kind !== 'signed-out'}>
        <slot name="sign-in">${signInButton(this.words, this.#onSignIn)}</slot>
      </div>
      <div
        class="panes"
        part="content"
        ?hidden=${isClosed}
        @support-navigate=${this.#onNavigate}
        @support-auth-required=${this.#onAuthRequired}
      >
        <div class="list-pane">${this.#isListSeen ? this.#renderList() : nothing}</div>
        <div class="thread-pane">${this.#renderThread()}</div>
      </div>
    </section>`;
  }
  #renderClosed(entry: Exclude<Entry, { kind: 'open' | 'loading' }>): TemplateResult {
    return closedEntry(entry, {
      words: this.words,
      level: this.level,
      retry: () => void this.#store?.session.load(),
    });
  }

  #renderList(): TemplateResult {
    return html`<support-ticket-list
      .framed=${true}
      .filter=${this.filter}
      .sort=${this.sort}
      .level=${this.level}
      .selected=${this.ticket}
      .hrefFor=${this.#hrefFor}
      .messages=${this.messages}
      exportparts=${listParts}
      @change=${this.#onListChange}
    >
      <slot name=${this.view === 'list' ? 'get-help' : elsewhere} slot="get-help"></slot>
    </support-ticket-list>`;
  }

  #renderThread(): TemplateResult {
    return html`<support-ticket-thread
      .framed=${true}
      .ticket=${this.ticket}
      .fill=${this.fill}
      .level=${this.level}
      .hrefFor=${this.#hrefFor}
      .messages=${this.messages}
      exportparts=${threadParts}
    >
      <slot name=${this.view === 'ticket' ? 'get-help' : elsewhere} slot="get-help"></slot>
    </support-ticket-thread>`;
  }

  readonly #onHeaderSlot = (): void => {
    this.isHeaderEmpty = !this.querySelector(':scope > [slot="brand"], :scope > [slot="help"]');
  };

  readonly #onSignIn = (): boolean => {
    const reason = this.#entry.kind === 'open' ? 'expired' : 'anonymous';
    return this.dispatchEvent(new SupportAuthRequiredEvent({ reason, returnTo: this.#hrefFor(this.#route) }));
  };

  /** What the parts ask for, the whole asks the page for: once, and with the address that it knows. */
  readonly #onNavigate = (event: SupportNavigateEvent): void => {
    event.stopPropagation();
    event.preventDefault();
    void this.open(event.detail.route);
  };

  readonly #onAuthRequired = (event: SupportAuthRequiredEvent): void => {
    event.stopPropagation();
    if (!this.#onSignIn()) event.preventDefault();
  };

  readonly #onListChange = (event: Event): void => {
    const list = event.target as SupportTicketListElement;
    this.filter = list.filter;
    this.sort = list.sort;
  };

  readonly #hrefFor = (route: SupportRoute): string | null => this.hrefFor?.(route) ?? this.#address.hrefFor(route);

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #entry(): Entry {
    return entryOf(StoreSource.of(this).phase, this.#visit.value);
  }

  get #route(): SupportRoute {
    return this.view === 'ticket' ? { view: 'ticket', ticketId: this.ticket } : { view: 'list' };
  }

  get #isSplit(): boolean {
    return this.layout === 'split' || (this.layout === 'auto' && this.#width.isWide);
  }

  #isShown(route: SupportRoute): boolean {
    return route.view === this.view && (route.view === 'list' || route.ticketId === this.ticket);
  }

  #isAllowed(route: SupportRoute): boolean {
    return this.dispatchEvent(new SupportNavigateEvent({ route, href: this.#hrefFor(route) }));
  }

  #followScheme(): void {
    this.toggleState('system', this.theme === 'auto' && !pageHasScheme(this));
  }

  #startRouter(): void {
    const route = this.#address.start(this.router, this.base);
    if (route?.view === 'ticket') this.ticket = route.ticketId;
  }

  /** `ticket` and `view` may be set one at a time and in any order; together they always make sense. */
  #settleView(changed: PropertyValues<this>): void {
    const { session } = this;
    const only = session.kind === 'guest' && session.ticketIds.length === 1 ? session.ticketIds[0] : undefined;
    if (only !== undefined) this.ticket = only;
    if (this.ticket !== '' && (changed.has('ticket') || only !== undefined)) this.view = 'ticket';
    if (this.ticket === '') this.view = 'list';
    if (this.view === 'list') this.ticket = '';
  }

  /** Takes focus along: to the heading of the ticket, or back to the row that it was opened from. */
  async #show(route: SupportRoute): Promise<void> {
    const before = this.ticket;
    if (this.view === 'list' && this.list) this.#place.keep(this.list);
    if (route.view === 'list' && route.filter) this.filter = route.filter;
    this.view = route.view;
    this.ticket = route.view === 'ticket' ? route.ticketId : '';
    await this.updateComplete;
    if (this.view === 'ticket') {
      await this.thread?.updateComplete;
      this.thread?.focus();
    } else {
      await this.list?.updateComplete;
      this.#place.restore();
      this.list?.focusTicket(before, { preventScroll: true });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-center': SupportCenterElement;
  }
}
