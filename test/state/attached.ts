/** Files for a reply, as tests choose them. */
import { setImmediate } from 'node:timers/promises';
import { replyFilesOf } from '../../src/state/reply-files.ts';
import type { SupportStore } from '../../src/state/support-store.ts';
import { attachmentFor, type FakeCall } from '../helpers/fake-adapter.ts';
import { repliesTo } from './open-ticket.ts';

/** Puts files of ten bytes to the draft. */
export function attach(store: SupportStore, ...names: readonly string[]): void {
  const blob = new Blob(['0123456789']);
  replyFilesOf(store).add(
    't',
    names.map((name) => ({ name, mediaType: 'text/plain', blob })),
  );
}

/** The server has all bytes of it. */
export async function store(call: FakeCall<'upload'>): Promise<void> {
  call.answer(attachmentFor(call));
  await setImmediate();
}

export const filesOf = (of: SupportStore) => repliesTo(of).files.map(({ name, state }) => `${name}: ${state}`);
