import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TicketMessage, TimelineEvent } from '../../src/contract/index.ts';
import { valueOf } from '../../src/state/remote.ts';
import { type SupportStore, createSupportStore } from '../../src/state/support-store.ts';
import { type FakeCall, createFakeAdapter } from '../helpers/fake-adapter.ts';
import { fakeConfig, fakeMessage, fakeTicket, fakeUser } from '../helpers/fake-contract.ts';

/** A store on an open ticket; the test answers each send itself, and decides what the timeline holds. */
async function openTicket() {
  const timeline: TimelineEvent[] = [fakeMessage('first')];
  const adapter = createFakeAdapter({
    getConfig: async () => fakeConfig(40),
    getSession: async () => fakeUser('ola'),
    getTicket: async () => fakeTicket('t'),
    listEvents: async (_, { after }) => {
      const items = timeline.slice(Number(after ?? 0));
      return { items: structuredClone(items), before: null, after: String(timeline.length) };
    },
  });
  let ids = 0;
  const store = createSupportStore({ adapter, locale: () => 'en', now: () => 7, newId: () => `id-${++ids}` });
  await Promise.all([store.session.load(), store.threads.open('t')]);
  const write = (text: string) => {
    store.replies.edit('t', text);
    return store.replies.send('t');
  };
  return { adapter, store, timeline, write };
}

/** What the server makes of a call to send. */
function messageFor({ args: [, { clientId, text }] }: FakeCall<'sendMessage'>): TicketMessage {
  return fakeMessage(`m-${clientId}`, { clientId, author: { kind: 'you' }, body: { format: 'text', text } });
}

const idsOf = (store: SupportStore) => valueOf(store.threads.of('t').timeline)?.items.map(({ id }) => id);
const failureOf = (store: SupportStore) => store.replies.of('t').failure;

describe('a reply that arrives', () => {
  test('is a bubble at once and a message afterwards, never both and never neither', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const shown: string[] = [];
    store.subscribe(() => {
      const bubbles = store.replies.of('t').outgoing.length;
      const messages = idsOf(store)?.filter((id) => id === 'm-id-1').length;
      const now = `${bubbles} bubbles, ${messages} messages`;
      if (shown.at(-1) !== now) shown.push(now);
    });
    const sending = write('Hello');
    assert.deepEqual(store.replies.of('t'), {
      draft: '',
      outgoing: [{ clientId: 'id-1', text: 'Hello', startedAt: 7 }],
      failure: undefined,
    });
    const call = await adapter.next('sendMessage');
    assert.deepEqual(call.args[1], { clientId: 'id-1', text: 'Hello', attachmentIds: [] });
    timeline.push(messageFor(call));
    call.answer(messageFor(call));
    assert.equal((await sending)?.id, 'm-id-1');
    assert.deepEqual(shown, ['0 bubbles, 0 messages', '1 bubbles, 0 messages', '0 bubbles, 1 messages']);
    assert.deepEqual(idsOf(store), ['first', 'm-id-1']);
    store.dispose();
  });

  test('stands where the server put it, after what came before it and before what it caused', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    timeline.push(fakeMessage('before'), messageFor(call), fakeMessage('after'));
    call.answer(messageFor(call));
    await sending;
    await store.threads.refresh('t');
    assert.deepEqual(idsOf(store), ['first', 'before', 'm-id-1', 'after']);
  });

  test('with a refresh before its own answer is a message from then on', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    timeline.push(messageFor(call));
    await store.threads.refresh('t');
    assert.deepEqual(store.replies.of('t').outgoing, []);
    call.fail('timeout');
    assert.equal((await sending)?.id, 'm-id-1');
    assert.deepEqual(store.replies.of('t'), { draft: '', outgoing: [], failure: undefined });
    assert.deepEqual(idsOf(store), ['first', 'm-id-1']);
  });

  test('keeps its lines and loses the blank space around it', async () => {
    const { adapter, store, write } = await openTicket();
    void write('\n Hello\n\n  there \n');
    const call = await adapter.next('sendMessage');
    assert.equal(call.args[1].text, 'Hello\n\n  there');
    store.dispose();
  });
});

