import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { repliesOf, threadsOf } from '../../src/state/conversations.ts';
import { replyCommandsOf } from '../../src/state/reply-commands.ts';
import { replyFilesOf } from '../../src/state/reply-files.ts';
import { fakeMessage } from '../helpers/fake-contract.ts';
import { attach, filesOf, store as arrive } from './attached.ts';
import { bubblesOf, failAllTries, failureOf, messageFor, nothing, openTicket, repliesTo } from './open-ticket.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

/** An open ticket with uploaded files in its draft. */
async function openWith(...names: readonly string[]) {
  const opened = await openTicket();
  attach(opened.store, ...names);
  for (const _ of names) await arrive(await opened.adapter.next('upload'));
  return opened;
}

const sentOf = async ({ adapter }: Awaited<ReturnType<typeof openTicket>>) => {
  const call = await adapter.next('sendMessage');
  const { clientId, text, attachmentIds } = call.args[1];
  return { call, sent: [clientId, text, attachmentIds.join(' ')] };
};

describe('a reply with files', () => {
  test('carries them in the order of choosing, and takes them out of the box', async () => {
    const opened = await openWith('a', 'b');
    const { store, write } = opened;
    const sending = write('Hello');
    assert.deepEqual([repliesTo(store).draft, repliesTo(store).files], ['', []]);
    assert.deepEqual(
      repliesTo(store).outgoing[0]?.files?.map(({ name }) => name),
      ['a', 'b'],
    );
    const { call, sent } = await sentOf(opened);
    assert.deepEqual(sent, ['id-3', 'Hello', 'a-id-1 a-id-2']);
    call.answer(messageFor(call));
    assert.equal((await sending)?.id, 'm-id-3');
    assert.deepEqual(repliesTo(store), nothing);
    store.dispose();
  });

  test('may be nothing but files', async () => {
    const opened = await openWith('a');
    const { store } = opened;
    const sending = replyCommandsOf(store).send('t');
    const { call, sent } = await sentOf(opened);
    assert.deepEqual(sent, ['id-2', '', 'a-id-1']);
    call.answer(messageFor(call));
    assert.equal((await sending)?.id, 'm-id-2');
    store.dispose();
  });

  test('stays in the box as long as one of them is not there', async () => {
    const { adapter, store, write } = await openTicket();
    attach(store, 'a');
    const upload = await adapter.next('upload');
    assert.equal(await write('Hello'), undefined);
    assert.deepEqual(failureOf(store)?.fields, [{ pointer: '/attachmentIds', code: 'pending' }]);
    assert.deepEqual([repliesTo(store).draft, filesOf(store)], ['Hello', ['a: uploading']]);
    upload.fail('too_large');
    await setImmediate();
    assert.equal(await replyCommandsOf(store).send('t'), undefined);
    assert.equal(adapter.countOf('sendMessage'), 0);
    store.dispose();
  });

  test('does not take files along that were chosen after it', async () => {
    const opened = await openWith('a');
    const { store, write } = opened;
    void write('Hello');
    attach(store, 'b');
    assert.deepEqual((await sentOf(opened)).sent, ['id-2', 'Hello', 'a-id-1']);
    assert.deepEqual(filesOf(store), ['b: uploading']);
    store.dispose();
  });

  test('that nobody answers goes out again with the same files under the same key', async () => {
    const opened = await openWith('a');
    const { adapter, store, write } = opened;
    void write('Hello');
    assert.deepEqual(await failAllTries(adapter, 'timeout'), ['id-2', 'id-2', 'id-2']);
    assert.deepEqual(bubblesOf(store), ['Hello: failed']);
    replyCommandsOf(store).retry('t', 'id-2');
    assert.deepEqual((await sentOf(opened)).sent, ['id-2', 'Hello', 'a-id-1']);
    store.dispose();
  });

  test('that was thrown away comes back with its files', async () => {
    const { adapter, store, write } = await openWith('a');
    void write('Hello');
    await failAllTries(adapter, 'timeout');
    replyCommandsOf(store).discard('t', 'id-2');
    replyCommandsOf(store).undoDiscard('t');
    assert.deepEqual(
      repliesTo(store).outgoing[0]?.files?.map(({ name }) => name),
      ['a'],
    );
    store.dispose();
  });
});

