/** The server process: a database, the reference desks over it, the gate for host tokens, mails, and a port. */
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import {
  createHandler,
  hostTokenGate,
  repositoryDesk,
  repositoryStaffDesk,
  type LiveBus,
  type Repository,
} from '../server/index.ts';
import { openDatabase } from './database.ts';
import { fileService, type FileService } from './file-service.ts';
import { guestService, type GuestService } from './guest-service.ts';
import { healthResponse } from './health.ts';
import { jsonLog, type ServerLogEntry } from './log.ts';
import { networks } from './network.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

export interface ServeOptions {
  /** Told about each request and about the process; lines of JSON on standard output unless given. */
  log?: ((entry: ServerLogEntry) => void) | undefined;
}

export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:8787`; the API is at this and the base. */
  url: string;
  /** Takes no new requests, finishes those that run, then closes the database. May be called more than once. */
  close(): Promise<void>;
}

/** For a whole request to arrive, and for its head alone: whoever is slower holds a connection for nothing. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;
const timeoutCheckMs = 5_000;
/** For running requests to finish once the server is told to stop. */
const finishWithinMs = 10_000;

/** Resolves when the server listens; rejects with a `StartError` when it cannot start. */
export async function serve(
  settings: Settings,
  { log = jsonLog(settings.log) }: ServeOptions = {},
): Promise<RunningServer> {
  const { host, port, databaseUrl: url, directory } = settings;
  const database = await openDatabase({
    url,
    directory,
    onConnectionLost: (cause) => log({ level: 'warn', event: 'database_connection_lost', cause }),
  });
  const { repository, live } = database;
  try {
    const stopping = new AbortController();
    const { brand } = settings;
    const guests = settings.guest && (await guestService(settings.guest, { repository, brand, log }));
    const files = settings.files && (await fileService(settings.files, { repository, log }));
    const server = httpServer(answering(settings, { repository, live, guests, files, log, stopping: stopping.signal }));
    const address = await listening(server, host, port);
    log({ level: 'info', event: 'ready', url: address });
    const mailRoom = guests?.openMailRoom();
    const sweeping = files?.sweepUntil(stopping.signal);
    let closed: Promise<void> | undefined;
    const close = async () => {
      log({ level: 'info', event: 'stopping' });
      stopping.abort();
      await Promise.all([finished(server, log), mailRoom?.close(), sweeping]);
      await database.close();
      log({ level: 'info', event: 'stopped' });
    };
    return { url: address, close: () => (closed ??= close()) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** `peer` is the address at the other end of the connection. */
type Answer = (request: Request, peer: string) => Promise<Response>;

interface Parts {
  repository: Repository;
  live: LiveBus;
  guests: GuestService | undefined;
  files: FileService | undefined;
  log: (entry: ServerLogEntry) => void;
  stopping: AbortSignal;
}

function answering(settings: Settings, { repository, live, guests, files, log, stopping }: Parts): Answer {
  const { token, staffKey: key, brand, messageMaxLength, reopenDays, base, origins, proxies } = settings;
  const { note, networkOf } = networks(proxies, () => log({ level: 'warn', event: 'proxy_not_named' }));
  const handler = createHandler({
    desk: repositoryDesk(repository, { messageMaxLength, reopenDays, brand, files: files?.room, live }),
    gate: hostTokenGate(token),
    staff:
      key === undefined
        ? undefined
        : { desk: repositoryStaffDesk(repository, { alerts: guests?.alerts, files: files?.room, live }), key },
    guest: guests && { door: guests.door },
    files: files?.room,
    networkOf,
    stopping,
    base,
    origins,
    log,
  });
  return async (request, peer) => {
    note(request, peer);
    const health = await healthResponse(request, repository, () => stopping.aborted);
    const response = health ?? (await handler(request));
    if (stopping.aborted) response.headers.set('connection', 'close');
    return response;
  };
}

function httpServer(answer: Answer): Server {
  return createAdaptorServer({
    fetch: (request, { incoming }) =>
      answer(request, (incoming as HttpBindings['incoming']).socket.remoteAddress ?? ''),
    // A library leaves the globals of its process alone.
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: timeoutCheckMs,
    },
  }) as Server;
}

function listening(server: Server, host: string, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const reason = listenFaults[error.code ?? ''] ?? `cannot be listened on (${error.code ?? error.name})`;
    reject(new StartError(`Port ${port} of ${host} ${reason}.`, { cause: error }));
  });
  server.listen(port, host, () => {
    const address = server.address();
    const actual = typeof address === 'object' && address ? address.port : port;
    resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
  });
  return promise;
}

const listenFaults: Record<string, string> = {
  EADDRINUSE: 'is in use by another process',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'has a host name that is not known',
};

/** Waits until the last request is answered; whatever takes too long is cut off. */
async function finished(server: Server, log: (entry: ServerLogEntry) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log({ level: 'warn', event: 'connections_cut', afterMs: finishWithinMs });
    server.closeAllConnections();
  }, finishWithinMs);
  server.on('request', (_, response) => response.once('close', () => server.closeIdleConnections()));
  server.close(() => resolve());
  server.closeIdleConnections();
  await promise;
  clearTimeout(timer);
}
