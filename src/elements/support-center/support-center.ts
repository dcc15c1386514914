import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from '../../ui/decorators.ts';
import type { Session } from '../../contract/session.ts';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import { announce } from '../../ui/announcer.ts';
import { enCenter } from '../../ui/i18n/words.en.center.generated.ts';
import { closedEntry, type Entry, signInButton } from '../entry.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent } from '../events.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { SessionEvents } from '../session-events.ts';
import { SupportElement } from '../support-element.ts';
import type { SupportTicketListElement } from '../support-ticket-list/support-ticket-list.ts';
import type { SupportTicketThreadElement } from '../support-ticket-thread/support-ticket-thread.ts';
import { AddressController } from './address-controller.ts';
import { centerHeader, listPane, signInSlot, threadPane } from './center-panes.ts';
import { CenterVisit } from './center-visit.ts';
import { endedDialog } from './ended-dialog.ts';
import { EndedWatch } from './ended-watch.ts';
import { GuestLink } from './guest-link.ts';
import { GuestPlace } from './guest-place.ts';
import { ListNarrowing } from './list-narrowing.ts';
import { ListSupply } from './list-supply.ts';
import { networkStrip, NetworkWatch } from '../network-watch.ts';
import { OtherAccount } from './other-account.ts';
import { PageScheme } from './page-scheme.ts';
import { type RouterKind, routerKinds } from './router.ts';
import { SplitWatch } from './split-watch.ts';
import { centerStyles } from './support-center.styles.ts';
import { ViewFocus } from './view-focus.ts';

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
 * @csspart frame - The whole; the parts of the list, the thread, the reply box and the gate are passed on.
 * @csspart header - Brand and help.
 * @csspart content - List and ticket.
 * @csspart strip - A message above them.
 * @csspart dialog - Says that the session ended, asks about a secret, or shows a file; behind a file, `dialog-backdrop`.
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

  @query('support-ticket-list') private readonly list!: SupportTicketListElement | null;
  @query('support-ticket-thread') private readonly thread!: SupportTicketThreadElement | null;

  readonly #visit = new CenterVisit(this);
  readonly #sessionEvents = new SessionEvents(this, (reason) => {
    this.#guest.onSessionChange(this.session, reason);
    this.#otherAccount.onSessionChange(this.session, reason);
  });
  readonly #otherAccount = new OtherAccount(this, () => this.words);
  readonly #network = new NetworkWatch(this, () => this.words);
  readonly #width = new SplitWatch(this);
  readonly #focus = new ViewFocus();
  readonly #narrowing = new ListNarrowing(this);
  readonly #supply = new ListSupply();
  readonly #guest = new GuestPlace(this, () => this.words);
  readonly #address: AddressController;
  /** A list that nobody saw yet is not loaded. */
  #isListSeen = false;

  constructor() {
    super();
    // A link is out of the address before anything else looks at it.
    new GuestLink(this, (link) => {
      this.#address.stay();
      this.#guest.open(link);
    });
    this.#address = new AddressController(this, (route) => {
      if ((this.#guest.isOpen || !this.#isShown(route)) && this.#isAllowed(route)) void this.#show(route);
    });
    new PageScheme(this, (followsSystem) => this.toggleState('system', followsSystem));
    new EndedWatch(this, {
      hasEnded: () => this.#visit.hasEnded,
      text: () => this.words.t('session.expired.title'),
      goOn: () => this.#focus.resume(this.thread),
    });
  }

  /** Settles when config and session are known for the first time. */
  get ready(): Promise<void> {
    return this.#sessionEvents.ready;
  }

  /** Who the visitor is, as far as the page may know. */
  get session(): Session {
    return this.#visit.session;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('router') || changed.has('base')) this.#startRouter();
    this.#visit.meet();
    // A page that shows a view itself leaves the gate for it.
    if (this.hasUpdated && (changed.has('ticket') || changed.has('view'))) this.#guest.close();
    this.#settleView(changed);
    this.#narrowing.meet(this.#visit.entry);
    const isSplit = this.#isSplit;
    const { kind } = this.#visit.entry;
    this.#isListSeen ||= !this.#guest.isOpen && (isSplit || this.view === 'list');
    this.#supply.give(kind === 'loading' || this.#visit.isBound ? undefined : this.#visit.store);
    this.toggleState('split', isSplit);
    this.toggleState('loading', kind === 'loading');
    this.toggleState('error', kind === 'missing' || kind === 'unavailable');
    this.toggleState('guest', this.session.kind === 'guest');
  }

  /** Shows a view as if the visitor had asked for it: the page may veto. */
  async open(route: SupportRoute): Promise<void> {
    if (!this.#isAllowed(route)) return;
    // The gate is no place to go back to.
    const name = this.#guest.isOpen ? 'replace' : 'write';
    await this.#show(route, () => this.#address[name](this.#route));
  }

  /** Lets a guest in by the token of a mailed link, for pages that read their address themselves. */
  openLink(token: string): void {
    this.#guest.open(token);
  }

  /** Loads anew what is on screen, the session included. */
  async refresh(): Promise<void> {
    await this.#visit.store?.refresh();
  }

  /** Moves focus to the reply box of the open ticket. False where there is none. */
  focusReply(): boolean {
    return this.view === 'ticket' && (this.thread?.focusReply() ?? false);
  }

  /** Ends the session and forgets everything that belongs to it. */
  async signOut(): Promise<void> {
    await this.#visit.store?.session.signOut();
    if (this.session.kind === 'anonymous') announce(this.words.t('session.signed_out'));
  }

  protected override render(): TemplateResult {
    const { entry, hasEnded, isBound, isGone } = this.#visit;
    const { isOpen } = this.#guest;
    const isClosed = entry.kind !== 'open' && entry.kind !== 'loading';
    const isGate = isOpen && entry.kind !== 'missing' && entry.kind !== 'unavailable';
    const hasList = this.#isListSeen && !isBound && !isOpen;
    return html`<section
      class="frame"
      part="frame"
      aria-label=${this.words.t('app.title')}
      @support-navigate=${this.#onNavigate}
      @support-auth-required=${this.#onAuthRequired}
    >
      ${centerHeader(this.isHeaderEmpty, this.#onHeaderSlot)} ${networkStrip(this.#network.state, this.words)}
      ${this.#otherAccount.render()} ${isClosed && !isGate ? this.#renderClosed(entry) : nothing}
      ${isGate ? this.#guest.renderOpen(this) : nothing}
      ${signInSlot({
        isShown: entry.kind === 'signed-out' && !isGate,
        words: this.words,
        signIn: this.#onSignIn,
        askForLink: this.#visit.hasGuestDoor ? () => this.#guest.open() : undefined,
      })}
      <div
        class=${isBound ? 'panes is-single' : 'panes'}
        part="content"
        ?hidden=${isClosed || isOpen || isGone}
        ?inert=${hasEnded}
      >
        <div class="list-pane" @context-request=${this.#supply.onRequest}>
          ${hasList ? listPane(this, this.#hrefFor, this.#onListChange) : nothing}
        </div>
        <div class="thread-pane">${isGone || isOpen ? nothing : threadPane(this, this.#hrefFor)}</div>
      </div>
      ${hasEnded && !isGate ? this.#renderEnded() : nothing}
    </section>`;
  }

  #renderClosed(entry: Exclude<Entry, { kind: 'open' | 'loading' }>): TemplateResult {
    return closedEntry(entry, {
      words: this.words,
      level: this.level,
      retry: () => void this.#visit.store?.session.load(),
    });
  }

  #renderEnded(): TemplateResult {
    const { words } = this;
    if (!this.#visit.isGone) {
      const text = words.t('session.expired.user');
      return endedDialog({ words, text, way: signInButton(words, this.#onSignIn), isAlone: false });
    }
    const text = words.t(this.#guest.hasLink ? 'session.expired.guest' : 'session.expired.guest_link');
    return endedDialog({ words, text, way: this.#guest.render(this), isAlone: true });
  }

  readonly #onHeaderSlot = (): void => {
    this.isHeaderEmpty = !this.querySelector(':scope > [slot="brand"], :scope > [slot="help"]');
  };

  readonly #onSignIn = (): boolean => {
    const reason = this.#visit.hasEnded ? 'expired' : 'anonymous';
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
    this.#narrowing.follow(event.target as SupportTicketListElement);
    if (this.view === 'list') this.#address.replace(this.#route);
  };

  readonly #hrefFor = (route: SupportRoute): string | null => this.hrefFor?.(route) ?? this.#address.hrefFor(route);

  get #route(): SupportRoute {
    const { view, filter, sort, search } = this;
    return view === 'ticket' ? { view, ticketId: this.ticket } : { view, filter, sort, search };
  }

  get #isSplit(): boolean {
    if (this.#visit.isBound) return false;
    return this.layout === 'split' || (this.layout === 'auto' && this.#width.isWide);
  }

  #isShown(route: SupportRoute): boolean {
    return this.#hrefFor(route) === this.#hrefFor(this.#route);
  }

  /** A guest goes nowhere but to their ticket; anywhere else the page may say no. */
  #isAllowed(route: SupportRoute): boolean {
    const only = this.#visit.onlyTicket;
    if (only !== undefined && !(route.view === 'ticket' && route.ticketId === only)) return false;
    return this.dispatchEvent(new SupportNavigateEvent({ route, href: this.#hrefFor(route) }));
  }

  #startRouter(): void {
    const route = this.#address.start(this.router, this.base);
    if (route?.view === 'ticket') this.ticket = route.ticketId;
    if (route?.view === 'list') this.#narrowing.begin(route);
  }

  /** `ticket` and `view` may be set one at a time and in any order; together they always make sense. */
  #settleView(changed: PropertyValues<this>): void {
    const only = this.#guest.isOpen ? undefined : this.#visit.onlyTicket;
    if (only !== undefined) this.ticket = only;
    if (this.ticket !== '' && (changed.has('ticket') || only !== undefined)) this.view = 'ticket';
    if (this.ticket === '') this.view = 'list';
    if (this.view === 'list') this.ticket = '';
  }

  /** `shown` is called as soon as the view is the one that an address can name. */
  async #show(route: SupportRoute, shown: () => void = () => undefined): Promise<void> {
    const before = this.ticket;
    if (this.view === 'list') this.#focus.leaveList(this.list);
    if (route.view === 'list') this.#narrowing.narrow(route);
    this.view = route.view;
    this.ticket = route.view === 'ticket' ? route.ticketId : '';
    this.#otherAccount.dismiss();
    this.#guest.close();
    shown();
    await this.updateComplete;
    if (this.view === 'ticket') await this.#focus.enterThread(this.thread);
    else await this.#focus.enterList(this.list, before);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-center': SupportCenterElement;
  }
}