describe('a reply that was taken back', () => {
  /** The reply may be there, but nobody said so. */
  async function takenBack() {
    const opened = await openWith('a');
    void opened.write('Hello');
    await failAllTries(opened.adapter, 'timeout');
    replyCommandsOf(opened.store).takeBack('t', 'id-2');
    return opened;
  }

  test('stands in the box with its files, before those that are there', async () => {
    const { adapter, store, write } = await openWith('a');
    void write('Hello');
    attach(store, 'b');
    await failAllTries(adapter, 'timeout');
    replyCommandsOf(store).takeBack('t', 'id-2');
    assert.deepEqual([repliesTo(store).draft, filesOf(store)], ['Hello', ['a: done', 'b: uploading']]);
    store.dispose();
  });

  test('unchanged goes out under its key', async () => {
    const opened = await takenBack();
    void replyCommandsOf(opened.store).send('t');
    assert.deepEqual((await sentOf(opened)).sent, ['id-2', 'Hello', 'a-id-1']);
    opened.store.dispose();
  });

  test('with another file is two replies: the one that may be there, and what is new', async () => {
    const opened = await takenBack();
    attach(opened.store, 'b');
    await arrive(await opened.adapter.next('upload'));
    void replyCommandsOf(opened.store).send('t');
    const { call, sent } = await sentOf(opened);
    assert.deepEqual(sent, ['id-2', 'Hello', 'a-id-1']);
    call.answer(messageFor(call));
    assert.deepEqual((await sentOf(opened)).sent, ['id-4', '', 'a-id-3']);
    opened.store.dispose();
  });

  test('without its file is another reply', async () => {
    const opened = await takenBack();
    replyFilesOf(opened.store).remove('t', 'id-1');
    void replyCommandsOf(opened.store).send('t');
    assert.deepEqual((await sentOf(opened)).sent, ['id-3', 'Hello', '']);
    opened.store.dispose();
  });

  test('that turns out to be there leaves the box with its files, and with nothing else', async () => {
    const { adapter, store, timeline } = await takenBack();
    attach(store, 'b');
    await arrive(await adapter.next('upload'));
    timeline.push(fakeMessage('m', { clientId: 'id-2', author: { kind: 'you' } }));
    await threadsOf(store).refresh('t');
    assert.deepEqual([repliesTo(store).draft, filesOf(store)], ['', ['b: done']]);
    store.dispose();
  });

  test('and was nothing but files is told from what was written since', async () => {
    const opened = await openWith('a');
    const { adapter, store } = opened;
    void replyCommandsOf(store).send('t');
    await failAllTries(adapter, 'timeout');
    replyCommandsOf(store).takeBack('t', 'id-2');
    repliesOf(store).edit('t', 'Hello');
    void replyCommandsOf(store).send('t');
    const { call, sent } = await sentOf(opened);
    assert.deepEqual(sent, ['id-2', '', 'a-id-1']);
    call.answer(messageFor(call));
    assert.deepEqual((await sentOf(opened)).sent, ['id-3', 'Hello', '']);
    store.dispose();
  });
});

describe('a reply that is refused', () => {
  test('because of its words gives words and files back', async () => {
    const opened = await openWith('a');
    void opened.write('Hello');
    (await sentOf(opened)).call.fail('session_expired');
    await setImmediate();
    assert.deepEqual([repliesTo(opened.store).draft, filesOf(opened.store)], ['Hello', ['a: done']]);
    opened.store.dispose();
  });

  test('because a file is unknown uploads that one anew under another key, and goes out as another reply', async () => {
    const opened = await openWith('a', 'b');
    const { adapter, store } = opened;
    void opened.write('Hello');
    const fields = [{ pointer: '/attachmentIds/1', code: 'unknown' }];
    (await sentOf(opened)).call.fail('validation', { fields });
    const again = await adapter.next('upload');
    assert.deepEqual([again.args[2].clientId, again.args[2].name, again.args[1].size], ['id-4', 'b', 10]);
    assert.deepEqual([repliesTo(store).draft, filesOf(store)], ['Hello', ['a: done', 'b: uploading']]);
    await arrive(again);
    void replyCommandsOf(store).send('t');
    assert.deepEqual((await sentOf(opened)).sent, ['id-5', 'Hello', 'a-id-1 a-id-4']);
    store.dispose();
  });

  test('because files are gone, without saying which, uploads all of them anew', async () => {
    const opened = await openWith('a', 'b');
    void opened.write('Hello');
    (await sentOf(opened)).call.fail('gone');
    await setImmediate();
    assert.equal(opened.adapter.countOf('upload'), 4);
    assert.deepEqual(
      repliesTo(opened.store).files.map(({ clientId }) => clientId),
      ['id-4', 'id-5'],
    );
    opened.store.dispose();
  });

  test('leaves the keys of those around it alone, and their files', async () => {
    const opened = await openWith('a');
    const { adapter, store } = opened;
    void opened.write('One');
    await failAllTries(adapter, 'timeout');
    for (const name of ['b', 'c']) {
      attach(store, name);
      await arrive(await adapter.next('upload'));
      void opened.write(name);
    }
    (await sentOf(opened)).call.fail('gone');
    await setImmediate();
    assert.deepEqual(filesOf(store), ['a: done', 'b: uploading', 'c: done']);
    await arrive(await adapter.next('upload'));
    void replyCommandsOf(store).send('t');
    const { call, sent } = await sentOf(opened);
    assert.deepEqual(sent, ['id-2', 'One', 'a-id-1']);
    call.answer(messageFor(call));
    assert.deepEqual((await sentOf(opened)).sent.slice(1), ['b\n\nc', 'a-id-7 a-id-5']);
    store.dispose();
  });

  test('because of a file whose bytes are no longer here says so', async () => {
    const opened = await openWith('a');
    const { store } = opened;
    const { files } = repliesTo(store);
    repliesOf(store).restore('t', { files: files.map((file) => ({ ...file, blob: undefined })) });
    void opened.write('Hello');
    (await sentOf(opened)).call.fail('gone');
    await setImmediate();
    assert.deepEqual([filesOf(store), repliesTo(store).files[0]?.failure?.code], [['a: failed'], 'gone']);
    store.dispose();
  });
});