describe('a reply that fails', () => {
  for (const code of [
    'offline',
    'timeout',
    'unavailable',
    'rate_limited',
    'session_expired',
    'ticket_closed',
  ] as const) {
    test(`with ${code} gives its words back and says why`, async () => {
      const { adapter, store, write } = await openTicket();
      const sending = write('Hello');
      (await adapter.next('sendMessage')).fail(code);
      assert.equal(await sending, undefined);
      assert.equal(store.replies.of('t').draft, 'Hello');
      assert.deepEqual(store.replies.of('t').outgoing, []);
      assert.equal(failureOf(store)?.code, code);
    });
  }

  test('goes out again under the same key while its words are the same', async () => {
    const { adapter, store, write } = await openTicket();
    const first = write('Hello');
    (await adapter.next('sendMessage')).fail('timeout');
    await first;
    const second = store.replies.send('t');
    const call = await adapter.next('sendMessage');
    assert.equal(call.args[1].clientId, 'id-1');
    assert.equal(failureOf(store), undefined);
    call.answer(messageFor(call));
    assert.equal((await second)?.id, 'm-id-1');
    void write('Hello');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-2');
    store.dispose();
  });

  test('goes out under a new key once its words changed', async () => {
    const { adapter, store, write } = await openTicket();
    const first = write('Hello');
    (await adapter.next('sendMessage')).fail('timeout');
    await first;
    store.replies.edit('t', 'Hello!');
    assert.equal(failureOf(store), undefined);
    void store.replies.send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-2');
    store.dispose();
  });

  test('but had arrived leaves the draft as soon as its message shows up', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    timeline.push(messageFor(call));
    call.fail('timeout');
    await sending;
    assert.equal(store.replies.of('t').draft, 'Hello');
    await store.threads.refresh('t');
    assert.deepEqual(store.replies.of('t'), { draft: '', outgoing: [], failure: undefined });
    assert.deepEqual(idsOf(store), ['first', 'm-id-1']);
  });

  test('but had arrived leaves alone what was written after it', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    store.replies.edit('t', 'And another thing');
    timeline.push(messageFor(call));
    call.fail('timeout');
    await sending;
    assert.equal(store.replies.of('t').draft, 'Hello\n\nAnd another thing');
    await store.threads.refresh('t');
    assert.equal(store.replies.of('t').draft, 'And another thing');
  });

  test('and may have arrived goes out again on its own, before what was written after it', async () => {
    const { adapter, store, write } = await openTicket();
    const first = write('Hello');
    const lost = await adapter.next('sendMessage');
    store.replies.edit('t', 'And another thing');
    lost.fail('timeout');
    await first;
    void store.replies.send('t');
    const again = await adapter.next('sendMessage');
    assert.deepEqual([again.args[1].clientId, again.args[1].text], ['id-1', 'Hello']);
    again.answer(messageFor(again));
    const after = await adapter.next('sendMessage');
    assert.deepEqual([after.args[1].clientId, after.args[1].text], ['id-2', 'And another thing']);
    store.dispose();
  });

  test('and was refused goes out again as one with what was written after it', async () => {
    const { adapter, store, write } = await openTicket();
    const first = write('Hello');
    const refused = await adapter.next('sendMessage');
    store.replies.edit('t', 'And another thing');
    refused.fail('rate_limited');
    await first;
    void store.replies.send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].text, 'Hello\n\nAnd another thing');
    store.dispose();
  });

  test('but had arrived does not take words with it that the visitor has rewritten', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    timeline.push(messageFor(call));
    call.fail('timeout');
    await sending;
    store.replies.edit('t', 'Hello there');
    await store.threads.refresh('t');
    assert.equal(store.replies.of('t').draft, 'Hello there');
  });

  test('because the ticket was closed shows the ticket as it is now', async () => {
    const { adapter, store, write } = await openTicket();
    adapter.getTicket = async () => fakeTicket('t', { status: 'closed' });
    const { promise: isClosed, resolve } = Promise.withResolvers<void>();
    store.subscribe(() => valueOf(store.threads.of('t').ticket)?.status === 'closed' && resolve());
    const sending = write('Hello');
    (await adapter.next('sendMessage')).fail('ticket_closed');
    await sending;
    await isClosed;
    store.dispose();
  });
});

