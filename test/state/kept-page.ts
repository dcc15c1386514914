/** A browser that keeps words, and pages in it. */
import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import { keepReplies } from '../../src/state/kept-replies.ts';
import type { FileVault, KeptReply, ReplyVault, VaultPages } from '../../src/state/reply-vault.ts';
import { createSwitch } from '../helpers/switch.ts';
import { openTicket, type Visit } from './open-ticket.ts';

export const hourMs = 3_600_000;

export function createBrowser() {
  const device = new Map<string, unknown>();
  const tab = new Map<string, unknown>();
  const running = new Map<string, (() => void)[]>();
  let pages = 0;
  /** Writes wait for this; a broken disk never lets them go. */
  const disk = { isStuck: false, isFull: false };
  /** Names of files whose bytes were written, each time. */
  const writes: string[] = [];

  const bytes = { device: new Map<string, Blob>(), tab: new Map<string, Blob>() };
  const fileVault = (blobs: Map<string, Blob>): FileVault => ({
    names: async () => [...blobs.keys()],
    read: async (name) => blobs.get(name),
    async write(name, file) {
      if (disk.isFull) return false;
      writes.push(name);
      blobs.set(name, file);
      return true;
    },
    async remove(names) {
      for (const name of names) blobs.delete(name);
    },
  });
  const vault = (entries: Map<string, unknown>, blobs: Map<string, Blob>): ReplyVault => ({
    files: fileVault(blobs),
    read: async () => [...entries],
    async write(name, value) {
      if (disk.isStuck) return new Promise(() => undefined);
      entries.set(name, structuredClone(value));
      return true;
    },
    async remove(names) {
      for (const name of names) entries.delete(name);
    },
  });

  function pagesFor(id: string, leaving: Set<() => void>): VaultPages {
    const leave = () => {
      const waiting = running.get(id) ?? [];
      running.delete(id);
      for (const left of waiting) left();
    };
    return {
      id,
      enter: () => running.set(id, running.get(id) ?? []),
      leave,
      async others(left) {
        const others = [...running].filter(([page]) => page !== id);
        for (const [, waiting] of others) waiting.push(left);
        return new Set(others.map(([page]) => page));
      },
      alone: (work) => work(),
      onLeaving(listener) {
        leaving.add(listener);
        return () => leaving.delete(listener);
      },
    };
  }

  /** A page that shows the ticket. */
  async function page(visit: Visit = {}) {
    const leaving = new Set<() => void>();
    const own = pagesFor(`page-${(pages += 1)}`, leaving);
    const opened = await openTicket(createSwitch(), visit);
    const vaults = { device: vault(device, bytes.device), tab: vault(tab, bytes.tab), pages: own };
    const kept = keepReplies(opened.store, () => vaults);
    await settled();
    return {
      ...opened,
      kept,
      hide: () => leaving.forEach((listener) => listener()),
      /** Ends without a word, as a crash does. */
      crash: () => own.leave(),
    };
  }

  const draftsIn = (entries: Map<string, unknown>) => [...entries.values()].map((value) => (value as KeptReply).draft);
  return { device, tab, bytes, writes, disk, page, draftsIn };
}

/** Lets everything happen that needs no clock. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await setImmediate();
}

/** Half a second later everything is saved. */
export async function later(ms = 500): Promise<void> {
  mock.timers.tick(ms);
  await settled();
}
