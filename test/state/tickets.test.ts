import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TicketQuery, TicketSummary } from '../../src/contract/index.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter, refusal } from '../helpers/fake-adapter.ts';
import { fakeRow } from '../helpers/fake-contract.ts';

const counts = { all: 7, open: 5, closed: 2, attention: 2, unread: 3 };

/** A backend with these rows, which counts its cursors in rows. */
function backendOf(rows: readonly TicketSummary[]) {
  const state = { rows, counts, failure: undefined as Parameters<typeof refusal>[0] | undefined };
  const asked: TicketQuery[] = [];
  const adapter = createFakeAdapter({
    listTickets: async (query) => {
      asked.push(query);
      if (state.failure) throw refusal(state.failure);
      const from = Number(query.cursor ?? 0);
      const items = state.rows.slice(from, from + query.limit);
      const next = from + query.limit < state.rows.length ? String(from + query.limit) : null;
      return { items: structuredClone(items), next, total: state.rows.length, counts: state.counts };
    },
  });
  return { state, asked, adapter, store: createSupportStore({ adapter, locale: () => 'en' }) };
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => fakeRow(`t${index}`));
const idsOf = (store: ReturnType<typeof backendOf>['store']) =>
  valueOf(store.tickets.snapshot.list)?.items.map(({ id }) => id);

describe('showing a list', () => {
  test('the rows come in the order of the backend, with the counts', async () => {
    const { store, asked } = backendOf([fakeRow('b'), fakeRow('a')]);
    await store.tickets.show({ filter: 'all', pageSize: 5 });
    assert.deepEqual(idsOf(store), ['b', 'a']);
    assert.deepEqual(store.tickets.snapshot.counts, counts);
    assert.deepEqual(asked, [
      { filter: 'all', sort: 'attention_first', search: undefined, limit: 5, cursor: undefined },
    ]);
  });

  test('the newest query wins, however late the older one is answered', async () => {
    const adapter = createFakeAdapter();
    const store = createSupportStore({ adapter, locale: () => 'en' });
    const shown = [store.tickets.show({ search: 'ab' }), store.tickets.show({ search: 'abc' })];
    const [older, newer] = [await adapter.next('listTickets'), await adapter.next('listTickets')];
    assert.ok(older.signal.aborted);
    newer.answer({ items: [fakeRow('new')], next: null });
    older.answer({ items: [fakeRow('old')], next: null });
    await Promise.all(shown);
    assert.deepEqual(idsOf(store), ['new']);
    assert.equal(store.tickets.snapshot.query.search, 'abc');
  });

  test('the rows of another query leave the screen at once', async () => {
    const { store } = backendOf(rows(3));
    await store.tickets.show({});
    const showing = store.tickets.show({ filter: 'closed' });
    assert.equal(store.tickets.snapshot.list.status, 'pending');
    assert.equal(valueOf(store.tickets.snapshot.list), undefined);
    await showing;
  });

  test('the same query again keeps the rows on screen', async () => {
    const { store, asked } = backendOf(rows(3));
    await store.tickets.show({ filter: 'open' });
    const before = store.tickets.snapshot;
    const showing = store.tickets.show({ filter: 'open' });
    assert.equal(store.tickets.snapshot, before);
    await showing;
    assert.equal(asked.length, 2);
  });

  test('a list without rows comes together with the number of all tickets, also where no counts are told', async () => {
    const adapter = createFakeAdapter({
      listTickets: async ({ limit }) => ({ items: [], next: null, total: limit === 1 ? 7 : 0 }),
    });
    const store = createSupportStore({ adapter, locale: () => 'en' });
    const seen: (number | undefined)[] = [];
    store.subscribe(() => {
      const { list, counts } = store.tickets.snapshot;
      if (list.status === 'ready') seen.push(counts.all);
    });
    await store.tickets.show({ filter: 'open' });
    assert.equal(store.tickets.snapshot.list.status, 'ready');
    assert.deepEqual(new Set(seen), new Set([7]));
    store.dispose();
  });

  test('a backend that tells no counts is asked for none', async () => {
    const adapter = createFakeAdapter({ listTickets: async () => ({ items: [fakeRow('a')], next: null }) });
    const store = createSupportStore({ adapter, locale: () => 'en' });
    await store.tickets.show({});
    assert.deepEqual(store.tickets.snapshot.counts, {});
    assert.equal(adapter.countOf('listTickets') + adapter.countOf('getUnread'), 1);
  });
});