describe('several replies', () => {
  test('go out one after the other, in the order in which they were written', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = [write('One'), write('Two')];
    const first = await adapter.next('sendMessage');
    assert.deepEqual(
      store.replies.of('t').outgoing.map(({ text }) => text),
      ['One', 'Two'],
    );
    assert.equal(adapter.countOf('sendMessage'), 1);
    first.answer(messageFor(first));
    const second = await adapter.next('sendMessage');
    assert.equal(second.args[1].text, 'Two');
    second.answer(messageFor(second));
    assert.deepEqual(
      (await Promise.all(sending)).map((message) => message?.id),
      ['m-id-1', 'm-id-2'],
    );
  });

  test('come back together and in order when the first fails', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = [write('One'), write('Two')];
    store.replies.edit('t', 'Three');
    (await adapter.next('sendMessage')).fail('offline');
    assert.deepEqual(await Promise.all(sending), [undefined, undefined]);
    assert.equal(store.replies.of('t').draft, 'One\n\nTwo\n\nThree');
    assert.equal(adapter.countOf('sendMessage'), 1);
  });

  test('to different tickets do not wait for each other', async () => {
    const { adapter, store, write } = await openTicket();
    void write('One');
    store.replies.edit('u', 'Two');
    void store.replies.send('u');
    await adapter.next('sendMessage');
    assert.equal((await adapter.next('sendMessage')).args[0], 'u');
    store.dispose();
  });

  test('a double press sends once and is no mistake', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = write('One');
    assert.equal(await store.replies.send('t'), undefined);
    assert.equal(failureOf(store), undefined);
    const call = await adapter.next('sendMessage');
    call.answer(messageFor(call));
    await sending;
    assert.equal(adapter.countOf('sendMessage'), 1);
  });
});

describe('words that cannot be sent', () => {
  for (const [name, text, code] of [
    ['nothing', '', 'required'],
    ['blank space', ' \n\t', 'required'],
    ['more than the backend takes', 'x'.repeat(41), 'too_long'],
  ] as const) {
    test(`${name}: the reason is named and nothing goes out`, async () => {
      const { adapter, store, write } = await openTicket();
      assert.equal(await write(text), undefined);
      assert.equal(failureOf(store)?.code, 'validation');
      assert.deepEqual(failureOf(store)?.fields, [{ pointer: '/text', code }]);
      assert.equal(store.replies.of('t').draft, text);
      assert.equal(adapter.countOf('sendMessage'), 0);
      store.replies.edit('t', 'Hello');
      assert.equal(failureOf(store), undefined);
    });
  }

  test('as many characters as allowed are allowed', async () => {
    const { adapter, store, write } = await openTicket();
    void write('x'.repeat(40));
    assert.equal((await adapter.next('sendMessage')).args[1].text.length, 40);
    store.dispose();
  });
});

test('signing out stops what is on its way and brings nothing back', async () => {
  const { adapter, store, write } = await openTicket();
  const sending = write('Hello');
  const call = await adapter.next('sendMessage');
  const leaving = store.session.signOut();
  (await adapter.next('signOut')).answer();
  await leaving;
  assert.ok(call.signal.aborted);
  call.fail('aborted');
  assert.equal(await sending, undefined);
  assert.deepEqual(store.replies.of('t'), { draft: '', outgoing: [], failure: undefined });
});

test('keys of replies differ and fit the contract', async () => {
  const adapter = createFakeAdapter();
  const store = createSupportStore({ adapter, locale: () => 'en' });
  for (const ticketId of ['a', 'b']) {
    store.replies.edit(ticketId, 'Hello');
    void store.replies.send(ticketId);
  }
  const keys = [await adapter.next('sendMessage'), await adapter.next('sendMessage')].map(
    ({ args }) => args[1].clientId,
  );
  assert.notEqual(keys[0], keys[1]);
  for (const key of keys) assert.match(key, /^[\da-f]{32}$/);
  store.dispose();
});
