import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createStore, entries } from 'idb-keyval';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportReplyBoxElement } from '../../src/elements.ts';
import {
  arrive,
  choose,
  createFilesStage,
  fileOf,
  type FilesStage,
  focusedLabel,
  hasRows,
  namesOf,
  openBox,
  openThread,
  plain,
  refusalsOf,
  rowsOf,
  states,
} from './support-reply-box-files.stage.ts';
import { asGuest, comesTrue, keptOf, later, type } from './support-reply-box-kept.stage.ts';
import { collect, deep, failure, find, focused, isShown, listen, setOnline, shows, textOf, until } from './stage.ts';

const errorOf = (box: Element) => plain(deep(box, '#error')?.textContent ?? '');

describe('files on their way', () => {
  let stage: FilesStage;
  let box: SupportReplyBoxElement;

  beforeEach(async () => {
    stage = await createFilesStage();
    box = await openBox(stage);
  });

  it('show how far they are, and say aloud that they arrived, without percentages', async () => {
    const { said, stop } = listen();
    await choose(box, fileOf('a.txt', 1000));
    const call = await stage.upload();
    call.args[3].onProgress?.(450);
    await shows(box, '45% of 1 kB');
    const progress = await find<HTMLProgressElement>(box, 'progress');
    assert.deepEqual(
      [progress.value, progress.max, deep(box, `#${progress.getAttribute('aria-labelledby')}`)?.textContent],
      [450, 1000, 'a.txt'],
    );
    assert.isTrue(box.matches(':state(uploading)'));
    arrive(call);
    await shows(box, 'Uploaded · 1 kB');
    assert.isNull(deep(box, 'progress'));
    assert.isFalse(box.matches(':state(uploading)'));
    await until(() => said.includes('a.txt uploaded'), 'it is not said');
    assert.deepEqual(said, ['1 file added', 'a.txt uploaded']);
    stop();
  });

  it('go out with the words once they are there, and the page can look at them first', async () => {
    const requests = collect(box, 'support-before-send');
    await choose(box, fileOf('a.txt'), fileOf('b.txt'));
    for (let count = 0; count < 2; count += 1) arrive(await stage.upload());
    await states(box, 'done', 'done');
    await type(box, 'Here they are');
    assert.isTrue(await box.send());
    const [reply] = stage.sent;
    assert.strictEqual(reply?.attachmentIds.length, 2);
    assert.deepEqual(requests[0]?.detail.attachmentIds, reply?.attachmentIds);
    await hasRows(box, 0);
  });

  it('may be all of a reply', async () => {
    await choose(box, fileOf('a.txt'));
    arrive(await stage.upload());
    await states(box, 'done');
    assert.isTrue(await box.send());
    assert.strictEqual(stage.sent[0]?.text, '');
  });

  it('keep a reply in the box until they are there, which is explained and then over by itself', async () => {
    const { said, stop } = listen();
    await choose(box, fileOf('a.txt'));
    await type(box, 'Here it is');
    const send = await find<HTMLButtonElement>(box, '.button-primary');
    send.focus();
    send.click();
    await until(() => errorOf(box) !== '', 'nothing is said');
    assert.strictEqual(errorOf(box), 'Wait until the files finish uploading, or remove them.');
    assert.include(said, errorOf(box));
    assert.strictEqual(focused(), send);
    assert.deepEqual([box.value, stage.sent.length], ['Here it is', 0]);
    arrive(await stage.upload());
    await until(() => errorOf(box) === '', 'the sentence stays');
    stop();
    assert.isTrue(await box.send());
  });

  it('that failed say why aloud, hold the reply, and go on when somebody asks', async () => {
    const { said, stop } = listen();
    await choose(box, fileOf('a.txt'), fileOf('b.txt'));
    (await stage.upload()).fail('unsupported_type');
    arrive(await stage.upload());
    await states(box, 'failed', 'done');
    await until(() => said.some((text) => text.startsWith('a.txt wasn’t uploaded')), 'it is not said');
    assert.isTrue(isShown(box, 'Not uploaded. It wasn’t accepted. Choose another file.'));
    await box.send();
    await until(() => errorOf(box) !== '', 'nothing holds the reply');
    assert.strictEqual(errorOf(box), 'Upload a.txt again, or remove it, before you send.');
    const retry = await find<HTMLButtonElement>(box, '.file .retry');
    assert.strictEqual(plain(retry.getAttribute('aria-label') ?? ''), 'Upload a.txt again');
    retry.click();
    const again = await stage.upload();
    await states(box, 'uploading', 'done');
    arrive(again);
    await states(box, 'done', 'done');
    stop();
    assert.isTrue(await box.send());
  });

  it('with malware leave the box, with a sentence that says so', async () => {
    await choose(box, fileOf('a.txt'), fileOf('b.txt'));
    (await stage.upload()).fail('infected');
    await hasRows(box, 1);
    assert.deepEqual(refusalsOf(box), ['a.txt didn’t pass the virus check and was removed.']);
  });

  it('wait without a network, say so, and go on with it', async () => {
    setOnline(false);
    await choose(box, fileOf('a.txt'));
    await shows(box, 'Waiting for a connection · 1 kB');
    assert.strictEqual(stage.fake.countOf('upload'), 0);
    setOnline(true);
    arrive(await stage.upload());
    await states(box, 'done');
  });

  it('travel three at once', async () => {
    const many = await createFilesStage({ maxFiles: 5 });
    const other = await openBox(many);
    await choose(other, ...['a', 'b', 'c', 'd', 'e'].map((name) => fileOf(`${name}.txt`)));
    await states(other, 'uploading', 'uploading', 'uploading', 'waiting', 'waiting');
    arrive(await many.upload());
    await states(other, 'done', 'uploading', 'uploading', 'uploading', 'waiting');
  });

  it('come back with the words of a reply that the server refuses because of them, and go up anew', async () => {
    const { adapter } = stage;
    let isGone = true;
    const sendMessage: SupportAdapter['sendMessage'] = (...asked) => {
      if (!isGone) return adapter.sendMessage(...asked);
      isGone = false;
      return Promise.reject(failure('gone'));
    };
    box = await openBox({ ...stage, adapter: { ...adapter, sendMessage } });
    await choose(box, fileOf('a.txt'));
    const first = await stage.upload();
    arrive(first);
    await states(box, 'done');
    await type(box, 'Here it is');
    assert.isFalse(await box.send());
    const again = await stage.upload();
    assert.notStrictEqual(again.args[2].clientId, first.args[2].clientId);
    assert.strictEqual(errorOf(box), 'Your files are being uploaded again. Send your reply once they are done.');
    assert.strictEqual(box.value, 'Here it is');
    arrive(again);
    await states(box, 'done');
    assert.isTrue(await box.send());
    assert.strictEqual(stage.sent[0]?.text, 'Here it is');
  });

  it('of a reply that is not sent stand in its bubble, and come back to be edited', async () => {
    const other = await openThread(stage);
    stage.adapter.sendMessage = () => Promise.reject(failure('rate_limited'));
    await choose(other.box, fileOf('a.txt'));
    arrive(await stage.upload());
    await states(other.box, 'done');
    await other.box.send();
    const bubble = await find(other.thread, 'article[data-state="failed"]');
    assert.include(textOf(bubble), 'a.txt');
    (await find<HTMLButtonElement>(other.thread, '.unsent-actions button:nth-of-type(2)')).click();
    await hasRows(other.box, 1);
    await states(other.box, 'done');
  });

  it('of a reply that is not sent stand above a box without a thread', async () => {
    stage.adapter.sendMessage = () => Promise.reject(failure('rate_limited'));
    await choose(box, fileOf('a.txt'));
    arrive(await stage.upload());
    await states(box, 'done');
    await box.send();
    assert.include(textOf(await find(box, '.unsent-files')), 'a.txt');
    assert.isNull(deep(box, '.unsent-words'));
  });
});

