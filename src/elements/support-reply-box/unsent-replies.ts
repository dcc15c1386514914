/**
 * Replies that the server does not have yet, and what their author can do with them. The thread shows them as bubbles, a
 * reply box that stands alone as a list; both use this, so that pressing a button does the same in both places and
 * leaves focus where the work goes on.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import { repliesOf } from '../../state/conversations.ts';
import type { OutgoingReply, RepliesSlice } from '../../state/support-store.ts';
import { StoreController } from '../context.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

const none: readonly OutgoingReply[] = [];

export class UnsentReplies implements ReactiveController {
  readonly #host: SourceHost & { ticket: string };
  readonly #focusBox: () => unknown;
  readonly #outgoing: StoreController<readonly OutgoingReply[]>;
  readonly #discarded: StoreController<OutgoingReply | undefined>;
  #hadUndo = false;
  /** A button moves focus itself. */
  #isMoving = false;

  constructor(host: SourceHost & { ticket: string }, focusBox: () => unknown) {
    this.#host = host;
    this.#focusBox = focusBox;
    this.#outgoing = new StoreController(host, (store) => repliesOf(store).of(host.ticket).outgoing);
    this.#discarded = new StoreController(host, (store) => repliesOf(store).of(host.ticket).discarded);
    host.addController(this);
  }

  /** In the order of sending. */
  get outgoing(): readonly OutgoingReply[] {
    return this.#outgoing.value ?? none;
  }

  /** Thrown away a moment ago; it can be had back. */
  get discarded(): OutgoingReply | undefined {
    return this.#discarded.value;
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

  get #replies(): RepliesSlice | undefined {
    const { store } = StoreSource.of(this.#host);
    return store && repliesOf(store);
  }

  get #focused(): Element | null {
    return (this.#host as ReactiveElement).shadowRoot?.activeElement ?? null;
  }

  async #act(act: (replies: RepliesSlice, ticketId: string) => void, then: string): Promise<void> {
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
