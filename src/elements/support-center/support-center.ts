import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from '../../ui/decorators.ts';
import type { Session } from '../../contract/session.ts';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { SupportStore } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { enCenter } from '../../ui/i18n/words.en.center.generated.ts';
import { StoreController } from '../context.ts';
import { closedEntry, type Entry, entryOf } from '../entry.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent, type SupportSessionChangeEvent } from '../events.ts';
import type { HrefFor, ListRoute, SupportRoute } from '../route.ts';
import { SessionEvents } from '../session-events.ts';
import { StoreSource } from '../store-source.ts';
import { SupportElement } from '../support-element.ts';
import { ListVisitor } from '../support-ticket-list/list-visitor.ts';
import type { SupportTicketListElement } from '../support-ticket-list/support-ticket-list.ts';
import type { SupportTicketThreadElement } from '../support-ticket-thread/support-ticket-thread.ts';
import { AddressController } from './address-controller.ts';
import { centerHeader, listPane, otherAccountStrip, signInSlot, threadPane } from './center-panes.ts';
import { endedDialog } from './ended-dialog.ts';
import { EndedWatch } from './ended-watch.ts';
import { ListPlace } from './list-place.ts';
import { networkStrip, NetworkWatch } from '../network-watch.ts';
import { pageHasScheme } from './page-scheme.ts';
import { type RouterKind, routerKinds } from './router.ts';
import { SplitWatch } from './split-watch.ts';
import { centerStyles } from './support-center.styles.ts';

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
 * @csspart strip - A message above them.
 * @csspart dialog - Says that the session ended.
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
  protected static override readonly english = enCenter;
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

  /** Words to search the list for. Follows the visitor's choice. */
  @property() search = '';

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
  /** Somebody else signed in, and nobody has taken note yet. */
  @state() private isOtherAccount = false;

  @query('support-ticket-list') private readonly list!: SupportTicketListElement | null;
  @query('support-ticket-thread') private readonly thread!: SupportTicketThreadElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #sessionEvents = new SessionEvents(this, (reason) => this.#onSessionChange(reason));
  readonly #network = new NetworkWatch(this, () => this.words);
  readonly #width = new SplitWatch(this);
  readonly #place = new ListPlace();
  readonly #visitor = new ListVisitor(this);
  /** How the address narrows the list: that counts more than what was chosen before. */
  #addressed: ListRoute = { view: 'list' };
  readonly #address = new AddressController(this, (route) => {
    if (!this.#isShown(route) && this.#isAllowed(route)) void this.#show(route);
  });
  /** A list that nobody saw yet is not loaded. */
  #isListSeen = false;

  constructor() {
    super();
    new EndedWatch(this, {
      hasEnded: () => this.#hasEnded,
      text: () => this.words.t('session.expired.title'),
      goOn: () => this.focusReply() || this.thread?.focus(),
    });
  }

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
    if (this.#visitor.meet(this.#entry)) this.#narrow(this.#addressed);
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
    await this.#show(route, () => this.#address.write(this.#route));
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
      ${centerHeader(this.isHeaderEmpty, this.#onHeaderSlot)} ${networkStrip(this.#network.state, this.words)}
      ${this.isOtherAccount ? otherAccountStrip(this.words, () => (this.isOtherAccount = false)) : nothing}
      ${isClosed ? this.#renderClosed(entry) : nothing}
      ${signInSlot(entry.kind === 'signed-out', this.words, this.#onSignIn)}
      <div
        class="panes"
        part="content"
        ?hidden=${isClosed}
        ?inert=${this.#hasEnded}
        @support-navigate=${this.#onNavigate}
        @support-auth-required=${this.#onAuthRequired}
      >
        <div class="list-pane">${this.#isListSeen ? listPane(this, this.#hrefFor, this.#onListChange) : nothing}</div>
        <div class="thread-pane">${threadPane(this, this.#hrefFor)}</div>
      </div>
      ${this.#hasEnded ? endedDialog(this.words, this.#onSignIn) : nothing}
    </section>`;
  }

  #renderClosed(entry: Exclude<Entry, { kind: 'open' | 'loading' }>): TemplateResult {
    return closedEntry(entry, {
      words: this.words,
      level: this.level,
      retry: () => void this.#store?.session.load(),
    });
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
    this.search = list.search;
    this.#visitor.remember();
    if (this.view === 'list') this.#address.replace(this.#route);
  };

  #onSessionChange(reason: SupportSessionChangeEvent['detail']['reason']): void {
    this.isOtherAccount = reason === 'changed';
    if (this.isOtherAccount) announce(this.words.t('session.changed'));
  }

  readonly #hrefFor = (route: SupportRoute): string | null => this.hrefFor?.(route) ?? this.#address.hrefFor(route);

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #entry(): Entry {
    return entryOf(StoreSource.of(this).phase, this.#visit.value);
  }

  get #route(): SupportRoute {
    const { view, filter, sort, search } = this;
    return view === 'ticket' ? { view, ticketId: this.ticket } : { view, filter, sort, search };
  }

  /** Signed out by time, while everything is still on screen. */
  get #hasEnded(): boolean {
    const entry = this.#entry;
    return entry.kind === 'open' && entry.ended;
  }

  get #isSplit(): boolean {
    return this.layout === 'split' || (this.layout === 'auto' && this.#width.isWide);
  }

  #isShown(route: SupportRoute): boolean {
    return this.#hrefFor(route) === this.#hrefFor(this.#route);
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
    if (route?.view === 'list') this.#narrow((this.#addressed = route));
  }

  #narrow({ filter = this.filter, sort = this.sort, search = this.search }: ListRoute): void {
    this.filter = filter;
    this.sort = sort;
    this.search = search;
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
  async #show(route: SupportRoute, shown: () => void = () => undefined): Promise<void> {
    const before = this.ticket;
    if (this.view === 'list' && this.list) this.#place.keep(this.list);
    if (route.view === 'list') this.#narrow(route);
    this.view = route.view;
    this.ticket = route.view === 'ticket' ? route.ticketId : '';
    this.isOtherAccount = false;
    shown();
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
