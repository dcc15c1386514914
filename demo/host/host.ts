/**
 * The shop's own backend, as small as it can be: it signs a token for its signed-in customer, and lets its team's tool
 * talk to the staff API without giving the staff key to a page. The demo server runs it in Node, the mocks in the page.
 *
 * A real shop would ask for a session here; this one takes any persona's word for it.
 */
import { Hono } from 'hono';
import { personas } from '../../mocks/seed/personas.ts';
import type { MockMail } from '../../mocks/backend.ts';
import type { Persona } from '../../mocks/seed/story.ts';

export interface HostOptions {
  /** Path under which the host answers, for example `/shop-api`. */
  base: string;
  tokenFor: (persona: Persona) => Promise<string>;
  /** What came for an address, newest first. Everybody may read it: nothing here is real. */
  mailsFor: (address: string) => Promise<MockMail[]>;
  /** Sends a request to the support server's staff API; `path` begins with `/staff`. */
  askStaffApi: (path: string, init: RequestInit) => Promise<Response>;
}

export function createHost({
  base,
  tokenFor,
  mailsFor,
  askStaffApi,
}: HostOptions): (request: Request) => Response | Promise<Response> {
  const app = new Hono().basePath(base);

  app.get('/token/:persona', async (context) => {
    const persona = personas.find(({ id }) => id === context.req.param('persona'));
    if (!persona) return context.json({ error: 'no such persona' }, 404);
    return context.json({ token: await tokenFor(persona) }, 200, { 'cache-control': 'no-store' });
  });

  app.get('/mails', async (context) =>
    context.json(await mailsFor(context.req.query('to') ?? ''), 200, { 'cache-control': 'no-store' }),
  );

  app.all('/team/*', async (context) => {
    const { pathname, search } = new URL(context.req.url);
    const path = pathname.slice(pathname.indexOf('/team/') + '/team'.length);
    const { method } = context.req;
    // JSON only: a form on another site could send anything else here without a preflight.
    if (method !== 'GET' && !context.req.header('content-type')?.startsWith('application/json'))
      return context.json({ error: 'JSON only' }, 415);
    const body = method === 'GET' ? undefined : await context.req.text();
    return askStaffApi(`/staff${path}${search}`, { method, body, headers: { 'content-type': 'application/json' } });
  });

  return app.fetch;
}
