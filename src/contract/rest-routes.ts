/** What no page needs for its first paint, apart from the other routes. */
export const restRoutes = {
  setStatus: { method: 'PUT', path: '/tickets/:ticket/status', status: 200 },
  rateTicket: { method: 'PUT', path: '/tickets/:ticket/rating', status: 200 },
  getUnread: { method: 'GET', path: '/unread', status: 200 },
  subscribe: { method: 'GET', path: '/stream', status: 200 },
} as const;

/** Server-sent events (WHATWG HTML, 9.2). */
export const streamMediaType = 'text/event-stream';
export const lastEventIdHeaderName = 'last-event-id';
/** A line without meaning comes at least this often, so that a stream that died can be told from one with nothing to say. */
export const heartbeatMs = 20_000;
