import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ratingCommentMaxLength, type Ticket } from '../../src/contract/index.ts';
import { threadsOf } from '../../src/state/conversations.ts';
import { longestComment, ratingsOf } from '../../src/state/ratings.ts';
import { valueOf } from '../../src/state/remote.ts';
import type { SupportStore } from '../../src/state/support-store.ts';
import { fakeTicket, fakeUser } from '../helpers/fake-contract.ts';
import { openTicket } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

const at = '2026-11-22T12:00:00Z';
const rating = { score: 4, comment: 'Quick', at, changeableUntil: at } as const;
const rated: Ticket = { ...fakeTicket('t'), rating };
const begin = (store: SupportStore) => {
  const ratings = ratingsOf(store);
  ratings.edit('t', { score: 4 });
  ratings.edit('t', { comment: ' Quick\n' });
  return ratings;
};

describe('a rating on its way', () => {
  test('takes the words without the space around them, and is gone from the form once the ticket has it', async () => {
    const { adapter, store } = await openTicket();
    const ratings = begin(store);
    const sending = ratings.send('t');
    assert.equal(ratings.of('t').sending.status, 'pending');
    const call = await adapter.next('rateTicket');
    assert.deepEqual(call.args.slice(0, 2), ['t', { score: 4, comment: 'Quick' }]);
    call.answer(rated);
    await sending;
    const { score, comment, isChanging } = ratings.of('t');
    assert.deepEqual({ score, comment, isChanging }, { score: undefined, comment: '', isChanging: false });
    assert.deepEqual(valueOf(threadsOf(store).of('t').ticket)?.rating, rating);
    store.dispose();
  });

  test('without words has no comment, and a second press sends nothing more', async () => {
    const { adapter, store } = await openTicket();
    const ratings = ratingsOf(store);
    await ratings.send('t');
    assert.equal(adapter.countOf('rateTicket'), 0, 'nothing is chosen');
    ratings.edit('t', { score: 1, comment: '  ' });
    void ratings.send('t');
    void ratings.send('t');
    assert.deepEqual((await adapter.next('rateTicket')).args[1], { score: 1 });
    assert.equal(adapter.countOf('rateTicket'), 1);
    store.dispose();
  });

  test('that fails leaves everything as it was chosen and typed, and can be sent again', async () => {
    const { adapter, store } = await openTicket();
    const ratings = begin(store);
    const sending = ratings.send('t');
    (await adapter.next('rateTicket')).fail('unavailable');
    await sending;
    const { score, comment, sending: sent } = ratings.of('t');
    assert.deepEqual([score, comment, sent.status], [4, ' Quick\n', 'failed']);
    void ratings.send('t');
    (await adapter.next('rateTicket')).answer(rated);
    await setImmediate();
    assert.equal(ratings.of('t').sending.status, 'ready');
    store.dispose();
  });

  test('keeps what is typed on meanwhile', async () => {
    const { adapter, store } = await openTicket();
    const ratings = begin(store);
    const sending = ratings.send('t');
    ratings.edit('t', { comment: 'Quick and kind' });
    (await adapter.next('rateTicket')).answer(rated);
    await sending;
    const { score, comment, isChanging } = ratings.of('t');
    assert.deepEqual([score, comment, isChanging], [4, 'Quick and kind', true]);
    store.dispose();
  });

  for (const code of ['conflict', 'forbidden'] as const)
    test(`that is refused with ${code} has the ticket read anew`, async () => {
      const { adapter, store } = await openTicket();
      const ratings = begin(store);
      const before = adapter.countOf('getTicket');
      const sending = ratings.send('t');
      (await adapter.next('rateTicket')).fail(code);
      await sending;
      await setImmediate();
      assert.equal(adapter.countOf('getTicket'), before + 1);
      assert.equal(ratings.of('t').comment, ' Quick\n');
      store.dispose();
    });
});

describe('a rating that is there', () => {
  test('is what a change begins with, unless one was begun before', async () => {
    const { store } = await openTicket();
    const ratings = ratingsOf(store);
    void threadsOf(store).put(rated);
    ratings.change('t');
    assert.deepEqual([ratings.of('t').score, ratings.of('t').comment, ratings.of('t').isChanging], [4, 'Quick', true]);
    ratings.leave('t');
    assert.deepEqual([ratings.of('t').score, ratings.of('t').isChanging], [undefined, false]);
    ratings.edit('t', { score: 2, comment: 'Typed before' });
    ratings.change('t');
    assert.deepEqual([ratings.of('t').score, ratings.of('t').comment], [2, 'Typed before']);
    store.dispose();
  });
});

describe('what is chosen and typed', () => {
  test('belongs to its ticket, and is forgotten when somebody else signs in', async () => {
    const { store, become } = await openTicket();
    const ratings = begin(store);
    assert.equal(ratings.of('other').score, undefined);
    await store.refresh();
    assert.equal(ratings.of('t').comment, ' Quick\n');
    await become(fakeUser('kim'));
    assert.deepEqual([ratings.of('t').score, ratings.of('t').comment], [undefined, '']);
    store.dispose();
  });

  test('may be as long as the contract says', () => assert.equal(longestComment, ratingCommentMaxLength));
});
