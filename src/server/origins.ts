/**
 * Which web pages may use this server. The list is exact: no patterns, no reflection, and `null` (a sandboxed frame, a
 * local file) is never on it.
 */
import { headerNames, SupportError } from '../contract/index.ts';
import type { Gate } from './gate.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Checks the list when the server starts: a typing error must not open or close the door silently. */
export function originList(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (url?.origin !== origin || !/^https?:$/.test(url.protocol) || origin.includes('*')) {
      throw new TypeError(`"${origin}" is not an origin such as "https://shop.example"`);
    }
  }
  return new Set(origins);
}

/**
 * Refuses writes that another site may have made a browser send with its cookies. A cookie says who the visitor is, not
 * that the visitor wanted this: so the page must set a header that no form can set, and come from a known origin.
 */
export function ensureNotForged(request: Request, gate: Gate, origins: ReadonlySet<string>): void {
  if (reading.has(request.method) || !gate.usesCookie(request)) return;
  const origin = request.headers.get('origin');
  const known = origin !== null && (origin === new URL(request.url).origin || origins.has(origin));
  if (known && request.headers.get(headerNames.request) === '1') return;
  throw new SupportError('A write with a cookie needs a known Origin and "Support-Request: 1".', { code: 'forbidden' });
}
