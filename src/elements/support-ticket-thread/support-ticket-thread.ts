import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Ticket, TicketSummary } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { OutgoingReply, SupportStore, ThreadSnapshot } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { icons } from '../../ui/icons.ts';
import { textMessageStyles } from '../../ui/rich-text/rich-text.styles.ts';
import { StoreController } from '../context.ts';
import { closedEntry, endedStrip, type Entry, entryOf, failedStrip } from '../entry.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent } from '../events.ts';
import { followLink } from '../follow-link.ts';
import { reportFailure } from '../report.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { badgeStyles } from '../status-badge.ts';
import { StoreSource } from '../store-source.ts';
import { replyBoxParts } from '../support-reply-box/reply-box-parts.ts';
import type { SupportReplyBoxElement } from '../support-reply-box/support-reply-box.ts';
import { SupportElement } from '../support-element.ts';
import { ReadWatch } from './read-watch.ts';
import { messageStyles } from './thread-message.styles.ts';
import { threadStyles } from './support-ticket-thread.styles.ts';
import { threadBanner } from './thread-banner.ts';
import { ThreadCommands } from './thread-commands.ts';
import { conversation } from './thread-conversation.ts';
import { skipLink, threadBar, threadHeader } from './thread-header.ts';
import { LineMemo } from './thread-lines.ts';
import { ThreadNews } from './thread-news.ts';
import { ThreadScroll } from './thread-scroll.ts';
import { failedThread, failureTitle, noTicket, threadSkeleton } from './thread-states.ts';

const list: SupportRoute = { view: 'list' };
const noReplies: readonly OutgoingReply[] = [];

/**
 * @summary One ticket: what was said, what happened, what to do now, and the box for the next reply.
 * @tag support-ticket-thread
 * @slot reply - Replaces the built-in reply box.
 * @slot header-extra - Beside the built-in buttons of the header.
 * @slot banner - Below the built-in banner.
 * @slot get-help - A link or button for a ticket that is closed for good.
 * @fires {SupportNavigateEvent} support-navigate - Request: back to the list, or on to another ticket.
 * @fires {SupportStatusChangeEvent} support-status-change - The status changed, whoever changed it.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - The ticket could not be loaded or changed.
 * @csspart thread - The whole.
 * @csspart thread-header - The bar with status and number.
 * @csspart heading - The subject.
 * @csspart conversation - Heading, lines and banner; what scrolls with `fill`.
 * @csspart day - Heading of a day.
 * @csspart message - A message; also `message-own` or `message-support`.
 * @csspart message-body - Its words; also `message-author`, `message-time`, `message-status`.
 * @csspart attachment - A file; also `attachment-file`.
 * @csspart event - Something that happened.
 * @csspart banner - What to do now; also `banner-awaiting`, `banner-solved`, `banner-closed`.
 * @csspart status - The status; also `status-open`, `status-awaiting`, `status-solved`, `status-closed`.
 * @csspart skeleton - Shown while the ticket loads.
 * @csspart error - What a ticket that could not be loaded says.
 * @cssstate loading - The ticket is on its way.
 * @cssstate error - The ticket could not be loaded.
 */
export class SupportTicketThreadElement extends SupportElement {
  static override styles: CSSResultGroup = [
    SupportElement.styles,
    badgeStyles,
    textMessageStyles,
    threadStyles,
    messageStyles,
  ];

  /** Id of the ticket to show. */
  @property() ticket = '';

  /** Fills the height that the page gives, and scrolls inside. Otherwise the page scrolls. */
  @property({ type: Boolean, reflect: true }) fill = false;

  /** Level of the heading, 1 to 6. */
  @property({ type: Number }) level = 2;

  /** Real addresses for the links to the list and to other tickets. */
  @property({ attribute: false }) hrefFor: HrefFor | null = null;

  /** @internal The support center around it has a list to go back to, and says itself what concerns the whole screen. */
  @property({ attribute: false }) framed = false;

