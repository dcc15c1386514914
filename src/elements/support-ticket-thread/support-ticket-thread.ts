import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from '../../ui/decorators.ts';
import { announce } from '../../ui/announcer.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { enThread } from '../../ui/i18n/words.en.thread.generated.ts';
import { awaitRichText, loadRichText, richText, richTextWithin } from '../../ui/rich-text/load-rich-text.ts';
import type { ThreadTools } from '../conversation-tools/thread-tools.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent } from '../events.ts';
import { followLink } from '../follow-link.ts';
import { Late } from '../late.ts';
import type { HrefFor, SupportRoute } from '../route.ts';
import { replyBoxParts } from '../support-reply-box/reply-box-parts.ts';
import type { SupportReplyBoxElement } from '../support-reply-box/support-reply-box.ts';
import { UnsentReplies } from '../support-reply-box/unsent-replies.ts';
import { SupportElement } from '../support-element.ts';
import { NetworkWatch } from '../network-watch.ts';
import { threadStyles } from './support-ticket-thread.styles.ts';
import { threadBanner } from './thread-banner.ts';
import { conversation } from './thread-conversation.ts';
import { skipLink, threadBar, threadHeader } from './thread-header.ts';
import { LineMemo, type ThreadLine } from './thread-lines.ts';
import { ThreadModel } from './thread-model.ts';
import { ThreadScroll } from './thread-scroll.ts';
import { ThreadTail } from './thread-tail.ts';
import { aside, failedThread, failureTitle, strip, threadSkeleton } from './thread-states.ts';
import type { Find } from './thread-view.ts';

const list: SupportRoute = { view: 'list' };
/** Sooner than anybody sees that nothing is there. */
const drawnAfterMs = 100;
const noLines: readonly ThreadLine[] = [];

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
 * @csspart attachment - A file; also `attachment-file`, and `attachment-image` for the picture of one.
 * @csspart event - Something that happened.
 * @csspart banner - What to do now; also `banner-awaiting`, `banner-solved`, `banner-closed`.
 * @csspart rating - How good the help was, in the banner; also `rating-score`.
 * @csspart dialog - A file in large; `dialog-backdrop` is all of the window behind it.
 * @csspart pill - The way to new messages, or back to the latest one.
 * @csspart status - The status; also `status-open`, `status-awaiting`, `status-solved`, `status-closed`.
 * @csspart skeleton - Shown while the ticket loads.
 * @csspart error - What a ticket that could not be loaded says.
 * @cssstate loading - The ticket is on its way.
 * @cssstate error - The ticket could not be loaded.
 */
export class SupportTicketThreadElement extends SupportElement {
  static override styles: CSSResultGroup = [SupportElement.styles, threadStyles];
  protected static override readonly english = enThread;

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
  @query('support-reply-box') private readonly replyBox!: SupportReplyBoxElement | null;