describe('refreshing a list', () => {
  test('that did not change tells nobody and keeps every object', async () => {
    const { store } = backendOf(rows(3));
    await store.tickets.show({});
    const before = store.tickets.snapshot;
    let told = 0;
    store.subscribe(() => (told += 1));
    await store.tickets.refresh();
    assert.equal(store.tickets.snapshot, before);
    assert.equal(told, 0);
    store.dispose();
  });

  test('shows what changed in its place, and moves nothing until it is asked to', async () => {
    const { store, state } = backendOf(rows(3));
    await store.tickets.show({});
    const before = valueOf(store.tickets.snapshot.list);
    state.rows = [fakeRow('t2', { unreadCount: 1 }), fakeRow('t0'), fakeRow('t1')];
    await store.tickets.refresh();
    const after = valueOf(store.tickets.snapshot.list);
    assert.deepEqual([idsOf(store), store.tickets.snapshot.changed], [['t0', 't1', 't2'], 1]);
    assert.equal(after?.items[2]?.unreadCount, 1);
    assert.equal(after?.items[0], before?.items[0]);
    store.tickets.showChanges();
    assert.deepEqual([idsOf(store), store.tickets.snapshot.changed], [['t2', 't0', 't1'], 0]);
    assert.equal(valueOf(store.tickets.snapshot.list)?.items[1], before?.items[0]);
  });

  for (const [name, now, expected] of [
    ['one more', ['new', 't0', 't1', 't2'], 1],
    ['one less', ['t0', 't2'], 1],
    ['one that went up', ['t2', 't0', 't1'], 1],
    ['one that came and one that went', ['new', 't0', 't1'], 2],
    ['all the other way round', ['t2', 't1', 't0'], 2],
  ] as const) {
    test(`counts ${name}`, async () => {
      const { store, state } = backendOf(rows(3));
      await store.tickets.show({});
      state.rows = now.map((id) => fakeRow(id));
      await store.tickets.refresh();
      assert.equal(store.tickets.snapshot.changed, expected);
      assert.deepEqual(idsOf(store), ['t0', 't1', 't2']);
      store.tickets.showChanges();
      assert.deepEqual(idsOf(store), now);
    });
  }

  test('does not take a row for gone that a new one pushed over the edge of the page', async () => {
    const { store, state } = backendOf(rows(5));
    await store.tickets.show({ pageSize: 3 });
    state.rows = [fakeRow('new'), ...state.rows];
    await store.tickets.refresh();
    assert.equal(store.tickets.snapshot.changed, 1);
  });

  test('that brings back the old order has nothing to show any more', async () => {
    const { store, state } = backendOf(rows(3));
    await store.tickets.show({});
    state.rows = [fakeRow('t2'), fakeRow('t0'), fakeRow('t1')];
    await store.tickets.refresh();
    state.rows = rows(3);
    await store.tickets.refresh();
    assert.equal(store.tickets.snapshot.changed, 0);
    store.tickets.showChanges();
    assert.deepEqual(idsOf(store), ['t0', 't1', 't2']);
  });

  test('brings back as many rows as were there', async () => {
    const { store, asked } = backendOf(rows(250));
    await store.tickets.show({ pageSize: 90 });
    await store.tickets.loadMore();
    await store.tickets.loadMore();
    asked.length = 0;
    await store.tickets.refresh();
    assert.equal(idsOf(store)?.length, 250);
    assert.deepEqual(
      asked.map(({ limit, cursor }) => [limit, cursor]),
      [
        [100, undefined],
        [100, '100'],
        [50, '200'],
      ],
    );
  });

  test('that fails keeps the rows and says why; the next one clears it', async () => {
    const { store, state } = backendOf(rows(3));
    await store.tickets.show({});
    state.failure = 'offline';
    await store.tickets.refresh();
    const { list } = store.tickets.snapshot;
    assert.equal(list.status === 'failed' && list.error.code, 'offline');
    assert.equal(idsOf(store)?.length, 3);
    state.failure = undefined;
    const retrying = store.tickets.refresh();
    assert.equal(store.tickets.snapshot.list.status, 'pending');
    assert.equal(idsOf(store)?.length, 3);
    await retrying;
    assert.equal(store.tickets.snapshot.list.status, 'ready');
  });

  test('of a list that nobody asked for asks for nothing', async () => {
    const { store, asked } = backendOf(rows(3));
    await store.refresh();
    assert.deepEqual(asked, []);
  });

  test('ends also where the backend promises rows that never come', async () => {
    const adapter = createFakeAdapter({
      listTickets: async ({ cursor }) => ({ items: cursor ? [] : [fakeRow('a')], next: 'more' }),
    });
    const store = createSupportStore({ adapter, locale: () => 'en' });
    await store.tickets.show({});
    assert.deepEqual(idsOf(store), ['a']);
  });
});

