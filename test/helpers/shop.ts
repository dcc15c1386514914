/**
 * A shop as its customers reach it: a page with the support center, a way to sign in, and before the support server a
 * gateway, which knows whose session it is and on which a test decides what becomes of a request.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { build, type Rolldown } from 'vite';
import { problemMediaType } from '../../src/contract/index.ts';
import { hostToken } from './server-world.ts';

/** Goes on as if nothing had been, is cut off, never gets an answer, or gets this status from the gateway. */
type Fate = 'pass' | 'cut' | 'never' | number;

export interface Shop extends Gateway {
  readonly origin: string;
  close(): void;
}

interface Hold {
  readonly kind: RegExp;
  readonly isStored: boolean;
  readonly full: () => void;
  left: number;
}

/** Headers that end at a gateway. */
const ofOneHop = /^(?:host|connection|keep-alive|transfer-encoding|content-encoding|content-length)$/;

/** The elements and the adapter as a host's bundler makes them, by path. */
export async function bundledElements(): Promise<ReadonlyMap<string, string>> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: ['helpdock:source', 'module', 'browser'] },
    build: {
      write: false,
      target: 'esnext',
      rolldownOptions: {
        input: { define: 'src/define.ts', http: 'src/http.ts' },
        preserveEntrySignatures: 'allow-extension',
        output: { entryFileNames: '[name].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

/** What no gateway says by itself: only in these words is it believed. */
const conflict = JSON.stringify({ type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict' });

/** `?timeout=` is how long the page waits for an answer; `&sign-in=here`: signing in does not leave the page. */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
<a href="/catalogue">Catalogue</a>
<support-center router="hash"></support-center>
<script type="module">
  import '/define.js';
  import { createHttpAdapter } from '/http.js';
  const settings = new URLSearchParams(location.search);
  const center = document.querySelector('support-center');
  center.addEventListener('support-auth-required', async ({ detail }) => {
    const address = '/sign-in?back=' + encodeURIComponent(detail.returnTo ?? '/');
    if (settings.get('sign-in') !== 'here') return location.assign(address);
    await fetch(address);
    await center.refresh();
  });
  center.adapter = createHttpAdapter({ endpoint: '/v1', timeoutMs: Number(settings.get('timeout') ?? 60_000) });
</script></html>`;

/** `subject` is the account that is signed in; without one, visitors are guests or nobody. */
export async function openShop(scripts: ReadonlyMap<string, string>, support: string, subject?: string): Promise<Shop> {
  const gateway = new Gateway(support, subject === undefined ? undefined : await tokensOf(subject));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.test');
    if (pathname.startsWith('/v1/')) return void gateway.handOn(request, response).catch(() => response.destroy());
    if (pathname === '/sign-in') {
      gateway.session = 'good';
      return response.writeHead(303, { location: searchParams.get('back') ?? '/' }).end();
    }
    const script = scripts.get(pathname);
    const type = script === undefined ? 'text/html' : 'text/javascript';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
    response.end(script ?? (pathname === '/catalogue' ? '<h1>Catalogue</h1>' : html));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(gateway, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  });
}

type Tokens = Readonly<Record<'good' | 'over', string>>;

async function tokensOf(subject: string): Promise<Tokens> {
  return { good: await hostToken(subject), over: await hostToken(subject, undefined, '-1h') };
}

class Gateway {
  /** What the support server believes of whoever is signed in here; `/sign-in` makes it good again. */
  session: keyof Tokens = 'good';
  /** The last token that a page itself came with. */
  guestToken = '';
  readonly #support: string;
  readonly #tokens: Tokens | undefined;
  readonly #stopped = new Set<(fate: Fate) => void>();
  #hold: Hold | undefined;

  constructor(support: string, tokens: Tokens | undefined) {
    this.#support = support;
    this.#tokens = tokens;
  }

  /**
   * Stops the next requests of a kind ("PATCH /v1/… 131072": method, path and offset of an upload). With `isStored`
   * the server has carried them out by then, and only the answer is stopped. Resolves when all are there.
   */
  hold(kind: RegExp, count: number, isStored = false): Promise<void> {
    return new Promise((full) => (this.#hold = { kind, isStored, left: count, full }));
  }

  /** What becomes of those that were stopped. */
  meet(fate: Fate): void {
    for (const meet of [...this.#stopped]) meet(fate);
  }

  async handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const line = `${method} ${url} ${String(request.headers['upload-offset'] ?? '')}`;
    const body = await buffer(request);
    if (await this.#endsHere(line, false, response)) return;
    const headers = this.#headersFor(request);
    const answer = await fetch(this.#support + url, { method, headers, ...(body.length > 0 && { body }) });
    const content = await answer.bytes();
    if (await this.#endsHere(line, true, response)) return;
    const kept = [...answer.headers].filter(([name]) => !ofOneHop.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(content);
  }

  /** Guests prove by themselves who they are; of accounts the shop knows. */
  #headersFor(request: IncomingMessage): Headers {
    const given = Object.entries(request.headers).filter(([name]) => !ofOneHop.test(name));
    const headers = new Headers(given.map(([name, value]) => [name, String(value)]));
    const own = headers.get('authorization');
    if (own) this.guestToken = own.replace('Bearer ', '');
    else if (this.#tokens) headers.set('authorization', `Bearer ${this.#tokens[this.session]}`);
    return headers;
  }

  /** False where the request goes on. */
  async #endsHere(line: string, isStored: boolean, response: ServerResponse): Promise<boolean> {
    const fate = await this.#fateOf(line, isStored, response);
    if (fate === 'pass') return false;
    if (fate === 'cut') response.destroy();
    else if (fate === 409) response.writeHead(fate, { 'content-type': problemMediaType }).end(conflict);
    else if (fate !== 'never') response.writeHead(fate, { 'content-type': 'text/html' }).end('<h1>Gateway</h1>');
    return true;
  }

  /** Resolves with what becomes of this request at this point of its way. */
  async #fateOf(line: string, isStored: boolean, response: ServerResponse): Promise<Fate> {
    const hold = this.#hold;
    if (hold?.isStored !== isStored || !hold.kind.test(line)) return 'pass';
    const { promise, resolve } = Promise.withResolvers<Fate>();
    this.#stopped.add(resolve);
    // Whoever asked is gone, and what they asked for never left them.
    response.once('close', () => resolve('cut'));
    hold.left -= 1;
    if (hold.left === 0) {
      this.#hold = undefined;
      hold.full();
    }
    const fate = await promise;
    this.#stopped.delete(resolve);
    return fate;
  }
}
