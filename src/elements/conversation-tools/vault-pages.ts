/**
 * Which pages run, told by locks: each holds one under its own name as long as it has words to keep, and the browser lets
 * go of it when the page ends, however it ends. Without locks (a page without TLS) nobody is known to run: two such pages
 * may show the same words, and send them under the same key.
 */
import type { VaultPages } from '../../state/reply-vault.ts';
import { pageVisible } from '../page-conditions.ts';

const prefix = 'helpdock page ';
const patienceMs = 3_000;

export function createVaultPages(): VaultPages {
  const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
  // Missing where the page has no TLS, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  const watched = new Set<string>();
  const leaving = new Set<() => void>();
  let isInside = false;
  let letGo: (() => void) | undefined;
  let waiting = new AbortController();
  let chain: Promise<void> = Promise.resolve();

  function hold(): void {
    if (letGo || !locks) return;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    locks.request(prefix + id, () => held).catch(() => undefined);
  }

  /** A browser keeps no page for the way back that holds or awaits a lock. */
  function rest(): void {
    letGo?.();
    letGo = undefined;
    waiting.abort();
    waiting = new AbortController();
    watched.clear();
  }

  function tell(): void {
    for (const listener of leaving) listener();
  }

  const onHide = (): void => {
    tell();
    rest();
  };
  const onShow = (): void => {
    if (isInside) hold();
  };

  function watch(name: string, left: () => void): void {
    if (!locks || watched.has(name)) return;
    watched.add(name);
    const { signal } = waiting;
    locks
      .request(name, { signal, mode: 'shared' }, () => void watched.delete(name))
      .then(left)
      .catch(() => undefined);
  }

  return {
    id,
    enter() {
      isInside = true;
      hold();
    },
    leave() {
      isInside = false;
      letGo?.();
      letGo = undefined;
    },
    async others(left) {
      const names = await heldBy(locks);
      for (const name of names) if (name !== prefix + id) watch(name, left);
      return new Set(names.map((name) => name.slice(prefix.length)));
    },
    alone(work) {
      let hasBegun = false;
      const begin = (): Promise<unknown> => {
        hasBegun = true;
        // Storage that hangs in this page must not keep the others waiting.
        return Promise.race([work(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      };
      const inTurn = async (): Promise<void> => {
        // A frame without rights has locks that refuse.
        await locks?.request('helpdock words', begin).catch(() => undefined);
        if (!hasBegun) await begin();
      };
      return (chain = chain.then(inTurn).catch(() => undefined));
    },
    onLeaving(listener) {
      leaving.add(listener);
      const stopHiding = pageVisible.subscribe(() => {
        if (!pageVisible.holds()) tell();
      });
      window.addEventListener('pagehide', onHide);
      window.addEventListener('pageshow', onShow);
      return () => {
        leaving.delete(listener);
        stopHiding();
        window.removeEventListener('pagehide', onHide);
        window.removeEventListener('pageshow', onShow);
        rest();
      };
    },
  };
}

async function heldBy(locks: LockManager | undefined): Promise<string[]> {
  try {
    const { held = [] } = (await locks?.query()) ?? {};
    // Whoever waits for the end of a page gets its lock too, for a moment, and shares it.
    const exclusive = held.filter(({ mode }) => mode === 'exclusive');
    return exclusive.map(({ name = '' }) => name).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}