describe('the keyboard, in the files of a reply', () => {
  it('reaches every button in order, and removes with Delete, with focus on what comes next', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'), fileOf('b.txt'), fileOf('c.txt'));
    for (let count = 0; count < 3; count += 1) arrive(await stage.upload());
    await states(box, 'done', 'done', 'done');
    box.focus();
    const walked: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await sendKeys({ press: 'Tab' });
      walked.push(focusedLabel());
    }
    assert.deepEqual(walked, ['Remove a.txt', 'Remove b.txt', 'Remove c.txt', 'Attach files', 'Send']);
    rowsOf(box)[1]?.querySelector('button')?.focus();
    await sendKeys({ press: 'Delete' });
    await hasRows(box, 2);
    await until(() => focusedLabel() === 'Remove c.txt', 'focus is lost');
    await sendKeys({ press: 'Delete' });
    await until(() => focusedLabel() === 'Remove a.txt', 'focus is lost');
    await sendKeys({ press: 'Enter' });
    await hasRows(box, 0);
    await until(() => focusedLabel() === 'Attach files', 'focus is lost');
  });

  it('cancels an upload, of which the server hears', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    const call = await stage.upload();
    const cancel = await find<HTMLButtonElement>(box, '.file button');
    assert.strictEqual(plain(cancel.getAttribute('aria-label') ?? ''), 'Cancel uploading a.txt');
    cancel.focus();
    await sendKeys({ press: 'Enter' });
    await hasRows(box, 0);
    assert.isTrue(call.signal.aborted);
    assert.strictEqual((await stage.fake.next('discard')).args[1], call.args[2].clientId);
  });

  it('leaves Delete in the field alone', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    await type(box, 'ab');
    await sendKeys({ press: 'Backspace' });
    assert.deepEqual([box.value, namesOf(box)], ['a', ['a.txt']]);
  });
});

