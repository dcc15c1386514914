import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Lets a textarea grow with its text where the browser does not know `field-sizing: content`. The stylesheet gives the
 * smallest and the largest height; this only writes the height between them.
 */
export class AutosizeController implements ReactiveController {
  readonly #textarea: () => HTMLTextAreaElement | null;

  constructor(host: ReactiveControllerHost, textarea: () => HTMLTextAreaElement | null) {
    this.#textarea = textarea;
    if (!CSS.supports('field-sizing', 'content')) host.addController(this);
  }

  hostUpdated(): void {
    const textarea = this.#textarea();
    if (!textarea) return;
    textarea.style.blockSize = 'auto';
    textarea.style.blockSize = `${textarea.scrollHeight + textarea.offsetHeight - textarea.clientHeight}px`;
  }
}
