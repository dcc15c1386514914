import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EventPage, EventQuery, StatusEvent, Ticket, TimelineEvent } from '../../src/contract/index.ts';
import { readHistory } from '../../src/state/status-history.ts';
import { threadsOf } from '../../src/state/conversations.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore, type SupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter, refusal } from '../helpers/fake-adapter.ts';
import { fakeMessage, fakeRow, fakeTicket } from '../helpers/fake-contract.ts';

const messages = (count: number, from = 0): TimelineEvent[] =>
  Array.from({ length: count }, (_, index) => fakeMessage(`e${from + index}`));

/** One page of a timeline whose cursors are positions. */
function pageOf(all: readonly TimelineEvent[], { before, after, limit, only }: EventQuery): EventPage {
  const events = only ? all.filter(({ type }) => type === only) : all;
  const end = before === undefined ? (after === undefined ? events.length : Number(after) + limit) : Number(before);
  const start = after === undefined ? Math.max(end - limit, 0) : Number(after);
  const items = structuredClone(events.slice(start, end));
  return { items, before: start > 0 ? String(start) : null, after: String(start + items.length) };
}

/** A backend with one ticket and these events. */
function backendOf(events: TimelineEvent[], part: Partial<Ticket> = {}) {
  const state = {
    events,
    ticket: fakeTicket('t', part),
    failure: undefined as Parameters<typeof refusal>[0] | undefined,
  };
  const asked: EventQuery[] = [];
  const adapter = createFakeAdapter({
    listTickets: async () => ({
      items: [fakeRow('t', { unreadCount: state.ticket.unreadCount })],
      next: null,
      counts: { all: 1, open: 1, closed: 0, attention: 0, unread: 1 },
    }),
    getTicket: async () => structuredClone(state.ticket),
    listEvents: async (_, query) => {
      asked.push(query);
      if (state.failure) throw refusal(state.failure);
      return pageOf(state.events, query);
    },
    markRead: async (_, upTo) => {
      if (state.failure) throw refusal(state.failure);
      state.ticket = { ...state.ticket, lastReadEventId: upTo, unreadCount: 0 };
    },
  });
  const store = createSupportStore({ adapter, locale: () => 'en' });
  return { state, asked, adapter, store, timeline: () => valueOf(threadsOf(store).of('t').timeline) };
}

const solved = (id: string): StatusEvent => ({
  id,
  at: '2026-11-22T13:00:00Z',
  author: { kind: 'you' },
  type: 'status',
  from: 'open',
  to: 'solved',
});

describe('opening a ticket', () => {
  test('asks for the ticket and the newest page side by side', async () => {
    const adapter = createFakeAdapter();
    const store = createSupportStore({ adapter, locale: () => 'en' });
    assert.equal(threadsOf(store).of('t').ticket.status, 'idle');
    const opening = threadsOf(store).open('t');
    const [ticket, events] = await Promise.all([adapter.next('getTicket'), adapter.next('listEvents')]);
    assert.equal(threadsOf(store).of('t').timeline.status, 'pending');
    events.answer({ items: messages(2), before: null, after: 'x' });
    ticket.answer(fakeTicket('t'));
    await opening;
    assert.equal(valueOf(threadsOf(store).of('t').ticket)?.id, 't');
    assert.equal(valueOf(threadsOf(store).of('t').timeline)?.items.length, 2);
  });

  test('twice at once asks once', async () => {
    const { store, asked } = backendOf(messages(2));
    await Promise.all([threadsOf(store).open('t'), threadsOf(store).open('t')]);
    assert.equal(asked.length, 1);
  });

  test('that is not there fails whole', async () => {
    const { store, adapter } = backendOf(messages(2));
    adapter.getTicket = () => Promise.reject(refusal('not_found'));
    await threadsOf(store).open('t');
    const { ticket, timeline } = threadsOf(store).of('t');
    assert.equal(ticket.status === 'failed' && ticket.error.code, 'not_found');
    assert.equal(timeline.status, 'failed');
  });

  test('again, later, reads only what is new and keeps the rest on screen', async () => {
    const { store, state, asked, timeline } = backendOf(messages(60));
    await threadsOf(store).open('t');
    const first = timeline()?.items[0];
    state.events = messages(61);
    asked.length = 0;
    const opening = threadsOf(store).open('t');
    assert.equal(threadsOf(store).of('t').timeline.status, 'ready');
    await opening;
    assert.deepEqual(asked, [{ after: '60', limit: 50 }]);
    assert.equal(timeline()?.items.length, 51);
    assert.equal(timeline()?.items[0], first);
  });
});

