import { assert } from '@open-wc/testing';
import type { SupportAdapter } from '../../src/contract/index.ts';
import { mountThread } from './conversation.ts';
import {
  createFilesStage,
  choose,
  drag,
  fileOf,
  hasRows,
  namesOf,
  openBox,
  openThread,
  paste,
  plain,
  refusalsOf,
  transferOf,
} from './support-reply-box-files.stage.ts';
import { type } from './support-reply-box-kept.stage.ts';
import { deep, find, isShown, listen, shows, standing, until } from './stage.ts';
import { photoWith } from './photos.ts';

const isDropping = (box: Element) => box.matches(':state(dropping)');
const targetOf = (box: Element) => deep(box, '.drop-target');

describe('files for a reply', () => {
  it('are chosen with a button that says beforehand what can be chosen, in any number', async () => {
    const box = await openBox(await createFilesStage());
    const picker = await find<HTMLInputElement>(box, '#picker');
    const button = await find<HTMLButtonElement>(box, '.attach');
    assert.isTrue(isShown(box, 'Up to 3 files, 5 MB each: images, PDF, text.'));
    assert.strictEqual(
      plain(deep(box, `#${button.getAttribute('aria-describedby')}`)?.textContent ?? ''),
      'Up to 3 files, 5 MB each: images, PDF, text.',
    );
    assert.deepEqual([picker.multiple, picker.accept, picker.tabIndex], [true, 'image/*,.pdf,text/plain', 0]);
    let opened = 0;
    picker.addEventListener('click', (event) => {
      event.preventDefault();
      opened += 1;
    });
    button.click();
    assert.strictEqual(opened, 1);
    await choose(box, fileOf('a.txt'), fileOf('b.pdf', 2_500_000, 'application/pdf'));
    await hasRows(box, 2);
    assert.deepEqual(namesOf(box), ['a.txt', 'b.pdf']);
    assert.isTrue(isShown(box, '2.5 MB'));
  });

  it('can be chosen again after they were removed', async () => {
    const box = await openBox(await createFilesStage());
    for (let round = 0; round < 2; round += 1) {
      await choose(box, fileOf('a.txt'));
      await hasRows(box, 1);
      (await find<HTMLButtonElement>(box, '.file .remove')).click();
      await hasRows(box, 0);
    }
  });

  it('are not offered where the backend takes none', async () => {
    const box = await openBox(await createFilesStage({ maxFiles: 0 }));
    await shows(box, 'Your reply');
    assert.isNull(deep(box, '.attach'));
    assert.isFalse(paste(box, transferOf(fileOf('a.txt'))).defaultPrevented);
    assert.isFalse(drag('dragover', box, transferOf(fileOf('a.txt'))).defaultPrevented);
    await box.send();
    assert.isTrue(isShown(box, 'Write a message first.'));
  });

  it('are not offered where the ticket takes none', async () => {
    const stage = await createFilesStage();
    const { adapter } = stage;
    const getTicket: SupportAdapter['getTicket'] = async (...asked) => {
      const ticket = await adapter.getTicket(...asked);
      return { ...ticket, can: { ...ticket.can, attach: false } };
    };
    const thread = await mountThread({ ...adapter, getTicket }, stage.ticket);
    const box = await find(thread, 'support-reply-box');
    await standing(box);
    await shows(box, 'Send');
    assert.isNull(deep(box, '.attach'));
  });

  it('are known by their names where systems call them by the program that opens them', async () => {
    const stage = await createFilesStage({ accept: ['text/csv', 'application/zip'] });
    const box = await openBox(stage);
    const types = { 'a.csv': 'application/vnd.ms-excel', 'b.ZIP': 'application/x-zip-compressed' };
    await choose(box, ...Object.entries(types).map(([name, type]) => fileOf(name, 1000, type)));
    await hasRows(box, 2);
    const told = [await stage.upload(), await stage.upload()].map(({ args: [, , { mediaType }] }) => mediaType);
    assert.deepEqual(told, ['text/csv', 'application/zip']);
  });

  it('are announced once, however many there are', async () => {
    const box = await openBox(await createFilesStage());
    const { said, stop } = listen();
    await choose(box, fileOf('a.txt'), fileOf('b.txt'));
    await until(() => said.length > 0, 'nothing is said');
    assert.deepEqual(said, ['2 files added']);
    stop();
  });
});

