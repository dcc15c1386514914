/**
 * What a guest sees of a mail server that is down or dies in the middle of a mail: what to do next, and the mail once the
 * server is back. And the shortest way in, by keyboard, on a small phone, audited at every step.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, startDemoProcess, temporaryFolder, type DemoProcess } from '../helpers/e2e-demo.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const customer = 'maya.lindqvist@mail.example';

async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (where: string) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run('support-center');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

/** Takes connections and ends them in the middle of a mail. */
async function dyingMailServer(port: number): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail.example\r\n');
    socket.on('data', (line) => (/^DATA/im.test(line.toString()) ? socket.destroy() : socket.write('250 Go on\r\n')));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

describe('a guest whose mail is late', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let demo: DemoProcess;
  let browser: Browser;
  let mails: MailServer;
  let token = '';

  before(async () => {
    folder = await temporaryFolder();
    mails = await startMailServer();
    [demo, browser] = await Promise.all([
      startDemoProcess(folder.path, undefined, { DEMO_SMTP_URL: `smtp://127.0.0.1:${mails.port}` }),
      launchChromium(),
    ]);
    const team = `${demo.url}shop-api/team/tickets`;
    const { items } = (await (await fetch(`${team}?limit=1&email=${customer}`)).json()) as { items: { id: string }[] };
    await fetch(`${team}/${items[0]?.id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'News for you.' }),
    });
    const [news] = await mails.delivered(1);
    token = /#support\/g\/([\w-]{43})/.exec((await simpleParser(news!.raw)).text ?? '')?.[1] ?? '';
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
    await mails?.close();
    await folder?.remove();
  });

  it('is told what to do while the mail server dies on every mail, and gets in once it is well', async () => {
    const { port } = mails;
    await mails.close();
    const dying = await dyingMailServer(port);
    const tried = new Promise((resolve) => dying.once('connection', resolve));

    // A phone that is small enough to show everything or nothing.
    const page = await browser.newPage({ viewport: { width: 320, height: 568 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(60_000);
    await page.goto(`${demo.url}?persona=maya&entry=mail&width=320#support/g/${token}`);
    const center = page.locator('support-center');
    await center.getByRole('button', { name: 'Send the code' }).waitFor();
    assert.deepEqual(await audit(page), []);
    // One press …
    await center.getByRole('button', { name: 'Send the code' }).press('Enter');
    await center.getByRole('heading', { name: 'Check your inbox' }).waitFor();
    await tried;
    await center.getByText('No email?').press('Enter');
    await center.getByText(/Look in your spam folder and wait a few minutes/).waitFor();
    assert.deepEqual(await audit(page), []);

    await new Promise((resolve) => dying.close(resolve));
    mails = await startMailServer({}, port);
    const [mail] = await mails.delivered(1);
    const { text = '' } = await simpleParser(mail!.raw);
    // … and one paste of the whole mail, and the ticket is open and can be answered.
    await center.getByRole('textbox', { name: 'Code from the email' }).focus();
    await page.evaluate((pasted) => {
      let field: Element | null = document.activeElement;
      while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
      );
    }, text);
    await center.getByRole('article').filter({ hasText: 'News for you.' }).waitFor();
    const focused = await page.waitForFunction(() => {
      let element: Element | null = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element && /^h\d$/.test(element.localName) ? element.textContent : undefined;
    });
    assert.ok(await focused.jsonValue());
    assert.equal(await center.getByRole('textbox', { name: 'Your reply' }).isEditable(), true);
    assert.deepEqual(await audit(page), []);
    assert.equal(mails.deliveries.length, 1);
    await page.close();
  });
});
