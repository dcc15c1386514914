import { assert } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { Attachment } from '../../src/contract/attachment.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import { collect, deep, failure, find, focused, isShown, shows, until } from './stage.ts';
import { inBothSchemes, message, ownMessage, textOfLines } from './conversation.ts';
import {
  backendWith,
  bytes,
  catchDownloads,
  file,
  linkTo,
  nowhere,
  onPageOf,
  picture,
  recording,
  show,
  sound,
} from './thread-files.stage.ts';

const pdf = { name: 'order.pdf', mediaType: 'application/pdf' };
const text = { name: 'log.txt', mediaType: 'text/plain' };
const audio = { name: 'call.wav', mediaType: 'audio/wav' };
const video = { name: 'film.webm', mediaType: 'video/webm' };
const zip = { name: 'all.zip', mediaType: 'application/zip' };

const dialogOf = (thread: Element) => deep<HTMLDialogElement>(thread, 'dialog.preview');
const nameOf = (thread: Element) =>
  (thread.shadowRoot?.querySelector('#preview-name .visually-hidden, #preview-name .file-name') as HTMLElement)
    .innerText;
const isDrawn = (thread: Element) => deep(thread, '.preview-stage')?.ariaBusy === 'false';

/** Presses a file and waits for the dialog. */
async function open(thread: SupportTicketThreadElement, place = 0): Promise<HTMLDialogElement> {
  const openers = thread.shadowRoot?.querySelectorAll<HTMLElement>('.attachments [aria-haspopup="dialog"]');
  openers?.[place]?.focus();
  openers?.[place]?.click();
  await until(() => dialogOf(thread)?.open, 'no dialog');
  return dialogOf(thread) as HTMLDialogElement;
}

function showFiles(files: Attachment[], url: (id: string) => string): Promise<SupportTicketThreadElement> {
  return show(backendWith([message(1, { attachments: files })], async (id) => linkTo(url(id))));
}