describe('files of a draft', () => {
  it('are in the box again after a reload, and go on under their keys', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'), fileOf('b.txt', 2000));
    arrive(await stage.upload());
    const cut = await stage.upload();
    cut.args[3].onProgress?.(500);
    await states(box, 'done', 'uploading');
    await shows(box, 'Draft saved on this device');
    box.remove();
    await until(() => cut.signal.aborted, 'the upload goes on in a page that is gone');
    const next = await openBox(stage);
    const again = await stage.upload();
    assert.deepEqual([again.args[2].clientId, again.args[1].size], [cut.args[2].clientId, 2000]);
    await hasRows(next, 2);
    assert.deepEqual(namesOf(next), ['a.txt', 'b.txt']);
    await shows(next, 'We brought back your draft');
    arrive(again);
    await states(next, 'done', 'done');
    assert.isTrue(await next.send());
    await comesTrue(async () => (await keptOf(stage)).length === 0, 'something is left');
  });

  it('leave with a draft that is thrown away, and come back with it', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    await shows(box, 'Draft saved on this device');
    box.remove();
    const next = await openBox(stage);
    await shows(next, 'We brought back your draft');
    (await find<HTMLButtonElement>(next, '.draft-note button')).click();
    await hasRows(next, 0);
    (await find<HTMLButtonElement>(next, '.draft-note .undo')).click();
    await hasRows(next, 1);
  });

  it('are forgotten after seven days', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    await shows(box, 'Draft saved on this device');
    box.remove();
    const back = later(7 * 24 + 1);
    try {
      const next = await openBox(stage);
      await comesTrue(async () => (await keptOf(stage)).length === 0, 'something is left');
      await hasRows(next, 0);
    } finally {
      back();
    }
  });

  it('that the browser has no room for can be sent, and nobody claims that they are kept', async () => {
    const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put') ?? {};
    IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
      if (value instanceof Blob) throw new DOMException('There is no room.', 'QuotaExceededError');
      return (put.value as IDBObjectStore['put']).call(this, value, key);
    };
    try {
      const stage = await createFilesStage();
      const box = await openBox(stage);
      await choose(box, fileOf('a.txt'));
      arrive(await stage.upload());
      await shows(box, 'This browser can’t keep your files. Leave this page open until your reply is sent.');
      assert.isFalse(isShown(box, 'Draft saved on this device'));
      await states(box, 'done');
      assert.isTrue(await box.send());
    } finally {
      Object.defineProperty(IDBObjectStore.prototype, 'put', put);
    }
  });

  it('of a guest are in the box again after a reload of the tab, sealed on the disk meanwhile', async () => {
    const guest = asGuest(await createFilesStage());
    const box = await openBox(guest);
    await choose(box, new File(['what a guest sends'], 'a.txt', { type: 'text/plain' }));
    await shows(box, 'Draft saved on this device');
    const all = await entries<string, Blob>(createStore('helpdock-files', 'files'));
    const onDisk = await Promise.all(all.map(([, value]) => value.text()));
    assert.notInclude(onDisk.join(), 'what a guest sends');
    box.remove();
    const cut = await guest.upload();
    await until(() => cut.signal.aborted, 'the upload goes on in a page that is gone');
    const next = await openBox(guest);
    const again = await guest.upload();
    assert.strictEqual(await again.args[1].text(), 'what a guest sends');
    await hasRows(next, 1);
    assert.deepEqual(namesOf(next), ['a.txt']);
  });

  it('leave the box with its words when it is emptied', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    await hasRows(box, 1);
    box.discardDraft();
    await hasRows(box, 0);
  });
});