describe('more rows', () => {
  test('are added below, none of them twice', async () => {
    const { store, state } = backendOf(rows(5));
    await store.tickets.show({ pageSize: 2 });
    // A ticket that arrived meanwhile pushes a row that is known over the edge of the page.
    state.rows = [fakeRow('new'), ...state.rows];
    await store.tickets.loadMore();
    assert.deepEqual(idsOf(store), ['t0', 't1', 't2']);
    assert.deepEqual(store.tickets.snapshot.more, { status: 'ready', value: 1 });
    await store.tickets.loadMore();
    assert.deepEqual(idsOf(store), ['t0', 't1', 't2', 't3', 't4']);
    assert.equal(valueOf(store.tickets.snapshot.list)?.next, null);
  });

  test('that cannot be had leave the rows as they are', async () => {
    const { store, state } = backendOf(rows(5));
    await store.tickets.show({ pageSize: 2 });
    const before = store.tickets.snapshot.list;
    state.failure = 'timeout';
    await store.tickets.loadMore();
    const { list, more } = store.tickets.snapshot;
    assert.equal(list, before);
    assert.equal(more.status === 'failed' && more.error.code, 'timeout');
  });

  test('behind a cursor that the backend forgot come from the top, unseen', async () => {
    const { store, state, asked } = backendOf(rows(5));
    await store.tickets.show({ pageSize: 2 });
    state.failure = 'cursor_invalid';
    const loading = store.tickets.loadMore();
    state.failure = undefined;
    await loading;
    assert.deepEqual(idsOf(store), ['t0', 't1', 't2', 't3']);
    assert.equal(store.tickets.snapshot.more.status, 'ready');
    assert.deepEqual(asked.at(-1)?.cursor, undefined);
  });

  test('are asked for once, however often the button is pressed', async () => {
    const { store, asked } = backendOf(rows(9));
    await store.tickets.show({ pageSize: 2 });
    await Promise.all([store.tickets.loadMore(), store.tickets.loadMore(), store.tickets.refresh()]);
    assert.equal(asked.length, 2);
    assert.equal(idsOf(store)?.length, 4);
  });

  test('pressed for while the list is being retried come after it, and their failure is not the list’s', async () => {
    const { store, state, adapter } = backendOf(rows(9));
    await store.tickets.show({ pageSize: 2 });
    state.failure = 'offline';
    await store.tickets.refresh();
    state.failure = undefined;
    const listTickets = adapter.listTickets.bind(adapter);
    adapter.listTickets = (query, options) =>
      query.cursor ? Promise.reject(refusal('timeout')) : listTickets(query, options);
    await Promise.all([store.tickets.refresh(), store.tickets.loadMore()]);
    assert.equal(store.tickets.snapshot.list.status, 'ready');
    assert.equal(store.tickets.snapshot.more.status, 'failed');
  });
});

test('a store that is over aborts its calls and forgets', async () => {
  const adapter = createFakeAdapter();
  const store = createSupportStore({ adapter, locale: () => 'en' });
  const showing = store.tickets.show({});
  const rowsCall = await adapter.next('listTickets');
  store.dispose();
  assert.ok(rowsCall.signal.aborted);
  assert.equal(store.tickets.snapshot.list.status, 'idle');
  rowsCall.answer({ items: [fakeRow('late')], next: null });
  await showing;
  assert.equal(store.tickets.snapshot.list.status, 'idle');
  await store.tickets.show({});
  assert.equal(adapter.countOf('listTickets'), 1);
});
