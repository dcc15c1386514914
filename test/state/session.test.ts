import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Session } from '../../src/contract/index.ts';
import { repliesOf } from '../../src/state/conversations.ts';
import { valueOf } from '../../src/state/remote.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter, refusal } from '../helpers/fake-adapter.ts';
import { fakeConfig, fakeRow, fakeUser } from '../helpers/fake-contract.ts';

const guest: Session = {
  kind: 'guest',
  ticketIds: ['t'],
  emailHint: 'o•••@p•••.pl',
  expiresAt: '2026-11-23T12:00:00Z',
};

/** A store over a backend on which `who` is signed in and has one ticket, named after them. */
function signedIn(who: Session) {
  const state = { session: who, isOver: false };
  const adapter = createFakeAdapter({
    getConfig: async () => fakeConfig(),
    getSession: async () => state.session,
    listTickets: async () => {
      if (state.isOver) throw refusal('session_expired');
      return { items: [fakeRow(JSON.stringify(state.session))], next: null, total: 1 };
    },
    getUnread: async () => ({ tickets: 0, updates: 0 }),
    signOut: async () => {
      state.session = { kind: 'anonymous' };
    },
  });
  return { state, adapter, store: createSupportStore({ adapter, locale: () => 'pl' }) };
}

describe('loading the session', () => {
  test('config and session become known together', async () => {
    const adapter = createFakeAdapter();
    const store = createSupportStore({ adapter, locale: () => 'pl' });
    const loading = store.session.load();
    assert.equal(store.session.snapshot.status, 'pending');
    const session = await adapter.next('getSession');
    assert.equal(session.locale, 'pl');
    session.answer(fakeUser('ola'));
    assert.equal(store.session.snapshot.status, 'pending');
    (await adapter.next('getConfig')).answer(fakeConfig());
    await loading;
    assert.deepEqual(valueOf(store.session.snapshot), { config: fakeConfig(), session: fakeUser('ola') });
  });

  test('two who ask at the start ask once', async () => {
    const { adapter, store } = signedIn(fakeUser('ola'));
    await Promise.all([store.session.load(), store.session.load()]);
    assert.equal(adapter.countOf('getSession'), 1);
  });

  test('a backend that cannot be reached is a failure, and the next try may work', async () => {
    const adapter = createFakeAdapter({ getSession: async () => fakeUser('ola') });
    const store = createSupportStore({ adapter, locale: () => 'en' });
    const failing = store.session.load();
    (await adapter.next('getConfig')).fail('unavailable');
    await failing;
    assert.equal(store.session.snapshot.status, 'failed');
    const working = store.session.load();
    (await adapter.next('getConfig')).answer(fakeConfig());
    await working;
    assert.equal(store.session.snapshot.status, 'ready');
  });

  test('anything that is not one of our errors counts as unknown', async () => {
    const adapter = createFakeAdapter({
      getConfig: () => Promise.reject(new TypeError('boom')),
      getSession: async () => fakeUser('ola'),
    });
    const store = createSupportStore({ adapter, locale: () => 'en' });
    await store.session.load();
    assert.equal(store.session.snapshot.status === 'failed' && store.session.snapshot.error.code, 'unknown');
  });

  test('a look that fails later says nothing against what is known', async () => {
    const { adapter, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    const known = store.session.snapshot;
    adapter.getSession = () => Promise.reject(refusal('offline'));
    await store.session.load();
    assert.equal(store.session.snapshot, known);
  });

  test('an answer that finds the same visitor changes nothing', async () => {
    const { store } = signedIn(fakeUser('ola'));
    await store.session.load();
    const known = store.session.snapshot;
    await store.session.load();
    assert.equal(store.session.snapshot, known);
  });
});

describe('a session that ends', () => {
  test('is noticed by any call: the visitor is anonymous, the reason is known, the draft is kept', async () => {
    const { state, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    await store.tickets.show({});
    repliesOf(store).edit('t', 'half a sentence');
    state.isOver = true;
    await store.tickets.refresh();
    const { snapshot } = store.session;
    assert.equal(snapshot.status === 'failed' && snapshot.error.code, 'session_expired');
    assert.equal(valueOf(snapshot)?.session.kind, 'anonymous');
    assert.equal(repliesOf(store).of('t').draft, 'half a sentence');
  });

  test('is noticed by a look at the session itself, as often as it is looked at', async () => {
    const { adapter, state, store } = signedIn(guest);
    await store.session.load();
    repliesOf(store).edit('t', 'half a sentence');
    adapter.getSession = () => Promise.reject(refusal('session_expired'));
    for (let look = 0; look < 2; look += 1) {
      await store.session.load();
      const { snapshot } = store.session;
      assert.equal(snapshot.status === 'failed' && snapshot.error.code, 'session_expired');
      assert.equal(valueOf(snapshot)?.session.kind, 'anonymous');
    }
    adapter.getSession = async () => state.session;
    await store.session.load();
    assert.equal(valueOf(store.session.snapshot)?.session.kind, 'guest');
    assert.equal(repliesOf(store).of('t').draft, 'half a sentence');
    store.dispose();
  });

  test('stays on screen when it is looked at again and nobody is back', async () => {
    const { state, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    await store.tickets.show({});
    state.isOver = true;
    await store.tickets.refresh();
    state.session = { kind: 'anonymous' };
    for (let look = 0; look < 2; look += 1) {
      await store.refresh();
      const { snapshot } = store.session;
      assert.equal(snapshot.status === 'failed' && snapshot.error.code, 'session_expired');
    }
    await store.session.signOut();
    assert.equal(store.session.snapshot.status, 'ready');
    store.dispose();
  });

  test('nothing is asked on its behalf until somebody signs in', async () => {
    const { state, adapter, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    await store.tickets.show({});
    state.session = { kind: 'anonymous' };
    const before = adapter.countOf('listTickets');
    await store.refresh();
    assert.equal(adapter.countOf('listTickets'), before);
  });

  test('the same visitor comes back to the same draft and to fresh rows', async () => {
    const { state, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    await store.tickets.show({});
    repliesOf(store).edit('t', 'half a sentence');
    state.isOver = true;
    await store.tickets.refresh();
    assert.equal(store.tickets.snapshot.list.status, 'failed');
    state.isOver = false;
    const { promise: rowsAreBack, resolve } = Promise.withResolvers<void>();
    store.subscribe(() => store.tickets.snapshot.list.status === 'ready' && resolve());
    await store.session.load();
    await rowsAreBack;
    assert.equal(repliesOf(store).of('t').draft, 'half a sentence');
    store.dispose();
  });
});

describe('somebody else', () => {
  for (const [name, other] of [
    ['another account', fakeUser('ewa')],
    ['a guest', guest],
  ] as const) {
    test(`${name} finds nothing of the visitor before`, async () => {
      const { state, store } = signedIn(fakeUser('ola'));
      await store.session.load();
      await store.tickets.show({ search: 'divorce', sort: 'created_asc' });
      repliesOf(store).edit('t', 'my secret');
      const draftsSeenByOther: string[] = [];
      store.subscribe(() => {
        const isOther = JSON.stringify(valueOf(store.session.snapshot)?.session) === JSON.stringify(other);
        if (isOther) draftsSeenByOther.push(repliesOf(store).of('t').draft);
      });
      state.session = structuredClone<Session>(other);
      await store.session.load();
      assert.deepEqual(valueOf(store.session.snapshot)?.session, other);
      assert.deepEqual(draftsSeenByOther, ['']);
      assert.equal(store.tickets.snapshot.list.status, 'idle');
      assert.equal(store.tickets.snapshot.query.search, '');
      assert.equal(store.tickets.snapshot.query.sort, 'created_asc');
      store.dispose();
    });
  }

  test('is also somebody else after the first one’s session had ended', async () => {
    const { state, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    repliesOf(store).edit('t', 'my secret');
    state.session = { kind: 'anonymous' };
    await store.session.load();
    assert.equal(repliesOf(store).of('t').draft, 'my secret');
    state.session = fakeUser('ewa');
    await store.session.load();
    assert.equal(repliesOf(store).of('t').draft, '');
  });
});

describe('signing out', () => {
  test('leaves nothing behind', async () => {
    const { store } = signedIn(fakeUser('ola'));
    await store.session.load();
    await store.tickets.show({});
    repliesOf(store).edit('t', 'my secret');
    await store.session.signOut();
    assert.equal(store.session.snapshot.status, 'ready');
    assert.equal(valueOf(store.session.snapshot)?.session.kind, 'anonymous');
    assert.equal(repliesOf(store).of('t').draft, '');
    assert.equal(store.tickets.snapshot.list.status, 'idle');
  });

  test('works as well when the session was over already', async () => {
    const { adapter, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    adapter.signOut = () => Promise.reject(refusal('unauthenticated'));
    await store.session.signOut();
    assert.equal(store.session.snapshot.status, 'ready');
    assert.equal(valueOf(store.session.snapshot)?.session.kind, 'anonymous');
  });

  test('that did not reach the server keeps everything and says so', async () => {
    const { adapter, store } = signedIn(fakeUser('ola'));
    await store.session.load();
    repliesOf(store).edit('t', 'words');
    adapter.signOut = () => Promise.reject(refusal('offline'));
    await store.session.signOut();
    assert.equal(store.session.snapshot.status, 'failed');
    assert.deepEqual(valueOf(store.session.snapshot)?.session, fakeUser('ola'));
    assert.equal(repliesOf(store).of('t').draft, 'words');
  });
});