describe('the first unread event', () => {
  test('is the first after the last one read that the visitor did not make', async () => {
    const events = messages(5);
    events[3] = fakeMessage('e3', { author: { kind: 'you' } });
    const { store, timeline } = backendOf(events, { unreadCount: 1, lastReadEventId: 'e2' });
    await threadsOf(store).open('t');
    assert.equal(timeline()?.firstUnreadId, 'e4');
  });

  test('does not exist where all is read', async () => {
    const { store, timeline } = backendOf(messages(5), { unreadCount: 0, lastReadEventId: 'e2' });
    await threadsOf(store).open('t');
    assert.equal(timeline()?.firstUnreadId, null);
  });

  test('is looked for in earlier pages, so that reading starts there', async () => {
    const { store, timeline } = backendOf(messages(300), { unreadCount: 119, lastReadEventId: 'e180' });
    await threadsOf(store).open('t');
    assert.equal(timeline()?.firstUnreadId, 'e181');
    assert.equal(timeline()?.items.length, 150);
  });

  test('is not looked for without end', async () => {
    const { store, timeline, asked } = backendOf(messages(5000), { unreadCount: 4990, lastReadEventId: 'e9' });
    await threadsOf(store).open('t');
    assert.equal(asked.length, 5);
    assert.equal(timeline()?.firstUnreadId, 'e4750');
  });

  test('stays where it was while the ticket is read, and moves with the next opening', async () => {
    const { store, state, timeline } = backendOf(messages(5), { unreadCount: 2, lastReadEventId: 'e2' });
    await threadsOf(store).open('t');
    await threadsOf(store).markRead('t');
    await threadsOf(store).refresh('t');
    assert.equal(timeline()?.firstUnreadId, 'e3');
    state.events = messages(6);
    state.ticket = { ...state.ticket, unreadCount: 1 };
    await threadsOf(store).open('t');
    assert.equal(timeline()?.firstUnreadId, 'e5');
  });
});

describe('refreshing a thread', () => {
  test('that did not change tells nobody', async () => {
    const { store } = backendOf(messages(5));
    await threadsOf(store).open('t');
    const before = threadsOf(store).of('t');
    await threadsOf(store).refresh('t');
    assert.equal(threadsOf(store).of('t'), before);
  });

  test('catches up over several pages, in order and without gaps', async () => {
    const { store, state, timeline } = backendOf(messages(5));
    await threadsOf(store).open('t');
    state.events = messages(130);
    await threadsOf(store).refresh('t');
    assert.deepEqual(
      timeline()?.items.map(({ id }) => id),
      messages(130).map(({ id }) => id),
    );
  });

  test('behind a cursor that the backend forgot starts over, unseen', async () => {
    const { store, state, asked, timeline } = backendOf(messages(120));
    await threadsOf(store).open('t');
    await threadsOf(store).loadEarlier('t');
    state.failure = 'cursor_invalid';
    const refreshing = threadsOf(store).refresh('t');
    state.failure = undefined;
    await refreshing;
    assert.deepEqual(asked.at(-1), { limit: 50 });
    assert.equal(threadsOf(store).of('t').timeline.status, 'ready');
    assert.deepEqual([timeline()?.items.length, timeline()?.before], [50, '70']);
  });

  test('that started over takes no page of the past from before', async () => {
    const { store, state, adapter, timeline } = backendOf(messages(120));
    await threadsOf(store).open('t');
    const { promise, resolve } = Promise.withResolvers<EventPage>();
    const listEvents = adapter.listEvents.bind(adapter);
    adapter.listEvents = (id, query, options) => (query.before ? promise : listEvents(id, query, options));
    const loading = threadsOf(store).loadEarlier('t');
    state.events = messages(300);
    state.failure = 'cursor_invalid';
    const refreshing = threadsOf(store).refresh('t');
    state.failure = undefined;
    await refreshing;
    resolve(pageOf(messages(120), { before: '70', limit: 50 }));
    await loading;
    assert.equal(timeline()?.items[0]?.id, 'e250');
    assert.equal(threadsOf(store).of('t').earlier.status, 'idle');
  });

  test('that fails keeps the conversation and says why', async () => {
    const { store, state, timeline } = backendOf(messages(5));
    await threadsOf(store).open('t');
    state.failure = 'offline';
    await threadsOf(store).refresh('t');
    const thread = threadsOf(store).of('t');
    assert.equal(thread.timeline.status === 'failed' && thread.timeline.error.code, 'offline');
    assert.equal(timeline()?.items.length, 5);
  });

  test('of a ticket that was never opened asks for nothing', async () => {
    const { store, asked } = backendOf(messages(5));
    await threadsOf(store).refresh('t');
    assert.deepEqual(asked, []);
  });
});

