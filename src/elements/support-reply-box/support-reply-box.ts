import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Ticket } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { ReplySnapshot, SupportStore } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { AutosizeController } from '../../ui/controllers/autosize.ts';
import { icons } from '../../ui/icons.ts';
import { StoreController } from '../context.ts';
import { signInButton } from '../entry.ts';
import {
  failureOf,
  SupportAuthRequiredEvent,
  SupportBeforeSendEvent,
  SupportMessageFailedEvent,
  SupportMessageSentEvent,
} from '../events.ts';
import { reportFailure } from '../report.ts';
import { StoreSource } from '../store-source.ts';
import { SupportElement } from '../support-element.ts';
import { faultOfDraft, faultOfFailure, type ReplyFault } from './reply-checks.ts';
import { ReplyCounter } from './reply-counter.ts';
import { replyHints } from './reply-hints.ts';
import { replyBoxStyles } from './support-reply-box.styles.ts';

const isApple = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/**
 * @summary The box for a reply. Words that could not be sent stay in it.
 * @tag support-reply-box
 * @slot hints - Replaces the built-in tips.
 * @slot actions - Beside the button to send.
 * @slot legal - Below everything.
 * @fires {SupportBeforeSendEvent} support-before-send - Request: a reply is about to be sent.
 * @fires {SupportMessageSentEvent} support-message-sent - A reply is stored.
 * @fires {SupportMessageFailedEvent} support-message-failed - A reply was not sent; its words are back in the box.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - A reply was not sent; for the log.
 * @csspart composer - The whole.
 * @csspart label - The label of the field.
 * @csspart textarea - The field.
 * @csspart composer-row - Everything below the field that belongs to sending.
 * @csspart button - Any button; `button-primary` sends.
 * @csspart hint - The counter and the keyboard hint.
 * @csspart hints - The tips.
 * @csspart error - Why the reply was not sent.
 * @cssstate sending - A reply is on its way.
 * @cssstate error - The last reply was not sent.
 */
export class SupportReplyBoxElement extends SupportElement {
  static readonly formAssociated = true;
  static override styles: CSSResultGroup = [SupportElement.styles, replyBoxStyles];
  protected static override readonly choices = { hints: ['auto', 'open', 'none'] };

  /** Id of the ticket that is answered. */
  @property() ticket = '';

  /** Tips for a faster answer: `auto` opens them when support waits for the customer. */
  @property() hints: 'auto' | 'open' | 'none' = 'auto';

  /** Name in the form around it. */
  @property({ reflect: true }) name = '';

  /** In a form: it cannot be submitted while the box is empty. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** Why the last try to send ended before it began. */
  @state() private fault: ReplyFault | undefined;

  @query('textarea') private readonly textarea!: HTMLTextAreaElement | null;

  readonly #visit = new StoreController(this, (store) => store.session.snapshot);
  readonly #reply = new StoreController(this, (store) => store.replies.of(this.ticket));
  readonly #thread = new StoreController(this, (store) => store.threads.of(this.ticket).ticket);
  readonly #counter = new ReplyCounter();
  /** Words that were set before there was a store to keep them. */
  #early = '';

  constructor() {
    super();
    new AutosizeController(this, () => this.textarea);
  }

  /** The words in the box. */
  @property()
  get value(): string {
    return this.#reply.value?.draft ?? this.#early;
  }

