import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { repliesOf } from '../../src/state/conversations.ts';
import { type FileOutcome, replyFilesOf } from '../../src/state/reply-files.ts';
import { attachmentFor } from '../helpers/fake-adapter.ts';
import { createSwitch } from '../helpers/switch.ts';
import { fakeUser } from '../helpers/fake-contract.ts';
import { attach, filesOf, store as arrive } from './attached.ts';
import { openTicket, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

async function later(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await setImmediate();
}

describe('a chosen file', () => {
  test('goes to the server under a key of its own, tells how far it is, and is marked for the list', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a.txt');
    assert.deepEqual(store.unsent, { t: 'draft' });
    const call = await adapter.next('upload');
    const [ticketId, file, upload, { onProgress }] = call.args;
    assert.deepEqual(
      [ticketId, file.size, upload],
      ['t', 10, { clientId: 'id-1', name: 'a.txt', mediaType: 'text/plain' }],
    );
    onProgress?.(4);
    assert.deepEqual([filesOf(store), repliesTo(store).files[0]?.sent], [['a.txt: uploading'], 4]);
    onProgress?.(2);
    assert.equal(repliesTo(store).files[0]?.sent, 4);
    await arrive(call);
    const [done] = repliesTo(store).files;
    assert.deepEqual([done?.state, done?.sent, done?.attachment?.id], ['done', 10, 'a-id-1']);
    store.dispose();
  });

  test('keeps its place among others, whichever arrives first, and three travel at once', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a', 'b');
    attach(store, 'c', 'd', 'e');
    assert.deepEqual(filesOf(store), ['a: uploading', 'b: uploading', 'c: uploading', 'd: waiting', 'e: waiting']);
    await adapter.next('upload');
    await arrive(await adapter.next('upload'));
    assert.equal(adapter.countOf('upload'), 4);
    assert.deepEqual(filesOf(store), ['a: uploading', 'b: done', 'c: uploading', 'd: uploading', 'e: waiting']);
    store.dispose();
  });

  test('tells once that it is there', async () => {
    const { adapter, store } = await openTicket();
    const told: FileOutcome[] = [];
    replyFilesOf(store).onSettled((outcome) => told.push(outcome));
    attach(store, 'a');
    await arrive(await adapter.next('upload'));
    assert.deepEqual(
      told.map(({ ticketId, file }) => [ticketId, file.name, file.state]),
      [['t', 'a', 'done']],
    );
    store.dispose();
  });

  test('whose name is longer than the contract takes keeps its ending', async () => {
    const { adapter, store } = await openTicket();
    attach(store, `${'x'.repeat(2000)}.tar.gz`);
    const { name } = (await adapter.next('upload')).args[2];
    assert.ok(name.length <= 1000 && name.endsWith('.tar.gz'));
    store.dispose();
  });
});

describe('an upload that is cut', () => {
  test('goes on by itself under its key, later each time, and gives up after four more tries', async () => {
    const { adapter, store } = await openTicket();
    const told: FileOutcome[] = [];
    replyFilesOf(store).onSettled((outcome) => told.push(outcome));
    attach(store, 'a');
    const keys: string[] = [];
    for (const pauseMs of [1_000, 3_000, 10_000, 30_000]) {
      const call = await adapter.next('upload');
      keys.push(call.args[2].clientId);
      call.fail('unavailable');
      await setImmediate();
      assert.deepEqual([filesOf(store), told], [['a: waiting'], []]);
      const before = adapter.countOf('upload');
      await later(pauseMs - 1);
      assert.equal(adapter.countOf('upload'), before);
      await later(1);
    }
    const last = await adapter.next('upload');
    last.fail('unavailable');
    await setImmediate();
    assert.deepEqual(new Set([...keys, last.args[2].clientId]), new Set(['id-1']));
    assert.deepEqual([filesOf(store), told.map(({ file }) => file.failure?.code)], [['a: failed'], ['unavailable']]);
    replyFilesOf(store).retry('t', 'id-1');
    assert.equal((await adapter.next('upload')).args[2].clientId, 'id-1');
    assert.deepEqual(filesOf(store), ['a: uploading']);
    store.dispose();
  });

  test('counts from the first again whenever more bytes arrived', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a');
    for (let cut = 0; cut < 8; cut += 1) {
      const call = await adapter.next('upload');
      call.args[3].onProgress?.(cut + 1);
      call.fail('timeout');
      await setImmediate();
      assert.deepEqual(filesOf(store), ['a: waiting']);
      await later(1_000);
    }
    await arrive(await adapter.next('upload'));
    assert.deepEqual(filesOf(store), ['a: done']);
    store.dispose();
  });

  test('waits as long as the server asks for', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a');
    (await adapter.next('upload')).fail('rate_limited', { retryAfterMs: 60_000 });
    await setImmediate();
    await later(59_999);
    assert.equal(adapter.countOf('upload'), 1);
    await later(1);
    assert.equal(adapter.countOf('upload'), 2);
    store.dispose();
  });

  test('by a lost network waits for it, without end and without a count, and goes on at once', async () => {
    const online = createSwitch();
    const { adapter, store } = await openTicket(online);
    attach(store, 'a');
    for (let cut = 0; cut < 6; cut += 1) {
      const call = await adapter.next('upload');
      online.turn(false);
      call.fail('offline');
      await setImmediate();
      await later(100_000);
      assert.deepEqual([filesOf(store), adapter.countOf('upload')], [['a: waiting'], cut + 1]);
      online.turn(true);
    }
    assert.deepEqual(filesOf(store), ['a: uploading']);
    store.dispose();
  });

  test('rests no longer than the network was away', async () => {
    const online = createSwitch();
    const { adapter, store } = await openTicket(online);
    attach(store, 'a');
    (await adapter.next('upload')).fail('unavailable');
    await setImmediate();
    online.turn(false);
    online.turn(true);
    assert.equal(adapter.countOf('upload'), 2);
    store.dispose();
  });

  test('begins when the network is there for a file that was chosen without one', async () => {
    const online = createSwitch(false);
    const { adapter, store } = await openTicket(online);
    attach(store, 'a');
    assert.equal(adapter.countOf('upload'), 0);
    online.turn(true);
    await arrive(await adapter.next('upload'));
    assert.deepEqual(filesOf(store), ['a: done']);
    store.dispose();
  });
});

