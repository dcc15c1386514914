/** What the server says about each request. No path, no query, no header and no body: they may hold somebody's secret. */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  event: 'request';
  /** The same id as in the answer and in the reference that a visitor can quote. */
  requestId: string;
  method: string;
  /** The pattern of the route, for example `/tickets/:ticket`; `unmatched` where there is none. */
  route: string;
  status: number;
  durationMs: number;
  /** What failed, whole, when the server is to blame. */
  cause?: unknown;
}

/** `error` needs an operator, `warn` may show an attack or a broken page, `info` is everyday. */
export function levelOf(status: number): LogEntry['level'] {
  if (status >= 500) return 'error';
  return [401, 403, 429].includes(status) ? 'warn' : 'info';
}