  /** On its way with the first breath: it is there when the messages are. */
  readonly #richText = loadRichText();
  readonly #find: Find = (selector) => this.renderRoot.querySelector<HTMLElement>(selector);
  readonly #model = new ThreadModel(this);
  readonly #unsent = new UnsentReplies(this);
  readonly #memo = new LineMemo();
  readonly #patience = new PatienceController(
    this,
    () => this.#model.isLoading,
    () => announce(this.words.t('thread.loading')),
  );
  readonly #network = new NetworkWatch(this, () => (this.framed ? undefined : this.words));
  readonly #scroll: ThreadScroll = new ThreadScroll(this, {
    ticket: () => this.ticket,
    lines: () => this.#lines,
    outgoing: () => this.#unsent.outgoing,
    arrived: () => this.#tools.part?.news.arrived ?? [],
    distance: () => this.#tools.part?.distance,
    find: this.#find,
  });
  /** Looks at where the reader was taken, so it comes after that. */
  readonly #tail = new ThreadTail(this, this.#find);
  /** What works on the conversation once it stands. */
  readonly #tools: Late<ThreadTools> = new Late(this, async () => {
    const { ThreadTools } = await import('../conversation-tools/conversation-tools.ts');
    return new ThreadTools(this, {
      model: this.#model,
      words: () => this.words,
      formats: () => this.formats,
      lines: () => this.#lines,
      scroller: () => this.#scroll.scroller,
      find: this.#find,
    });
  });

  /** Also, for a moment, what formatted messages take: a conversation that is drawn once is there sooner. */
  protected override get arrival(): Promise<unknown> | undefined {
    const arrival = super.arrival;
    if (this.hasUpdated || richText()) return arrival;
    for (const change of [awaitRichText(), this.#richText]) void change.then(() => this.requestUpdate());
    return this.ticket ? Promise.all([arrival, richTextWithin(drawnAfterMs)]) : arrival;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#model.open();
    const { failure, isLoading, isOut } = this.#model;
    this.#memo.draw(this.#tail.of(this.#model.timeline), this.#unsent, { words: this.words, formats: this.formats });
    this.toggleState('loading', isLoading);
    this.toggleState('error', failure !== undefined || isOut);
  }

  protected override updated(): void {
    if (this.ticket && !this.#model.isLoading) this.#tools.expect();
  }

  /** Looks for what happened since; what is on screen stays until then. */
  async refresh(): Promise<void> {
    await this.#model.threads?.refresh(this.ticket);
  }

  /** Shows the end of the conversation. */
  scrollToLatest(): void {
    this.#scroll.toEnd();
  }

  /** Moves focus to the heading. A conversation that is there already keeps the place where it opened. */
  override focus(options?: FocusOptions): void {
    this.heading?.focus({ preventScroll: this.#memo.lines.length > 0, ...options });
  }

  /** Moves focus to the reply box. False where there is none. */
  focusReply(): boolean {
    const slotted = this.querySelector<HTMLElement>('[slot="reply"]');
    const box = slotted ?? this.replyBox;
    if (!box || !this.#model.canReply) return false;
    box.focus();
    return true;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { entry, isLoading, isOver, canReply } = this.#model;
    const retry = () => void this.#model.store?.session.load();
    const instead = aside(entry, this.ticket, { words, level: this.level, retry, signIn: this.#onSignIn });
    return html`${instead}
      <section
        class="thread"
        part="thread"
        aria-labelledby="subject"
        aria-busy=${isLoading}
        ?hidden=${instead !== undefined}
      >
        ${canReply ? skipLink(words, () => this.focusReply()) : nothing}
        <div class="top">${this.#renderBar()} ${this.#renderStrip()}</div>
        <section
          class="conversation"
          part="conversation"
          aria-label=${words.t('thread.conversation.label')}
          tabindex=${this.fill ? 0 : nothing}
        >
          ${this.#renderHeader()} ${this.#renderConversation()} ${this.#renderBanner()}
          <slot name="banner"></slot>
          <div class="help" ?hidden=${!isOver}><slot name="get-help"></slot></div>
          <div id="end"></div>
        </section>
        <div class="dock">
          <div class="over">${this.#tools.part?.pill(() => this.#scroll.toEnd())}</div>
          <div id="foot" ?hidden=${!canReply && !this.replyBox?.value}>
            <slot name="reply"
              ><support-reply-box
                .ticket=${this.ticket}
                .messages=${this.messages}
                exportparts=${replyBoxParts}
              ></support-reply-box
            ></slot>
          </div>
        </div>
      </section>
      ${this.#tools.part?.files.preview()}`;
  }

  #renderBar(): TemplateResult {
    return threadBar(this.#model.summary, {
      words: this.words,
      isCopied: this.#tools.part?.commands.isCopied ?? false,
      back: this.framed ? { href: this.hrefFor?.(list) ?? '#', go: this.#onBack } : undefined,
      copy: (number) => this.#tools.use(({ commands }) => commands.copy(number)),
    });
  }

  #renderStrip(): TemplateResult | typeof nothing {
    const { words, framed } = this;
    const { hasEnded, ticket, failure } = this.#model;
    return strip({
      hasEnded: hasEnded && !framed,
      network: framed ? undefined : this.#network.state,
      error: ticket && failure,
      words,
      signIn: this.#onSignIn,
      retry: () => void this.refresh(),
    });
  }

  #renderHeader(): TemplateResult {
    const { words, formats, level } = this;
    const { summary, ticket, failure, canSolve, isChanging } = this.#model;
    const tools = this.#tools.part;
    const toggle = () => this.#tools.use((tools) => tools.toggleHistory());
    return threadHeader(summary, {
      placeholder: failure ? failureTitle(failure, words) : words.t('thread.loading'),
      words,
      formats,
      level,
      history: ticket && { panel: tools?.historyPanel(), toggle },
      solve: canSolve
        ? { isPending: isChanging, failure: tools?.commands.changeFailure, press: this.#onSolve }
        : undefined,
    });
  }

  #renderConversation(): unknown {
    const { words, formats } = this;
    const { thread, timeline, failure } = this.#model;
    const { skeleton, slow } = this.#patience;
    const level = this.level + 1;
    if (skeleton) return threadSkeleton(slow, words);
    if (thread && timeline) {
      const loadEarlier = () => this.#tools.use(({ commands }) => commands.loadEarlier());
      const view = { words, formats, level, tools: this.#tools.part, loadEarlier };
      return conversation(this.#memo.blocks, this.#tail.isWhole ? timeline : undefined, thread.earlier, view);
    }
    return failure ? failedThread(failure, { words, level, retry: () => void this.refresh() }) : nothing;
  }

  #renderBanner(): TemplateResult | typeof nothing {
    const { words, formats } = this;
    const { ticket, timeline, canSolve, isChanging } = this.#model;
    if (!ticket || !timeline || this.#patience.skeleton) return nothing;
    return threadBanner(ticket, {
      words,
      formats,
      isPending: isChanging,
      failure: canSolve ? undefined : this.#tools.part?.commands.changeFailure,
      rating: this.#tools.part?.rating(),
      reply: () => this.focusReply(),
      confirm: this.#onSolve,
      reopen: () => this.#changeStatus('open'),
      openMerged: () => this.#openTicket(ticket.mergedInto?.id ?? ''),
    });
  }

  readonly #onSignIn = (): void => {
    const reason = this.#model.hasEnded ? 'expired' : 'anonymous';
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason, returnTo: null }));
  };

  readonly #onBack = (event: MouseEvent): void => {
    followLink(this, event, list, this.hrefFor?.(list) ?? null);
  };

  readonly #onSolve = (): void => this.#changeStatus('solved');

  #changeStatus(to: 'solved' | 'open'): void {
    this.#tools.use(({ commands }) => commands.changeStatus(to));
  }

  get #lines(): readonly ThreadLine[] {
    return this.#patience.skeleton ? noLines : this.#memo.lines;
  }

  #openTicket(ticketId: string): void {
    const route: SupportRoute = { view: 'ticket', ticketId };
    const detail = { route, href: this.hrefFor?.(route) ?? null };
    if (this.dispatchEvent(new SupportNavigateEvent(detail))) this.ticket = ticketId;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-ticket-thread': SupportTicketThreadElement;
  }
}
