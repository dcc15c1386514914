import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import type { Session } from '../../src/contract/index.ts';
import { repliesOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { fakeMessage, fakeUser } from '../helpers/fake-contract.ts';
import { createBrowser, hourMs, later, settled } from './kept-page.ts';
import { bubblesOf, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

const guest: Session = {
  kind: 'guest',
  ticketIds: ['t'],
  emailHint: 'o…@example.com',
  expiresAt: '2030-01-01T00:00:00Z',
};

describe('a draft', () => {
  test('is kept half a second after the first unsaved key, however long somebody goes on typing', async () => {
    const { device, draftsIn, page } = createBrowser();
    const { store } = await page();
    for (const draft of ['H', 'He', 'Hel']) {
      repliesOf(store).edit('t', draft);
      await later(200);
    }
    assert.deepEqual(draftsIn(device), ['Hel']);
    store.dispose();
  });

  test('is kept at once when the page may end', async () => {
    const { device, draftsIn, page } = createBrowser();
    const { store, hide } = await page();
    repliesOf(store).edit('t', 'Hello');
    hide();
    await settled();
    assert.deepEqual(draftsIn(device), ['Hello']);
    store.dispose();
  });

  test('is in the box again in the next page, with a note of when it was typed, and marked for the list', async () => {
    const { page } = createBrowser();
    const before = await page({ time: 1_000 });
    repliesOf(before.store).edit('t', 'Hello');
    before.store.dispose();
    const { store, kept } = await page({ time: 9_000 });
    assert.equal(repliesTo(store).draft, 'Hello');
    assert.deepEqual(store.unsent, { t: 'draft' });
    const { restored } = kept.note('t');
    assert.deepEqual([restored?.words, restored?.whole], ['Hello', 'Hello']);
    assert.ok(restored && restored.at > 1_000 && restored.at < 2_000);
    store.dispose();
  });

  test('stands before what was typed until it was found', async () => {
    const { page, device } = createBrowser();
    const before = await page();
    repliesOf(before.store).edit('t', 'Hello');
    before.store.dispose();
    await settled();
    const kept = new Map(device);
    device.clear();
    const { store, kept: keeper } = await page();
    repliesOf(store).edit('t', 'And more');
    for (const [name, value] of kept) device.set(name, value);
    await keeper.look();
    assert.equal(repliesTo(store).draft, 'Hello\n\nAnd more');
    keeper.discard('t');
    assert.equal(repliesTo(store).draft, 'And more');
    store.dispose();
  });

  test('that came back can be thrown away, and had again for eight seconds', async () => {
    const { page, device } = createBrowser();
    const before = await page();
    repliesOf(before.store).edit('t', 'Hello');
    before.store.dispose();
    const { store, kept } = await page();
    kept.discard('t');
    assert.deepEqual([repliesTo(store).draft, kept.note('t').discarded?.words], ['', 'Hello']);
    await later();
    assert.equal(device.size, 0);
    kept.undo('t');
    assert.deepEqual([repliesTo(store).draft, kept.note('t').discarded], ['Hello', undefined]);
    await later(7_500);
    assert.equal(device.size, 1);
    kept.discard('t');
    assert.equal(kept.note('t').discarded, undefined);
    store.dispose();
  });

  test('is forgotten seven days after it was typed, however often it was seen since', async () => {
    const { page, device } = createBrowser();
    const visit = async (hours: number) => {
      const opened = await page({ time: hours * hourMs });
      const { draft } = repliesTo(opened.store);
      return { ...opened, draft };
    };
    const first = await visit(0);
    repliesOf(first.store).edit('t', 'Hello');
    first.store.dispose();
    for (const [hours, expected] of [
      [100, 'Hello'],
      [167, 'Hello'],
      [169, ''],
    ] as const) {
      const { store, draft } = await visit(hours);
      assert.equal(draft, expected, `after ${hours} hours`);
      store.dispose();
      await settled();
    }
    assert.equal(device.size, 0);
  });

  test('leaves nothing behind once it is sent', async () => {
    const { page, device } = createBrowser();
    const { adapter, store, write } = await page();
    const sending = write('Hello');
    await settled();
    const { args } = await adapter.next('sendMessage');
    assert.equal(device.size, 1);
    adapter.sendMessage = async () => fakeMessage('never');
    store.dispose();
    await sending;
    const next = await page();
    const call = await next.adapter.next('sendMessage');
    assert.equal(call.args[1].clientId, args[1].clientId);
    call.answer(fakeMessage('m', { clientId: args[1].clientId, author: { kind: 'you' } }));
    await settled();
    assert.equal(device.size, 0);
    next.store.dispose();
  });
});

describe('words of one person', () => {
  const leaveBehind = async ({ page }: ReturnType<typeof createBrowser>) => {
    const { store } = await page();
    repliesOf(store).edit('t', 'Mine');
    store.dispose();
    await settled();
  };

  test('go with the sign-out', async () => {
    const browser = createBrowser();
    const { store, adapter } = await browser.page();
    repliesOf(store).edit('t', 'Mine');
    await later();
    assert.equal(browser.device.size, 1);
    const leaving = store.session.signOut();
    (await adapter.next('signOut')).answer();
    await leaving;
    await settled();
    assert.equal(browser.device.size, 0);
    assert.equal(repliesTo(store).draft, '');
    store.dispose();
  });

  test('are wiped when somebody else signs in, in this page or in the next', async () => {
    const browser = createBrowser();
    await leaveBehind(browser);
    const other = await browser.page({ session: fakeUser('jan') });
    assert.equal(repliesTo(other.store).draft, '');
    assert.equal(browser.device.size, 0);
    repliesOf(other.store).edit('t', 'Of Jan');
    await later();
    await other.become(fakeUser('ola'));
    await settled();
    assert.equal(repliesTo(other.store).draft, '');
    assert.equal(browser.device.size, 0);
    other.store.dispose();
  });

  test('with an account stay when somebody comes in as a guest, who does not see them', async () => {
    const browser = createBrowser();
    const { store, become } = await browser.page();
    repliesOf(store).edit('t', 'Mine');
    await later();
    await become(guest);
    await settled();
    assert.equal(repliesTo(store).draft, '');
    assert.deepEqual(browser.draftsIn(browser.device), ['Mine']);
    store.dispose();
  });

  test('stay while the session is over, also those that are typed then', async () => {
    const browser = createBrowser();
    const first = await browser.page();
    const sending = first.write('Hello');
    (await first.adapter.next('sendMessage')).fail('session_expired');
    await sending;
    repliesOf(first.store).edit('t', 'Hello again');
    first.store.dispose();
    const { store } = await browser.page();
    assert.equal(repliesTo(store).draft, 'Hello again');
    store.dispose();
  });

  test('of a guest are kept for the tab alone', async () => {
    const browser = createBrowser();
    const { store } = await browser.page({ session: guest });
    repliesOf(store).edit('t', 'Mine');
    store.dispose();
    await settled();
    assert.deepEqual([browser.device.size, browser.draftsIn(browser.tab)], [0, ['Mine']]);
    const next = await browser.page({ session: guest });
    assert.equal(repliesTo(next.store).draft, 'Mine');
    next.store.dispose();
  });

  test('that nobody can have written here are removed', async () => {
    const browser = createBrowser();
    await leaveBehind(browser);
    const [[name = ''] = []] = browser.device;
    const broken: unknown[] = [
      null,
      'Mine',
      { draft: 1, at: 0, outgoing: [] },
      { draft: 'Mine', at: 0, outgoing: [{ clientId: 'x', text: 'y', startedAt: 0, state: 'sent' }] },
      {
        draft: 'Mine',
        at: 0,
        outgoing: [{ clientId: 'x', text: 'y', startedAt: 0, state: 'failed', failure: { code: 'no' } }],
      },
      { draft: 'Mine', at: 0, outgoing: [], returned: { clientId: 'x' } },
    ];
    for (const value of broken) {
      browser.device.clear();
      browser.device.set(name, value);
      browser.device.set('foreign', { draft: 'Mine', at: 0, outgoing: [] });
      const { store } = await browser.page();
      assert.equal(repliesTo(store).draft, '');
      assert.equal(browser.device.size, 0, JSON.stringify(value));
      store.dispose();
    }
  });
});

describe('replies that were handed over', () => {
  test('are kept before they go out, unless that takes too long', async () => {
    const { page, device, disk } = createBrowser();
    const { adapter, store, write } = await page();
    void write('Hello');
    await adapter.next('sendMessage');
    assert.equal(device.size, 1);
    store.dispose();
    disk.isStuck = true;
    const other = await page({ session: fakeUser('jan') });
    void other.write('Hello');
    await settled();
    assert.equal(other.adapter.countOf('sendMessage'), 0);
    await later();
    assert.equal(other.adapter.countOf('sendMessage'), 1);
    other.store.dispose();
  });

  test('go out again in the next page, in their order and under their keys', async () => {
    const { page } = createBrowser();
    const first = await page();
    for (const text of ['One', 'Two', 'Three']) void first.write(text);
    await first.adapter.next('sendMessage');
    first.store.dispose();
    const { adapter, store } = await page();
    assert.deepEqual(bubblesOf(store), ['One: sending', 'Two: sending', 'Three: sending']);
    for (const [clientId, text] of [
      ['id-1', 'One'],
      ['id-2', 'Two'],
      ['id-3', 'Three'],
    ]) {
      const call = await adapter.next('sendMessage');
      assert.deepEqual([call.args[1].clientId, call.args[1].text], [clientId, text]);
      call.answer(fakeMessage(`m-${clientId}`, { clientId: clientId ?? '', author: { kind: 'you' } }));
      await settled();
    }
    assert.deepEqual(bubblesOf(store), []);
    store.dispose();
  });

  test('and that failed say so in the next page, with the reason', async () => {
    const { page } = createBrowser();
    const first = await page();
    const sending = first.write('Hello');
    (await first.adapter.next('sendMessage')).fail('rate_limited', { retryAfterMs: 60_000, reference: 'req-1' });
    await sending;
    first.store.dispose();
    const { adapter, store } = await page();
    const [bubble] = repliesTo(store).outgoing;
    assert.deepEqual(
      [bubble?.state, bubble?.failure?.code, bubble?.failure?.reference],
      ['failed', 'rate_limited', 'req-1'],
    );
    assert.deepEqual(store.unsent, { t: 'not_sent' });
    assert.equal(adapter.countOf('sendMessage'), 0);
    store.dispose();
  });

  for (const [hours, states] of [
    [23, ['Hello: sending']],
    [25, ['Hello: failed']],
  ] as const) {
    test(`${hours} hours ago are ${hours < 24 ? 'sent' : 'for their author to decide about'}`, async () => {
      const { page } = createBrowser();
      const first = await page();
      void first.write('Hello');
      await first.adapter.next('sendMessage');
      first.store.dispose();
      const { store } = await page({ time: hours * hourMs });
      assert.deepEqual(bubblesOf(store), states);
      store.dispose();
    });
  }

  test('and came back into the box go out under their old key in the next page', async () => {
    const { page } = createBrowser();
    const first = await page();
    const sending = first.write('Hello');
    (await first.adapter.next('sendMessage')).fail('session_expired');
    await sending;
    first.store.dispose();
    const { adapter, store } = await page();
    assert.equal(repliesTo(store).draft, 'Hello');
    void replyCommandsOf(store).send('t');
    assert.equal((await adapter.next('sendMessage')).args[1].clientId, 'id-1');
    store.dispose();
  });

  test('and are in the timeline already are not shown again', async () => {
    const { page } = createBrowser();
    const first = await page();
    void first.write('Hello');
    await first.adapter.next('sendMessage');
    first.store.dispose();
    const arrived = fakeMessage('m', { clientId: 'id-1', author: { kind: 'you' } });
    const { adapter, store } = await page({ later: [arrived] });
    assert.deepEqual(bubblesOf(store), []);
    assert.equal(adapter.countOf('sendMessage'), 0);
    store.dispose();
  });
});

describe('two pages on one ticket', () => {
  test('keep their own words, and each is told of the other', async () => {
    const { page, device, draftsIn } = createBrowser();
    const [one, two] = [await page(), await page()];
    repliesOf(one.store).edit('t', 'Of one');
    await later();
    await two.kept.look();
    assert.deepEqual([repliesTo(two.store).draft, two.kept.note('t').isElsewhere], ['', true]);
    repliesOf(two.store).edit('t', 'Of two');
    await later();
    assert.deepEqual(draftsIn(device).sort(), ['Of one', 'Of two']);
    one.store.dispose();
    await settled();
    assert.equal(repliesTo(two.store).draft, 'Of one\n\nOf two');
    assert.equal(two.kept.note('t').isElsewhere, false);
    two.store.dispose();
  });

  test('leave each other’s words alone also where one begins to write while the other looks', async () => {
    const { page, device, disk } = createBrowser();
    const [one, two] = [await page(), await page()];
    disk.onRead = () => {
      disk.onRead = () => undefined;
      void one.write('Hello');
    };
    await two.kept.look();
    await settled();
    assert.deepEqual([bubblesOf(one.store), bubblesOf(two.store)], [['Hello: sending'], []]);
    assert.equal(device.size, 1);
    for (const { store } of [one, two]) store.dispose();
  });

  test('send a reply once: the one that has it, and the other when that one is gone', async () => {
    const { page } = createBrowser();
    const [one, two] = [await page(), await page()];
    void one.write('Hello');
    await one.adapter.next('sendMessage');
    await two.kept.look();
    assert.deepEqual(bubblesOf(two.store), []);
    one.crash();
    await settled();
    assert.deepEqual(bubblesOf(two.store), ['Hello: sending']);
    assert.equal((await two.adapter.next('sendMessage')).args[1].clientId, 'id-1');
    for (const { store } of [one, two]) store.dispose();
  });
});
