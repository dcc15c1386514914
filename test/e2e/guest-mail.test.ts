/**
 * What guests see of a mail server that is down, never answers, refuses them for now or dies in the middle of a mail: what
 * to do next, and the mail once the server is well. And the shortest way in, by keyboard, on a small phone, audited at
 * every step.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, startDemoProcess, type DemoProcess } from '../helpers/e2e-demo.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { personas } from '../../mocks/seed/personas.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** A server on this port that does with each connection what is told, and how to end it. */
async function serverOn(port: number, serve: (socket: Socket) => void): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

/** What is wrong with the mail server while somebody asks for a code, and whose turn that is. */
const troubles: Record<string, (port: number, tried: () => void) => Promise<() => Promise<void>>> = {
  'is down': async (_, tried) => {
    tried();
    return async () => undefined;
  },
  'never answers': (port, tried) => serverOn(port, tried),
  'refuses them for now': async (port, tried) => {
    const { close } = await startMailServer(
      {
        onRcptTo(_address, _session, callback) {
          tried();
          callback(Object.assign(new Error('Later.'), { responseCode: 450 }));
        },
      },
      port,
    );
    return close;
  },
  'dies in the middle of the mail': (port, tried) =>
    serverOn(port, (socket) => {
      socket.write('220 mail.example\r\n');
      socket.on('data', (line) => {
        if (!/^DATA/im.test(line.toString())) return void socket.write('250 Go on\r\n');
        socket.destroy();
        tried();
      });
    }),
};

describe('a guest whose mail is late', () => {
  let demo: DemoProcess;
  let browser: Browser;
  let mails: MailServer;
  const people = Object.keys(troubles).map((trouble, place) => ({ trouble, person: personas[place]! }));
  const links = new Map<string, string>();
  const pages = new Map<string, Page>();

  before(async () => {
    mails = await startMailServer();
    [demo, browser] = await Promise.all([
      startDemoProcess({ DEMO_SMTP_URL: `smtp://127.0.0.1:${mails.port}` }),
      launchChromium(),
    ]);
    for (const { person } of people) {
      const { subject, email, name } = person;
      const customer = { subject, email, name, locale: 'en' };
      const opened = await fetch(`${demo.url}shop-api/team/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customer, subject: 'Your order', from: 'support', text: 'News for you.' }),
      });
      assert.equal(opened.status, 201);
    }
    for (const { raw, recipients } of await mails.delivered(people.length))
      links.set(recipients.join(), /#support\/g\/([\w-]{43})/.exec((await simpleParser(raw)).text ?? '')?.[1] ?? '');
    await mails.close();
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
    await mails?.close();
  });

  for (const { trouble, person } of people)
    it(`is told what to do while the mail server ${trouble}`, async () => {
      const { promise: tried, resolve } = Promise.withResolvers<void>();
      const end = await troubles[trouble]!(mails.port, resolve);
      // A phone that is small enough to show everything or nothing.
      const page = await browser.newPage({ viewport: { width: 320, height: 568 }, reducedMotion: 'reduce' });
      pages.set(person.email, page);
      page.setDefaultTimeout(60_000);
      await page.goto(`${demo.url}?persona=${person.id}&entry=mail&width=320#support/g/${links.get(person.email)}`);
      const center = page.locator('support-center');
      await center.getByRole('button', { name: 'Send the code' }).waitFor();
      assert.deepEqual(await audit(page), []);
      // One press …
      await center.getByRole('button', { name: 'Send the code' }).press('Enter');
      await center.getByRole('heading', { name: 'Check your inbox' }).waitFor();
      await center.getByText('No email?').press('Enter');
      await center.getByText(/Look in your spam folder and wait a few minutes/).waitFor();
      assert.deepEqual(await audit(page), []);
      await tried;
      await end();
    });

  it('gets the mail once the server is well, and comes in by pasting it', async () => {
    mails = await startMailServer({}, mails.port);
    const delivered = await mails.delivered(people.length);
    for (const { raw, recipients } of delivered) {
      const page = pages.get(recipients.join());
      assert.ok(page);
      const center = page.locator('support-center');
      // … and one paste of the whole mail, and the ticket is open and can be answered.
      await center.getByRole('textbox', { name: 'Code from the email' }).focus();
      await page.evaluate(
        (pasted) => {
          let field: Element | null = document.activeElement;
          while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', pasted);
          const paste = { clipboardData, bubbles: true, composed: true, cancelable: true };
          field?.dispatchEvent(new ClipboardEvent('paste', paste));
        },
        (await simpleParser(raw)).text ?? '',
      );
      await center.getByRole('article').filter({ hasText: 'News for you.' }).waitFor();
      const focused = await page.waitForFunction(() => {
        let element: Element | null = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element && /^h\d$/.test(element.localName) ? element.textContent : undefined;
      });
      assert.match((await focused.jsonValue()) ?? '', /Your order/);
      assert.equal(await center.getByRole('textbox', { name: 'Your reply' }).isEditable(), true);
      assert.deepEqual(await audit(page), []);
    }
    assert.equal(mails.deliveries.length, people.length, 'one mail for one press');
  });
});
