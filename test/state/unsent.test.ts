import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { repliesOf, threadsOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { fakeMessage } from '../helpers/fake-contract.ts';
import { createSwitch } from '../helpers/switch.ts';
import { bubblesOf, failAllTries, idsOf, messageFor, nothing, openTicket, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

describe('a reply that nobody answers', () => {
  for (const code of ['timeout', 'unavailable', 'unknown'] as const) {
    test(`with ${code} is tried three times under one key, and then is a bubble that says so`, async () => {
      const { adapter, store, write } = await openTicket();
      const sending = write('Hello');
      assert.deepEqual(await failAllTries(adapter, code), ['id-1', 'id-1', 'id-1']);
      assert.equal(await sending, undefined);
      const [bubble] = repliesTo(store).outgoing;
      assert.deepEqual([bubble?.state, bubble?.failure?.code], ['failed', code]);
      assert.equal(repliesTo(store).draft, '');
      assert.equal(adapter.countOf('sendMessage'), 3);
      store.dispose();
    });
  }

  test('is not tried again by itself where the server asked to wait', async () => {
    const { adapter, store, write } = await openTicket();
    const sending = write('Hello');
    (await adapter.next('sendMessage')).fail('rate_limited');
    assert.equal(await sending, undefined);
    assert.deepEqual(bubblesOf(store), ['Hello: failed']);
    assert.equal(adapter.countOf('sendMessage'), 1);
  });

  test('goes out again under the same key when its author asks for that', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    void write('Hello');
    await failAllTries(adapter, 'timeout');
    replyCommandsOf(store).retry('t', 'id-1');
    assert.deepEqual(bubblesOf(store), ['Hello: sending']);
    const call = await adapter.next('sendMessage');
    assert.equal(call.args[1].clientId, 'id-1');
    timeline.push(messageFor(call));
    call.answer(messageFor(call));
    await setImmediate();
    assert.deepEqual(repliesTo(store), nothing);
    assert.deepEqual(idsOf(store), ['first', 'm-id-1']);
    store.dispose();
  });

  test('but had arrived becomes its message as soon as that shows up', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    void write('Hello');
    await failAllTries(adapter, 'timeout');
    timeline.push(fakeMessage('m', { clientId: 'id-1', author: { kind: 'you' } }));
    await threadsOf(store).refresh('t');
    assert.deepEqual(repliesTo(store), nothing);
    assert.deepEqual(idsOf(store), ['first', 'm']);
    store.dispose();
  });

  test('is looked for on the server by itself, because it may be there', async () => {
    const { adapter, store, timeline, write } = await openTicket();
    void write('Hello');
    timeline.push(fakeMessage('m', { clientId: 'id-1', author: { kind: 'you' } }));
    await failAllTries(adapter, 'timeout');
    await setImmediate();
    assert.deepEqual(repliesTo(store), nothing);
    store.dispose();
  });

  test('leaves what is written meanwhile alone', async () => {
    const { adapter, store, write } = await openTicket();
    void write('Hello');
    repliesOf(store).edit('t', 'And another thing');
    await failAllTries(adapter, 'timeout');
    assert.equal(repliesTo(store).draft, 'And another thing');
    assert.deepEqual(bubblesOf(store), ['Hello: failed']);
    store.dispose();
  });
});

describe('a reply that may have arrived before the session was over', () => {
  /** Its answer is lost, and the next try is told that nobody is signed in. */
  async function expired(texts: string[]) {
    const opened = await openTicket();
    for (const text of texts) void opened.write(text);
    const lost = await opened.adapter.next('sendMessage');
    lost.fail('timeout');
    await setImmediate();
    mock.timers.tick(1_000);
    (await opened.adapter.next('sendMessage')).fail('session_expired');
    await setImmediate();
    return { ...opened, held: replyCommandsOf(opened.store) };
  }

  test('goes out on its own and under its key, before those that came back with it', async () => {
    const { adapter, store, held } = await expired(['One', 'Two']);
    assert.equal(repliesTo(store).draft, 'One\n\nTwo');
    void held.send('t');
    const again = await adapter.next('sendMessage');
    assert.deepEqual([again.args[1].clientId, again.args[1].text], ['id-1', 'One']);
    again.answer(messageFor(again));
    const after = await adapter.next('sendMessage');
    assert.deepEqual([after.args[1].clientId, after.args[1].text], ['id-3', 'Two']);
    store.dispose();
  });

  test('keeps its key in a bubble where the box has another’s, and its place before those behind it', async () => {
    const { adapter, store, write } = await openTicket();
    void write('One');
    await failAllTries(adapter, 'timeout');
    void write('Two');
    await failAllTries(adapter, 'timeout');
    void write('Three');
    (await adapter.next('sendMessage')).fail('session_expired');
    await setImmediate();
    assert.deepEqual([repliesTo(store).draft, bubblesOf(store)], ['One', ['Two: failed', 'Three: failed']]);
    replyCommandsOf(store).retry('t', 'id-3');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-2');
    store.dispose();
  });
});

