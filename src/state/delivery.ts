/**
 * One reply on its way: waits for the network, tries again a few times where the server did not answer, and gives up with
 * the reason. It knows nothing of bubbles; whoever asks keeps them.
 */
import type { CallOptions } from '../contract/adapter.ts';
import type { SupportError } from '../contract/errors.ts';
import type { TicketMessage } from '../contract/message.ts';
import type { Lane } from './lane.ts';
import type { PartContext } from './part.ts';
import type { Condition } from './refresh.ts';
import { maybeStored } from './reply-words.ts';

export interface Delivery {
  readonly context: Pick<PartContext, 'online' | 'isOver'>;
  readonly lane: Lane;
  /** False once the words were taken back, or the server turned out to have them. */
  readonly isWanted: () => boolean;
  /** The words wait for a connection, or no longer do. */
  readonly held: (isHeld: boolean) => void;
  readonly call: (options: CallOptions) => Promise<TicketMessage>;
  readonly stored: (message: TicketMessage) => void;
  /** Nobody answered: the words may have arrived. */
  readonly doubted: () => void;
}

/** Between the tries. The same key goes out each time, so that a try which did arrive is not doubled. */
const pausesMs = [1_000, 3_000];

/** Resolves with why it gave up; with nothing when the words are stored or no longer wanted. */
export async function deliver(delivery: Delivery): Promise<SupportError | undefined> {
  const { context, lane, isWanted, held, call, stored, doubted } = delivery;
  for (let tries = 0; isWanted() && !context.isOver(); tries += 1) {
    if (!context.online.holds()) {
      held(true);
      await comesTrue(context.online);
      if (!isWanted()) return undefined;
    }
    held(false);
    let failure: SupportError | undefined;
    let isSettled = false;
    await lane.run(call, (outcome) => {
      isSettled = true;
      if (outcome.ok) stored(outcome.value);
      else failure = outcome.error;
    });
    if (!isSettled || !failure) return undefined;
    if (maybeStored(failure)) doubted();
    // The network went away under the request: that is waited for, not counted.
    if (failure.code === 'offline' && !context.online.holds()) tries = -1;
    else {
      const pauseMs = failure.retryable && failure.code !== 'rate_limited' ? pausesMs[tries] : undefined;
      if (pauseMs === undefined) return failure;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return undefined;
}

function comesTrue(condition: Condition): Promise<void> {
  return new Promise((resolve) => {
    const stop = condition.subscribe(() => {
      if (!condition.holds()) return;
      stop();
      resolve();
    });
  });
}
