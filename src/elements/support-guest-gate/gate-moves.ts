import type { ReactiveController, ReactiveElement } from 'lit';
import type { GuestFailure, GuestSnapshot } from '../../state/guest.ts';
import { announce } from '../../ui/announcer.ts';
import type { Words } from '../../ui/i18n/words.ts';
import type { CodeField } from './code-field.ts';
import { reportGuestFailure } from './gate-failures.ts';
import { lockedText } from './gate-steps.ts';
import { gateFailureText } from './gate-words.ts';
import type { LinkForm } from './link-form.ts';

/** What it needs to know of the gate. */
export interface MovesContext {
  snapshot: () => GuestSnapshot;
  words: () => Words;
  field: CodeField;
  form: LinkForm;
  /** The ticket is open. */
  enter: (ticketId: string) => void;
}

/**
 * Takes focus along from step to step, and says what is not seen: what went wrong, what was sent, that the door is open.
 * The page hears of what went wrong where somebody has to look into it.
 */
export class GateMoves implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #context: MovesContext;
  #seen: GuestSnapshot | undefined;
  #hadFocus = false;

  constructor(host: ReactiveElement, context: MovesContext) {
    this.#host = host;
    this.#context = context;
    host.addController(this);
  }

  /** While what is on screen still has focus. */
  hostUpdate(): void {
    this.#hadFocus = this.#host.matches(':focus-within');
  }

  hostUpdated(): void {
    const before = this.#seen;
    const now = this.#context.snapshot();
    this.#seen = now;
    if (now === before) return;
    if (now.failure && now.failure !== before?.failure) reportGuestFailure(this.#host, now.failure);
    if (before && now.step !== before.step) this.#changeStep(before, now);
    else if (now.failure && now.failure !== before?.failure) this.#fail(now.failure, now);
    else if (now.step === 'code' && now.code !== before?.code) this.#resent();
  }

  #changeStep(before: GuestSnapshot, now: GuestSnapshot): void {
    const { words, field, form, enter } = this.#context;
    if (before.step === 'code') field.empty();
    const isSecondTry = before.step === 'link-sent' && now.step === 'form';
    // A press on a button gives it no focus in Safari.
    if (this.#hadFocus || ((before.pending || isSecondTry) && this.#isNobodysTurn)) {
      if (isSecondTry) form.takeFocus();
      else this.#find('#heading')?.focus();
    }
    if (now.step === 'locked') announce(lockedText({ words: words(), snapshot: now }), 'assertive');
    if (before.step === 'locked' && now.step === 'intro') announce(words().t('gate.resend_ready'));
    if (now.step !== 'done' || now.ticketId === undefined) return;
    announce(words().t('gate.success'));
    enter(now.ticketId);
  }

  #fail(failure: GuestFailure, now: GuestSnapshot): void {
    const { field, form } = this.#context;
    if (form.tells(failure.pointers)) return form.judge(failure.pointers);
    announce(gateFailureText(failure, now, this.#context.words()), 'assertive');
    if (failure.of !== 'verify' || !(this.#hadFocus || this.#isNobodysTurn)) return;
    if (failure.code === 'code_expired') this.#find('.resend > button')?.focus();
    else field.takeFocus();
  }

  #resent(): void {
    announce(this.#context.words().t('gate.resent'));
    if (this.#hadFocus || this.#isNobodysTurn) this.#context.field.takeFocus();
  }

  /** Nothing on the page has focus that could lose it. */
  get #isNobodysTurn(): boolean {
    return document.activeElement === null || document.activeElement === document.body;
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
