/** A browser that keeps words, and pages in it. */
import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import { keepReplies } from '../../src/state/kept-replies.ts';
import type { KeptReply } from '../../src/state/reply-vault.ts';
import { createSwitch } from '../helpers/switch.ts';
import { createPlaces } from '../helpers/words-on-device.ts';
import { openTicket, type Visit } from './open-ticket.ts';

export const hourMs = 3_600_000;

export function createBrowser() {
  const { device, tab, bytes, writes, disk, page: placesOfPage } = createPlaces();

  /** A page that shows the ticket. */
  async function page(visit: Visit = {}) {
    const places = placesOfPage();
    const opened = await openTicket(createSwitch(), visit);
    const kept = keepReplies(opened.store, () => places.vaults);
    await settled();
    return { ...opened, kept, hide: () => places.hide(), crash: () => places.crash() };
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
