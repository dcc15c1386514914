import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Session } from '../../src/contract/index.ts';
import { repliesOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { replyFilesOf } from '../../src/state/reply-files.ts';
import { fakeUser } from '../helpers/fake-contract.ts';
import { attach, filesOf, store as arrive } from './attached.ts';
import { createBrowser, hourMs, later, settled } from './kept-page.ts';
import { bubblesOf, failAllTries, messageFor, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

type Page = Awaited<ReturnType<ReturnType<typeof createBrowser>['page']>>;
const guest: Session = {
  kind: 'guest',
  ticketIds: ['t'],
  emailHint: 'o…@example.com',
  expiresAt: '2030-01-01T00:00:00Z',
};

/** The page ends as a tab that is closed does. */
async function end({ store }: Pick<Page, 'store'>): Promise<void> {
  store.dispose();
  await settled();
}

describe('files of a draft', () => {
  test('are kept at once, before anything can happen to them, each of them once', async () => {
    const browser = createBrowser();
    const { adapter, store } = await browser.page();
    attach(store, 'a');
    await settled();
    assert.deepEqual([browser.device.size, browser.bytes.device.size], [1, 1]);
    const call = await adapter.next('upload');
    for (const sent of [3, 6, 9]) call.args[3].onProgress?.(sent);
    for (const draft of ['H', 'He', 'Hel']) {
      repliesOf(store).edit('t', draft);
      await later();
    }
    await arrive(call);
    await later();
    assert.equal(browser.writes.length, 1);
    await end({ store });
  });

  test('are in the box again after a crash, and go on under their keys', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a', 'b');
    repliesOf(before.store).edit('t', 'Hello');
    await arrive(await before.adapter.next('upload'));
    await later();
    before.crash();
    const { adapter, kept, store } = await browser.page();
    assert.deepEqual([repliesTo(store).draft, filesOf(store)], ['Hello', ['a: done', 'b: waiting']]);
    assert.deepEqual(store.unsent, { t: 'draft' });
    assert.deepEqual(
      kept.note('t').restored?.files.map(({ name }) => name),
      ['a', 'b'],
    );
    replyFilesOf(store);
    const call = await adapter.next('upload');
    assert.deepEqual([call.args[2].clientId, await call.args[1].text()], ['id-2', '0123456789']);
    assert.equal(browser.bytes.device.size, 2);
    assert.equal(browser.writes.length, 2);
    await end({ store });
  });

  test('come back without any words, and can be thrown away and had again', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await settled();
    await end(before);
    const { kept, store } = await browser.page();
    assert.deepEqual(filesOf(store), ['a: waiting']);
    kept.discard('t');
    await settled();
    assert.deepEqual([filesOf(store), browser.bytes.device.size], [[], 0]);
    kept.undo('t');
    await settled();
    assert.deepEqual([filesOf(store), browser.bytes.device.size], [['a: waiting'], 1]);
    await end({ store });
  });

  test('stand before those that were chosen until they were found', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await settled();
    const other = await browser.page();
    repliesOf(other.store).restore('t', {
      files: [
        { clientId: 'other', name: 'b', mediaType: '', size: 1, blob: new Blob(['b']), state: 'waiting', sent: 0 },
      ],
    });
    assert.ok(other.kept.note('t').isElsewhere);
    await end(before);
    assert.deepEqual(filesOf(other.store), ['a: waiting', 'b: waiting']);
    assert.equal(browser.bytes.device.size, 2);
    await end(other);
  });

  test('whose bytes got lost are named all the same', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a', 'b');
    await arrive(await before.adapter.next('upload'));
    await later();
    await end(before);
    browser.bytes.device.clear();
    const { store } = await browser.page();
    assert.deepEqual(filesOf(store), ['a: done', 'b: failed']);
    assert.equal(repliesTo(store).files[1]?.failure?.code, 'gone');
    await end({ store });
  });

  test('that are removed or sent leave no bytes behind', async () => {
    const browser = createBrowser();
    const { adapter, store } = await browser.page();
    attach(store, 'a', 'b');
    for (const _ of 'ab') await arrive(await adapter.next('upload'));
    await settled();
    replyFilesOf(store).remove('t', 'id-1');
    await settled();
    assert.equal(browser.bytes.device.size, 1);
    const sending = replyCommandsOf(store).send('t');
    const call = await adapter.next('sendMessage');
    assert.equal(browser.bytes.device.size, 1);
    call.answer(messageFor(call));
    await sending;
    await settled();
    assert.deepEqual([browser.device.size, browser.bytes.device.size], [0, 0]);
    await end({ store });
  });

  test('are forgotten with their words after seven days', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await settled();
    await end(before);
    const { store } = await browser.page({ time: 169 * hourMs });
    await settled();
    assert.deepEqual([filesOf(store), browser.device.size, browser.bytes.device.size], [[], 0, 0]);
    await end({ store });
  });

  test('that the place does not take are in use all the same, and nobody claims that they are kept', async () => {
    const browser = createBrowser();
    browser.disk.isFull = true;
    const { kept, store } = await browser.page();
    attach(store, 'a');
    repliesOf(store).edit('t', 'Hello');
    await later();
    assert.deepEqual([kept.note('t').isSaved, kept.note('t').hasUnkeptFiles], [false, true]);
    replyFilesOf(store).remove('t', 'id-1');
    await later();
    assert.deepEqual([kept.note('t').isSaved, kept.note('t').hasUnkeptFiles], [true, false]);
    await end({ store });
  });
});

