/**
 * Hostile files, opened in a real browser in every way that a page or a person could: none of them executes anything. A
 * careless server shows that they would.
 */
import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../helpers/e2e-demo.ts';
import { startFileServer, type FileServer } from '../helpers/file-server.ts';
import { hostileUploads } from './corpus/uploads.ts';

// What a page that cannot fetch or paint still reaches is the console.
const uploads = hostileUploads();

describe('hostile uploads', () => {
  let browser: Browser;
  let server: FileServer;
  before(async () => {
    server = await startFileServer(uploads);
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  /** Runs `visit` in a page and resolves with the ids of the uploads that executed, and all dialogs. */
  async function executedIn(visit: (page: Page) => Promise<void>): Promise<string[]> {
    const context: BrowserContext = await browser.newContext({ acceptDownloads: false });
    const signs: string[] = [];
    context.on('console', (message) => {
      if (message.text().startsWith('ran ')) signs.push(message.text());
    });
    context.on('dialog', (dialog) => {
      signs.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await visit(await context.newPage());
    await context.close();
    return [...new Set(signs)];
  }

  /** As an address that somebody opens. A download never becomes a page, and says so. */
  async function open(page: Page, path: string): Promise<'page' | 'download'> {
    try {
      await page.goto(server.origin + path, { waitUntil: 'load' });
      return 'page';
    } catch (error) {
      assert.match(String(error), /Download is starting/, path);
      return 'download';
    }
  }

  it('are at least as many and as different as the plan says', () => {
    const counts = Object.groupBy(uploads, ({ group }) => group);
    const least = { active: 47, program: 20, bomb: 19, size: 6, name: 102, honest: 13 };
    for (const [group, count] of Object.entries(least))
      assert.ok((counts[group as keyof typeof least]?.length ?? 0) >= count, group);
    assert.ok(uploads.length >= 223, `${uploads.length}`);
  });

  it('run on a server that believes their senders', async () => {
    const active = uploads.filter(({ group }) => group === 'active');
    const ran = await executedIn(async (page) => {
      for (const { id } of active) {
        await open(page, `/careless/${id}`);
        await page.evaluate(() => new Promise(requestAnimationFrame)).catch(() => undefined);
      }
    });
    assert.ok(ran.length >= 25, `${ran.length} ran`);
  });

  it('become downloads when somebody opens their links', async () => {
    const ran = await executedIn(async (page) => {
      for (const { id, bytes } of uploads) {
        const became = await open(page, `/download/${id}`);
        // An empty attachment is shown as nothing by some versions; there is nothing in it.
        assert.ok(became === 'download' || bytes.length === 0, `upload ${id}`);
      }
    });
    assert.deepEqual(ran, []);
  });

  it('run nothing when those that may be shown are shown, alone and in a frame', async () => {
    const shown = uploads.filter(({ id }) => server.shown.has(id));
    assert.ok(shown.length > 40 && shown.length < uploads.length / 2, `${shown.length}`);
    const ran = await executedIn(async (page) => {
      for (const { id } of shown) assert.equal(await open(page, `/inline/${id}`), 'page');
      await open(page, '/page');
      for (const { id } of shown)
        await page.evaluate(async (address) => {
          const frame = document.createElement('iframe');
          const loaded = new Promise((resolve) => (frame.onload = resolve));
          frame.src = address;
          document.body.append(frame);
          await loaded;
          frame.remove();
        }, `/inline/${id}`);
    });
    assert.deepEqual(ran, []);
    const refused = uploads.find(({ id }) => !server.shown.has(id));
    assert.equal((await fetch(`${server.origin}/inline/${refused?.id}`)).status, 415);
  });

  it('are no script, no module, no worker and no style sheet of a page of the same server', async () => {
    const load = async (page: Page, path: string) =>
      page.evaluate(async (address) => {
        const settled = (element: HTMLElement) =>
          new Promise<string>((resolve) => {
            element.onload = () => resolve('load');
            element.onerror = () => resolve('error');
            document.head.append(element);
          });
        const script = await settled(Object.assign(document.createElement('script'), { src: address }));
        const sheet = await settled(
          Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address }),
        );
        const imported = await import(address).then(
          () => 'load',
          () => 'error',
        );
        // One that loads says nothing; what is a script for a page is one for a worker.
        if (script === 'load') return { script, sheet, imported, worker: 'load' };
        const worker = await new Promise<string>((resolve) => {
          new Worker(address).onerror = () => resolve('error');
        });
        return { script, sheet, imported, worker };
      }, path);
    const ran = await executedIn(async (page) => {
      await open(page, '/page');
      const scripts = uploads.filter(({ group }) => group === 'active');
      for (const { id } of scripts)
        for (const use of server.shown.has(id) ? ['download', 'inline'] : ['download'])
          assert.deepEqual(
            await load(page, `/${use}/${id}`),
            { script: 'error', sheet: 'error', imported: 'error', worker: 'error' },
            `upload ${id}`,
          );
    });
    assert.deepEqual(ran, []);
  });
});
