import type { Condition } from '../state/support-store.ts';

/** Whether somebody can see the page. */
export const pageVisible: Condition = {
  holds: () => document.visibilityState !== 'hidden',
  subscribe: (listener) => listen(document, ['visibilitychange'], listener),
};

/** Whether the browser believes that there is a network. */
export const pageOnline: Condition = {
  holds: () => navigator.onLine,
  subscribe: (listener) => listen(window, ['online', 'offline'], listener),
};

function listen(target: EventTarget, types: readonly string[], listener: () => void): () => void {
  const listening = new AbortController();
  for (const type of types) target.addEventListener(type, listener, { signal: listening.signal });
  return () => listening.abort();
}
