/**
 * The adapter over the HTTP contract: the inverse of the server's `createHandler`. It calls exactly the rows of the
 * table of routes and believes nothing that the contract's schemas would not.
 */
import type { CallOptions, SupportAdapter } from '../../contract/adapter.ts';
import { isSupportError, SupportError } from '../../contract/errors.ts';
import { contractVersion, headerNames, pathOf, routes, type Route } from '../../contract/routes.ts';
import { createHttpClient, type HttpCall } from '../shared/http-client.ts';
import {
  readEventPage,
  readSession,
  readSupportConfig,
  readTicket,
  readTicketMessage,
  readTicketPage,
} from '../shared/readers.generated.ts';
import { endpointUrl } from './endpoint-url.ts';
import type { FilesAdapter } from '../../contract/files.ts';
import type { GuestAdapter } from '../../contract/guest.ts';
import { quoted, type Call, type CallAs, type Details } from './http-call.ts';
import type { RestSide } from './rest-side.ts';
import { inTab } from './tab-storage.ts';

/** How to reach a server of the contract. */
export interface HttpAdapterOptions {
  /** Where the contract's paths begin, for example `https://help.example.com/v1`; relative to the page where it is relative. */
  endpoint: string | URL;
  /** Asked before every request; `null` for sessions in a cookie, and for visitors who are not signed in. */
  getAccessToken?: () => string | null | Promise<string | null>;
  /** `same-origin` unless told. */
  credentials?: RequestCredentials;
  /** Sent with every request. Never for tokens: those come from `getAccessToken`. */
  headers?: Record<string, string>;
  /** Instead of the page's own `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** For one call, from the first byte to the last; 20 000 unless told. */
  timeoutMs?: number;
  /** Where a guest's session is kept: for the tab, so that it survives a reload (unless told), or for the page alone. */
  guestStorage?: 'session' | 'memory';
}

/** An adapter for a server that speaks the contract. Throws a `TypeError` for an endpoint that cannot be one. */
export function createHttpAdapter(options: HttpAdapterOptions): SupportAdapter {
  const { getAccessToken, credentials = 'same-origin', timeoutMs = 20_000, guestStorage = 'session' } = options;
  const endpoint = endpointUrl(options.endpoint);
  const base = baseHeaders(options.headers);
  // Looked up at each call, so that a page may replace its `fetch` later.
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const send = createHttpClient({ fetch, credentials, timeoutMs });

  const callAs: CallAs =
    (identity) =>
    <T>(route: Route, { headers: extra, ...details }: Details<T>, o: CallOptions) =>
      send(async (): Promise<HttpCall<T>> => {
        const url = urlOf(endpoint, route, details);
        const headers = new Headers(base);
        setHeaders(headers, { 'accept-language': o.locale, ...extra });
        if (route.method !== 'GET') headers.set(headerNames.request, '1');
        const bearer = await identity();
        if (bearer) setHeaders(headers, { authorization: `Bearer ${bearer}` });
        return { ...details, route, url, headers };
      }, o);

  /** As whoever the page says. */
  const host = callAs(() => accessToken(getAccessToken));

  const storedAs = guestStorage === 'session' ? `helpdock.guest ${endpoint}` : undefined;
  let hasGuestSide = isStored(storedAs);
  const guest = side(async () => {
    const { guestSide } = await import('./guest-side.ts');
    hasGuestSide = true;
    return guestSide({ host, callAs, storedAs });
  });
  const rest = side(async () => (await import('./rest-side.ts')).restSide(call));
  const files = side(async () => (await import('./files-side.ts')).filesSide({ call, endpoint }));
  const call: Call = async (...asked) => (hasGuestSide ? (await guest()).call : host)(...asked);

  return {
    // Two servers on one page have words of their own on this device.
    name: `http ${endpoint}`,
    async getConfig(o) {
      const config = await call(routes.getConfig, { read: readSupportConfig }, o);
      if (config.contract !== contractVersion) throw otherContract(config.contract);
      return config;
    },
    getSession: (o) => call(routes.getSession, { read: readSession }, o),
    signOut: (o) => call(routes.signOut, {}, o),
    listTickets: ({ search, ...query }, o) =>
      call(routes.listTickets, { query: { ...query, q: search }, read: readTicketPage }, o),
    getTicket: (ticket, o) => call(routes.getTicket, { params: { ticket }, read: readTicket }, o),
    listEvents: (ticket, query, o) =>
      call(routes.listEvents, { params: { ticket }, query: { ...query }, read: readEventPage }, o),
    sendMessage: (ticket, reply, o) =>
      call(
        routes.sendMessage,
        {
          params: { ticket },
          headers: { [headerNames.idempotencyKey]: quoted(reply.clientId) },
          body: reply,
          read: readTicketMessage,
        },
        o,
      ),
    markRead: (ticket, upTo, o) => call(routes.markRead, { params: { ticket }, body: { upTo } }, o),
    ...late<Omit<RestSide, 'subscribe'>>(rest, ['setStatus', 'rateTicket', 'getUnread']),
    async *subscribe(...asked) {
      yield* (await rest()).subscribe(...asked);
    },
    guest: late<GuestAdapter>(guest, ['resolveLink', 'requestCode', 'verifyCode', 'requestNewLink']),
    files: late<FilesAdapter>(files, ['upload', 'discard', 'linkTo', 'linkToAll']),
  };
}