  @query('#subject') private readonly heading!: HTMLElement | null;
  @query('.lines') private readonly list!: HTMLElement | null;
  @query('.end') private readonly end!: HTMLElement | null;
  @query('.bar') private readonly bar!: HTMLElement | null;
  @query('.foot') private readonly foot!: HTMLElement | null;
  @query('support-reply-box') private readonly replyBox!: SupportReplyBoxElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #thread = new StoreController(this, (store) => store.threads.of(this.ticket));
  readonly #outgoing = new StoreController(this, (store) => store.replies.of(this.ticket).outgoing);
  readonly #patience = new PatienceController(
    this,
    () => this.internals.states.has('loading'),
    () => announce(this.words.t('thread.loading')),
  );
  readonly #news = new ThreadNews(this);
  readonly #memo = new LineMemo();
  #told: ThreadSnapshot | undefined;
  readonly #commands = new ThreadCommands(this, {
    store: () => this.#store,
    ticketId: () => this.ticket,
    words: () => this.words,
    focusReply: () => this.focusReply(),
    find: (selector) => this.renderRoot.querySelector<HTMLElement>(selector),
  });
  readonly #scroll = new ThreadScroll(this, {
    ticket: () => this.ticket,
    lines: () => this.#memo.lines,
    list: () => this.list,
    end: () => this.end,
    bar: () => this.bar,
    foot: () => this.foot,
  });

  constructor() {
    super();
    new ReadWatch(this, {
      end: () => this.end,
      isUnread: () => this.#isUnread,
      read: () => void this.#store?.threads.markRead(this.ticket),
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const isOpen = this.#entry.kind === 'open' && this.ticket !== '';
    if (isOpen && (changed.has('ticket') || this.#thread.value?.ticket.status === 'idle')) {
      void this.#store?.threads.open(this.ticket);
    }
    const { ticket, timeline } = this.#thread.value ?? {};
    this.#memo.draw(timeline && valueOf(timeline), this.#outgoing.value ?? noReplies, {
      words: this.words,
      formats: this.formats,
    });
    const isMissing = timeline === undefined || valueOf(timeline) === undefined;
    const hasFailed = ticket?.status === 'failed' || timeline?.status === 'failed';
    const isOut = this.#entry.kind !== 'open' && this.#entry.kind !== 'loading';
    this.toggleState('loading', this.ticket !== '' && isMissing && !hasFailed && !isOut);
    this.toggleState('error', hasFailed || isOut);
  }

  protected override updated(): void {
    const thread = this.#thread.value;
    if (!thread || thread === this.#told) return;
    const before = this.#told;
    this.#told = thread;
    const ticket = valueOf(thread.ticket);
    if (ticket) this.#news.follow(ticket, valueOf(thread.timeline), this.words, this.#commands.isChanging);
    if (thread.ticket.status === 'failed' && thread.ticket !== before?.ticket) {
      reportFailure(this, thread.ticket.error, 'thread', !ticket);
    }
  }

  /** Looks for what happened since; what is on screen stays until then. */
  async refresh(): Promise<void> {
    await this.#store?.threads.refresh(this.ticket);
  }

  /** Shows the end of the conversation. */
  scrollToLatest(): void {
    this.#scroll.toEnd();
  }

  /** Moves focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.heading?.focus(options);
  }

  /** Moves focus to the reply box. False where there is none. */
  focusReply(): boolean {
    const slotted = this.querySelector<HTMLElement>('[slot="reply"]');
    const box = slotted ?? this.replyBox;
    if (!box || !this.#ticket?.can.reply) return false;
    box.focus();
    return true;
  }

  protected override render(): TemplateResult {
    const aside = this.#renderAside();
    const ticket = this.#ticket;
    const isOver = ticket?.status === 'closed' && !ticket.can.reply && !ticket.can.reopen;
    return html`${aside}
      <section
        class="thread"
        part="thread"
        aria-labelledby="subject"
        aria-busy=${this.internals.states.has('loading')}
        ?hidden=${aside !== undefined}
      >
        ${ticket?.can.reply ? skipLink(this.words, () => this.focusReply()) : nothing} ${this.#renderBar()}
        ${this.#renderStrip()}
        <section
          class="conversation"
          part="conversation"
          aria-label=${this.words.t('thread.conversation.label')}
          tabindex=${this.fill ? 0 : nothing}
        >
          ${this.#renderHeader()} ${this.#renderConversation()} ${this.#renderBanner()}
          <slot name="banner"></slot>
          <div class="help" ?hidden=${!isOver}><slot name="get-help"></slot></div>
          <div class="end"></div>
        </section>
        <div class="foot" ?hidden=${!ticket?.can.reply}>
          <slot name="reply"
            ><support-reply-box
              .ticket=${this.ticket}
              .messages=${this.messages}
              exportparts=${replyBoxParts}
            ></support-reply-box
          ></slot>
        </div>
      </section>`;
  }

  #renderAside(): TemplateResult | undefined {
    const entry = this.#entry;
    if (entry.kind === 'open' || entry.kind === 'loading') return this.ticket ? undefined : noTicket(this.words);
    return closedEntry(entry, {
      words: this.words,
      level: this.level,
      retry: () => void this.#store?.session.load(),
      signIn: this.#onSignIn,
    });
  }

  #renderBar(): TemplateResult {
    const { words } = this;
    return threadBar(this.#ticket ?? this.#summary, {
      words,
      isCopied: this.#commands.isCopied,
      back: this.framed ? { href: this.hrefFor?.(list) ?? '#', go: this.#onBack } : undefined,
      copy: 'clipboard' in navigator ? (number) => void this.#commands.copy(number) : undefined,
    });
  }

  #renderHeader(): TemplateResult {
    const { words, formats, level } = this;
    const { ticket: remote, statusChange } = this.#thread.value ?? {};
    const ticket = this.#ticket;
    const canSolve = ticket?.can.solve && ticket.status !== 'solved';
    return threadHeader(ticket ?? this.#summary, {
      placeholder: remote?.status === 'failed' ? failureTitle(remote.error, words) : words.t('thread.loading'),
      words,
      formats,
      level,
      solve: canSolve
        ? { isPending: statusChange?.status === 'pending', press: () => void this.#commands.changeStatus('solved') }
        : undefined,
    });
  }

  #renderStrip(): TemplateResult | typeof nothing {
    const { words, framed } = this;
    const entry = this.#entry;
    if (entry.kind === 'open' && entry.ended) return framed ? nothing : endedStrip(words, this.#onSignIn);
    const { ticket } = this.#thread.value ?? {};
    if (ticket?.status !== 'failed' || !ticket.value) return nothing;
    return failedStrip(ticket.error, words.t('thread.error.title'), words, () => void this.refresh());
  }

  #renderConversation(): unknown {
    const { words, formats, level } = this;
    const { ticket, timeline, earlier } = this.#thread.value ?? {};
    const events = timeline && valueOf(timeline);
    const failure = [ticket, timeline].find((remote) => remote?.status === 'failed');
    if (events && earlier) {
      const loadEarlier = () => void this.#commands.loadEarlier();
      return conversation(this.#memo.lines, events, earlier, { words, formats, level: level + 1, loadEarlier });
    }
    if (failure?.status !== 'failed') return threadSkeleton(this.#patience.slow, words);
    return failedThread(failure.error, { words, level: level + 1, retry: () => void this.refresh() });
  }

  #renderBanner(): TemplateResult | typeof nothing {
    const ticket = this.#ticket;
    const { statusChange, timeline } = this.#thread.value ?? {};
    if (!ticket || !timeline || !valueOf(timeline)) return nothing;
    const { words, formats } = this;
    return html`${threadBanner(ticket, {
      words,
      formats,
      isPending: statusChange?.status === 'pending',
      reply: () => this.focusReply(),
      confirm: () => void this.#commands.changeStatus('solved'),
      reopen: () => void this.#commands.changeStatus('open'),
      openMerged: () => this.#openTicket(ticket.mergedInto?.id ?? ''),
    })}
    ${
      statusChange?.status === 'failed'
        ? html`<p class="change-error" part="error">${icons.warning}${this.#commands.changeFailure}</p>`
        : nothing
    }`;
  }

  readonly #onSignIn = (): void => {
    const reason = this.#entry.kind === 'open' ? 'expired' : 'anonymous';
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason, returnTo: null }));
  };

  readonly #onBack = (event: MouseEvent): void => {
    followLink(this, event, list, this.hrefFor?.(list) ?? null);
  };

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #entry(): Entry {
    return entryOf(StoreSource.of(this).phase, this.#visit.value);
  }

  get #ticket(): Ticket | undefined {
    const { ticket } = this.#thread.value ?? {};
    return ticket && valueOf(ticket);
  }

  /** The row of the list knows enough to begin with. */
  get #summary(): TicketSummary | undefined {
    const list = this.#store?.tickets.snapshot.list;
    return list && valueOf(list)?.items.find(({ id }) => id === this.ticket);
  }

  get #isUnread(): boolean {
    const { timeline } = this.#thread.value ?? {};
    const last = timeline && valueOf(timeline)?.items.at(-1);
    return last !== undefined && this.#ticket !== undefined && this.#ticket.lastReadEventId !== last.id;
  }

  #openTicket(ticketId: string): void {
    const route: SupportRoute = { view: 'ticket', ticketId };
    const href = this.hrefFor?.(route) ?? null;
    if (this.dispatchEvent(new SupportNavigateEvent({ route, href }))) this.ticket = ticketId;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-ticket-thread': SupportTicketThreadElement;
  }
}
