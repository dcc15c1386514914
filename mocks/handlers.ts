/** One MSW catch-all: whatever is asked below a path goes to a fetch-style handler. MSW has no rules of its own here. */
import { http, type HttpHandler } from 'msw/http';

type FetchHandler = (request: Request) => Response | Promise<Response>;

/** `prefix` is a path, for example `/mocks/support/v1`. */
export function mockHandlers(routes: Readonly<Record<string, FetchHandler>>): HttpHandler[] {
  return Object.entries(routes).map(([prefix, handler]) => http.all(`*${prefix}/*`, ({ request }) => handler(request)));
}
