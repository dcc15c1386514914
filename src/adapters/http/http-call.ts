/** One call of the contract, as the adapter's own parts put it. */
import type { CallOptions } from '../../contract/adapter.ts';
import type { Route } from '../../contract/routes.ts';
import type { Reader } from '../shared/reader.ts';

export interface Details<T> {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
  read?: Reader<T>;
  /** Instead of `read`: the answer itself, whose body goes on. */
  take?: (response: Response) => T;
  /** With `take`: ends the body; the caller's own time is over by then. */
  signal?: AbortSignal;
}

/** As whoever the token says; `null` for nobody, or for whoever a cookie says. */
export type CallAs = (identity: () => Promise<string | null>) => Call;

export type Call = <T = void>(route: Route, details: Details<T>, options: CallOptions) => Promise<T>;

/** A quoted string of HTTP (RFC 9110, 5.6.4). */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
