/**
 * One line to the backend's stream. It is taken up again where it was cut, after a while that grows with each failure, and
 * that no two pages choose alike: a server that comes back is not asked by all of them at once.
 */
import type { LiveEvent } from '../contract/live.ts';
import { asSupportError, type SupportError } from '../contract/errors.ts';

export interface LineOptions {
  subscribe: (lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<LiveEvent>;
  told: (event: LiveEvent) => void;
  /** It stands. `isNew`: nothing is known of what happened before. */
  stands: (isNew: boolean) => void;
  /** It was cut, or did not come about, so many times in a row. */
  broke: (failures: number, error: SupportError) => void;
  /** From 0 to below 1. */
  random: () => number;
}

export interface Line {
  readonly isOpen: boolean;
  open(): void;
  /** Lets go of the line; `open` takes it up where it was. */
  close(): void;
  /** What comes next is another's. */
  forget(): void;
}

const shortestMs = 1_000;
const longestMs = 60_000;

export function createLine({ subscribe, told, stands, broke, random }: LineOptions): Line {
  let lastEventId: string | undefined;
  let current: AbortController | undefined;

  async function keep(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      let isStanding = false;
      let error: unknown = new Error('The stream ended.');
      try {
        for await (const event of subscribe(lastEventId, signal)) {
          if (signal.aborted) return;
          const isNew = lastEventId === undefined;
          lastEventId = event.id || lastEventId;
          failures = 0;
          if (!isStanding) stands(isNew);
          isStanding = true;
          told(event);
        }
      } catch (cause) {
        error = cause;
      }
      if (signal.aborted) return;
      const failure = asSupportError(error, 'unavailable');
      failures += 1;
      broke(failures, failure);
      const longest = Math.min(shortestMs * 2 ** (failures - 1), longestMs);
      await pause(Math.max(longest * (0.5 + random() / 2), failure.retryAfterMs ?? 0), signal);
    }
  }

  return {
    get isOpen() {
      return current !== undefined;
    },
    open() {
      if (current) return;
      current = new AbortController();
      void keep(current.signal);
    },
    close() {
      current?.abort();
      current = undefined;
    },
    forget() {
      lastEventId = undefined;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
