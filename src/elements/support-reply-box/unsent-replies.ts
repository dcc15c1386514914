import { repliesOf } from '../../state/conversations.ts';
import type { OutgoingReply } from '../../state/support-store.ts';
import { StoreController } from '../context.ts';
import type { SourceHost } from '../store-source.ts';

const none: readonly OutgoingReply[] = [];

/** Replies that the server does not have yet. */
export class UnsentReplies {
  readonly #outgoing: StoreController<readonly OutgoingReply[]>;
  readonly #discarded: StoreController<OutgoingReply | undefined>;

  constructor(host: SourceHost & { ticket: string }) {
    this.#outgoing = new StoreController(host, (store) => repliesOf(store).of(host.ticket).outgoing);
    this.#discarded = new StoreController(host, (store) => repliesOf(store).of(host.ticket).discarded);
  }

  /** In the order of sending. */
  get outgoing(): readonly OutgoingReply[] {
    return this.#outgoing.value ?? none;
  }

  /** Thrown away a moment ago; it can be had back. */
  get discarded(): OutgoingReply | undefined {
    return this.#discarded.value;
  }
}
