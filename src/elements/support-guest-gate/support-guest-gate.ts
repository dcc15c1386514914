import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../../ui/decorators.ts';
import {
  type GuestFailure,
  guestOf,
  type GuestSlice,
  type GuestSnapshot,
  type GuestStep,
  untouchedGate,
} from '../../state/guest.ts';
import type { SupportStore } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { enGate } from '../../ui/i18n/words.en.gate.generated.ts';
import { StoreController } from '../context.ts';
import { closedEntry } from '../entry.ts';
import { SupportAuthRequiredEvent, SupportNavigateEvent } from '../events.ts';
import { StoreSource } from '../store-source.ts';
import { codeFault } from '../support-code-input/code-fault.ts';
import { SupportElement } from '../support-element.ts';
import { CodeField } from './code-field.ts';
import { codeForm, sentText } from './code-step.ts';
import { Countdown } from './countdown.ts';
import { GateMoves } from './gate-moves.ts';
import { failedStep, introStep, linkSentStep, lockedStep } from './gate-steps.ts';
import type { GateView } from './gate-view.ts';
import { gateFailureText, headingText, referenceOf } from './gate-words.ts';
import { LinkForm } from './link-form.ts';
import { gateStyles } from './support-guest-gate.styles.ts';

/**
 * @summary The way to one ticket without an account: a mailed link, and a code that proves the mailbox.
 * @tag support-guest-gate
 * @attr {string} link - The token of the mailed link. The element takes it out of the page at once.
 * @slot code - An `<input>` of your own for the code, in place of the built-in field.
 * @slot trouble - Replaces the advice for who gets no email.
 * @slot footer - Below everything.
 * @fires {SupportNavigateEvent} support-navigate - Request: the ticket is open and about to be shown.
 * @fires {SupportAuthRequiredEvent} support-auth-required - Request: show your sign-in.
 * @fires {SupportErrorEvent} support-error - Something failed that an operator should know of; for the log.
 * @csspart gate - The whole.
 * @csspart heading - Where the visitor stands.
 * @csspart label - The label of a field.
 * @csspart hint - Words beside what they explain.
 * @csspart field - A field; the one for the code also `input`.
 * @csspart button - Any button; `button-primary` takes the visitor on.
 * @csspart trouble - The advice for who gets no email.
 * @csspart error - Why something did not work.
 * @cssstate loading - The link is being looked at.
 * @cssstate busy - What was pressed is under way.
 * @cssstate error - Something did not work.
 */
export class SupportGuestGateElement extends SupportElement {
  static override styles: CSSResultGroup = [SupportElement.styles, gateStyles];
  protected static override readonly english = enGate;

  /** Level of the heading, 1 to 6. */
  @property({ type: Number }) level = 2;

  /** The page has accounts: offers to sign in instead. */
  @property({ type: Boolean }) signin = false;

  /** What is wrong with the code as far as the page can tell. */
  @state() private fault = '';

  /** A wrong code that is being corrected. */
  @state() private forgiven: GuestFailure | undefined;