/** A part of the adapter that few pages need: it is loaded with its first call. One that could not be is tried again. */
function side<T>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined;
  return () =>
    (coming ??= load().catch((cause: unknown) => {
      coming = undefined;
      throw new SupportError('A part of the script cannot be loaded.', { code: 'unavailable', cause });
    }));
}

/** The methods of such a part. */
function late<T extends object>(load: () => Promise<T>, names: readonly (keyof T & string)[]): T {
  type Methods = Record<keyof T, (...asked: unknown[]) => unknown>;
  const ask =
    (name: keyof T) =>
    async (...asked: unknown[]) =>
      ((await load()) as Methods)[name](...asked);
  return Object.fromEntries(names.map((name) => [name, ask(name)])) as T;
}

/** Whether a guest came in before this page was loaded. */
function isStored(name: string | undefined): boolean {
  return name !== undefined && Boolean(inTab((storage) => storage.getItem(name)));
}

function baseHeaders(extra: Record<string, string> = {}): Headers {
  const headers = new Headers(extra);
  for (const name of ['authorization', 'cookie']) {
    if (headers.has(name)) throw new TypeError(`"${name}" does not belong into headers; use getAccessToken.`);
  }
  headers.set('accept', 'application/json, application/problem+json');
  headers.set(headerNames.contract, contractVersion);
  return headers;
}

/** A URL swallows `.` and `..`, also percent-encoded: as an id they would reach another path. */
function urlOf(
  endpoint: string,
  route: Route,
  { params = {}, query = {} }: Pick<Details<unknown>, 'params' | 'query'>,
): URL {
  for (const id of Object.values(params)) {
    if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) {
      throw new SupportError('This cannot be an id.', { code: 'not_found' });
    }
  }
  const url = new URL(endpoint + pathOf(route, params));
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function accessToken(ask: HttpAdapterOptions['getAccessToken']): Promise<string | null> {
  try {
    return (await ask?.()) ?? null;
  } catch (cause) {
    if (isSupportError(cause)) throw cause;
    throw new SupportError('getAccessToken failed.', { code: 'unavailable', cause });
  }
}

function setHeaders(headers: Headers, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    try {
      headers.set(name, value);
    } catch (cause) {
      // The value stays out of the message: it may be a token.
      throw new SupportError(`The ${name} header cannot be sent: it holds impossible characters.`, {
        code: name === 'authorization' ? 'unauthenticated' : 'validation',
        cause,
      });
    }
  }
}

/** Waiting does not help: either the page's script or the server has to be brought up to date. */
function otherContract(theirs: string): SupportError {
  const message = `The server speaks version ${theirs.slice(0, 20)} of the contract, this page ${contractVersion}.`;
  return new SupportError(message, { code: 'unavailable', retryable: false });
}
