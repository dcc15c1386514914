import { assert } from '@open-wc/testing';
import type { SupportErrorCode } from '../../src/contract/errors.ts';
import { OwnStore } from '../../src/elements/own-store.ts';
import { createStage, failure } from './stage.ts';

interface Timer {
  run: () => void;
  delay: number;
}

/** Time stands still until the test moves it. */
function stopClock(): { timers: Timer[]; restart: () => void } {
  const timers: Timer[] = [];
  const real = { setTimeout: window.setTimeout.bind(window), clearTimeout: window.clearTimeout.bind(window) };
  window.setTimeout = ((run: () => void, delay: number) => timers.push({ run, delay })) as unknown as typeof setTimeout;
  window.clearTimeout = () => undefined;
  const restart = () => Object.assign(window, real);
  return { timers, restart };
}

describe('a store whose service cannot be reached', () => {
  const failing = (code: SupportErrorCode) => ({
    ...createStage().adapter,
    getSession: () => Promise.reject(failure(code)),
  });
  const settled = (store: OwnStore['store']) =>
    new Promise<void>((resolve) => {
      const stop = store.subscribe(() => {
        if (store.session.snapshot.status !== 'failed') return;
        stop();
        resolve();
      });
    });

  it('tries again by itself after 5, 15 and 45 seconds, and then leaves it to the visitor', async () => {
    const { timers, restart } = stopClock();
    const { store, dispose } = bound(new OwnStore(failing('unavailable'), () => 'en'));
    const waits: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await settled(store);
      const retry = retries(timers);
      waits.push(retry?.delay);
      retry?.run();
    }
    restart();
    dispose();
    assert.deepEqual(waits, [5_000, 15_000, 45_000, undefined]);
  });

  it('does not insist where trying again cannot help', async () => {
    const { timers, restart } = stopClock();
    const { store, dispose } = bound(new OwnStore(failing('forbidden'), () => 'en'));
    await settled(store);
    restart();
    dispose();
    assert.strictEqual(retries(timers), undefined);
  });

  /** Takes the retry out of what is waiting; the store has timers of its own. */
  function retries(timers: Timer[]): Timer | undefined {
    const place = timers.findIndex(({ delay }) => [5_000, 15_000, 45_000].includes(delay));
    return place < 0 ? undefined : timers.splice(place, 1)[0];
  }

  function bound(own: OwnStore): { store: OwnStore['store']; dispose: () => void } {
    return { store: own.store, dispose: () => own.dispose() };
  }
});
