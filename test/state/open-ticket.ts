/** An open ticket whose answers the test gives by hand. The clock stands still: tests enable `mock.timers`. */
import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import type { Session, SupportErrorCode, TicketMessage, TimelineEvent } from '../../src/contract/index.ts';
import { repliesOf, threadsOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { valueOf } from '../../src/state/remote.ts';
import { type SupportStore, createSupportStore } from '../../src/state/support-store.ts';
import { type FakeAdapter, type FakeCall, createFakeAdapter } from '../helpers/fake-adapter.ts';
import { createSwitch } from '../helpers/switch.ts';
import { fakeConfig, fakeMessage, fakeTicket, fakeUser } from '../helpers/fake-contract.ts';

export interface Visit {
  session?: Session | undefined;
  /** When the visit begins. */
  time?: number | undefined;
  /** What the timeline holds beside its first message. */
  later?: readonly TimelineEvent[] | undefined;
}

/** A store on an open ticket; the test answers each send itself, and decides what the timeline holds. */
export async function openTicket(
  online = createSwitch(),
  { session = fakeUser('ola'), time = 0, later = [] }: Visit = {},
) {
  const timeline: TimelineEvent[] = [fakeMessage('first'), ...later];
  const adapter = createFakeAdapter({
    getConfig: async () => fakeConfig(40),
    getSession: async () => visitor,
    getTicket: async () => fakeTicket('t'),
    listEvents: async (_, { after }) => {
      const items = timeline.slice(Number(after ?? 0));
      return { items: structuredClone(items), before: null, after: String(timeline.length) };
    },
  });
  let ids = 0;
  const now = () => (time += 1);
  const newId = () => `id-${++ids}`;
  let visitor = session;
  const store = createSupportStore({ adapter, locale: () => 'en', now, newId, online });
  await Promise.all([store.session.load(), threadsOf(store).open('t')]);
  const write = (text: string) => {
    repliesOf(store).edit('t', text);
    return replyCommandsOf(store).send('t');
  };
  /** Somebody else signs in, and the page looks who it is. */
  const become = async (next: Session) => {
    visitor = next;
    await store.session.load();
  };
  return { adapter, store, timeline, write, become };
}

/** What the server makes of a call to send. */
export function messageFor({ args: [, { clientId, text }] }: FakeCall<'sendMessage'>): TicketMessage {
  return fakeMessage(`m-${clientId}`, { clientId, author: { kind: 'you' }, body: { format: 'text', text } });
}

/** Short ways to what the tests look at. */
export const idsOf = (store: SupportStore) => valueOf(threadsOf(store).of('t').timeline)?.items.map(({ id }) => id);
export const repliesTo = (store: SupportStore) => repliesOf(store).of('t');
export const failureOf = (store: SupportStore) => repliesTo(store).failure;
export const bubblesOf = (store: SupportStore) =>
  repliesTo(store).outgoing.map(({ text, state }) => `${text}: ${state}`);
export const nothing = {
  draft: '',
  files: [],
  outgoing: [],
  failure: undefined,
  discarded: undefined,
  returned: undefined,
};

/** Fails a reply as often as it is tried. Returns the keys that it went out under. */
export async function failAllTries(adapter: FakeAdapter, code: SupportErrorCode): Promise<string[]> {
  const keys: string[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    const call = await adapter.next('sendMessage');
    keys.push(call.args[1].clientId);
    call.fail(code);
    await setImmediate();
    mock.timers.tick(3_000);
  }
  return keys;
}
