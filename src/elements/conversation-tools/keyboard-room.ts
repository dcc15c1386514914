import type { ReactiveController } from 'lit';
import type { ThreadHost } from './thread-tools.ts';

/** Less is a toolbar of the browser that comes and goes, and no keyboard. */
const leastKeyboard = 100;

/**
 * Tells the stylesheet, as `--_keyboard`, how much of the element an on-screen keyboard covers: it lies over the window
 * without making it smaller, so that nothing in CSS knows of it.
 */
export class KeyboardRoom implements ReactiveController {
  readonly #host: ThreadHost;
  #listening: AbortController | undefined;

  constructor(host: ThreadHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, () => this.#measure(), { signal });
    this.#measure();
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }

  #measure(): void {
    const room = Math.round(this.#covered());
    this.#host.style.setProperty('--_keyboard', `${room}px`);
  }

  #covered(): number {
    // Somebody who zooms in with two fingers makes the visible part smaller too.
    if (!visualViewport || visualViewport.scale > 1) return 0;
    const visibleBottom = visualViewport.offsetTop + visualViewport.height;
    const keyboard = document.documentElement.clientHeight - visibleBottom;
    if (keyboard < leastKeyboard) return 0;
    if (!this.#host.fill) return keyboard;
    return Math.min(keyboard, Math.max(0, this.#host.getBoundingClientRect().bottom - visibleBottom));
  }
}