describe('a file that cannot go with a reply', () => {
  const cases = [
    ['is empty', [fileOf('a.txt', 0)], 'a.txt is empty. Check the file and add it again.'],
    ['is there already', [fileOf('a.txt'), fileOf('a.txt')], 'a.txt is already attached.'],
    ['is of another kind', [fileOf('a.exe', 9, '')], 'a.exe can’t be attached. Accepted: images, PDF, text.'],
    [
      'is too big',
      [fileOf('a.txt', 6_000_000)],
      'a.txt is 6 MB. The limit is 5 MB. Make it smaller or split it, then add it again.',
    ],
    [
      'is one too many',
      ['a', 'b', 'c', 'd'].map((name) => fileOf(`${name}.txt`)),
      'One reply can have 3 files. d.txt wasn’t added: send it in another reply.',
    ],
    [
      'makes the whole too big',
      [fileOf('a.txt', 4_500_000), fileOf('b.txt', 4_500_001)],
      'Together the files are 9 MB. The limit is 8 MB. b.txt wasn’t added: send it in another reply.',
    ],
  ] as const;
  for (const [name, files, sentence] of cases) {
    it(`because it ${name} is named with the limit and the remedy, also aloud, and the others are taken`, async () => {
      const box = await openBox(await createFilesStage());
      const { said, stop } = listen();
      await choose(box, ...files);
      await until(() => refusalsOf(box).length > 0, 'nothing is refused');
      assert.deepEqual(refusalsOf(box), [sentence]);
      await hasRows(box, files.length - 1);
      await until(() => said.some((words) => plain(words) === sentence), 'it is not said');
      stop();
    });
  }

  it('is told of by the first thing that is wrong with it, each in a sentence of its own', async () => {
    const box = await openBox(await createFilesStage());
    await choose(box, fileOf('a.exe', 0, ''), fileOf('b.exe', 6_000_000, ''), fileOf('c.txt'));
    await hasRows(box, 1);
    assert.deepEqual(refusalsOf(box), [
      'a.exe is empty. Check the file and add it again.',
      'b.exe can’t be attached. Accepted: images, PDF, text.',
    ]);
    await choose(box, fileOf('d.txt'));
    await hasRows(box, 2);
    assert.deepEqual(refusalsOf(box), []);
  });

  it('is not a photo that its system cannot name', async () => {
    const box = await openBox(await createFilesStage());
    await choose(box, fileOf('IMG_0001.HEIC', 900, ''), fileOf('SCAN.PDF', 900, ''));
    await hasRows(box, 2);
    assert.deepEqual(refusalsOf(box), []);
  });
});

describe('dropping files', () => {
  it('anywhere on the thread shows where they go, and takes them', async () => {
    const { box, thread } = await openThread(await createFilesStage());
    const transfer = transferOf(fileOf('a.txt'));
    const article = await find(thread, 'article');
    drag('dragenter', article, transfer);
    assert.isTrue(drag('dragover', article, transfer).defaultPrevented);
    assert.isTrue(isDropping(box));
    assert.isTrue(targetOf(box)?.matches(':popover-open'));
    assert.strictEqual(plain(targetOf(box)?.textContent ?? ''), 'Drop files here to attach them');
    const [target, pane] = [targetOf(box)?.getBoundingClientRect(), thread.getBoundingClientRect()];
    assert.closeTo(target?.width ?? 0, Math.min(pane.right, innerWidth) - pane.left, 1);
    assert.isTrue(drag('drop', article, transfer).defaultPrevented);
    assert.isFalse(isDropping(box));
    await hasRows(box, 1);
  });

  it('goes on over the parts of the thread, and ends where the pointer leaves it', async () => {
    const { box, thread } = await openThread(await createFilesStage());
    const transfer = transferOf(fileOf('a.txt'));
    const [article, dock] = [await find(thread, 'article'), await find(thread, '.dock')];
    drag('dragenter', article, transfer);
    drag('dragenter', dock, transfer);
    drag('dragleave', article, transfer);
    assert.isTrue(isDropping(box));
    drag('dragleave', dock, transfer);
    assert.isFalse(isDropping(box));
    assert.isFalse(targetOf(box)?.matches(':popover-open'));
  });

  it('is nothing for words that are dragged', async () => {
    const box = await openBox(await createFilesStage());
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'words');
    drag('dragenter', box, transfer);
    assert.isFalse(drag('dragover', box, transfer).defaultPrevented);
    assert.isFalse(drag('drop', box, transfer).defaultPrevented);
    assert.isFalse(isDropping(box));
  });

  it('takes no folders, and says what to do instead', async () => {
    const box = await openBox(await createFilesStage());
    const transfer = transferOf(fileOf('photos', 96, ''), fileOf('a.txt'));
    const { webkitGetAsEntry } = DataTransferItem.prototype as {
      webkitGetAsEntry: (this: DataTransferItem) => unknown;
    };
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      return this.type === '' ? ({ isDirectory: true, name: 'photos' } as FileSystemEntry) : null;
    };
    drag('drop', box, transfer);
    Object.assign(DataTransferItem.prototype, { webkitGetAsEntry });
    await hasRows(box, 1);
    assert.deepEqual(refusalsOf(box), ['photos is a folder. Add the files inside it instead.']);
  });
});