describe('files of a reply that was handed over', () => {
  test('come back with it, and it goes out under its key with the same files', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await arrive(await before.adapter.next('upload'));
    void before.write('Hello');
    await before.adapter.next('sendMessage');
    await settled();
    before.crash();
    const { adapter, store } = await browser.page();
    const { args } = await adapter.next('sendMessage');
    assert.deepEqual(args[1], { clientId: 'id-2', text: 'Hello', attachmentIds: ['a-id-1'] });
    assert.equal(await repliesTo(store).outgoing[0]?.files?.[0]?.blob?.text(), '0123456789');
    await end({ store });
  });

  test('are gone from the place that kept them when the conversation has it already', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await arrive(await before.adapter.next('upload'));
    void before.write('Hello');
    const call = await before.adapter.next('sendMessage');
    await settled();
    before.crash();
    const { store } = await browser.page({ later: [messageFor(call)] });
    assert.deepEqual(bubblesOf(store), []);
    assert.deepEqual([browser.device.size, browser.bytes.device.size], [0, 0]);
    await end({ store });
  });

  test('that was taken back unanswered keep the key of a reply without words', async () => {
    const browser = createBrowser();
    const before = await browser.page();
    attach(before.store, 'a');
    await arrive(await before.adapter.next('upload'));
    void replyCommandsOf(before.store).send('t');
    await failAllTries(before.adapter, 'timeout');
    assert.deepEqual(bubblesOf(before.store), [': failed']);
    replyCommandsOf(before.store).takeBack('t', 'id-2');
    await settled();
    await end(before);
    const { adapter, store } = await browser.page();
    void replyCommandsOf(store).send('t');
    const { args } = await adapter.next('sendMessage');
    assert.deepEqual(args[1], { clientId: 'id-2', text: '', attachmentIds: ['a-id-1'] });
    await end({ store });
  });
});

describe('somebody else', () => {
  test('never gets files of an account, whose bytes are wiped when another comes or its owner leaves', async () => {
    const browser = createBrowser();
    const { become, store } = await browser.page();
    attach(store, 'a');
    await settled();
    await become(fakeUser('ewa'));
    await settled();
    assert.deepEqual([filesOf(store), browser.device.size, browser.bytes.device.size], [[], 0, 0]);
    await end({ store });
  });

  test('wipes bytes that were still on their way to the disk', async () => {
    const browser = createBrowser();
    const { adapter, store } = await browser.page();
    attach(store, 'a');
    const leaving = store.session.signOut();
    (await adapter.next('signOut')).answer();
    await leaving;
    await settled();
    await later();
    assert.deepEqual([browser.device.size, browser.bytes.device.size], [0, 0]);
    await end({ store });
  });

  test('who is a guest keeps files where guests keep words', async () => {
    const browser = createBrowser();
    const { store } = await browser.page({ session: guest });
    attach(store, 'a');
    await settled();
    assert.deepEqual([browser.bytes.device.size, browser.bytes.tab.size], [0, 1]);
    await end({ store });
  });
});

test('bytes that no words name are swept, and those of a page that runs are not', async () => {
  const browser = createBrowser();
  const first = await browser.page();
  attach(first.store, 'a');
  await settled();
  const name = [...browser.bytes.device.keys()][0] ?? '';
  browser.bytes.device.set(name.replace('id-1', 'left-over'), new Blob(['x']));
  browser.bytes.device.set('["another backend","user ola","t","f"]', new Blob(['x']));
  const second = await browser.page();
  await setImmediate();
  assert.deepEqual([...browser.bytes.device.keys()], [name, '["another backend","user ola","t","f"]']);
  await end(second);
  await end(first);
});
