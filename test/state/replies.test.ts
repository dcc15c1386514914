import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { repliesOf, threadsOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter } from '../helpers/fake-adapter.ts';
import { fakeMessage, fakeTicket } from '../helpers/fake-contract.ts';
import { bubblesOf, failureOf, idsOf, messageFor, nothing, openTicket, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

describe('a reply that arrives', () => {
  test('is a bubble at once and a message afterwards, never both and never neither', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const shown: string[] = [];
    store.subscribe(() => {
      const bubbles = repliesOf(store).of('t').outgoing.length;
      const messages = idsOf(store)?.filter((id) => id === 'm-id-1').length;
      const now = `${bubbles} bubbles, ${messages} messages`;
      if (shown.at(-1) !== now) shown.push(now);
    });
    const sending = write('Hello');
    assert.deepEqual(repliesTo(store), {
      ...nothing,
      outgoing: [{ clientId: 'id-1', text: 'Hello', startedAt: 1, state: 'sending' }],
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
    await threadsOf(store).refresh('t');
    assert.deepEqual(idsOf(store), ['first', 'before', 'm-id-1', 'after']);
  });

  test('with a refresh before its own answer is a message from then on', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    const sending = write('Hello');
    const call = await adapter.next('sendMessage');
    timeline.push(messageFor(call));
    await threadsOf(store).refresh('t');
    assert.deepEqual(repliesOf(store).of('t').outgoing, []);
    call.fail('timeout');
    assert.equal((await sending)?.id, 'm-id-1');
    assert.deepEqual(repliesOf(store).of('t'), nothing);
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

describe('a reply that is refused', () => {
  for (const code of ['session_expired', 'unauthenticated', 'ticket_closed', 'conflict', 'too_large'] as const) {
    test(`with ${code} gives its words back to the box and says why`, async () => {
      const { adapter, store, write } = await openTicket();
      const sending = write('Hello');
      (await adapter.next('sendMessage')).fail(code);
      assert.equal(await sending, undefined);
      assert.equal(repliesTo(store).draft, 'Hello');
      assert.deepEqual(repliesTo(store).outgoing, []);
      assert.equal(failureOf(store)?.code, code);
      store.dispose();
    });
  }

  test('goes out again as one with what was written after it', async () => {
    const { adapter, store, write } = await openTicket();
    const first = write('Hello');
    const refused = await adapter.next('sendMessage');
    repliesOf(store).edit('t', 'And another thing');
    refused.fail('session_expired');
    await first;
    void replyCommandsOf(store).send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].text, 'Hello\n\nAnd another thing');
    store.dispose();
  });

  test('because the ticket was closed shows the ticket as it is now', async () => {
    const { adapter, store, write } = await openTicket();
    adapter.getTicket = async () => fakeTicket('t', { status: 'closed' });
    const { promise: isClosed, resolve } = Promise.withResolvers<void>();
    store.subscribe(() => valueOf(threadsOf(store).of('t').ticket)?.status === 'closed' && resolve());
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
      repliesOf(store)
        .of('t')
        .outgoing.map(({ text }) => text),
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

  test('come back together and in order when the first is refused', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = [write('One'), write('Two')];
    repliesOf(store).edit('t', 'Three');
    (await adapter.next('sendMessage')).fail('session_expired');
    assert.deepEqual(await Promise.all(sending), [undefined, undefined]);
    assert.equal(repliesOf(store).of('t').draft, 'One\n\nTwo\n\nThree');
    assert.equal(adapter.countOf('sendMessage'), 1);
  });

  test('fail together when the first does, and go out again in order when the last is retried', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = [write('One'), write('Two')];
    (await adapter.next('sendMessage')).fail('rate_limited');
    assert.deepEqual(await Promise.all(sending), [undefined, undefined]);
    assert.deepEqual(bubblesOf(store), ['One: failed', 'Two: failed']);
    replyCommandsOf(store).retry('t', 'id-2');
    const first = await adapter.next('sendMessage');
    assert.equal(first.args[1].text, 'One');
    first.answer(messageFor(first));
    assert.equal((await adapter.next('sendMessage')).args[1].text, 'Two');
    store.dispose();
  });

  test('tell each what became of it, once', async () => {
    const { adapter, store, write } = await openTicket();
    const told: string[] = [];
    repliesOf(store).onSettled(({ clientId, message, failure }) =>
      told.push(`${clientId} ${message?.id ?? failure?.code}`),
    );
    const sending = [write('One'), write('Two')];
    const first = await adapter.next('sendMessage');
    first.answer(messageFor(first));
    (await adapter.next('sendMessage')).fail('rate_limited');
    await Promise.all(sending);
    assert.deepEqual(told, ['id-1 m-id-1', 'id-2 rate_limited']);
    store.dispose();
  });

  test('to different tickets do not wait for each other', async () => {
    const { adapter, store, write } = await openTicket();
    void write('One');
    repliesOf(store).edit('u', 'Two');
    void replyCommandsOf(store).send('u');
    await adapter.next('sendMessage');
    assert.equal((await adapter.next('sendMessage')).args[0], 'u');
    store.dispose();
  });

  test('a double press sends once and is no mistake', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = write('One');
    assert.equal(await replyCommandsOf(store).send('t'), undefined);
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
      assert.equal(repliesOf(store).of('t').draft, text);
      assert.equal(adapter.countOf('sendMessage'), 0);
      repliesOf(store).edit('t', 'Hello');
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
  assert.deepEqual(repliesOf(store).of('t'), nothing);
});

test('keys of replies differ and fit the contract', async () => {
  const adapter = createFakeAdapter();
  const store = createSupportStore({ adapter, locale: () => 'en' });
  for (const ticketId of ['a', 'b']) {
    repliesOf(store).edit(ticketId, 'Hello');
    void replyCommandsOf(store).send(ticketId);
  }
  const keys = [await adapter.next('sendMessage'), await adapter.next('sendMessage')].map(
    ({ args }) => args[1].clientId,
  );
  assert.notEqual(keys[0], keys[1]);
  for (const key of keys) assert.match(key, /^[\da-f]{32}$/);
  store.dispose();
});
