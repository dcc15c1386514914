import type { ReactiveController, ReactiveElement } from 'lit';
import { announce } from '../../ui/announcer.ts';
import type { Words } from '../../ui/i18n/words.ts';
import type { ThreadModel } from './thread-model.ts';
import type { Find } from './thread-view.ts';

/** Whether the history of the status is open. It is read when it is opened, and by the store from then on. */
export class ThreadHistory implements ReactiveController {
  isOpen = false;
  readonly #host: ReactiveElement & { ticket: string };
  readonly #model: ThreadModel;
  readonly #find: Find;
  readonly #words: () => Words;
  #ticketId = '';

  constructor(host: ReactiveElement & { ticket: string }, model: ThreadModel, find: Find, words: () => Words) {
    this.#host = host;
    this.#model = model;
    this.#find = find;
    this.#words = words;
    host.addController(this);
  }

  hostUpdate(): void {
    const { ticket } = this.#host;
    if (ticket !== this.#ticketId) this.isOpen = false;
    this.#ticketId = ticket;
    // Signed in anew: everything was forgotten, and is read again.
    if (this.isOpen && this.#model.timeline && this.#model.thread?.history.status === 'idle') void this.load();
  }

  readonly toggle = (): void => {
    this.isOpen = !this.isOpen;
    this.#host.requestUpdate();
  };

  /** Focus does not fall off a button for another try that goes. */
  readonly load = async (): Promise<void> => {
    const { threads } = this.#model;
    const hadFocus = this.#host.shadowRoot?.activeElement?.matches('.history *') ?? false;
    await threads?.loadHistory(this.#ticketId);
    if (threads?.of(this.#ticketId).history.status === 'failed') {
      announce(this.#words().t('thread.timeline.error'), 'assertive');
    }
    await this.#host.updateComplete;
    if (hadFocus) this.#find('.history button, .disclosure')?.focus({ preventScroll: true });
  };
}