describe('the preview of a file', () => {
  onPageOf({ width: 900, height: 700 });

  it('is a modal dialog with the name of the file, which Escape closes and which gives focus back', async () => {
    const url = await picture();
    const thread = await showFiles([file('photo')], () => url);
    const before = [history.length, location.href, document.body.getAttribute('style')];
    const dialog = await open(thread);
    await until(() => isDrawn(thread), 'no picture');
    assert.strictEqual(dialog.matches(':modal'), true);
    assert.strictEqual(nameOf(thread), 'photo.png');
    assert.strictEqual(focused(), deep(thread, '.preview-close'));
    assert.strictEqual(deep(thread, '.preview-step'), null);
    const image = await find<HTMLImageElement>(thread, '.preview-scroll img');
    assert.deepEqual([image.naturalWidth, image.referrerPolicy], [640, 'no-referrer']);
    assert.match(image.alt, /^Image .*photo\.png.* from .*Ola/);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    const keys = collect(document.body, 'keydown');
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(thread), 'it is still there');
    assert.deepEqual(keys, []);
    assert.strictEqual(focused(), deep(thread, '.thumb-open'));
    assert.deepEqual([history.length, location.href, document.body.getAttribute('style')], before);
  });

  it('is opened and closed by keyboard alone, and by a press beside the picture', async () => {
    const url = await picture(64, 48);
    const thread = await showFiles([file('photo')], () => url);
    (await find(thread, '.thumb-open')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => isDrawn(thread), 'no picture');
    await sendKeys({ press: 'Enter' });
    await until(() => !dialogOf(thread), 'the button does not close it');
    await open(thread);
    await until(() => isDrawn(thread), 'no picture');
    (await find(thread, '.preview-scroll')).click();
    await until(() => !dialogOf(thread), 'a press beside it does not close it');
    assert.strictEqual(focused(), deep(thread, '.thumb-open'));
  });

  it('goes through all files of the conversation by keys and buttons, and says where it is', async () => {
    const url = await picture();
    const adapter = backendWith(
      [
        message(1, { attachments: [file('one'), file('away', { state: 'expired' })] }),
        ownMessage(2, { attachments: [file('two', zip)] }),
        message(3, { attachments: [file('three'), file('gone')], removed: true }),
        message(4, { attachments: [file('four')] }),
      ],
      async () => linkTo(url),
    );
    const thread = await show(adapter);
    await open(thread);
    const steps = [];
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await sendKeys({ press: key });
      await thread.updateComplete;
      steps.push(`${nameOf(thread)} ${deep(thread, '.preview-note')?.firstElementChild?.textContent}`);
    }
    assert.deepEqual(steps, [
      'one.png 1 of 3',
      'all.zip 2 of 3',
      'four.png 3 of 3',
      'four.png 3 of 3',
      'all.zip 2 of 3',
    ]);
    assert.strictEqual(isShown(thread, 'This file can’t be shown here. Download it to open it.'), true);
    (await find(thread, '.preview-step.is-next')).click();
    await until(() => nameOf(thread) === 'four.png' && isDrawn(thread), 'no last picture');
    assert.deepEqual(
      ['.is-previous', '.is-next'].map((step) => deep(thread, step)?.ariaDisabled),
      ['false', 'true'],
    );
    assert.strictEqual((await find(thread, '.preview-title')).ariaLive, 'polite');
    await assert.isAccessible(thread);
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(thread), 'it is still there');
    assert.strictEqual(focused(), deep(thread, '.thumb-open'));
  });

  it('turns its arrows round where words run from right to left', async () => {
    document.documentElement.dir = 'rtl';
    const url = await picture();
    const thread = await showFiles([file('one'), file('two')], () => url);
    await open(thread);
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => nameOf(thread) === 'two.png', 'left is not forward');
    const next = (await find(thread, '.is-next')).getBoundingClientRect();
    assert.isBelow(next.left, 450);
  });

  it('shows a picture in its actual size, and moves it by keys', async () => {
    const url = await picture(3000, 2000);
    const thread = await showFiles([file('photo')], () => url);
    await open(thread);
    await until(() => isDrawn(thread), 'no picture');
    const image = await find<HTMLImageElement>(thread, '.preview-scroll img');
    const box = await find(thread, '.preview-scroll');
    assert.isAtMost(image.clientWidth, 900);
    const zoom = await find(thread, '.preview-zoom');
    assert.strictEqual(zoom.ariaLabel, 'Actual size');
    zoom.click();
    await thread.updateComplete;
    assert.strictEqual(image.clientWidth, 3000);
    assert.strictEqual((await find(thread, '.preview-zoom')).ariaLabel, 'Fit to window');
    const middle = box.scrollLeft;
    assert.approximately(middle, (3000 - box.clientWidth) / 2, 2);
    await sendKeys({ press: 'ArrowRight' });
    assert.approximately(box.scrollLeft, middle + 80, 1);
    await sendKeys({ press: 'ArrowDown' });
    assert.isAbove(box.scrollTop, 0);
    await assert.isAccessible(thread);
    await sendKeys({ press: '-' });
    assert.isBelow(image.clientWidth, 3000);
    await sendKeys({ press: '+' });
    assert.strictEqual(image.clientWidth, 3000);
    image.click();
    await thread.updateComplete;
    assert.isAtMost(image.clientWidth, 900);
    assert.strictEqual(zoom.ariaLabel, 'Actual size');
  });

  it('follows two fingers', async () => {
    const url = await picture(3000, 2000);
    const thread = await showFiles([file('photo')], () => url);
    await open(thread);
    await until(() => isDrawn(thread), 'no picture');
    const box = await find(thread, '.preview-scroll');
    const image = await find<HTMLImageElement>(thread, '.preview-scroll img');
    const fitting = image.clientWidth;
    const touch = (type: string, pointerId: number, clientX: number) =>
      image.dispatchEvent(
        new PointerEvent(type, { pointerId, clientX, clientY: 300, pointerType: 'touch', bubbles: true }),
      );
    touch('pointerdown', 1, 400);
    touch('pointerdown', 2, 500);
    touch('pointermove', 1, 350);
    touch('pointermove', 2, 550);
    assert.approximately(image.clientWidth, 2 * fitting, 2);
    touch('pointerup', 1, 350);
    touch('pointerup', 2, 550);
    const pinch = new WheelEvent('wheel', { deltaY: 500, ctrlKey: true, cancelable: true, clientX: 400, clientY: 300 });
    box.dispatchEvent(pinch);
    assert.strictEqual(pinch.defaultPrevented, true);
    assert.approximately(image.clientWidth, fitting, 2);
  });

  it('plays films and sounds with the browser’s own controls, whose keys stay theirs', async () => {
    const urls: Record<string, string> = { call: sound(), film: await recording() };
    const thread = await showFiles([file('call', audio), file('film', video)], (id) => urls[id] ?? '');
    await open(thread);
    await until(() => isDrawn(thread), 'no sound');
    const player = await find<HTMLAudioElement>(thread, 'audio');
    assert.deepEqual([player.controls, player.autoplay, Math.round(player.duration)], [true, false, 1]);
    player.focus();
    await sendKeys({ press: 'ArrowRight' });
    assert.strictEqual(nameOf(thread), 'call.wav');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    (await find(thread, '.is-next')).click();
    await until(() => deep(thread, 'video') && isDrawn(thread), 'no film');
    assert.strictEqual((await find<HTMLVideoElement>(thread, 'video')).videoWidth, 64);
  });

  it('shows text in a frame that can do nothing', async () => {
    const thread = await showFiles([file('log', text)], () => bytes('<script>parent.pwned=1</script>', 'text/html'));
    await open(thread);
    await until(() => isDrawn(thread), 'no text');
    const frame = await find<HTMLIFrameElement>(thread, 'iframe');
    assert.deepEqual(
      [frame.getAttribute('sandbox'), frame.referrerPolicy, frame.title, frame.contentDocument],
      ['', 'no-referrer', 'log.txt', null],
    );
    assert.isFalse('pwned' in window);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('shows a PDF where the browser can, unless nobody vouches for what is in it', async () => {
    const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'pdfViewerEnabled') as PropertyDescriptor;
    const address = new URL('./files/order.pdf', import.meta.url).href;
    const sentence = 'This file can’t be shown here. Download it to open it.';
    for (const [enabled, url, isFrame] of [
      [true, address, true],
      [false, address, false],
      [true, bytes('<script>parent.pwned=1</script>', 'text/html'), false],
    ] as const) {
      Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { ...own, get: () => enabled });
      const thread = await showFiles([file('order', pdf)], () => url);
      await open(thread);
      if (isFrame) await find(thread, 'iframe');
      else await shows(thread, sentence);
      assert.strictEqual(deep(thread, 'iframe') !== null, isFrame);
      thread.remove();
    }
    assert.isFalse('pwned' in window);
    Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', own);
  });

  it('says that a file cannot be shown where the server does not show it', async () => {
    const thread = await show(
      backendWith([message(1, { attachments: [file('film', video)] })], () =>
        Promise.reject(failure('unsupported_type')),
      ),
    );
    const errors = collect(thread, 'support-error');
    await open(thread);
    await shows(thread, 'This file can’t be shown here. Download it to open it.');
    assert.deepEqual(errors, []);
  });

  it('asks once more for a link that does not work, then says so, and tries again', async () => {
    const urls = [nowhere(), nowhere(), await picture()];
    // By the clock of this device each link has run out before it comes.
    const attachments = [file('heavy', { size: 6_000_000 })];
    const thread = await show(
      backendWith([message(1, { attachments })], async () => linkTo(urls.shift() ?? '', -600_000)),
    );
    await open(thread);
    await shows(thread, 'This file couldn’t be loaded.');
    assert.strictEqual(urls.length, 1);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    const retry = await find(thread, '.preview-notice .button:not(.button-primary)');
    assert.strictEqual(retry.innerText, 'Try again');
    retry.click();
    await until(() => isDrawn(thread), 'no picture');
    assert.strictEqual(dialogOf(thread)?.contains(focused()), true);
  });

  it('says why a link cannot be had, and tells the page', async () => {
    let code: 'offline' | 'gone' = 'offline';
    const thread = await show(
      backendWith([message(1, { attachments: [file('log', text)] })], () => Promise.reject(failure(code))),
    );
    const errors = collect(thread, 'support-error');
    await open(thread);
    await shows(thread, 'You’re offline. What you see may be out of date.');
    assert.deepEqual(
      errors.map(({ detail }) => detail.error.code),
      ['offline'],
    );
    code = 'gone';
    (await find(thread, '.preview-notice .button:not(.button-primary)')).click();
    await shows(thread, 'This file is no longer available');
    assert.strictEqual(deep(thread, '.preview-notice button'), null);
  });

  it('admits that it takes long, and offers another try', async () => {
    const adapter = backendWith([message(1, { attachments: [file('log', text)] })]);
    const thread = await show(adapter);
    await open(thread);
    await find(thread, '.preview-spinner');
    await assert.isAccessible(thread);
    const first = await adapter.next('linkTo');
    await shows(thread, 'This is taking longer than usual…');
    (await find(thread, '.preview-wait button')).click();
    const second = await adapter.next('linkTo');
    assert.strictEqual(first.signal.aborted, true);
    second.answer(linkTo(bytes('Hello', 'text/plain')));
    await until(() => isDrawn(thread), 'no text');
    assert.strictEqual(deep(thread, '.preview-wait'), null);
  });

  it('saves the file, and says in the dialog when that does not work', async () => {
    const url = await picture();
    let fails = true;
    const thread = await show(
      backendWith([message(1, { attachments: [file('photo')] })], async (_, use) => {
        if (use === 'download' && fails) throw failure('unavailable');
        return linkTo(url);
      }),
    );
    await open(thread);
    const button = await find(thread, '.preview-bar .file-save');
    button.click();
    const alert = await find(thread, '.preview-bar [role="alert"]');
    assert.match(alert.innerText, /isn’t answering/);
    fails = false;
    const downloads = catchDownloads();
    button.click();
    await until(() => downloads.links.length === 1, 'nothing was saved');
    assert.deepEqual([downloads.links[0]?.href, downloads.links[0]?.download], [url, 'photo.png']);
    downloads.stop();
    assert.strictEqual(dialogOf(thread)?.open, true);
  });

  it('gives up what it asked for when it closes, goes on or loses its ticket', async () => {
    const adapter = backendWith([message(1, { attachments: [file('one', text), file('two', text)] })]);
    const thread = await show(adapter);
    await open(thread);
    const first = await adapter.next('linkTo');
    await sendKeys({ press: 'ArrowRight' });
    const second = await adapter.next('linkTo');
    assert.deepEqual([first.signal.aborted, second.signal.aborted], [true, false]);
    thread.ticket = 'other';
    await until(() => !dialogOf(thread), 'it outlives its ticket');
    assert.strictEqual(second.signal.aborted, true);
  });

  it('moves nothing on the page, and takes the whole window on a phone', async () => {
    await setViewport({ width: 320, height: 600 });
    document.documentElement.lang = 'pl';
    const url = await picture();
    const name = `${'bardzo-długa-nazwa-'.repeat(8)}.png`;
    const thread = await show(
      backendWith(
        [
          message(1, { body: { format: 'text', text: textOfLines(60) } }),
          message(2, { attachments: [file('photo', { name }), file('two')] }),
        ],
        async () => linkTo(url),
      ),
    );
    await until(() => window.scrollY > 100, 'it did not open at the end');
    const before = window.scrollY;
    const dialog = await open(thread);
    await until(() => isDrawn(thread), 'no picture');
    const { width, height } = dialog.getBoundingClientRect();
    assert.deepEqual([width, height], [320, 600]);
    assert.isAtMost(dialog.scrollWidth, 320);
    assert.strictEqual((await find(thread, '.preview-close')).ariaLabel, 'Zamknij podgląd');
    await shows(thread, '1 z 2');
    await assert.isAccessible(thread);
    await sendKeys({ press: 'Escape' });
    await until(() => !dialogOf(thread), 'it is still there');
    assert.strictEqual(window.scrollY, before);
  });

  it('stands out where colours are forced', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const thread = await showFiles([file('bundle', text), file('two')], () => bytes('Hello', 'text/plain'));
    const dialog = await open(thread);
    await until(() => isDrawn(thread), 'no text');
    assert.strictEqual(getComputedStyle(await find(thread, '.is-next')).borderTopStyle, 'solid');
    assert.notStrictEqual(getComputedStyle(dialog).backgroundColor, 'rgba(0, 0, 0, 0)');
  });
});