  readonly #gate = new StoreController(this, (store) => guestOf(store).snapshot);
  readonly #checking = new PatienceController(
    this,
    () => !this.#isMissing && this.step === 'checking',
    () => announce(this.words.t('gate.checking_link')),
  );
  readonly #pressed = new PatienceController(
    this,
    () => this.#snapshot.pending !== undefined,
    () => announce(this.#pendingText),
  );
  readonly #field = new CodeField(
    this,
    {
      length: () => this.#snapshot.code?.length ?? 0,
      isReadonly: () => this.#snapshot.pending === 'verify',
      error: () => this.#codeError,
    },
    () => this.#verify(),
  );
  readonly #linkForm = new LinkForm(this, {
    root: () => this.renderRoot,
    ask: (email, number) => void this.#slice?.requestNewLink(email, number),
    refuse: (faults) => announce(faults.map((key) => this.words.t(key)).join(' '), 'assertive'),
  });
  /** The token of the link; without one, the store may still have that of an earlier gate. */
  #token: string | undefined;
  /** Where the gate was begun with it. */
  #begun: SupportStore | undefined;

  constructor() {
    super();
    new GateMoves(this, {
      snapshot: () => this.#snapshot,
      words: () => this.words,
      field: this.#field,
      form: this.#linkForm,
      enter: (ticketId) =>
        this.dispatchEvent(new SupportNavigateEvent({ route: { view: 'ticket', ticketId }, href: null })),
    });
    new Countdown(
      this,
      () => this.#waitsUntil,
      () => this.step === 'code' && announce(this.words.t('gate.resend_ready')),
    );
  }

  /** The token of the mailed link. It can be set and never be read: other scripts of the page must not find it. */
  @property()
  get link(): string {
    return '';
  }

  set link(token: string | null) {
    this.removeAttribute('link');
    if (!token) return;
    this.#token = token;
    this.#begun = undefined;
    this.#linkForm.forget();
    this.requestUpdate();
  }

  /** Where the visitor stands. */
  get step(): GuestStep {
    return this.#snapshot.step;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { step, failure, pending } = this.#snapshot;
    if (step !== 'code') this.fault = '';
    this.toggleState('loading', step === 'checking');
    this.toggleState('busy', pending !== undefined);
    this.toggleState(
      'error',
      step === 'failed' || step === 'expired' || step === 'invalid' || failure !== undefined || this.fault !== '',
    );
  }

  protected override updated(): void {
    const { store } = StoreSource.of(this);
    if (!store || store === this.#begun) return;
    this.#begun = store;
    void guestOf(store).begin(this.#token);
    // Where an earlier gate left the store as this one begins, nothing else would draw it.
    this.requestUpdate();
  }

  /** Moves focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { words, level } = this;
    const isMissing = this.#isMissing;
    return html`${isMissing ? closedEntry({ kind: 'missing' }, { words, level, retry: () => undefined }) : nothing}
      <section class="gate" part="gate" aria-labelledby="heading" aria-busy=${this.#isChecking} ?hidden=${isMissing}>
        ${this.#renderHeading()} ${this.#isChecking ? nothing : this.#renderStep(this.#view)} ${this.#renderCode()}
        <slot name="footer"></slot>
      </section>`;
  }

  #renderHeading(): TemplateResult {
    const { words } = this;
    const text = this.#isChecking ? words.t('gate.checking_link') : headingText(this.#snapshot, words);
    const isSeen = !this.#isChecking || this.#checking.skeleton;
    return html`<h2
        id="heading"
        class=${isSeen ? 'heading' : 'heading unseen'}
        part="heading"
        tabindex="-1"
        aria-level=${this.level}
      >
        ${text}
      </h2>
      ${this.#checking.slow ? html`<p class="hint" part="hint">${words.t('net.slow')}</p>` : nothing}`;
  }

  #renderStep(view: GateView): TemplateResult | typeof nothing {
    const { words } = this;
    switch (view.snapshot.step) {
      case 'failed':
        return failedStep(view, this.#onRetry);
      case 'intro':
        return introStep(view, this.#onRequest, this.signin ? this.#onSignIn : undefined);
      case 'code':
        return sentText(view);
      case 'locked':
        return lockedStep(view);
      case 'form':
        return this.#linkForm.render(view);
      case 'expired':
        return html`<p class="text">${words.t('link.expired.body')}</p>
          ${this.#linkForm.render(view)}`;
      case 'invalid':
        return html`<p class="text">${words.t('link.invalid.body')}</p>
          ${this.#linkForm.render(view)}`;
      case 'link-sent':
        return linkSentStep(view, this.#onAgain);
      default:
        return nothing;
    }
  }

  #renderCode(): TemplateResult {
    const isHidden = this.step !== 'code' || this.#isChecking;
    return codeForm({
      ...this.#view,
      ...(isHidden && { error: '', isSlow: false }),
      field: this.#field,
      codeError: this.#codeError,
      messages: this.messages,
      isHidden,
      verify: this.#onVerify,
      input: this.#onInput,
      resend: this.#onRequest,
      slotted: this.#onCodeSlot,
    });
  }

  readonly #onRetry = (): void => void this.#slice?.begin();

  readonly #onRequest = (): void => void this.#slice?.requestCode();

  readonly #onAgain = (): void => void this.#slice?.begin('');

  readonly #onSignIn = (): void => {
    this.dispatchEvent(new SupportAuthRequiredEvent({ reason: 'anonymous', returnTo: null }));
  };

  /** The code is the gate's business, so neither event leaves it. */
  readonly #onVerify = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    this.#verify();
  };

  readonly #onInput = (event: Event): void => {
    this.fault = '';
    this.forgiven = this.#snapshot.failure;
    this.#field.onInput(event);
  };

  readonly #onCodeSlot = (): void => this.requestUpdate();

  #verify(): void {
    const { code, pending, failure } = this.#snapshot;
    if (!code || pending) return;
    const { value } = this.#field;
    this.fault = codeFault(value, code.length, true, this.words)?.message ?? '';
    // Nor is a code sent again that is known to be wrong: a key that is held down would use up all tries.
    const isKnownWrong = failure?.code === 'code_wrong' && failure !== this.forgiven;
    if (!this.fault && !isKnownWrong) return void this.#slice?.verify(value);
    announce(this.#codeError, 'assertive');
    this.#field.takeFocus();
  }

  get #slice(): GuestSlice | undefined {
    const { store } = StoreSource.of(this);
    return store && guestOf(store);
  }

  /** What an earlier gate left in the store is not this one's. */
  get #snapshot(): GuestSnapshot {
    const isBegun = StoreSource.of(this).store === this.#begun;
    return (isBegun && this.#gate.value) || untouchedGate;
  }

  get #isMissing(): boolean {
    return StoreSource.of(this).phase === 'missing';
  }

  /** Also for a moment after the answer, so that nothing only flickers. */
  get #isChecking(): boolean {
    return this.step === 'checking' || this.#checking.skeleton;
  }

  get #pendingText(): string {
    const { words } = this;
    const { pending } = this.#snapshot;
    if (pending === 'request') return words.t('gate.requesting');
    return words.t(pending === 'verify' ? 'gate.verifying' : 'link.form.submitting');
  }

  get #waitsUntil(): number {
    const { step, resendAt, lockedUntil } = this.#snapshot;
    if (step === 'locked') return lockedUntil;
    return step === 'intro' || step === 'code' ? resendAt : 0;
  }

  /** Why the code was not taken; empty for nothing, and as soon as it is corrected. */
  get #codeError(): string {
    const { failure } = this.#snapshot;
    if (this.fault || failure?.of !== 'verify' || failure === this.forgiven) return this.fault;
    return this.#textOf(failure);
  }

  /** What the steps are drawn from. What concerns the code alone is told at its field. */
  get #view(): GateView {
    const { words } = this;
    const snapshot = this.#snapshot;
    const { failure, resendAt } = snapshot;
    const isOver = failure?.of === 'request' && failure.code === 'rate_limited' && resendAt <= Date.now();
    const isTold = failure && failure.of !== 'verify' && !isOver && !this.#linkForm.tells(failure.pointers);
    return {
      words,
      snapshot,
      error: isTold ? this.#textOf(failure) : '',
      reference: isTold ? referenceOf(failure, words) : undefined,
      isSlow: this.#pressed.slow,
    };
  }

  #textOf(failure: GuestFailure): string {
    return gateFailureText(failure, this.#snapshot, this.words);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-guest-gate': SupportGuestGateElement;
  }
}
