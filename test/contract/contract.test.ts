/** The contract on its own: what a page does with what a newer server says, and that both sides use one table. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import {
  asSupportError,
  eventPageSchema,
  isSupportError,
  pathOf,
  restRoutes,
  routes,
  staffRoutes,
  SupportError,
  supportErrorCodes,
  ticketSchema,
  ticketSummarySchema,
} from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const author = { kind: 'support' } as const;
const at = '2026-11-22T19:45:11+01:00';

describe('a timeline of a newer server', () => {
  const parsed = (event: object) => eventPageSchema.safeParse({ items: [event], before: null, after: 'c' });

  it('keeps an event of an unknown type as a note', () => {
    const result = parsed({ id: 'ev_1', at, author, type: 'poll', question: 'Happy?' });
    assert.deepEqual(result.data?.items, [{ id: 'ev_1', at, author, type: 'note', code: 'unsupported' }]);
  });

  it('drops fields that this version does not know', () => {
    const note = { id: 'ev_1', at, author, type: 'note', code: 'merged' };
    assert.deepEqual(parsed({ ...note, future: true }).data?.items, [note]);
  });

  it('is refused when an event of a known type is broken', () => {
    assert.equal(parsed({ id: 'ev_1', at, author, type: 'message', body: 'words' }).success, false);
    assert.equal(parsed({ id: 'ev_1', at: 'yesterday', author, type: 'note', code: 'x' }).success, false);
  });
});

describe('a ticket', () => {
  const row = {
    id: 'tk_1',
    number: '10001',
    subject: '',
    status: 'open',
    createdAt: at,
    updatedAt: at,
    unreadCount: 0,
  };

  it('may be without a subject and a preview, but not without its status', () => {
    assert.ok(ticketSummarySchema.safeParse(row).success);
    for (const status of [undefined, 'pending', 'OPEN']) {
      assert.equal(ticketSummarySchema.safeParse({ ...row, status }).success, false);
    }
  });

  it('has no field that could carry what only the team may know', () => {
    const secret = { internalNote: 's', notes: ['s'], assignee: 's', queue: 's', customer: { email: 's' } };
    const can = { reply: true, attach: false, solve: true, reopen: false };
    const ticket = ticketSchema.parse({ ...row, ...secret, version: '1', lastReadEventId: null, can });
    assert.deepEqual(
      Object.keys(secret).filter((name) => name in ticket),
      [],
    );
  });
});

describe('the table of routes', () => {
  it('has each method and path once', () => {
    const rows = [...Object.values(routes), ...Object.values(staffRoutes)].map(
      ({ method, path }) => `${method} ${path}`,
    );
    assert.equal(new Set(rows).size, rows.length);
  });

  it('is what the server serves', async () => {
    const { handler } = createMemoryBackend();
    for (const route of [...Object.values(routes), ...Object.values(staffRoutes)]) {
      const url = `http://helpdock.test/v1${pathOf(route, { ticket: 'tk_1' })}`;
      const { status } = await handler(new Request(url, { method: route.method }));
      assert.ok(![404, 405].includes(status), `${route.method} ${route.path}: ${status}`);
    }
  });

  it('is what the http adapter calls, row by row', async () => {
    const called: string[] = [];
    const adapter = createHttpAdapter({
      endpoint: 'http://helpdock.test',
      fetch: async ({ method, url }) => {
        called.push(`${method} ${new URL(url).pathname}`);
        return new Response(null, { status: 500 });
      },
    });
    const o = calmCall();
    const query = { filter: 'all', sort: 'updated_desc', limit: 20 } as const;
    const table = { ...routes, ...restRoutes };
    const calls: Record<keyof typeof table, () => Promise<unknown>> = {
      getConfig: () => adapter.getConfig(o),
      getSession: () => adapter.getSession(o),
      signOut: () => adapter.signOut(o),
      listTickets: () => adapter.listTickets(query, o),
      getTicket: () => adapter.getTicket('tk_1', o),
      listEvents: () => adapter.listEvents('tk_1', { limit: 20 }, o),
      sendMessage: () => adapter.sendMessage('tk_1', { clientId: 'c', text: 'x', attachmentIds: [] }, o),
      markRead: () => adapter.markRead('tk_1', 'ev_1', o),
      setStatus: () => adapter.setStatus('tk_1', 'open', o),
      rateTicket: () => adapter.rateTicket('tk_1', { score: 5 }, o),
      getUnread: () => adapter.getUnread(o),
      subscribe: () => adapter.subscribe({}, o)[Symbol.asyncIterator]().next(),
    };
    for (const call of Object.values(calls)) await assert.rejects(call(), { code: 'unavailable' });
    const names = Object.keys(calls) as (keyof typeof table)[];
    assert.deepEqual(
      called,
      names.map((name) => `${table[name].method} ${pathOf(table[name], { ticket: 'tk_1' })}`),
    );
  });

  it('encodes what is put into a path', () => {
    assert.equal(pathOf(routes.getTicket, { ticket: 'a/b?c#d%' }), '/tickets/a%2Fb%3Fc%23d%25');
  });
});

describe('an error', () => {
  it('is worth a retry by its code, unless it says otherwise', () => {
    const retryable = supportErrorCodes.filter((code) => new SupportError('x', { code }).retryable);
    assert.deepEqual(retryable.toSorted(), ['offline', 'rate_limited', 'timeout', 'unavailable', 'unknown']);
    assert.equal(new SupportError('x', { code: 'unavailable', retryable: false }).retryable, false);
  });

  it('is known also when another copy of the module made it', () => {
    const foreign = Object.assign(new Error('x'), { name: 'SupportError', code: 'not_found' });
    assert.ok(isSupportError(foreign));
    for (const code of ['toString', 'nope', 7]) {
      assert.equal(isSupportError(Object.assign(new Error('x'), { name: 'SupportError', code })), false);
    }
  });

  it('passes through unchanged, and wraps whatever else was thrown', () => {
    const known = new SupportError('x', { code: 'gone' });
    assert.equal(asSupportError(known), known);
    const cause = new TypeError('broken');
    const wrapped = asSupportError(cause);
    assert.deepEqual([wrapped.code, wrapped.message, wrapped.cause], ['unknown', 'broken', cause]);
  });
});
