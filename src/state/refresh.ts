/**
 * When to look again: every half minute, unless told otherwise, while somebody watches and the page is visible, at once when the page or the
 * network comes back, and never when nobody does. Where visibility and network come from is the caller's business.
 */

/** Something that is true or not, and tells when that changes: the page is visible, the network is there. */
export interface Condition {
  holds(): boolean;
  /** Returns how to stop. */
  subscribe(listener: () => void): () => void;
}

export interface RefresherOptions {
  readonly visible: Condition;
  readonly online: Condition;
  /** The usual round. */
  readonly look: () => Promise<void>;
  /** After an absence, in which anything may have happened. */
  readonly lookAgain: () => Promise<void>;
}

export interface Refresher {
  /** One more watches. */
  retain(): void;
  /** One less watches. */
  release(): void;
  /** How long it is from one usual round to the next, from now on. */
  pace(ms: number): void;
  stop(): void;
}

export const usualPaceMs = 30_000;
/** A view that is swapped for another lets go and takes hold again; that is no reason to start over. */
const lingerMs = 5_000;

export function createRefresher({ visible, online, look, lookAgain }: RefresherOptions): Refresher {
  let watchers = 0;
  let unsubscribe: (() => void)[] = [];
  let round: ReturnType<typeof setTimeout> | undefined;
  let farewell: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let intervalMs = usualPaceMs;

  async function run(work: () => Promise<void>): Promise<void> {
    clearTimeout(round);
    if (isLooking) return;
    isLooking = true;
    try {
      if (visible.holds() && online.holds()) await work();
    } finally {
      isLooking = false;
    }
    wait();
  }

  function wait(): void {
    clearTimeout(round);
    if (unsubscribe.length > 0) round = setTimeout(() => void run(look), intervalMs);
  }

  function start(): void {
    const back = () => {
      if (visible.holds() && online.holds()) void run(lookAgain);
    };
    unsubscribe = [visible.subscribe(back), online.subscribe(back)];
    wait();
  }

  function stop(): void {
    clearTimeout(round);
    clearTimeout(farewell);
    for (const end of unsubscribe) end();
    unsubscribe = [];
  }

  return {
    retain() {
      watchers += 1;
      clearTimeout(farewell);
      if (unsubscribe.length === 0) start();
    },
    release() {
      watchers -= 1;
      if (watchers === 0) farewell = setTimeout(stop, lingerMs);
    },
    pace(ms) {
      intervalMs = ms;
      wait();
    },
    stop,
  };
}
