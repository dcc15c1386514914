import assert from 'node:assert/strict';
import { type TestContext, describe, test } from 'node:test';
import type { TicketPage } from '../../src/contract/index.ts';
import { repliesOf } from '../../src/state/conversations.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter } from '../helpers/fake-adapter.ts';
import { createSwitch } from '../helpers/switch.ts';
import { fakeConfig, fakeRow, fakeUser } from '../helpers/fake-contract.ts';

/** A store with a list on screen, under a clock that the test moves. */
async function watchedList(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const visible = createSwitch();
  const online = createSwitch();
  const adapter = createFakeAdapter({
    getConfig: async () => fakeConfig(),
    getSession: async () => fakeUser('ola'),
    listTickets: async () => ({ items: [fakeRow('a')], next: null, total: 1 }),
  });
  const store = createSupportStore({
    adapter,
    locale: () => 'en',
    visible,
    online,
  });
  await store.session.load();
  await store.tickets.show({});
  /** How often the list was looked at since the last time this was asked. */
  let seen = adapter.countOf('listTickets');
  const looks = async () => {
    // Every answer of the fake is a resolved promise, so one turn of the event loop settles all of them.
    await new Promise((done) => setImmediate(done));
    const now = adapter.countOf('listTickets');
    const since = now - seen;
    seen = now;
    return since;
  };
  const pass = async (seconds: number) => {
    t.mock.timers.tick(seconds * 1000);
    return looks();
  };
  return { store, adapter, visible, online, pass, looks };
}

const watch = () => undefined;

describe('looking again', () => {
  test('happens every half minute while somebody watches', async (t) => {
    const { store, pass } = await watchedList(t);
    const stop = store.subscribe(watch);
    assert.equal(await pass(29), 0);
    assert.equal(await pass(1), 1);
    assert.equal(await pass(30), 1);
    assert.equal(await pass(30), 1);
    stop();
  });

  test('never happens while nobody does', async (t) => {
    const { pass } = await watchedList(t);
    assert.equal(await pass(300), 0);
  });

  test('ends a few seconds after the last one left, with every listener gone', async (t) => {
    const { store, visible, online, pass } = await watchedList(t);
    const stops = [store.subscribe(watch), store.subscribe(watch)];
    stops[0]?.();
    stops[0]?.();
    assert.equal(await pass(30), 1);
    stops[1]?.();
    await pass(5);
    assert.equal(await pass(300), 0);
    assert.deepEqual([visible.listeners.size, online.listeners.size], [0, 0]);
  });

  test('goes on when one view is swapped for another', async (t) => {
    const { store, pass } = await watchedList(t);
    store.subscribe(watch)();
    assert.equal(await pass(4), 0);
    const stop = store.subscribe(watch);
    assert.equal(await pass(26), 1);
    stop();
  });

  test('waits while the page is hidden, and happens at once when it is seen again', async (t) => {
    const { store, visible, pass, looks } = await watchedList(t);
    store.subscribe(watch);
    visible.turn(false);
    assert.equal(await pass(300), 0);
    visible.turn(true);
    assert.equal(await looks(), 1);
    assert.equal(await pass(30), 1);
    store.dispose();
  });

  test('waits without a network, and happens at once when it is back', async (t) => {
    const { store, online, pass, looks } = await watchedList(t);
    store.subscribe(watch);
    online.turn(false);
    assert.equal(await pass(300), 0);
    online.turn(true);
    assert.equal(await looks(), 1);
    store.dispose();
  });

  test('after an absence begins with who is signed in', async (t) => {
    const { store, adapter, visible, looks } = await watchedList(t);
    store.subscribe(watch);
    repliesOf(store).edit('t', 'my secret');
    adapter.getSession = async () => fakeUser('ewa');
    visible.turn(false);
    visible.turn(true);
    await looks();
    assert.equal(repliesOf(store).of('t').draft, '');
    store.dispose();
  });

  test('does not pile up while a look takes long', async (t) => {
    const { store, adapter, visible, pass } = await watchedList(t);
    store.subscribe(watch);
    const { promise, resolve } = Promise.withResolvers<TicketPage>();
    const listTickets = adapter.listTickets.bind(adapter);
    adapter.listTickets = async (...call) => {
      await listTickets(...call);
      return promise;
    };
    assert.equal(await pass(30), 1);
    visible.turn(true);
    assert.equal(await pass(300), 0);
    resolve({ items: [fakeRow('a')], next: null });
    await pass(0);
    assert.equal(await pass(30), 1);
    store.dispose();
  });

  test('ends with the store', async (t) => {
    const { store, visible, online, pass } = await watchedList(t);
    store.subscribe(watch);
    store.dispose();
    assert.equal(await pass(300), 0);
    assert.deepEqual([visible.listeners.size, online.listeners.size], [0, 0]);
  });
});