  set value(words: string) {
    if (this.#store && this.ticket) this.#store.replies.edit(this.ticket, words);
    else this.#early = words;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('ticket') && changed.get('ticket')) this.fault = undefined;
    if (this.#early && this.#store && this.ticket) {
      this.#store.replies.edit(this.ticket, this.#early);
      this.#early = '';
    }
    this.toggleState('sending', (this.#reply.value?.outgoing.length ?? 0) > 0);
    this.toggleState('error', this.#fault !== undefined);
  }

  protected override updated(): void {
    this.internals.setFormValue(this.value);
    const isMissing = this.required && this.value.trim() === '';
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
    const store = this.#store;
    const { ticket: ticketId, words } = this;
    if (!store || !ticketId) return false;
    const text = this.value.trim();
    if (text === '' && store.replies.of(ticketId).outgoing.length > 0) return false;
    this.fault = faultOfDraft(text, this.#longest, words);
    if (this.fault) return this.#refuse(this.fault);
    const request = new SupportBeforeSendEvent({ ticketId, text, attachmentIds: [] });
    if (!this.dispatchEvent(request)) return false;
    const sending = store.replies.send(ticketId);
    const clientId = store.replies.of(ticketId).outgoing.at(-1)?.clientId ?? '';
    const message = await sending;
    if (message) {
      announce(this.words.t('a11y.message_sent'));
      this.dispatchEvent(new SupportMessageSentEvent({ ticketId, clientId, message }));
    } else this.#tellFailure(ticketId, clientId, store.replies.of(ticketId));
    return message !== undefined;
  }

  /** Empties the box. */
  discardDraft(): void {
    this.value = '';
    this.fault = undefined;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const fault = this.#fault;
    const counter = this.#counter.count(this.value, this.#longest, words);
    const described = [fault && 'error', counter && 'counter', this.#reopens && 'reopen'].filter(Boolean).join(' ');
    return html`<div class="composer" part="composer">
      <label class="label" part="label" for="words">${words.t('composer.label')}</label>
      <textarea
        id="words"
        class="field"
        part="field textarea"
        rows="3"
        dir="auto"
        placeholder=${words.t('composer.placeholder')}
        aria-describedby=${described || nothing}
        aria-invalid=${fault?.isText ? 'true' : nothing}
        .value=${live(this.value)}
        @input=${this.#onInput}
        @keydown=${this.#onKeydown}
      ></textarea>
      ${fault ? this.#renderFault(fault) : nothing}
      ${this.#reopens ? html`<p id="reopen" class="hint" part="hint">${words.t('thread.reopen.hint')}</p>` : nothing}
      <div class="row" part="composer-row">
        <slot name="actions"></slot>
        ${
          counter
            ? html`<p id="counter" class=${counter.isOver ? 'hint over' : 'hint'} part="hint">${counter.text}</p>`
            : html`<p class="hint shortcut" part="hint">
                ${words.t('composer.shortcut', { key: isApple ? '⌘' : 'Ctrl' })}
              </p>`
        }
        <button type="button" class="button button-primary" part="button button-primary" @click=${this.#onSend}>
          ${words.t(this.#reopens ? 'composer.send_reopen' : 'composer.send')}
        </button>
      </div>
      ${replyHints(words, this.hints !== 'none', this.hints === 'open' || this.#isAwaited)}
      <slot name="legal"></slot>
    </div>`;
  }

  #renderFault({ text, needsSignIn }: ReplyFault): TemplateResult {
    return html`<div class="fault">
      <p id="error" class="error" part="error">${icons.warning}<span>${text}</span></p>
      ${needsSignIn ? signInButton(this.words, this.#onSignIn) : nothing}
    </div>`;
  }

  readonly #onInput = (event: InputEvent): void => {
    this.fault = undefined;
    this.value = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Safari ends a composition before the keydown that confirmed it; 229 is how such a key still looks.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void this.send();
  };

  readonly #onSend = (): void => void this.send();

  readonly #onSignIn = (): void => {
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason: 'expired', returnTo: null }));
  };

  get #store(): SupportStore | undefined {
    return StoreSource.of(this).store;
  }

  get #ticket(): Ticket | undefined {
    const remote = this.#thread.value;
    return remote && valueOf(remote);
  }

  get #longest(): number | undefined {
    const visit = this.#visit.value && valueOf(this.#visit.value);
    return visit?.config.limits.messageMaxLength;
  }

  get #fault(): ReplyFault | undefined {
    const failure = this.#reply.value?.failure;
    return this.fault ?? (failure && faultOfFailure(failure, this.words));
  }

  get #isAwaited(): boolean {
    return this.#ticket?.status === 'awaiting_reply';
  }

  get #reopens(): boolean {
    return this.#ticket?.status === 'solved' || this.#ticket?.status === 'closed';
  }

  #refuse({ text }: ReplyFault): false {
    announce(text, 'assertive');
    this.textarea?.focus();
    return false;
  }

  #tellFailure(ticketId: string, clientId: string, { failure }: ReplySnapshot): void {
    if (!failure) return;
    announce(faultOfFailure(failure, this.words).text, 'assertive');
    this.dispatchEvent(new SupportMessageFailedEvent({ ticketId, clientId, error: failureOf(failure) }));
    reportFailure(this, failure, 'reply', false);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-reply-box': SupportReplyBoxElement;
  }
}
