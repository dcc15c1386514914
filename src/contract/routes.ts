const reading = <Path extends string>(path: Path) => ({ method: 'GET', path, status: 200 }) as const;

/**
 * The HTTP contract as a table: method, path below the endpoint, and the status of success. The server registers
 * exactly these and the http adapter calls exactly these, so that neither can drift.
 */
export const routes = {
  getConfig: reading('/config'),
  getSession: reading('/session'),
  signOut: { method: 'DELETE', path: '/session', status: 204 },
  listTickets: reading('/tickets'),
  getTicket: reading('/tickets/:ticket'),
  listEvents: reading('/tickets/:ticket/events'),
  sendMessage: { method: 'POST', path: '/tickets/:ticket/messages', status: 201 },
  markRead: { method: 'PUT', path: '/tickets/:ticket/read', status: 204 },
} as const;

/** The company's own tools, below `/staff`, with a key of their own. */
export const staffRoutes = {
  openTicket: { method: 'POST', path: '/staff/tickets', status: 201 },
  listTickets: { method: 'GET', path: '/staff/tickets', status: 200 },
  getTicket: { method: 'GET', path: '/staff/tickets/:ticket', status: 200 },
  listEvents: { method: 'GET', path: '/staff/tickets/:ticket/events', status: 200 },
  reply: { method: 'POST', path: '/staff/tickets/:ticket/messages', status: 201 },
  addNote: { method: 'POST', path: '/staff/tickets/:ticket/notes', status: 201 },
  setStatus: { method: 'PUT', path: '/staff/tickets/:ticket/status', status: 200 },
} as const;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly status: number;
}

/** Fills the `:names` of a path, percent-encoded. */
export function pathOf(route: Route, params: Readonly<Record<string, string>> = {}): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** The major version of the contract. A page and a server that disagree on it do not talk. */
export const contractVersion = '1';

/** Of an error on the wire (RFC 9457). */
export const problemMediaType = 'application/problem+json';

/** Request and response headers of the contract. Lower case, as Fetch gives them. */
export const headerNames = {
  contract: 'support-contract',
  /** Present on every write in cookie mode: a header that no form can send forces a CORS preflight. */
  request: 'support-request',
  idempotencyKey: 'idempotency-key',
  /** The request's id; problem bodies repeat it as `instance`. */
  requestId: 'support-request-id',
} as const;

/** Tells that nothing was added now: this key had been used before. Apart, because no page reads it. */
export const replayedHeaderName = 'idempotency-replayed';
