/**
 * Serves a desk: `createHandler` turns a backend into a function from request to response. It is web standard only, so
 * that Node, a browser's mocks and the tests run this very code. The router is known here and nowhere else.
 */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { base64url } from 'jose';
import { headerNames, SupportError, type Desk } from '../contract/index.ts';
import { customerRoutes } from './customer-routes.ts';
import type { Endpoint, Open } from './endpoint.ts';
import type { Gate } from './gate.ts';
import { ensureContract, localeOf } from './headers.ts';
import { LiveStreams, type StreamLimits } from './live/live-streams.ts';
import { levelOf, type LogEntry } from './log.ts';
import { ensureNotForged, originList } from './origins.ts';
import { problemResponse } from './problems.ts';
import { openFileRoute } from './file-routes.ts';
import type { FileRoom } from './files/file-room.ts';
import type { GuestDoor } from './guest/guest-door.ts';
import { guestGate } from './guest/guest-gate.ts';
import { guestRoutes } from './guest-routes.ts';
import { staffRoutes, type StaffOptions } from './staff-routes.ts';

/** What is served, to whom, and where. */
export interface HandlerOptions {
  desk: Desk;
  gate: Gate;
  /** Without it there is no staff API. */
  staff?: StaffOptions | undefined;
  /** Without it nobody gets in by a mailed link. */
  guest?: { door: GuestDoor } | undefined;
  /** Opens the links that the desk made; without it links lead elsewhere, or there are none. */
  files?: FileRoom | undefined;
  /** Where a request comes from, for what is limited by that; one place for all unless told. */
  networkOf?: ((request: Request) => string) | undefined;
  /** Ends streams of live updates, which would otherwise keep a server that stops waiting. */
  stopping?: AbortSignal | undefined;
  /** How many streams of live updates there may be at once. */
  streamLimits?: Partial<StreamLimits> | undefined;
  /** The path that the contract's paths are below; `/v1` unless told, empty for none. */
  base?: string;
  /** Origins of other sites whose pages may use this server, exactly as browsers send them. */
  origins?: readonly string[];
  /** Called once for each request, after it was answered. */
  log?: (entry: LogEntry) => void;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** What is known about a request besides what it says; travels with it through the router. */
interface Passage {
  requestId: string;
  route: string;
  cause?: unknown;
}

type App = Hono<{ Bindings: Passage }>;

/** The wire of contract.md over a desk. The function never rejects. */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const { log = () => undefined, now = Date.now } = options;
  const app = createApp(options, now);
  return async (request) => {
    const startedAt = now();
    const passage: Passage = { requestId: `req_${base64url.encode(randomBytes())}`, route: 'unmatched' };
    const response = await answered(app, request, passage);
    const { status } = response;
    const { requestId, route, cause } = passage;
    const durationMs = Math.max(0, now() - startedAt);
    const entry: LogEntry = {
      level: levelOf(status),
      event: 'request',
      requestId,
      method: request.method,
      route,
      status,
      durationMs,
    };
    report(log, status >= 500 ? { ...entry, cause } : entry);
    return response;
  };
}

/** A log that fails must not take back an answer whose effects are committed. */
function report(log: (entry: LogEntry) => void, entry: LogEntry): void {
  try {
    log(entry);
  } catch (cause) {
    console.error(entry, cause);
  }
}

function createApp(options: HandlerOptions, now: () => number): App {
  const { desk, staff, guest, files, base = '/v1', origins = [], networkOf = () => '' } = options;
  const streams = new LiveStreams({ limits: options.streamLimits, stopping: options.stopping, now });
  const allowed = originList(origins);
  const gate = guest ? guestGate(guest.door, options.gate) : options.gate;
  const open = forPages(gate, allowed);
  const app: App = new Hono<{ Bindings: Passage }>().basePath(base);
  const staffEndpoints = staff ? staffRoutes(staff) : [];
  // Before the rules for other origins: the team's endpoints answer no preflight.
  mount(app, staffEndpoints);
  app.use('*', crossOrigin(allowed));
  const codeLength = guest?.door.limits.codeLength;
  const config = codeLength === undefined ? undefined : { codeLength };
  mount(app, customerRoutes({ desk, gate, guest: config, now, streams, networkOf }, open));
  if (files) mount(app, [openFileRoute(files)]);
  if (guest) mount(app, guestRoutes({ door: guest.door, desk, gate, networkOf }, open));
  app.notFound((c) => {
    const error = new SupportError('No such path.', { code: 'not_found' });
    return problemResponse(error, c.req.raw, c.env.requestId);
  });
  app.onError((cause, c) => {
    c.env.cause = cause;
    return problemResponse(cause, c.req.raw, c.env.requestId);
  });
  return app;
}

/** What holds for every request of a page: one version of the contract, and no write that another site made up. */
function forPages(gate: Gate, origins: ReadonlySet<string>): Open {
  return (answer) => async (call) => {
    ensureContract(call.request.headers);
    ensureNotForged(call.request, gate, origins);
    return answer(call);
  };
}

async function answered(app: App, request: Request, passage: Passage): Promise<Response> {
  let response: Response;
  try {
    response = await app.fetch(request, passage);
  } catch (cause) {
    passage.cause = cause;
    response = problemResponse(cause, request, passage.requestId);
  }
  response.headers.set(headerNames.requestId, passage.requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}

/** Registers the endpoints, and for their paths an answer to every other method. */
function mount(app: App, endpoints: readonly Endpoint[]): void {
  for (const { route, answer } of endpoints) {
    app.on(route.method, route.path, async (c) => {
      c.env.route = route.path;
      const request = c.req.raw;
      const options = { signal: request.signal, locale: localeOf(request.headers) };
      const { body, headers, response } = await answer({ request, params: c.req.param(), options });
      if (response) return response;
      for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value);
      if (body === undefined) return c.body(null, 204);
      return c.json(body, route.status as 200 | 201);
    });
  }
  for (const path of new Set(endpoints.map(({ route }) => route.path))) {
    const methods = endpoints.filter(({ route }) => route.path === path).map(({ route }) => route.method);
    const offered = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    app.all(path, (c) => {
      c.env.route = path;
      const error = new SupportError(`${c.req.method} is not offered here.`, { code: 'unsupported' });
      const response = problemResponse(error, c.req.raw, c.env.requestId);
      response.headers.set('allow', offered.join(', '));
      return response;
    });
  }
}

function crossOrigin(allowed: ReadonlySet<string>) {
  return cors({
    origin: (origin) => (allowed.has(origin) ? origin : null),
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Accept',
      'Accept-Language',
      'Authorization',
      'Content-Type',
      'If-Match',
      'Last-Event-ID',
      'Range',
      'Tus-Resumable',
      'Upload-Length',
      'Upload-Metadata',
      'Upload-Offset',
      'Idempotency-Key',
      'Support-Contract',
      'Support-Request',
    ],
    exposeHeaders: [
      'ETag',
      'Retry-After',
      'Idempotency-Replayed',
      'Location',
      'Support-Request-Id',
      'Tus-Resumable',
      'Upload-Length',
      'Upload-Offset',
    ],
    maxAge: 600,
  });
}

function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(12));
}
