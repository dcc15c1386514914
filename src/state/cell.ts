/** The smallest piece of state: a frozen value and a notice when it became another one. */
import { reuse } from './reuse.ts';

export interface Changes {
  /** Calls back once after each batch that changed something. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** Several changes that readers see as one. */
  batch(change: () => void): void;
  changed(): void;
}

/** Who is told when any cell of a store changed. */
export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  let depth = 0;
  let isDirty = false;

  function batch(change: () => void): void {
    depth += 1;
    try {
      change();
    } finally {
      depth -= 1;
      if (depth === 0 && isDirty) {
        isDirty = false;
        for (const listener of [...listeners]) listener();
      }
    }
  }

  return {
    subscribe(listener) {
      // A function of its own, so that one listener subscribed twice is two subscriptions.
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    batch,
    changed: () =>
      batch(() => {
        isDirty = true;
      }),
  };
}

export interface Cell<T> {
  readonly value: T;
  /** What is equal in the old value and the new one keeps its identity; an equal value changes nothing. */
  set(next: T): void;
}

export function createCell<T>(initial: T, changes: Changes): Cell<T> {
  let value = reuse(undefined, initial);
  return {
    get value() {
      return value;
    },
    set(next) {
      const kept = reuse(value, next);
      if (Object.is(kept, value)) return;
      value = kept;
      changes.changed();
    },
  };
}
