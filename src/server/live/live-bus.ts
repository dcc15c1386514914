/**
 * Tells those who wait that somebody's ticket changed, and nothing of what became of it: that is read from the repository
 * by whoever may see it. So a notice that is lost delays an update and loses none.
 */
import type { OwnerKey } from '../repository.ts';

export interface LiveNotice {
  owner: OwnerKey;
  ticketId: string;
}

/** No notice stands for any ticket: one may have been lost, and everybody looks. */
export type LiveListener = (notice?: LiveNotice) => void;

/** Carries notices to all processes that serve the same repository. */
export interface LiveBus {
  /** After the change was committed. Neither waits nor rejects. */
  publish(notice?: LiveNotice): void;
  /** Returns how to stop. */
  subscribe(listener: LiveListener): () => void;
}

/** For one process. */
export function localBus(): LiveBus {
  const listeners = new Set<LiveListener>();
  return {
    publish(notice) {
      for (const listener of [...listeners]) listener(notice);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