describe('a reply without a network', () => {
  test('waits, goes out by itself when the network is back, and is not a failure', async () => {
    const online = createSwitch(false);
    const { adapter, store, write } = await openTicket(online);
    const sending = write('Hello');
    assert.deepEqual(bubblesOf(store), ['Hello: queued']);
    assert.deepEqual(store.unsent, { t: 'not_sent' });
    online.turn(true);
    const call = await adapter.next('sendMessage');
    assert.deepEqual(bubblesOf(store), ['Hello: sending']);
    call.answer(messageFor(call));
    assert.equal((await sending)?.id, 'm-id-1');
    assert.deepEqual(store.unsent, {});
    store.dispose();
  });

  test('that goes away under the request waits for it and counts no try', async () => {
    const online = createSwitch();
    const { adapter, store, write } = await openTicket(online);
    void write('Hello');
    for (let times = 0; times < 5; times += 1) {
      const call = await adapter.next('sendMessage');
      online.turn(false);
      call.fail('offline');
      await setImmediate();
      assert.deepEqual(bubblesOf(store), ['Hello: queued']);
      online.turn(true);
    }
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-1');
    store.dispose();
  });

  test('can be taken back or thrown away while it waits', async () => {
    const online = createSwitch(false);
    const { adapter, store, write } = await openTicket(online);
    void write('One');
    void write('Two');
    replyCommandsOf(store).discard('t', 'id-1');
    replyCommandsOf(store).discard('t', 'id-2');
    online.turn(true);
    await setImmediate();
    assert.equal(adapter.countOf('sendMessage'), 0);
    store.dispose();
  });
});

describe('a bubble that failed', () => {
  async function failedBubble() {
    const opened = await openTicket();
    const outcome = opened.write('Hello');
    await failAllTries(opened.adapter, 'timeout');
    await outcome;
    return { ...opened, replies: repliesOf(opened.store), held: replyCommandsOf(opened.store) };
  }

  test('gives its words to the box when they are to be edited, before those that are there', async () => {
    const { store, replies, held } = await failedBubble();
    replies.edit('t', 'And another thing');
    held.takeBack('t', 'id-1');
    assert.equal(repliesTo(store).draft, 'Hello\n\nAnd another thing');
    assert.deepEqual(bubblesOf(store), []);
    store.dispose();
  });

  test('whose words were not changed after all goes out under its old key', async () => {
    const { adapter, store, held } = await failedBubble();
    held.takeBack('t', 'id-1');
    void held.send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-1');
    store.dispose();
  });

  test('whose words were changed goes out under a new key', async () => {
    const { adapter, store, replies, held } = await failedBubble();
    held.takeBack('t', 'id-1');
    replies.edit('t', 'Hello!');
    void held.send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-2');
    store.dispose();
  });

  test('and may have arrived goes out on its own, before what was written after it', async () => {
    const { adapter, store, replies, held } = await failedBubble();
    replies.edit('t', 'And another thing');
    held.takeBack('t', 'id-1');
    void held.send('t');
    const again = await adapter.next('sendMessage');
    assert.deepEqual([again.args[1].clientId, again.args[1].text], ['id-1', 'Hello']);
    again.answer(messageFor(again));
    const after = await adapter.next('sendMessage');
    assert.deepEqual([after.args[1].clientId, after.args[1].text], ['id-2', 'And another thing']);
    store.dispose();
  });

  test('and had arrived takes its words out of the box, and no others', async () => {
    const { store, timeline, replies, held } = await failedBubble();
    replies.edit('t', 'And another thing');
    held.takeBack('t', 'id-1');
    timeline.push(fakeMessage('m', { clientId: 'id-1', author: { kind: 'you' } }));
    await threadsOf(store).refresh('t');
    assert.equal(repliesTo(store).draft, 'And another thing');
    store.dispose();
  });

  test('and had arrived leaves words in the box that its author has rewritten', async () => {
    const { store, timeline, replies, held } = await failedBubble();
    held.takeBack('t', 'id-1');
    replies.edit('t', 'Hello there');
    timeline.push(fakeMessage('m', { clientId: 'id-1', author: { kind: 'you' } }));
    await threadsOf(store).refresh('t');
    assert.equal(repliesTo(store).draft, 'Hello there');
    store.dispose();
  });

  test('and may have arrived becomes one again, under its key, when another is taken back over it', async () => {
    const { adapter, store, write, replies, held } = await failedBubble();
    const second = write('Second');
    await failAllTries(adapter, 'timeout');
    await second;
    held.takeBack('t', 'id-1');
    replies.edit('t', 'Hello\n\nAnd another thing');
    held.takeBack('t', 'id-2');
    assert.equal(repliesTo(store).draft, 'Second\n\nAnd another thing');
    assert.deepEqual(bubblesOf(store), ['Hello: failed']);
    held.retry('t', 'id-1');
    const again = await adapter.next('sendMessage');
    assert.deepEqual([again.args[1].clientId, again.args[1].text], ['id-1', 'Hello']);
    again.answer(messageFor(again));
    void held.send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-2');
    store.dispose();
  });

  test('that was thrown away can be had back for eight seconds', async () => {
    const { store, held } = await failedBubble();
    held.discard('t', 'id-1');
    assert.deepEqual([bubblesOf(store), repliesTo(store).discarded?.text], [[], 'Hello']);
    mock.timers.tick(7_999);
    held.undoDiscard('t');
    assert.deepEqual([bubblesOf(store), repliesTo(store).discarded], [['Hello: failed'], undefined]);
    held.discard('t', 'id-1');
    mock.timers.tick(8_000);
    assert.deepEqual(repliesTo(store), nothing);
    held.undoDiscard('t');
    assert.deepEqual(repliesTo(store), nothing);
    store.dispose();
  });
});