describe('an upload that is refused', () => {
  for (const code of ['too_large', 'unsupported_type', 'validation', 'gone', 'ticket_closed'] as const) {
    test(`with ${code} stays in the draft with the reason, and the others go on`, async () => {
      const { adapter, store } = await openTicket();
      attach(store, 'a', 'b');
      (await adapter.next('upload')).fail(code);
      await arrive(await adapter.next('upload'));
      assert.deepEqual(filesOf(store), ['a: failed', 'b: done']);
      assert.equal(repliesTo(store).files[0]?.failure?.code, code);
      store.dispose();
    });
  }

  for (const how of ['the upload fails', 'its attachment says so'] as const) {
    test(`because of malware leaves the draft, and that is told: ${how}`, async () => {
      const { adapter, store } = await openTicket();
      const told: FileOutcome[] = [];
      replyFilesOf(store).onSettled((outcome) => told.push(outcome));
      attach(store, 'a');
      const call = await adapter.next('upload');
      if (how === 'the upload fails') call.fail('infected');
      else call.answer({ ...attachmentFor(call), state: 'rejected' });
      await setImmediate();
      assert.deepEqual(filesOf(store), []);
      assert.deepEqual(
        told.map(({ file }) => [file.name, file.failure?.code]),
        [['a', 'infected']],
      );
      store.dispose();
    });
  }

  test('because the session is over waits until its author is back, and asks for nothing meanwhile', async () => {
    const { adapter, store, become } = await openTicket();
    attach(store, 'a', 'b', 'c', 'd');
    (await adapter.next('upload')).fail('session_expired');
    await setImmediate();
    assert.equal(adapter.countOf('upload'), 3);
    assert.deepEqual(filesOf(store), ['a: waiting', 'b: uploading', 'c: uploading', 'd: waiting']);
    await become(fakeUser('ola'));
    await setImmediate();
    assert.equal(adapter.countOf('upload'), 4);
    assert.deepEqual(filesOf(store)[0], 'a: uploading');
    store.dispose();
  });
});

describe('a file that is removed', () => {
  test('while it travels stops, is forgotten by the server, and makes room', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a', 'b', 'c', 'd');
    const call = await adapter.next('upload');
    replyFilesOf(store).remove('t', 'id-1');
    assert.ok(call.signal.aborted);
    assert.deepEqual((await adapter.next('discard')).args.slice(0, 2), ['t', 'id-1']);
    assert.deepEqual(filesOf(store), ['b: uploading', 'c: uploading', 'd: uploading']);
    await arrive(call);
    assert.deepEqual(filesOf(store), ['b: uploading', 'c: uploading', 'd: uploading']);
    store.dispose();
  });

  test('is gone at once, whatever the server says about it', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a');
    await arrive(await adapter.next('upload'));
    replyFilesOf(store).remove('t', 'id-1');
    (await adapter.next('discard')).fail('unavailable');
    await setImmediate();
    assert.deepEqual([filesOf(store), store.unsent], [[], {}]);
    store.dispose();
  });

  test('while it rests is not tried again', async () => {
    const { adapter, store } = await openTicket();
    attach(store, 'a');
    (await adapter.next('upload')).fail('unavailable');
    await setImmediate();
    replyFilesOf(store).remove('t', 'id-1');
    await later(1_000);
    assert.equal(adapter.countOf('upload'), 1);
    store.dispose();
  });
});

test('a draft that was thrown away stops its files, and had again it goes on with them', async () => {
  const { adapter, store } = await openTicket();
  attach(store, 'a');
  const call = await adapter.next('upload');
  const { files } = repliesTo(store);
  repliesOf(store).restore('t', { files: [] });
  assert.ok(call.signal.aborted);
  repliesOf(store).restore('t', { files });
  assert.equal((await adapter.next('upload')).args[2].clientId, 'id-1');
  store.dispose();
});

test('signing out stops what travels, and nothing of it comes back', async () => {
  const { adapter, store } = await openTicket();
  attach(store, 'a');
  const call = await adapter.next('upload');
  const leaving = store.session.signOut();
  (await adapter.next('signOut')).answer();
  await leaving;
  assert.ok(call.signal.aborted);
  await arrive(call);
  assert.deepEqual(repliesOf(store).of('t').files, []);
  store.dispose();
});
