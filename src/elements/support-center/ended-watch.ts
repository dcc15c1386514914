import type { ReactiveController, ReactiveElement } from 'lit';
import { announce } from '../../ui/announcer.ts';

/** What it needs to know of the support center. */
export interface EndedContext {
  hasEnded: () => boolean;
  /** What to say when focus is elsewhere on the page. */
  text: () => string;
  /** Where focus goes when the visitor is back. */
  goOn: () => unknown;
}

/** Takes focus to the dialog when the session ends under the visitor's hands, and back to the words when it goes on. */
export class EndedWatch implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #context: EndedContext;
  #had = false;
  #hadFocus = false;

  constructor(host: ReactiveElement, context: EndedContext) {
    this.#host = host;
    this.#context = context;
    host.addController(this);
  }

  /** While what is on screen still has focus. */
  hostUpdate(): void {
    this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    const hasEnded = this.#context.hasEnded();
    if (hasEnded === this.#had) return;
    this.#had = hasEnded;
    if (!hasEnded) return void (this.#hadFocus && this.#context.goOn());
    if (!this.#hadFocus) return announce(this.#context.text(), 'assertive');
    this.#host.shadowRoot?.querySelector<HTMLElement>('.ended-dialog')?.focus();
  }
}
