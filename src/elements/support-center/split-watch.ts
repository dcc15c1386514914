import type { ReactiveController, ReactiveElement } from 'lit';

/** Width from which list and ticket stand side by side, in pixels. The stylesheet uses the same number. */
export const splitWidth = 880;

/** Tells whether the element itself, not the window, is wide enough for two columns. */
export class SplitWatch implements ReactiveController {
  isWide = false;
  readonly #host: ReactiveElement;
  readonly #observer: ResizeObserver;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#observer = new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #measure(): void {
    const isWide = this.#host.clientWidth >= splitWidth;
    if (isWide === this.isWide) return;
    this.isWide = isWide;
    // Not at once: what is drawn for it changes heights while sizes are being told, which the browser reports as an error.
    requestAnimationFrame(() => this.#host.requestUpdate());
  }
}
