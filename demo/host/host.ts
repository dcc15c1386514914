/**
 * The shop's own backend, as small as it can be: it signs a token for its signed-in customer, and lets its team's tool
 * talk to the staff API without giving the staff key to a page. The demo server runs it in Node, the mocks in the page.
 *
 * A real shop would ask for a session here; this one takes any persona's word for it.
 */
import { uploadHeaderNames } from 'helpdock/contract';
import { Hono } from 'hono';
import { personas } from '../../mocks/seed/personas.ts';
import type { MockMail } from '../../mocks/backend.ts';
import type { Persona } from '../../mocks/seed/story.ts';

/** Headers of the team's tool that the staff API hears of; the answer's all go back. */
const passedOn = ['content-type', ...Object.values(uploadHeaderNames)];

interface StaffRequest {
  method: string;
  headers: Record<string, string>;
  body: ArrayBuffer | undefined;
}

export interface HostOptions {
  /** Path under which the host answers, for example `/shop-api`. */
  base: string;
  tokenFor: (persona: Persona) => Promise<string>;
  /** What came for an address, newest first. Everybody may read it: nothing here is real. */
  mailsFor: (address: string) => Promise<MockMail[]>;
  /** Sends a request to the support server's staff API; `path` begins with `/staff`. */
  askStaffApi: (path: string, init: StaffRequest) => Promise<Response>;
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
    const { method, raw } = context.req;
    // JSON and files in parts: a form on another site could send anything else here without a preflight.
    const isSafe = method === 'GET' || method === 'HEAD';
    const isJson = raw.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (!isSafe && !isJson && !raw.headers.has(uploadHeaderNames.version))
      return context.json({ error: 'JSON or tus only' }, 415);
    const headers: Record<string, string> = {};
    for (const name of passedOn) {
      const value = raw.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const body = isSafe ? undefined : await raw.arrayBuffer();
    return askStaffApi(`/staff${path}${search}`, { method, body, headers });
  });

  return app.fetch;
}
