import { setTimeout as pause } from 'node:timers/promises';

export interface Repetition {
  signal: AbortSignal;
  /** After a failure; each that follows doubles it. */
  firstWaitMs: number;
  onFailure: (cause: unknown) => void;
}

const longestWaitMs = 60_000;

/** Runs a job again and again until the signal; the job says how many milliseconds to wait for the next time. */
export async function repeat(
  job: () => Promise<number>,
  { signal, firstWaitMs, onFailure }: Repetition,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let waitMs: number;
    try {
      waitMs = await job();
      failures = 0;
    } catch (cause) {
      // A round that was cut off fails because the database is closed by then.
      if (signal.aborted) return;
      onFailure(cause);
      waitMs = Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
      failures += 1;
    }
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  }
}