describe('earlier messages', () => {
  test('join at the top until the first is there', async () => {
    const { store, timeline } = backendOf(messages(120));
    await threadsOf(store).open('t');
    await threadsOf(store).loadEarlier('t');
    assert.deepEqual(threadsOf(store).of('t').earlier, { status: 'ready', value: 50 });
    await threadsOf(store).loadEarlier('t');
    assert.deepEqual(threadsOf(store).of('t').earlier, { status: 'ready', value: 20 });
    assert.equal(timeline()?.items[0]?.id, 'e0');
    assert.equal(timeline()?.before, null);
  });

  test('that cannot be had leave the conversation as it is', async () => {
    const { store, state, timeline } = backendOf(messages(120));
    await threadsOf(store).open('t');
    const before = timeline();
    state.failure = 'timeout';
    await threadsOf(store).loadEarlier('t');
    assert.equal(timeline(), before);
    assert.equal(threadsOf(store).of('t').earlier.status, 'failed');
  });

  test('are asked for once, and do not lose what arrives meanwhile', async () => {
    const { store, state, asked, timeline } = backendOf(messages(120));
    await threadsOf(store).open('t');
    state.events = messages(121);
    await Promise.all([
      threadsOf(store).loadEarlier('t'),
      threadsOf(store).loadEarlier('t'),
      threadsOf(store).refresh('t'),
    ]);
    assert.equal(asked.filter(({ before }) => before !== undefined).length, 1);
    assert.equal(timeline()?.items.length, 101);
    assert.equal(timeline()?.items.at(-1)?.id, 'e120');
  });
});

describe('marking as read', () => {
  test('is done once, up to the last event, and takes the dot off the row', async () => {
    const { store, adapter } = backendOf(messages(5), { unreadCount: 2, lastReadEventId: 'e2' });
    await store.tickets.show({});
    await threadsOf(store).open('t');
    await Promise.all([threadsOf(store).markRead('t'), threadsOf(store).markRead('t')]);
    await threadsOf(store).markRead('t');
    assert.equal(adapter.countOf('markRead'), 1);
    assert.equal(valueOf(threadsOf(store).of('t').ticket)?.unreadCount, 0);
    assert.equal(valueOf(store.tickets.snapshot.list)?.items[0]?.unreadCount, 0);
    assert.equal(store.tickets.snapshot.counts.unread, 0);
  });

  test('that failed is tried again with the next refresh', async () => {
    const { store, state, adapter } = backendOf(messages(5), { unreadCount: 2, lastReadEventId: 'e2' });
    await threadsOf(store).open('t');
    state.failure = 'offline';
    await threadsOf(store).markRead('t');
    assert.equal(valueOf(threadsOf(store).of('t').ticket)?.unreadCount, 2);
    state.failure = undefined;
    const { promise: isRead, resolve } = Promise.withResolvers<void>();
    store.subscribe(() => valueOf(threadsOf(store).of('t').ticket)?.unreadCount === 0 && resolve());
    await threadsOf(store).refresh('t');
    await isRead;
    assert.equal(adapter.countOf('markRead'), 2);
    store.dispose();
  });
});

