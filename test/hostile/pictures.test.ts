/** Pictures of a message, on the wire: none before somebody asks, then the one that was asked for, and nothing about who asks. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Request } from 'playwright-core';
import { openRange, type Range, type Target } from './range.ts';

const picture = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');
const message =
  '<p>Look: <img src="https://open.test/a.gif" alt="The crack" width="40" height="30">' +
  '<img src="https://open.test/b.gif"> <img src="https://closed.test/c.gif" alt="The bell">' +
  '<img src="http://open.test/d.gif" alt="Unsafe"><img src="https://open.test/t.gif" width="1" height="1"></p>';

describe('a picture of a message', () => {
  let range: Range;
  let target: Target;
  let asked: Request[] = [];

  before(async () => void (range = await openRange()));
  after(() => range?.close());
  afterEach(() => target?.close());
  beforeEach(async () => {
    target = await range.open('off');
    const { page } = target;
    await page.context().addCookies([
      { name: 'who', value: 'me', domain: 'open.test', path: '/', secure: true, sameSite: 'None' },
      { name: 'who', value: 'me', domain: 'closed.test', path: '/', secure: true, sameSite: 'None' },
    ]);
    await page.route(/^https?:\/\/(open|closed)\.test\//, async (route, request) => {
      asked.push(request);
      const isOpen = new URL(request.url()).hostname === 'open.test';
      const allowed = isOpen ? '*' : 'https://other.test';
      await route.fulfill({
        contentType: 'image/gif',
        body: picture,
        headers: { 'access-control-allow-origin': allowed },
      });
    });
  });

  const show = async () => {
    asked = [];
    await target.ask(`renderMessage(${JSON.stringify(message)})`);
    return target.page.locator('[data-message-host]');
  };

  it('is not fetched before somebody asks for it', async () => {
    const host = await show();
    await host.getByRole('button', { name: 'Show image: \u2068The crack\u2069 (open.test)' }).waitFor();
    assert.deepEqual(asked, []);
  });

  it('is fetched once and alone by a key press, without cookies and without a referrer, and keeps the focus', async () => {
    const host = await show();
    await host.getByRole('button', { name: 'The crack' }).press('Enter');
    const shown = host.getByRole('img', { name: 'The crack' });
    await shown.waitFor();
    assert.deepEqual(
      asked.map((request) => request.url()),
      ['https://open.test/a.gif'],
    );
    const { referer, cookie } = (await asked[0]?.allHeaders()) ?? {};
    assert.deepEqual({ referer, cookie }, { referer: undefined, cookie: undefined });
    assert.equal(await shown.evaluate((image) => (image.getRootNode() as ShadowRoot).activeElement === image), true);
  });

  it('that its host does not give to strangers becomes a link that opens it', async () => {
    const host = await show();
    await host.getByRole('button', { name: 'The bell' }).click();
    const link = host.getByRole('link', { name: 'Open image (opens in a new tab)' }).last();
    await target.page.waitForFunction(
      () => !document.querySelector('[data-message-host]')?.shadowRoot?.querySelector('[aria-busy]'),
    );
    assert.equal(await host.locator('a[href="https://closed.test/c.gif"]').count(), 1);
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow');
  });

  it('over an unsafe connection is only linked to', async () => {
    const host = await show();
    assert.equal(await host.locator('a[href="http://open.test/d.gif"]').count(), 1);
    assert.equal(await host.getByRole('button', { name: 'Unsafe' }).count(), 0);
  });

  it('comes with the others by one press', async () => {
    const host = await show();
    await host.getByRole('button', { name: 'Show all images' }).click();
    await host.getByRole('img', { name: 'The crack' }).waitFor();
    await target.page.waitForFunction(
      () => !document.querySelector('[data-message-host]')?.shadowRoot?.querySelector('[aria-busy]'),
    );
    assert.deepEqual(asked.map((request) => request.url()).sort(), [
      'https://closed.test/c.gif',
      'https://open.test/a.gif',
      'https://open.test/b.gif',
    ]);
    assert.equal(await host.getByRole('button').count(), 0);
  });
});