describe('pasting', () => {
  it('a screenshot attaches it under a name that tells it from others', async () => {
    const box = await openBox(await createFilesStage());
    for (const size of [500, 600]) {
      assert.isTrue(paste(box, transferOf(fileOf('image.png', size, 'image/png'))).defaultPrevented);
      await until(() => namesOf(box).length === (size === 500 ? 1 : 2), 'it is not attached');
    }
    assert.deepEqual(namesOf(box), ['pasted-image-1.png', 'pasted-image-2.png']);
  });

  it('a file that was copied attaches it under its own name', async () => {
    const box = await openBox(await createFilesStage());
    const transfer = transferOf(fileOf('label.pdf', 500, 'application/pdf'));
    transfer.setData('text/plain', 'label.pdf');
    assert.isTrue(paste(box, transfer).defaultPrevented);
    await hasRows(box, 1);
    assert.deepEqual(namesOf(box), ['label.pdf']);
  });

  it('words leaves them to the browser, also where a program puts a picture of them beside', async () => {
    const box = await openBox(await createFilesStage());
    const words = new DataTransfer();
    words.setData('text/plain', 'words');
    assert.isFalse(paste(box, words).defaultPrevented);
    const cells = transferOf(fileOf('image.png', 500, 'image/png'));
    cells.setData('text/plain', '12\t13');
    assert.isFalse(paste(box, cells).defaultPrevented);
    await type(box, 'x');
    await hasRows(box, 0);
  });
});

describe('where a photo was taken', () => {
  it('is removed before the photo leaves the page, and that is said once', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    const { said, stop } = listen();
    const photo = (name: string) => new File([photoWith({ gps: true })], name, { type: 'image/jpeg' });
    await choose(box, photo('a.jpg'));
    await hasRows(box, 1);
    await choose(box, photo('b.jpg'));
    await hasRows(box, 2);
    const sent = new Uint8Array(await (await stage.upload()).args[1].arrayBuffer());
    assert.deepEqual(sent, photoWith({ gps: 'cleared' }));
    await until(() => said.length === 2, 'it is not said');
    assert.deepEqual(said, ['1 file added. Location data is removed from photos before they’re sent.', '1 file added']);
    assert.isTrue(isShown(box, 'Location data is removed from photos'));
    stop();
  });

  it('stays in it where the backend wants that, and is not spoken of where there is none', async () => {
    for (const [removeLocation, gps] of [
      [false, true],
      [true, false],
    ] as const) {
      const stage = await createFilesStage({ removeLocation });
      const box = await openBox(stage);
      const photo = photoWith({ gps });
      await choose(box, new File([photo], 'a.jpg', { type: 'image/jpeg' }));
      await hasRows(box, 1);
      assert.deepEqual(new Uint8Array(await (await stage.upload()).args[1].arrayBuffer()), photo);
      assert.isFalse(isShown(box, 'Location data is removed from photos'));
    }
  });
});