describe('changing the status', () => {
  test('names the version that the visitor saw, and shows what became of it', async () => {
    const { store, state, adapter, timeline } = backendOf(messages(2));
    await store.tickets.show({});
    await threadsOf(store).open('t');
    const changing = threadsOf(store).setStatus('t', 'solved');
    const call = await adapter.next('setStatus');
    assert.deepEqual([call.args[1], call.args[2].version], ['solved', 'v1']);
    assert.equal(threadsOf(store).of('t').statusChange.status, 'pending');
    state.ticket = fakeTicket('t', { status: 'solved', version: 'v2' });
    state.events = [...state.events, solved('s')];
    call.answer(state.ticket);
    await changing;
    assert.equal(valueOf(threadsOf(store).of('t').statusChange)?.status, 'solved');
    assert.equal(valueOf(store.tickets.snapshot.list)?.items[0]?.status, 'solved');
    assert.equal(timeline()?.items.at(-1)?.id, 's');
  });

  test('that somebody else was faster with reports it and shows the newest state', async () => {
    const { store, state, adapter, timeline } = backendOf(messages(2));
    await threadsOf(store).open('t');
    const changing = threadsOf(store).setStatus('t', 'solved');
    state.ticket = fakeTicket('t', { status: 'closed', version: 'v2' });
    state.events = messages(3);
    (await adapter.next('setStatus')).fail('conflict');
    await changing;
    const { statusChange, ticket } = threadsOf(store).of('t');
    assert.equal(statusChange.status === 'failed' && statusChange.error.code, 'conflict');
    assert.equal(valueOf(ticket)?.status, 'closed');
    assert.equal(timeline()?.items.length, 3);
  });

  test('pressed twice is asked once', async () => {
    const { store, adapter } = backendOf(messages(2));
    await threadsOf(store).open('t');
    const changing = [threadsOf(store).setStatus('t', 'solved'), threadsOf(store).setStatus('t', 'solved')];
    (await adapter.next('setStatus')).fail('forbidden');
    await Promise.all(changing);
    assert.equal(adapter.countOf('setStatus'), 1);
  });
});

describe('the history of the status', () => {
  const story = () => [...messages(120), solved('s1'), ...messages(60, 200), solved('s2')];

  test('is read apart from the messages, and goes on with what happens later', async () => {
    const { store, state, asked } = backendOf(story());
    await threadsOf(store).open('t');
    asked.length = 0;
    await threadsOf(store).loadHistory('t', readHistory);
    assert.deepEqual(new Set(asked.map(({ only }) => only)), new Set(['status']));
    assert.deepEqual(historyOf(store), ['s1', 's2']);
    state.events = [...state.events, solved('s3')];
    await threadsOf(store).refresh('t');
    assert.deepEqual(historyOf(store), ['s1', 's2', 's3']);
  });

  test('of a short conversation is here already', async () => {
    const { store, asked } = backendOf([...messages(3), solved('s1')]);
    await threadsOf(store).open('t');
    asked.length = 0;
    await threadsOf(store).loadHistory('t', readHistory);
    assert.deepEqual([historyOf(store), asked.length], [['s1'], 0]);
  });

  test('that cannot be had can be asked for again', async () => {
    const { store, state } = backendOf(story());
    await threadsOf(store).open('t');
    state.failure = 'timeout';
    await threadsOf(store).loadHistory('t', readHistory);
    assert.equal(threadsOf(store).of('t').history.status, 'failed');
    state.failure = undefined;
    await threadsOf(store).loadHistory('t', readHistory);
    assert.deepEqual(historyOf(store), ['s1', 's2']);
  });

  const historyOf = (store: SupportStore) => valueOf(threadsOf(store).of('t').history)?.map(({ id }) => id);
});
