/** Files that are shown in place, in a real browser under the headers that keep them from running: they can be seen. */
import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/e2e-demo.ts';
import { startFileServer, type FileServer } from '../helpers/file-server.ts';
import { pdf } from '../hostile/corpus/uploads.ts';

const text = 'Zażółć gęślą jaźń\n<script>not a script</script>';

/** A red picture of each kind that the browser can make, and a film that is red. */
async function redFiles(page: Page): Promise<Record<'png' | 'jpeg' | 'webp' | 'webm', string>> {
  return page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 200 });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    const paint = () => {
      pen.fillStyle = 'rgb(255, 0, 0)';
      pen.fillRect(0, 0, 200, 200);
    };
    paint();
    const base64 = (address: string) => address.slice(address.indexOf(',') + 1);
    const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
    const pieces: Blob[] = [];
    const enough = new Promise<void>((resolve) => {
      recorder.ondataavailable = ({ data }) => {
        pieces.push(data);
        if (pieces.length < 5) return;
        recorder.ondataavailable = null;
        resolve();
      };
    });
    recorder.start(100);
    const painting = setInterval(paint, 20);
    await enough;
    clearInterval(painting);
    recorder.stop();
    const reader = new FileReader();
    const read = new Promise((resolve) => (reader.onload = resolve));
    reader.readAsDataURL(new Blob(pieces));
    await read;
    const picture = (type: string) => base64(canvas.toDataURL(type));
    return {
      png: picture('image/png'),
      jpeg: picture('image/jpeg'),
      webp: picture('image/webp'),
      webm: base64(reader.result as string),
    };
  });
}

describe('files that are shown in place', () => {
  let browser: Browser;
  let page: Page;
  let ruler: Page;
  let server: FileServer;
  const ids = new Map<string, number>();

  before(async () => {
    browser = await launchChromium();
    [page, ruler] = [await browser.newPage({ viewport: { width: 500, height: 400 } }), await browser.newPage()];
    const made: Record<string, Buffer> = { pdf: pdf(), txt: Buffer.from(text) };
    for (const [ending, base64] of Object.entries(await redFiles(ruler))) made[ending] = Buffer.from(base64, 'base64');
    const files = Object.entries(made).map(([ending, bytes], id) => ({
      id,
      name: `x.${ending}`,
      mediaType: '',
      bytes,
    }));
    for (const { id, name } of files) ids.set(name.slice(2), id);
    server = await startFileServer(files);
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  const address = (ending: string) => `${server.origin}/inline/${ids.get(ending)}`;

  /** Looks until there is as much red as a small picture has. */
  async function becomesRed(): Promise<void> {
    for (;;) {
      const shot = (await page.screenshot()).toString('base64');
      const red = await ruler.evaluate(async (png) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
        pen?.drawImage(picture, 0, 0);
        const pixels = pen?.getImageData(0, 0, picture.width, picture.height).data ?? [];
        let count = 0;
        for (let at = 0; at < pixels.length; at += 4)
          if ((pixels[at] ?? 0) > 200 && (pixels[at + 1] ?? 255) < 60 && (pixels[at + 2] ?? 255) < 60) count += 1;
        return count;
      }, shot);
      if (red > 5000) return;
    }
  }

  /** In a page of another site, as a host's page is to the support server. */
  async function inHostPage(tag: 'img' | 'video' | 'iframe', source: string): Promise<void> {
    await page.goto(`${server.origin.replace('127.0.0.1', 'localhost')}/page`);
    await page.evaluate(
      ([name, src]) => {
        const element = document.createElement(name ?? '');
        Object.assign(element, { src, width: 400, height: 300 });
        document.body.append(element);
      },
      [tag, source],
    );
  }

  for (const ending of ['png', 'jpeg', 'webp'])
    it(`are pictures of a page of another site (${ending})`, async () => {
      await inHostPage('img', address(ending));
      await becomesRed();
    });

  it('are films of a page of another site, in stretches', async () => {
    await inHostPage('video', address('webm'));
    await becomesRed();
    assert.ok(server.requests.includes(`GET /inline/${ids.get('webm')} bytes=0-`), server.requests.join('\n'));
  });

  for (const ending of ['png', 'webm', 'pdf']) {
    it(`are there in a frame (${ending})`, async () => {
      await inHostPage('iframe', address(ending));
      await becomesRed();
    });

    it(`are there in a tab of their own (${ending})`, async () => {
      await page.goto(address(ending));
      await becomesRed();
    });
  }

  it('are text, letter by letter, and no markup', async () => {
    await inHostPage('iframe', address('txt'));
    await page.frameLocator('iframe').locator('pre').waitFor();
    assert.equal(await page.frameLocator('iframe').locator('pre').innerText(), text);
    await page.goto(address('txt'));
    assert.equal(await page.locator('pre').innerText(), text);
  });
});
