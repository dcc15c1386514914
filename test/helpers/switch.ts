import type { Condition } from '../../src/state/refresh.ts';

/** A condition that the test turns on and off. */
export interface Switch extends Condition {
  turn(isOn: boolean): void;
  /** Who wants to be told. */
  readonly listeners: ReadonlySet<() => void>;
}

export function createSwitch(isOn = true): Switch {
  const listeners = new Set<() => void>();
  let value = isOn;
  return {
    listeners,
    holds: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    turn(next) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
