/**
 * When something was painted. The look happens in an animation frame, and the clock is read in the first task after the
 * browser has styled, laid out and painted that frame. Both sides are asked in the same way.
 */

/** What every page with content tells of its first visit. */
export interface VisitBench {
  /** When the content was painted, from the start of the navigation. Rejects where it never was. */
  readonly first: Promise<number>;
  /** Sum of all layout shifts so far. */
  layoutShift(): number;
}

declare global {
  interface Window {
    visitBench: VisitBench;
  }
}

/** Far beyond what any side needs: what is not there by then never comes. */
const patienceMs = 5_000;

/** Resolves with the time (`performance.now`) at which a frame was done that shows what is asked for. */
export function painted(isShown: () => boolean): Promise<number> {
  const end = performance.now() + patienceMs;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (isShown()) afterFrame(() => resolve(performance.now()));
      else if (performance.now() > end) reject(new Error(`Not on screen within ${patienceMs / 1000} s.`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Milliseconds from here until the frame is done that shows what `act` brings about. */
export async function timeToPaint(act: () => void, isShown: () => boolean): Promise<number> {
  const start = performance.now();
  act();
  return (await painted(isShown)) - start;
}

/** For each key from now on: milliseconds from the press until the frame after it is done. */
export function watchKeys(): readonly number[] {
  const times: number[] = [];
  const note = ({ timeStamp }: KeyboardEvent): void =>
    void requestAnimationFrame(() => afterFrame(() => times.push(performance.now() - timeStamp)));
  addEventListener('keydown', note, { capture: true });
  return times;
}

let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
}).observe({ type: 'layout-shift', buffered: true });

/** Sum of all layout shifts so far. */
export function layoutShift(): number {
  return shift;
}

/** Durations of the tasks above 50 ms so far, in milliseconds. */
export const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

function afterFrame(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    act();
  };
  port2.postMessage(undefined);
}
