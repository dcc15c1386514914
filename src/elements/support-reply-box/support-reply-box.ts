import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from '../../ui/decorators.ts';
import type { TimelineEvent } from '../../contract/message.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { repliesOf, threadsOf } from '../../state/conversations.ts';
import { valueOf } from '../../state/remote.ts';
import type { SupportStore } from '../../state/support-store.ts';
import { enThread } from '../../ui/i18n/words.en.thread.generated.ts';
import * as icons from '../../ui/icons.ts';
import { StoreController } from '../context.ts';
import type { BoxTools } from '../conversation-tools/box-tools.ts';
import type { ReplyFault } from '../conversation-tools/reply-checks.ts';
import { signInButton } from '../entry.ts';
import { SupportAuthRequiredEvent } from '../events.ts';
import { Late } from '../late.ts';
import { statusLineStyles } from '../status-line.ts';
import { StoreSource } from '../store-source.ts';
import { SupportElement } from '../support-element.ts';
import { Composition } from './composition.ts';
import { replyMemory } from './reply-memory.ts';
import { replyHints } from './reply-hints.ts';
import { replyBoxStyles } from './support-reply-box.styles.ts';
import { UnsentReplies } from './unsent-replies.ts';

const isApple = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/**
 * @summary The box for a reply. Words that could not be sent stay: in the box, or where they can be sent again.
 * @tag support-reply-box
 * @slot hints - Replaces the built-in tips.
 * @slot actions - Beside the button that adds files.
 * @slot legal - Below everything.
 * @fires {SupportBeforeSendEvent} support-before-send - Request: a reply is about to be sent.
 * @fires {SupportMessageSentEvent} support-message-sent - A reply is stored.
 * @fires {SupportMessageFailedEvent} support-message-failed - A reply was not sent; its words are kept.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - A reply was not sent; for the log.
 * @csspart composer - The whole.
 * @csspart label - The label of the field.
 * @csspart textarea - The field.
 * @csspart composer-row - Everything below the field that belongs to sending.
 * @csspart button - Any button; `button-primary` sends.
 * @csspart hint - The counter and the keyboard hint.
 * @csspart hints - The tips.
 * @csspart attachment - A chosen file; also `attachment-file`, and `attachment-progress` for how far it is.
 * @csspart drop-target - Where files can be dropped, while some are dragged over the thread or the box.
 * @csspart unsent - Replies that wait, where no thread around the box shows them.
 * @csspart message-status - How far such a reply is.
 * @csspart error - Why the reply was not sent.
 * @csspart dialog - Asks before something is sent that looks like a secret.
 * @cssstate sending - A reply is on its way.
 * @cssstate uploading - Files are on their way.
 * @cssstate dropping - Files are dragged over the thread or the box.
 * @cssstate error - A reply was not sent.
 * @cssstate closed - The ticket takes no more replies, and nothing waits here.
 */
export class SupportReplyBoxElement extends SupportElement {
  static readonly formAssociated = true;
  static override styles: CSSResultGroup = [SupportElement.styles, statusLineStyles, replyBoxStyles];
  protected static override readonly english = enThread;
  protected static override readonly choices = { hints: ['auto', 'open', 'none'] };

  /** Id of the ticket that is answered. */
  @property() ticket = '';

  /** Tips for a faster answer: `auto` opens them when support waits for the customer. */
  @property() hints: 'auto' | 'open' | 'none' = 'auto';

  /** Name in the form around it. */
  @property({ reflect: true }) name = '';

  /** In a form: it cannot be submitted while the box is empty. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** What sends could not be loaded. */
  @state() private isStuck = false;

