import type { ReactiveController, ReactiveElement } from 'lit';

/** What had focus may be gone with an update. Its reader is then told where they are, not thrown out of the element. */
export class FocusKeeper implements ReactiveController {
  /** What had focus before the update. */
  focused: Element | null = null;
  readonly #host: ReactiveElement;
  readonly #instead: (lost: Element) => HTMLElement | null;

  /** `instead` says what takes focus over. */
  constructor(host: ReactiveElement, instead: (lost: Element) => HTMLElement | null) {
    this.#host = host;
    this.#instead = instead;
    host.addController(this);
  }

  hostUpdate(): void {
    this.focused = this.#host.shadowRoot?.activeElement ?? null;
  }

  hostUpdated(): void {
    const { focused } = this;
    if (focused && !focused.isConnected) this.#instead(focused)?.focus({ preventScroll: true });
  }
}
