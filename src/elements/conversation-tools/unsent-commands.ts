/**
 * What the author of a reply that was not sent can do with it. The thread shows such replies as bubbles, a reply box that
 * stands alone as a list; in both, pressing a button does the same and leaves focus where the work goes on.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import { type ReplyCommands, replyCommandsOf } from '../../state/reply-commands.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

export class UnsentCommands implements ReactiveController {
  readonly #host: ReactiveElement & SourceHost & { ticket: string };
  readonly #focusBox: () => unknown;
  #hadUndo = false;
  /** A button moves focus itself. */
  #isMoving = false;

  constructor(host: ReactiveElement & SourceHost & { ticket: string }, focusBox: () => unknown) {
    this.#host = host;
    this.#focusBox = focusBox;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadUndo = this.#focused?.matches('.undo') ?? false;
  }

  /** The time for second thoughts ran out while focus was on the button, which is gone. */
  hostUpdated(): void {
    if (this.#hadUndo && !this.#focused && !this.#isMoving) this.#focusBox();
  }

  /** Sends it again; focus stays with it. */
  retry(clientId: string): void {
    void this.#act((replies, ticketId) => replies.retry(ticketId, clientId), bubbleOf(clientId));
  }

  /** Puts its words back into the box. */
  edit(clientId: string): void {
    this.#replies?.takeBack(this.#host.ticket, clientId);
    this.#focusBox();
  }

  /** Throws it away; for a few seconds a button to have it back stands in its place. */
  discard(clientId: string): void {
    void this.#act((replies, ticketId) => replies.discard(ticketId, clientId), '.undo');
  }

  undo(clientId: string): void {
    void this.#act((replies, ticketId) => replies.undoDiscard(ticketId), bubbleOf(clientId));
  }

  get #replies(): ReplyCommands | undefined {
    const { store } = StoreSource.of(this.#host);
    return store && replyCommandsOf(store);
  }

  get #focused(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null;
  }

  async #act(act: (replies: ReplyCommands, ticketId: string) => void, then: string): Promise<void> {
    const replies = this.#replies;
    if (!replies) return;
    this.#isMoving = true;
    act(replies, this.#host.ticket);
    await this.#host.updateComplete;
    this.#isMoving = false;
    this.#host.renderRoot.querySelector<HTMLElement>(then)?.focus({ preventScroll: true });
  }
}

function bubbleOf(clientId: string): string {
  return `[data-reply="${CSS.escape(clientId)}"]`;
}
