/**
 * One address for everything that a newcomer needs. The support server is the real one (`serve` of `helpdock/node`) on
 * a port of its own; this server forwards `/support` to it, as a company's reverse proxy would, answers `/shop-api` as the
 * shop's backend, and lets Vite serve the page from its sources. Mails go to a mail server that shows them in the page.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { readSettings, serve } from 'helpdock/node';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { createServer as createVite } from 'vite';
import { signHostToken } from '../../mocks/backend.ts';
import { createHost } from '../host/host.ts';
import { startMailCatcher, type MailCatcher } from './mail-catcher.ts';
import { openShopData, type ShopData } from './shop-data.ts';

const issuer = 'https://shop.example';
const audience = 'helpdock-demo';
const firstPort = 4800;

export interface Demo {
  url: string;
  close(): Promise<void>;
}

export interface DemoOptions {
  dataFolder: string;
  /** The first free one from 4800 upwards unless told. */
  port?: number | undefined;
  /** A mail server instead of the one that fills the page's mailbox. */
  smtpUrl?: string | undefined;
}

export async function startDemo({ dataFolder, port, smtpUrl }: DemoOptions): Promise<Demo> {
  const { promise: listener, resolve: answerWith } = Promise.withResolvers<RequestListener>();
  // Whoever comes before everything stands is kept waiting for it.
  const server = createServer((request, response) => void listener.then((answer) => answer(request, response)));
  // Mails hold the page's own address, so that comes first.
  await listen(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const [data, mail] = await Promise.all([openShopData(dataFolder), startMailCatcher()]);
  const support = await startSupport(data, smtpUrl ?? mail.url, url);
  const backend = getRequestListener(createBackend(data, mail, support.url).fetch);
  const vite = await createVite({
    configFile: 'vite.config.ts',
    mode: 'demo',
    logLevel: 'warn',
    appType: 'mpa',
    // Two demos at once must not prepare dependencies in one folder: each would reload the other's page.
    cacheDir: resolve(dataFolder, 'vite'),
    server: { middlewareMode: true, hmr: { server } },
  });
  answerWith((request, response) => {
    if (/^\/(support|shop-api)\//.test(request.url ?? '')) void backend(request, response);
    else vite.middlewares(request, response);
  });

  return {
    url,
    async close() {
      server.close();
      server.closeAllConnections();
      await vite.close();
      await support.close();
      await mail.close();
    },
  };
}

/** The support server with the settings that its README names; nothing here is special to the demo. */
function startSupport({ databaseFolder, secret, staffKey, serverKey }: ShopData, smtpUrl: string, page: string) {
  const { settings, faults } = readSettings(
    {
      HELPDOCK_PORT: '0',
      HELPDOCK_DATA: databaseFolder,
      HELPDOCK_TOKEN_ISSUER: issuer,
      HELPDOCK_TOKEN_AUDIENCE: audience,
      HELPDOCK_TOKEN_SECRET: secret,
      HELPDOCK_STAFF_KEY: staffKey,
      HELPDOCK_BRAND: 'Fjord & Field',
      HELPDOCK_KEY: serverKey,
      HELPDOCK_SMTP_URL: smtpUrl,
      HELPDOCK_MAIL_FROM: 'Fjord & Field <support@shop.example>',
      HELPDOCK_PAGE: page,
      HELPDOCK_LOG: 'error',
    },
    [],
  );
  if (faults) throw new Error(faults.map(({ setting, wrong }) => `${setting} ${wrong}`).join('; '));
  return serve(settings);
}

function createBackend({ secret, staffKey }: ShopData, mail: MailCatcher, supportUrl: string): Hono {
  const host = createHost({
    base: '/shop-api',
    mailsFor: async (address) => mail.mailsFor(address),
    tokenFor: (persona) => signHostToken(persona, { issuer, audience, secret }),
    askStaffApi: (path, init) =>
      fetch(`${supportUrl}/v1${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${staffKey}` } }),
  });
  const app = new Hono();
  app.all('/shop-api/*', (context) => host(context.req.raw));
  app.all('/support/*', (context) => {
    const { pathname, search } = new URL(context.req.url);
    return proxy(`${supportUrl}${pathname.slice('/support'.length)}${search}`, context.req);
  });
  return app;
}

async function listen(server: ReturnType<typeof createServer>, wanted: number | undefined): Promise<void> {
  const attempt = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  if (wanted !== undefined) {
    return attempt(wanted).catch((error: NodeJS.ErrnoException) => {
      throw new Error(
        `cannot listen on port ${wanted} (${error.code ?? error.message}). Set PORT to a free one, or leave it out.`,
        { cause: error },
      );
    });
  }
  for (let port = firstPort; ; port += 1) {
    try {
      return await attempt(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port > firstPort + 100) throw error;
    }
  }
}
