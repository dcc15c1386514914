import { assert } from '@open-wc/testing';
import { message } from './conversation.ts';
import { deep, find, shows, until } from './stage.ts';
import { backendWith, catchDownloads, file, linkTo, show } from './thread-files.stage.ts';

/** In a file of its own: a policy stays with the page. */
describe('the preview in a page that lets in no frames', () => {
  it('says that a file cannot be shown where the page forbids it', async () => {
    const policy = Object.assign(document.createElement('meta'), {
      httpEquiv: 'Content-Security-Policy',
      content: "frame-src 'self'",
    });
    document.head.append(policy);
    const url = `${location.protocol}//127.0.0.1:${location.port}/x.txt`;
    const attachments = [file('log', { name: 'log.txt', mediaType: 'text/plain' })];
    const thread = await show(backendWith([message(1, { attachments })], async () => linkTo(url)));
    (await find(thread, '.file-main')).click();
    await shows(thread, 'This file can’t be shown here. Download it to open it.');
    assert.strictEqual(deep(thread, 'iframe'), null);
    assert.strictEqual((await find(thread, '.preview-stage')).ariaBusy, 'false');
    await assert.isAccessible(thread);
  });

  it('saves a file in another tab', async () => {
    const url = `${location.protocol}//127.0.0.1:${location.port}/x.zip`;
    const attachments = [file('bundle', { mediaType: 'application/zip' })];
    const thread = await show(backendWith([message(1, { attachments })], async () => linkTo(url)));
    const downloads = catchDownloads();
    (await find(thread, '.file-main')).click();
    await until(() => downloads.links.length === 1, 'nothing was saved');
    const [link] = downloads.links;
    assert.deepEqual(
      [link?.href, link?.target, link?.rel, link?.referrerPolicy],
      [url, '_blank', 'noopener noreferrer', 'no-referrer'],
    );
    assert.strictEqual(deep(thread, 'iframe'), null);
    downloads.stop();
  });
});
