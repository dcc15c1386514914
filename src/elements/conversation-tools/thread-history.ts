import type { ReactiveController } from 'lit';
import { readHistory } from '../../state/status-history.ts';
import { announce } from '../../ui/announcer.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

/** Whether the history of the status is open. It is read when it is opened, and by the store from then on. */
export class ThreadHistory implements ReactiveController {
  isOpen = false;
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  #ticketId = '';

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostUpdate(): void {
    const { ticket } = this.#host;
    if (ticket !== this.#ticketId) this.isOpen = false;
    this.#ticketId = ticket;
    // Signed in anew: everything was forgotten, and is read again.
    const { timeline, thread } = this.#parts.model;
    if (this.isOpen && timeline && thread?.history.status === 'idle') void this.load();
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.#host.requestUpdate();
  }

  /** Focus does not fall off a button for another try that goes. */
  readonly load = async (): Promise<void> => {
    const { model, words, find } = this.#parts;
    const { threads } = model;
    const hadFocus = this.#host.shadowRoot?.activeElement?.matches('.history *') ?? false;
    await threads?.loadHistory(this.#ticketId, readHistory);
    if (threads?.of(this.#ticketId).history.status === 'failed') {
      announce(words().t('thread.timeline.error'), 'assertive');
    }
    await this.#host.updateComplete;
    if (hadFocus) find('.history button, .disclosure')?.focus({ preventScroll: true });
  };
}
