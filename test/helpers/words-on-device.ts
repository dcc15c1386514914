/** The places of a browser where unsent words outlive their page, in memory, and the pages that share them. */
import type { FileVault, ReplyVault, ReplyVaults, VaultPages } from '../../src/state/reply-vault.ts';

export interface PagePlaces {
  readonly vaults: ReplyVaults;
  /** This may have been the page's last moment. */
  hide(): void;
  /** Ends without a word, as a crash does: what it still wants to write or remove stays as it was. */
  crash(): void;
}

/** Whether a page has ended. */
interface Life {
  isOver: boolean;
}

export function createPlaces() {
  const device = new Map<string, unknown>();
  const tab = new Map<string, unknown>();
  const running = new Map<string, (() => void)[]>();
  let pages = 0;
  let turn: Promise<void> = Promise.resolve();
  /** Writes wait for this; a broken disk never lets them go. */
  const disk = { isStuck: false, isFull: false, onRead: () => undefined as void };
  const bytes = { device: new Map<string, Blob>(), tab: new Map<string, Blob>() };
  /** Names of files whose bytes were written, each time. */
  const writes: string[] = [];

  const fileVault = (blobs: Map<string, Blob>, page: Life): FileVault => ({
    names: async () => [...blobs.keys()],
    read: async (name) => blobs.get(name),
    async write(name, file) {
      if (disk.isFull) return false;
      writes.push(name);
      if (!page.isOver) blobs.set(name, file);
      return true;
    },
    async remove(names) {
      if (!page.isOver) for (const name of names) blobs.delete(name);
    },
  });
  const vault = (entries: Map<string, unknown>, blobs: Map<string, Blob>, page: Life): ReplyVault => ({
    files: fileVault(blobs, page),
    async read() {
      disk.onRead();
      return [...entries];
    },
    async write(name, value) {
      if (disk.isStuck) return new Promise(() => undefined);
      if (!page.isOver) entries.set(name, structuredClone(value));
      return true;
    },
    async remove(names) {
      if (!page.isOver) for (const name of names) entries.delete(name);
    },
  });

  function pagesFor(id: string, leaving: Set<() => void>): VaultPages {
    return {
      id,
      enter: () => running.set(id, running.get(id) ?? []),
      leave() {
        const waiting = running.get(id) ?? [];
        running.delete(id);
        for (const left of waiting) left();
      },
      async others(left) {
        const others = [...running].filter(([page]) => page !== id);
        for (const [, waiting] of others) waiting.push(left);
        return new Set(others.map(([page]) => page));
      },
      alone: (work) => (turn = turn.then(work)),
      onLeaving(listener) {
        leaving.add(listener);
        return () => leaving.delete(listener);
      },
    };
  }

  function page(): PagePlaces {
    const leaving = new Set<() => void>();
    const life: Life = { isOver: false };
    const own = pagesFor(`page-${(pages += 1)}`, leaving);
    return {
      vaults: { device: vault(device, bytes.device, life), tab: vault(tab, bytes.tab, life), pages: own },
      hide: () => leaving.forEach((listener) => listener()),
      crash() {
        life.isOver = true;
        own.leave();
      },
    };
  }

  return { device, tab, bytes, writes, disk, page };
}
