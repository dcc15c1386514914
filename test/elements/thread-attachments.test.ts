import { assert } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { failure, find, focused, isShown, listen, shows, until, collect, deep } from './stage.ts';
import { inBothSchemes, message, ownMessage, textOfLines } from './conversation.ts';
import {
  backendWith,
  catchDownloads,
  file,
  itemsOf,
  linkTo,
  nowhere,
  onPageOf,
  picture,
  show,
} from './thread-files.stage.ts';

const imagesOf = (thread: Element) =>
  Array.from(thread.shadowRoot?.querySelectorAll<HTMLImageElement>('.thumb img') ?? []);
const isLoaded = (image: HTMLImageElement | undefined) => image && image.complete && image.naturalWidth > 0;
const noFiles = (id: string) => Promise.reject(new Error(`nobody asks for ${id}`));

describe('files of messages', () => {
  onPageOf({ width: 900, height: 800 });

  it('are pictures in small where they are pictures, and names with sizes otherwise', async () => {
    const url = await picture();
    const files = [
      file('photo'),
      file('report', { name: 'report.pdf', mediaType: 'application/pdf', size: 3_400_000 }),
      file('bundle', { name: 'bundle.zip', mediaType: 'application/zip', size: 999_600 }),
    ];
    const thread = await show(backendWith([message(1, { attachments: files })], async () => linkTo(url)));
    await until(() => isLoaded(imagesOf(thread)[0]), 'no picture');
    const [image] = imagesOf(thread);
    assert.strictEqual(image?.alt.replace(/[\u2068\u2069]/g, ''), 'Image photo.png from Ola');
    assert.strictEqual(image?.referrerPolicy, 'no-referrer');
    const [photo, report, bundle] = itemsOf(thread);
    assert.deepEqual([photo?.offsetWidth, photo?.offsetHeight], [160, 120]);
    assert.strictEqual(report?.innerText.replace(/\s+/g, ' ').trim(), 'report.pdf 3.4 MB');
    assert.strictEqual(bundle?.innerText.replace(/\s+/g, ' ').trim(), 'bundle.zip 1 MB');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('take the same room before and after they can be opened', async () => {
    const files = [
      file('photo'),
      file('huge', { size: 6_000_000 }),
      file('drawing', { name: 'drawing.svg', mediaType: 'image/svg+xml' }),
    ];
    const messages = [message(1, { attachments: files }), message(2)];
    const withFiles = await show(backendWith(messages, async () => linkTo(await picture())));
    const bare = await show(backendWith(messages, noFiles, 0));
    assert.strictEqual(bare.shadowRoot?.querySelector('article button'), null);
    const boxes = (thread: Element) =>
      itemsOf(thread).map(({ offsetWidth, offsetHeight, offsetLeft }) => [offsetWidth, offsetHeight, offsetLeft]);
    assert.deepEqual(boxes(withFiles), boxes(bare));
    const height = (thread: Element) => thread.shadowRoot?.querySelector<HTMLElement>('.lines')?.offsetHeight;
    assert.strictEqual(height(withFiles), height(bare));
  });

  it('are asked for only when they are nearly in sight', async () => {
    const asked: string[] = [];
    const url = await picture();
    const messages = [
      message(1, { attachments: [file('above')] }),
      message(2, { body: { format: 'text', text: textOfLines(20) } }),
      ...Array.from({ length: 20 }, (_, place) =>
        message(3 + place, { body: { format: 'text', text: textOfLines(20) } }),
      ),
      message(30, { attachments: [file('below')] }),
    ];
    const thread = await show(
      backendWith(messages, async (id) => {
        asked.push(id);
        return linkTo(url);
      }),
    );
    await until(() => imagesOf(thread).some(isLoaded), 'no picture');
    assert.deepEqual(asked, ['below']);
    itemsOf(thread)[0]?.scrollIntoView();
    await until(() => isLoaded(imagesOf(thread)[0]), 'the picture above did not come');
    assert.deepEqual(asked, ['below', 'above']);
  });

  it('that were passed on the way are not waited for', async () => {
    const messages = [
      message(1, { attachments: [file('above')] }),
      ...Array.from({ length: 20 }, (_, place) =>
        message(3 + place, { body: { format: 'text', text: textOfLines(20) } }),
      ),
      message(30),
    ];
    const adapter = backendWith(messages);
    const thread = await show(adapter);
    itemsOf(thread)[0]?.scrollIntoView();
    const call = await adapter.next('linkTo');
    assert.deepEqual(call.args.slice(0, 3), ['t', 'above', 'inline']);
    (await find(thread, '#end')).scrollIntoView();
    await until(() => call.signal.aborted, 'it is still waited for');
    itemsOf(thread)[0]?.scrollIntoView();
    (await adapter.next('linkTo')).answer(linkTo(await picture()));
    await until(() => isLoaded(imagesOf(thread)[0]), 'no picture');
  });

  it('too large or of a kind that no browser shows are names, not pictures, and nobody asks for them', async () => {
    const files = [
      file('heavy', { size: 5_000_001 }),
      file('flood', { width: 50_000, height: 50_000 }),
      file('phone', { mediaType: 'image/heic' }),
      file('drawing', { mediaType: 'image/svg+xml' }),
      file('page', { mediaType: 'text/html' }),
    ];
    const thread = await show(backendWith([message(1, { attachments: files })], noFiles));
    assert.deepEqual(imagesOf(thread), []);
    const shown = itemsOf(thread).map((item) => item.querySelector('button')?.title.split(' ')[0]);
    assert.deepEqual(shown, ['Preview', 'Download', 'Download', 'Download', 'Download']);
    await assert.isAccessible(thread);
  });

  it('may bring a smaller picture along, where its address is one', async () => {
    const asked: string[] = [];
    const small = await picture(160, 120);
    const large = await picture();
    const files = [
      file('small', { thumbnailUrl: small, size: 50_000_000 }),
      file('script', { thumbnailUrl: 'javascript:alert(1)' }),
      file('lost', { thumbnailUrl: nowhere() }),
    ];
    const thread = await show(
      backendWith([message(1, { attachments: files })], async (id) => {
        asked.push(id);
        return linkTo(large);
      }),
    );
    await until(() => imagesOf(thread).filter(isLoaded).length === 3, 'not all pictures came');
    assert.deepEqual(
      imagesOf(thread).map(({ src }) => src),
      [small, large, large],
    );
    assert.sameMembers(asked, ['script', 'lost']);
  });

  it('are asked for once more when their link does not work, and then say so and can be tried again', async () => {
    let url = nowhere();
    let asked = 0;
    const thread = await show(
      backendWith([message(1, { attachments: [file('photo')] })], async () => {
        asked += 1;
        return linkTo(url);
      }),
    );
    await shows(thread, 'This file couldn’t be loaded.');
    assert.strictEqual(asked, 2);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    url = await picture();
    itemsOf(thread)[0]?.querySelector('button')?.click();
    assert.strictEqual(focused(), itemsOf(thread)[0]?.querySelector('.thumb-open'));
    await until(() => isLoaded(imagesOf(thread)[0]), 'no picture');
  });

  it('come by themselves when a link had only run out', async () => {
    const urls = [nowhere(), await picture()];
    const thread = await show(
      backendWith([message(1, { attachments: [file('photo')] })], async () => linkTo(urls.shift() ?? '')),
    );
    await until(() => isLoaded(imagesOf(thread)[0]), 'no picture');
    assert.deepEqual(urls, []);
  });

  it('say what became of them while they cannot be had', async () => {
    const pdf = { name: 'order.pdf', mediaType: 'application/pdf' };
    const files = [
      file('a', { ...pdf, state: 'scanning' }),
      file('b', { ...pdf, state: 'rejected' }),
      file('c', { state: 'expired' }),
    ];
    const thread = await show(backendWith([message(1, { attachments: files })], noFiles));
    for (const text of ['Checking for viruses…', 'Didn’t pass the virus check', 'This file is no longer available'])
      assert.isTrue(isShown(thread, text), text);
    assert.strictEqual(thread.shadowRoot?.querySelector('article button'), null);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('that are gone since are no longer available, without another try', async () => {
    const thread = await show(
      backendWith([message(1, { attachments: [file('photo')] })], () => Promise.reject(failure('gone'))),
    );
    await shows(thread, 'This file is no longer available');
    assert.strictEqual(itemsOf(thread)[0]?.querySelector('button'), null);
  });

  it('are saved at a press of a key, by a link that is asked for then', async () => {
    const adapter = backendWith([
      message(1, { attachments: [file('bundle', { name: 'bundle.zip', mediaType: 'application/zip' })] }),
    ]);
    const thread = await show(adapter);
    const downloads = catchDownloads();
    const entries = history.length;
    const button = await find(thread, '.file button');
    assert.strictEqual(button.title.replace(/[\u2068\u2069]/g, ''), 'Download bundle.zip (182\u00a0kB)');
    button.focus();
    await sendKeys({ press: 'Enter' });
    const call = await adapter.next('linkTo');
    assert.deepEqual(call.args.slice(0, 3), ['t', 'bundle', 'download']);
    assert.strictEqual(button.ariaDisabled, 'true');
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(adapter.countOf('linkTo'), 1);
    const own = URL.createObjectURL(new Blob(['bytes of the page']));
    call.answer(linkTo(own));
    await until(() => downloads.links.length === 1, 'nothing was saved');
    const [link] = downloads.links;
    assert.deepEqual(
      [link?.href, link?.download, link?.rel, link?.referrerPolicy],
      [own, 'bundle.zip', 'noopener noreferrer', 'no-referrer'],
    );
    assert.strictEqual(focused(), button);
    assert.strictEqual(history.length, entries);
    downloads.stop();
  });

  it('of a server are saved in a frame, so that no answer can take the page away', async () => {
    const other = `${location.protocol}//127.0.0.1:${location.port}/no-such-file`;
    const thread = await show(
      backendWith([message(1, { attachments: [file('bundle', { mediaType: 'application/zip' })] })], async () =>
        linkTo(other),
      ),
    );
    const entries = history.length;
    (await find(thread, '.file button')).click();
    const frame = await find<HTMLIFrameElement>(thread, 'iframe');
    assert.deepEqual([frame.src, frame.hidden, frame.referrerPolicy], [other, true, 'no-referrer']);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    assert.strictEqual(history.length, entries);
    assert.strictEqual(thread.isConnected, true);
  });

  it('say so when they cannot be saved, to everybody and to the page', async () => {
    const pdf = file('report', { name: 'report.pdf', mediaType: 'application/pdf' });
    const thread = await show(
      backendWith([message(1, { attachments: [pdf] })], () => Promise.reject(failure('offline'))),
    );
    const errors = collect(thread, 'support-error');
    const { said, stop } = listen();
    (await find(thread, '.file-save')).click();
    await shows(thread, 'You’re offline. What you see may be out of date.');
    await until(() => said.length > 0, 'it is not said');
    stop();
    assert.deepEqual(
      errors.map(({ detail }) => [detail.error.code, detail.where, detail.fatal]),
      [['offline', 'thread', false]],
    );
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('of one message can be had as one archive', async () => {
    const files = [
      file('a', { mediaType: 'text/plain', size: 1_000 }),
      file('b', { mediaType: 'text/plain', size: 2_000 }),
    ];
    const adapter = backendWith([
      message(1, { attachments: files }),
      ownMessage(2, { attachments: [file('c', { mediaType: 'text/plain' })] }),
    ]);
    const thread = await show(adapter);
    const downloads = catchDownloads();
    const buttons = thread.shadowRoot?.querySelectorAll<HTMLElement>('.download-all button') ?? [];
    assert.strictEqual(buttons.length, 1);
    assert.strictEqual(buttons[0]?.innerText.trim(), 'Download all (3\u00a0kB)');
    buttons[0]?.click();
    const call = await adapter.next('linkToAll');
    assert.deepEqual(call.args.slice(0, 2), ['t', 'ev_1']);
    const own = URL.createObjectURL(new Blob(['an archive']));
    call.answer(linkTo(own));
    await until(() => downloads.links[0]?.href === own, 'nothing was saved');
    downloads.stop();
  });

  it('keep the ending of a long name, and show hostile names as text', async () => {
    await setViewport({ width: 320, height: 700 });
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(9);
    const names = [
      `${long}.pdf`,
      '<img src=x onerror="window.pwned=1">.pdf',
      '\u202Efdp.exe',
      `a${'\u0301'.repeat(900)}.pdf`,
      'שלום עולם.pdf',
    ];
    const files = names.map((name, place) => file(`f${place}`, { name, mediaType: 'application/pdf' }));
    const thread = await show(backendWith([message(1, { attachments: files })], noFiles));
    const shown = itemsOf(thread).map((item) => item.querySelector<HTMLElement>('.file-name'));
    assert.strictEqual(itemsOf(thread)[0]?.querySelector('.visually-hidden')?.textContent, names[0]);
    assert.strictEqual(shown[0]?.textContent, names[0]);
    const tail = shown[0]?.lastElementChild as HTMLElement;
    assert.strictEqual(tail.innerText, 'aft.pdf');
    assert.isAtMost(tail.getBoundingClientRect().right, itemsOf(thread)[0]?.getBoundingClientRect().right ?? 0);
    assert.strictEqual(shown[1]?.textContent, names[1]);
    assert.strictEqual(shown[2]?.textContent, 'fdp.exe');
    assert.isBelow(shown[3]?.textContent.length ?? 0, 50);
    assert.strictEqual(deep(thread, '.attachments img'), null);
    assert.isFalse('pwned' in window);
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    await assert.isAccessible(thread);
  });

  it('are printed by name', async () => {
    const url = await picture();
    const long = `${'long-name-'.repeat(12)}.pdf`;
    const files = [file('photo'), file('report', { name: long, mediaType: 'application/pdf' })];
    const thread = await show(backendWith([message(1, { attachments: files })], async () => linkTo(url)));
    await until(() => isLoaded(imagesOf(thread)[0]), 'no picture');
    await emulateMedia({ media: 'print' });
    const [photo, report] = itemsOf(thread);
    assert.strictEqual(getComputedStyle(photo as Element, '::after').content, '"photo.png"');
    assert.strictEqual(photo?.querySelector('img')?.checkVisibility(), false);
    const name = report?.querySelector('.file-stem') as HTMLElement;
    assert.isAtLeast(name.offsetHeight, 30);
    assert.strictEqual(report?.querySelector<HTMLElement>('.file-save')?.checkVisibility(), false);
    assert.strictEqual(thread.shadowRoot?.querySelector('.download-all')?.checkVisibility(), false);
  });

  it('speak Polish, and keep their edges where colours are forced', async () => {
    document.documentElement.lang = 'pl';
    const pdf = file('b', { name: 'raport.pdf', mediaType: 'application/pdf', size: 3_400_000 });
    const url = await picture();
    const thread = await show(backendWith([message(1, { attachments: [file('a'), pdf] })], async () => linkTo(url)));
    await shows(thread, '3,4 MB');
    await shows(thread, 'Pobierz wszystkie (3,6 MB)');
    await until(() => imagesOf(thread)[0]?.alt.includes('nadawca: '), 'not Polish');
    await emulateMedia({ forcedColors: 'active' });
    assert.strictEqual(getComputedStyle(itemsOf(thread)[1] as Element).borderTopWidth, '1px');
    await assert.isAccessible(thread);
  });
});
