/** Who waits for which tickets: one listener on the bus for all streams of a process. */
import type { CustomerViewer } from '../repository.ts';
import { changeKeysOf } from './change-log.ts';
import type { LiveBus } from './live-bus.ts';

/** Wakes one reader. A call while nobody waits counts for the next wait, and many count once. */
export class Alarm {
  #isRinging = false;
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#isRinging = true;
    this.#wake?.();
  };

  /** Resolves when it rang since the last time. */
  async wait(): Promise<void> {
    if (!this.#isRinging) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#isRinging = false;
    this.#wake = undefined;
  }
}

export class WatchPost {
  readonly #bus: LiveBus;
  /** By the owner or, for guests, the ticket. */
  readonly #alarms = new Map<string, Set<Alarm>>();
  #stop: (() => void) | undefined;

  constructor(bus: LiveBus) {
    this.#bus = bus;
  }

  /** Rings when a ticket of this viewer may have changed. Returns how to stop. */
  watch(viewer: CustomerViewer, alarm: Alarm): () => void {
    const keys = changeKeysOf(viewer);
    for (const key of keys) this.#alarms.set(key, (this.#alarms.get(key) ?? new Set()).add(alarm));
    this.#stop ??= this.#bus.subscribe((notice) => {
      for (const key of notice ? [notice.owner, notice.ticketId] : this.#alarms.keys())
        for (const each of this.#alarms.get(key) ?? []) each.ring();
    });
    return () => {
      for (const key of keys) {
        const alarms = this.#alarms.get(key);
        alarms?.delete(alarm);
        if (alarms?.size === 0) this.#alarms.delete(key);
      }
      if (this.#alarms.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }
}
