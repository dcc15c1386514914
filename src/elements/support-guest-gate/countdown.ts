import type { ReactiveController, ReactiveElement } from 'lit';

const secondMs = 1000;

/** Renders its host once a second until a moment that it waits for, and tells when that has come. */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #until: () => number;
  readonly #over: () => void;
  #waitedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `until`: in milliseconds since 1970; the past for nothing to wait for. */
  constructor(host: ReactiveElement, until: () => number, over: () => void) {
    this.#host = host;
    this.#until = until;
    this.#over = over;
    host.addController(this);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const until = this.#until();
    const restMs = until - Date.now();
    if (restMs > 0) {
      this.#waitedUntil = until;
      // The next second begins where the rest is a whole number of them.
      if (this.#host.isConnected)
        this.#timer = setTimeout(() => this.#host.requestUpdate(), restMs % secondMs || secondMs);
    } else if (this.#waitedUntil !== 0) {
      // Where there is suddenly nothing to wait for, nothing came about by waiting.
      const isOver = this.#waitedUntil === until;
      this.#waitedUntil = 0;
      if (isOver) this.#over();
    }
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
