/**
 * Where hostile messages are fired: the built demo page behind a small server, a browser for which every other host is a
 * trap, and a log of all that was asked for. The trap is a real listener, so that a connection without a request counts.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, findChromium } from '../../.ci/browser.mjs';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { comparePage } from './compare-page.ts';
import { type Finding, type Shown, watchPage } from './watch-page.ts';

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; " +
  "form-action 'none'";
/**
 * What the page that shows the messages allows. `reference` is a browser without a sanitizer of its own; `bare` a page
 * that guards against nothing.
 */
const policies = {
  off: '',
  csp: strict,
  trusted: "require-trusted-types-for 'script'; trusted-types lit-html dompurify 'allow-duplicates'",
  reference: '',
  bare: '',
} as const;
export type Mode = keyof typeof policies;

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Shows messages as a page does that trusts them. */
const barePage = `<!doctype html><title>bare</title><body><script>
window.renderMessage = async (html) => {
  const host = document.createElement('div');
  host.dataset.messageHost = '';
  host.innerHTML = html;
  document.body.append(host);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
};
</script>`;

export interface Range {
  open(mode: Mode): Promise<Target>;
  close(): Promise<void>;
}

/** Shows a batch in a fresh page and tells what it did; empty is good. */
export type Fire = (batch: readonly Shown[], rules?: { mustTellTargets?: boolean }) => Promise<Finding[]>;

export interface Target {
  fire: Fire;
  /** Calls a function of the page by its text, so that no policy of the page stands in the way. */
  ask<T>(expression: string): Promise<T>;
  page: Page;
  close(): Promise<void>;
}

export async function openRange(): Promise<Range> {
  const folder = temporaryFolder();
  await build({
    configFile: 'vite.config.ts',
    mode: 'demo',
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  });
  const asked: string[] = [];
  const server = serve(folder, asked).listen(0, '127.0.0.1');
  const caught: string[] = [];
  const trap = listenFor(caught).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(trap, 'listening')]);
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('No Chromium found; `npm test` installs one.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...chromiumArgs,
      `--host-resolver-rules=MAP *.test 127.0.0.1:${portOf(trap)}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    open: (mode) => aim(browser, origin, mode, { asked, caught }),
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      trap.close();
    },
  };
}

const portOf = (server: Server | SocketServer) => (server.address() as AddressInfo).port;

function serve(folder: string, asked: string[]): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://files.test');
    const policy = policies[(searchParams.get('mode') ?? 'off') as Mode];
    if (pathname === '/mark') return void response.end('settled');
    if (pathname === '/bare.html') return void response.setHeader('content-type', 'text/html').end(barePage);
    readFile(join(folder, pathname)).then(
      (file) => {
        response.setHeader('content-type', types[extname(pathname)] ?? 'text/plain');
        if (policy) response.setHeader('content-security-policy', policy);
        response.end(file);
      },
      () => {
        asked.push(`${request.method} ${request.url}`);
        response.writeHead(404).end();
      },
    );
  });
}

function listenFor(caught: string[]): SocketServer {
  return createSocketServer((socket) => {
    caught.push('a connection');
    socket.on('error', () => undefined).destroy();
  });
}

async function aim(
  browser: Browser,
  origin: string,
  mode: Mode,
  log: { asked: string[]; caught: string[] },
): Promise<Target> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  await context.addInitScript(watchPage);
  await context.addInitScript(comparePage);
  if (mode === 'reference')
    await context.addInitScript(() => void Reflect.deleteProperty(Element.prototype, 'setHTML'));
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  const sent: string[] = [];
  await client.send('Network.enable');
  client.on('Network.requestWillBeSent', ({ request }) => sent.push(request.url));
  client.on('Network.webSocketCreated', ({ url }) => sent.push(url));
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  context.on('page', (popup) => {
    sent.push(`a window for ${popup.url()}`);
    void popup.close();
  });
  const address = `${origin}/${mode === 'bare' ? 'bare.html' : `pages/message.html?mode=${mode}`}`;
  const ask = <T>(expression: string) => evaluate<T>(client, expression);
  await page.goto(address);
  await ask(
    'new Promise((done) => { const wait = () => window.renderMessage ? done() : setTimeout(wait, 5); wait(); })',
  );

  return {
    page,
    ask,
    async fire(batch, { mustTellTargets = false } = {}) {
      for (const list of [sent, log.asked, log.caught]) list.length = 0;
      const rules = JSON.stringify({ isGuarded: mode !== 'bare', mustTellTargets });
      const found = await ask<Finding[]>(`showBatch(${JSON.stringify(batch)}, ${rules})`);
      const calls = [...sent, ...log.asked, ...log.caught].filter(
        (url) => !url.startsWith(`${origin}/mark`) && !url.startsWith(`${origin}/assets/`) && !url.startsWith('data:'),
      );
      return [...found, ...calls.map((url) => `called ${url.slice(0, 100)}`)];
    },
    close: () => context.close(),
  };
}

/** Page functions are not sent as code to evaluate: under a strict policy the page could not. */
async function evaluate<T>(client: CDPSession, expression: string): Promise<T> {
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}