  @query('textarea') private readonly textarea!: HTMLTextAreaElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #unsent = new UnsentReplies(this);
  readonly #reply = new StoreController(this, (store) => repliesOf(store).of(this.ticket));
  readonly #thread = new StoreController(this, (store) => threadsOf(store).of(this.ticket));
  readonly #composition = new Composition();
  /** What works on the words once the box stands. */
  readonly #tools: Late<BoxTools> = new Late(this, async () => {
    const { BoxTools } = await import('../conversation-tools/conversation-tools.ts');
    return new BoxTools(this, {
      words: () => this.words,
      longest: () => this.#longest,
      failure: () => this.#reply.value?.failure,
      unsent: this.#unsent,
      textarea: () => this.textarea,
      thread: () => this.#around,
      state: (name, isOn) => this.toggleState(name, isOn),
    });
  });
  /** Words that were set before there was a store to keep them. */
  #early = '';

  /** The words in the box. */
  @property()
  get value(): string {
    return this.#reply.value?.draft ?? this.#early;
  }

  set value(words: string) {
    if (this.#store && this.ticket) repliesOf(this.#store).edit(this.ticket, words);
    else this.#early = words;
  }

  /** Draws at once where its words are there, so that a thread around it measures it in its height. */
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.isUpdatePending && !this.arrival) this.performUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.#early && this.#store && this.ticket) {
      repliesOf(this.#store).edit(this.ticket, this.#early);
      this.#early = '';
    }
    const { outgoing } = this.#unsent;
    this.toggleState(
      'sending',
      outgoing.some(({ state }) => state === 'sending'),
    );
    this.toggleState('error', this.#fault !== undefined || outgoing.some(({ state }) => state === 'failed'));
    this.toggleState('closed', this.#isClosed);
  }

  protected override updated(): void {
    this.#tools.expect();
    this.internals.setFormValue(this.value);
    const isMissing = this.required && this.value.trim() === '' && !this.#reply.value?.files[0];
    const message = this.words.t('composer.error.empty');
    this.internals.setValidity({ valueMissing: isMissing }, isMissing ? message : '', this.textarea ?? undefined);
  }

  /** Moves focus into the field. */
  override focus(options?: FocusOptions): void {
    this.textarea?.focus(options);
  }

  /** Empties the box when its form is reset. */
  formResetCallback(): void {
    this.discardDraft();
  }

  /** Sends what is in the box. Resolves with whether it was stored. */
  async send(): Promise<boolean> {
    const tools = this.#tools.part ?? (await this.#tools.come());
    this.isStuck = !tools;
    return tools?.send() ?? false;
  }

  /** Empties the box. */
  discardDraft(): void {
    this.value = '';
    this.#tools.part?.emptied();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="composer" part="composer" ?hidden=${this.#isClosed}>
      ${this.#tools.part?.above()}
      <label class="label" part="label" for="words">${words.t('composer.label')}</label>
      ${this.#renderField()} ${this.#renderRow()} ${this.#tools.part?.attachLimits()}
      ${replyHints(words, this.hints !== 'none' && !this.#isOver, this.hints === 'open' || this.#needsTips)}
      <slot name="legal"></slot>
    </div>`;
  }

  #renderField(): TemplateResult {
    const { words } = this;
    const fault = this.#fault;
    const hint = this.#hint;
    const described = [fault && 'error', this.#tools.part?.count && 'counter', hint && 'hint']
      .filter(Boolean)
      .join(' ');
    return html`<textarea
        id="words"
        class="field"
        part="field textarea"
        rows="3"
        dir="auto"
        spellcheck="true"
        autocapitalize="sentences"
        enterkeyhint="enter"
        ?readonly=${this.#isOver}
        placeholder=${words.t('composer.placeholder')}
        aria-describedby=${described || nothing}
        aria-invalid=${fault?.isText ? 'true' : nothing}
        .value=${this.value}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
        @compositionend=${this.#onCompositionEnd}
      ></textarea>
      ${fault ? this.#renderFault(fault) : nothing}
      ${hint ? html`<p id="hint" class="hint" part="hint">${hint}</p>` : nothing} ${this.#tools.part?.files()}`;
  }

  #renderFault({ text, needsSignIn }: ReplyFault): TemplateResult {
    return html`<div class="fault">
      <p id="error" class="error" part="error">${icons.warning}<span>${text}</span></p>
      ${needsSignIn ? signInButton(this.words, this.#onSignIn) : nothing}
    </div>`;
  }

  #renderRow(): TemplateResult {
    const { words } = this;
    const count = this.#tools.part?.count;
    return html`<div class="row" part="composer-row" ?hidden=${this.#isOver}>
      ${this.#tools.part?.attachButton()}
      <slot name="actions"></slot>
      ${
        count
          ? html`<p id="counter" class=${count.isOver ? 'hint over' : 'hint'} part="hint">${count.text}</p>`
          : html`<p class="hint shortcut" part="hint">
              ${words.t('composer.shortcut', { key: isApple ? '⌘' : 'Ctrl' })}
            </p>`
      }
      <button type="button" class="button button-primary" part="button button-primary" @click=${this.#onSend}>
        ${words.t(this.#reopens ? 'composer.send_reopen' : 'composer.send')}
      </button>
    </div>`;
  }

  readonly #onInput = (event: InputEvent): void => {
    this.isStuck = false;
    this.#tools.part?.forgive();
    this.value = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (!this.#composition.isShortcut(event)) return;
    event.preventDefault();
    void this.send();
  };

  readonly #onCompositionEnd = (event: CompositionEvent): void => this.#composition.ended(event);

  readonly #onSend = (): void => void this.send();

  readonly #onSignIn = (): void => {
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason: 'expired', returnTo: null }));
  };

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #ticket(): Ticket | undefined {
    const remote = this.#thread.value?.ticket;
    return remote && valueOf(remote);
  }

  get #longest(): number | undefined {
    const visit = this.#visit.value && valueOf(this.#visit.value);
    return visit?.config.limits.messageMaxLength;
  }

  get #fault(): ReplyFault | undefined {
    const { words } = this;
    if (this.isStuck) return { text: words.t('error.generic.title'), isText: false, needsSignIn: false };
    return this.#tools.part?.fault;
  }

  /** Support waits for an answer, or this is the first one: then a good one saves a round of questions. */
  get #needsTips(): boolean {
    if (this.#ticket?.status === 'awaiting_reply') return true;
    const { timeline } = this.#thread.value ?? {};
    const { items, before } = (timeline && valueOf(timeline)) ?? {};
    return !replyMemory.hasReplied && before === null && items?.find(isOwnMessage) === items?.findLast(isOwnMessage);
  }

  get #isOver(): boolean {
    return this.#ticket?.can.reply === false;
  }

  /** Nothing more can be said here, and nothing is left of what was. Words that came back can still be copied. */
  get #isClosed(): boolean {
    const isEmpty = this.value === '' && !this.#reply.value?.files[0] && this.#unsent.outgoing.length === 0;
    return this.#isOver && isEmpty;
  }

  get #hint(): string | undefined {
    if (this.#tools.part?.isOffline) return this.words.t('composer.offline');
    return this.#reopens ? this.words.t('thread.reopen.hint') : undefined;
  }

  /** A thread around the box shows what was not sent. */
  get #around(): HTMLElement | null {
    const root = this.getRootNode();
    const host = root instanceof ShadowRoot ? root.host : this;
    return host.closest('support-ticket-thread');
  }

  get #reopens(): boolean {
    const { status } = this.#ticket ?? {};
    return !this.#isOver && (status === 'solved' || status === 'closed');
  }
}

function isOwnMessage({ type, author }: TimelineEvent): boolean {
  return type === 'message' && author.kind === 'you';
}

declare global {
  interface HTMLElementTagNameMap {
    'support-reply-box': SupportReplyBoxElement;
  }
}
