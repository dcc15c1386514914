import type { ReactiveController } from 'lit';
import { repliesOf } from '../../state/conversations.ts';
import type { ReplyOutcome } from '../../state/support-store.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

/** Replies that somebody tells of at this moment: all listeners of a store are called in one go. */
const telling = new Set<string>();

/** True for the first of all who want to tell of this reply, so that two boxes for one ticket do not say it twice. */
export function isFirstToTell(clientId: string): boolean {
  if (telling.has(clientId)) return false;
  telling.add(clientId);
  queueMicrotask(() => telling.delete(clientId));
  return true;
}

/** Listens to what becomes of replies, whenever that is, in whichever store the host has. */
export class ReplyOutcomes implements ReactiveController {
  readonly #source: StoreSource;
  readonly #tell: (outcome: ReplyOutcome) => void;
  #stop: (() => void) | undefined;

  constructor(host: SourceHost, tell: (outcome: ReplyOutcome) => void) {
    this.#source = StoreSource.of(host);
    this.#tell = tell;
    this.#source.onChange(() => this.hostConnected());
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop?.();
    const { store } = this.#source;
    this.#stop = store && repliesOf(store).onSettled(this.#tell);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
