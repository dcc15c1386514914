/** The wire itself: headers, statuses, problems and the log, as a client without our adapter meets them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  SupportError,
  type CallOptions,
  type Desk,
  type Problem,
  type SupportErrorCode,
} from '../../src/contract/index.ts';
import type { LogEntry } from '../../src/server/log.ts';
import { createHandler } from '../../src/server/handler.ts';
import type { Backend, BackendOptions } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const anna = { subject: 'anna', email: 'anna@example.com' };

let backend: Backend;
let log: LogEntry[];
let ticket: string;

async function start(options: Partial<BackendOptions> = {}): Promise<void> {
  log = [];
  backend = createMemoryBackend({ ...options, log: (entry) => log.push(entry) });
  const opening = { customer: anna, subject: 'Lamp', text: 'Dark', from: 'support' } as const;
  ticket = (await backend.staffDesk.openTicket(opening, calmCall())).value.id;
}

beforeEach(() => start());

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

async function send(path: string, { method = 'GET', headers, body, signal }: Sent = {}): Promise<Response> {
  const token = await backend.tokenFor(anna);
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return backend.handler(
    new Request(`http://helpdock.test/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...type, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      ...(signal && { signal }),
    }),
  );
}

const problemOf = async (response: Response) => (await response.json()) as Problem;
const reply = (clientId: string, text: string) => ({ method: 'POST', body: { clientId, text, attachmentIds: [] } });
const messages = () => `/tickets/${ticket}/messages`;

/** Puts something else in place of some of the desk's methods. */
const withDesk = (methods: Partial<Desk>) =>
  start({
    wrapDesk: (desk) => ({
      name: desk.name,
      getConfig: (o) => desk.getConfig(o),
      listTickets: (customer, query, o) => desk.listTickets(customer, query, o),
      getTicket: (customer, id, o) => desk.getTicket(customer, id, o),
      listEvents: (customer, id, query, o) => desk.listEvents(customer, id, query, o),
      sendMessage: (customer, id, sent, o) => desk.sendMessage(customer, id, sent, o),
      markRead: (customer, id, upTo, o) => desk.markRead(customer, id, upTo, o),
      setStatus: (customer, id, to, o) => desk.setStatus(customer, id, to, o),
      rateTicket: (customer, id, rating, o) => desk.rateTicket(customer, id, rating, o),
      getUnread: (customer, o) => desk.getUnread(customer, o),
      ...methods,
    }),
  });

describe('every answer', () => {
  it('has an id of its own, which its problem and the log repeat', async () => {
    const [one, two] = [await send('/unread'), await send('/nowhere')];
    const ids = [one, two].map((response) => response.headers.get('support-request-id'));
    assert.ok(ids.every((id) => /^req_[\w-]{16}$/.test(id ?? '')));
    assert.notEqual(ids[0], ids[1]);
    assert.equal((await problemOf(two)).instance, ids[1]);
    assert.deepEqual(
      log.map(({ requestId }) => requestId),
      ids,
    );
  });

  it('is not stored by anybody, but for the configuration', async () => {
    for (const path of ['/session', '/tickets', `/tickets/${ticket}`, '/unread', '/nowhere', '/tickets?limit=0']) {
      assert.equal((await send(path)).headers.get('cache-control'), 'no-store', path);
    }
    assert.match((await send('/config')).headers.get('cache-control') ?? '', /^public, max-age=\d+$/);
    await withDesk({ getConfig: () => Promise.reject(new Error('down')) });
    assert.equal((await send('/config')).headers.get('cache-control'), 'no-store');
  });

  it('is not to be sniffed', async () => {
    assert.equal((await send('/config')).headers.get('x-content-type-options'), 'nosniff');
  });

  it('to a refused identity names the scheme that is missing', async () => {
    const response = await send('/tickets', { headers: { authorization: '' } });
    assert.deepEqual([response.status, response.headers.get('www-authenticate')], [401, 'Bearer']);
  });
});

describe('a ticket', () => {
  it('comes with its version as entity tag, read or changed', async () => {
    const read = await send(`/tickets/${ticket}`);
    const { version } = (await read.json()) as { version: string };
    assert.equal(read.headers.get('etag'), `"${version}"`);
    const changed = await send(`/tickets/${ticket}/status`, { method: 'PUT', body: { to: 'solved' } });
    assert.equal(changed.headers.get('etag'), `"${((await changed.json()) as { version: string }).version}"`);
  });

  it('is changed only at the version that is asked for', async () => {
    const solve = (match: string) =>
      send(`/tickets/${ticket}/status`, { method: 'PUT', body: { to: 'solved' }, headers: { 'if-match': match } });
    for (const match of ['"1"', 'W/"2"']) {
      const refused = await solve(match);
      assert.deepEqual([refused.status, (await problemOf(refused)).code], [412, 'conflict'], match);
    }
    assert.equal((await solve('"2"')).status, 200);
    assert.equal((await solve('"2"')).status, 200, 'what has come true is no conflict');
    assert.equal((await solve('*')).status, 200);
  });
});

describe('a timeline', () => {
  it('of changes of status alone is asked for with `only=status`', async () => {
    await send(messages(), reply('k', 'Hi'));
    await send(`/tickets/${ticket}/status`, { method: 'PUT', body: { to: 'solved' } });
    const response = await send(`/tickets/${ticket}/events?only=status&limit=5`);
    const { items } = (await response.json()) as { items: { type: string; to: string }[] };
    assert.deepEqual(
      items.map(({ type, to }) => `${type} ${to}`),
      ['status open', 'status solved'],
    );
  });

  it('names the parameter that it does not understand', async () => {
    const response = await send(`/tickets/${ticket}/events?only=messages`);
    const { code, errors } = await problemOf(response);
    assert.deepEqual([response.status, code, errors], [400, 'validation', [{ pointer: '/only', code: 'value' }]]);
  });
});

describe('a reply', () => {
  it('that is sent again is answered as the first time, and says so', async () => {
    const [first, again] = [await send(messages(), reply('k', 'Hi')), await send(messages(), reply('k', 'Hi'))];
    assert.deepEqual([first.status, again.status], [201, 201]);
    assert.deepEqual(
      [first, again].map(({ headers }) => headers.get('idempotency-replayed')),
      [null, 'true'],
    );
    assert.equal(await again.text(), await first.text());
  });

  it('may name its key in the header, but no other one than in the body', async () => {
    const headed = (key: string) => send(messages(), { ...reply('a"b', 'Hi'), headers: { 'idempotency-key': key } });
    assert.equal((await headed('"a\\"b"')).status, 201);
    const refused = await headed('"other"');
    assert.equal(refused.status, 422);
    assert.deepEqual((await problemOf(refused)).errors, [{ pointer: '/clientId', code: 'mismatch' }]);
  });

  it('with other words under the same key is refused', async () => {
    await send(messages(), reply('k', 'Hi'));
    const refused = await send(messages(), reply('k', 'Ho'));
    assert.deepEqual([refused.status, (await problemOf(refused)).code], [422, 'idempotency_mismatch']);
  });

  it('is taken by its words and not by its line ends', async () => {
    const windows = await send(messages(), reply('k', 'a\r\nb'));
    assert.equal((await send(messages(), reply('k', 'a\nb'))).status, 201);
    assert.deepEqual(((await windows.json()) as { body: object }).body, { format: 'text', text: 'a\nb' });
  });
});

describe('the longest reply', () => {
  it('fits whatever its letters weigh, and one letter more is told to be too long', async () => {
    const messageMaxLength = 100_000;
    await start({ desk: { messageMaxLength } });
    const longest = '漢'.repeat(messageMaxLength);
    assert.equal((await send(messages(), reply('fits', longest))).status, 201);
    const refused = await send(messages(), reply('too-long', `${longest}字`));
    assert.equal(refused.status, 422);
    assert.deepEqual((await problemOf(refused)).errors, [{ pointer: '/text', code: 'too_long' }]);
  });
});

describe('reading', () => {
  it('with HEAD is answered like GET without the body, and changes nothing', async () => {
    const paths = ['/config', '/session', '/tickets', `/tickets/${ticket}`, `/tickets/${ticket}/events`, '/unread'];
    const before = await (await send(`/tickets/${ticket}`)).text();
    for (const path of paths) {
      const [get, head] = [await send(path), await send(path, { method: 'HEAD' })];
      assert.deepEqual([head.status, await head.text()], [200, ''], path);
      assert.equal(head.headers.get('etag'), get.headers.get('etag'));
    }
    assert.equal(await (await send(`/tickets/${ticket}`)).text(), before);
  });

  it('understands twenty rows and no filter where nothing is said', async () => {
    let asked: unknown;
    await withDesk({
      listTickets: async (_, query) => {
        asked = query;
        return { items: [], next: null };
      },
    });
    await send('/tickets?unknown=1&q=%20');
    const nothing = { cursor: undefined, search: undefined };
    assert.deepEqual(asked, { filter: 'all', sort: 'updated_desc', limit: 20, ...nothing });
  });

  it('tells the desk the language that the visitor prefers', async () => {
    let locale = '';
    await withDesk({
      getUnread: async (_, options: CallOptions) => {
        ({ locale } = options);
        return { tickets: 0, updates: 0 };
      },
    });
    const wishes: [string, string][] = [
      ['pl', 'pl'],
      ['de;q=0.5, pl-PL, en;q=0.9', 'pl-PL'],
      ['*, fr;q=0.1', 'fr'],
      ['xx;q=0, zh-Hant-TW', 'zh-Hant-TW'],
      ['<script>, ../../etc', 'en'],
      [`${'a,'.repeat(5000)}pl`, 'en'],
      ['', 'en'],
    ];
    for (const [header, expected] of wishes) {
      await send('/unread', { headers: { 'accept-language': header } });
      assert.equal(locale, expected, header.slice(0, 30));
    }
  });

  it('tells the desk when nobody waits any more', async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    await withDesk({
      getUnread: async (_, { signal }) => {
        seen = signal;
        controller.abort();
        throw new SupportError('gave up', { code: 'aborted' });
      },
    });
    const response = await send('/unread', { signal: controller.signal });
    assert.equal(seen?.aborted, true);
    assert.equal(response.status, 499);
  });
});

describe('what cannot be an id', () => {
  it('is not found before a desk is asked', async () => {
    const asked: string[] = [];
    await withDesk({
      getTicket: (_, id) => {
        asked.push(id);
        return Promise.reject(new SupportError('none', { code: 'not_found' }));
      },
    });
    for (const id of ['%00', 'a%0d%0ab', 'x'.repeat(201), '%7F']) {
      assert.equal((await send(`/tickets/${id}`)).status, 404, id);
    }
    assert.deepEqual(asked, []);
    assert.equal((await send(`/tickets/${'x'.repeat(200)}`)).status, 404);
    assert.equal(asked.length, 1);
  });
});

describe('the contract’s version', () => {
  it('may be left out or be a minor one, and is refused when it is another', async () => {
    for (const version of ['1', '1.7']) {
      assert.equal((await send('/config', { headers: { 'support-contract': version } })).status, 200);
    }
    for (const path of ['/config', '/session', '/tickets']) {
      const refused = await send(path, { headers: { 'support-contract': '2' } });
      const { errors, code } = await problemOf(refused);
      assert.deepEqual([refused.status, code], [400, 'validation']);
      assert.deepEqual(errors, [{ pointer: '/support-contract', code: 'unsupported_version' }]);
    }
  });
});

describe('a method that a path does not have', () => {
  it('is a problem that names those it has', async () => {
    const response = await send('/tickets', { method: 'DELETE' });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal((await problemOf(response)).code, 'unsupported');
  });
});

describe('a failure', () => {
  it('of any code comes out as its status, with the type that names it', async () => {
    const statuses: [SupportErrorCode, number][] = [
      ['forbidden', 403],
      ['not_found', 404],
      ['gone', 410],
      ['conflict', 409],
      ['ticket_closed', 409],
      ['cursor_invalid', 400],
      ['unsupported', 405],
      ['code_locked', 423],
      ['rate_limited', 429],
      ['timeout', 504],
      ['offline', 503],
      ['unavailable', 503],
    ];
    for (const [code, status] of statuses) {
      await withDesk({ getUnread: () => Promise.reject(new SupportError('why', { code })) });
      const response = await send('/unread');
      const problem = await problemOf(response);
      assert.deepEqual([response.status, problem.status, problem.code], [status, status, code]);
      assert.equal(problem.type, `https://helpdock.dev/problems/${code.replaceAll('_', '-')}`);
    }
  });

  it('says how long to wait, in the header and in the body', async () => {
    await withDesk({
      getUnread: () => Promise.reject(new SupportError('slow down', { code: 'rate_limited', retryAfterMs: 1500 })),
    });
    const response = await send('/unread');
    assert.deepEqual([response.headers.get('retry-after'), (await problemOf(response)).retryAfter], ['2', 2]);
    await withDesk({ getUnread: () => Promise.reject(new Error('down')) });
    assert.equal((await send('/unread')).headers.get('retry-after'), '5');
  });

  it('that nobody expected is told without its details, and logged with all of them', async () => {
    const cause = new Error('password of the database is hunter2');
    await withDesk({ getTicket: () => Promise.reject(cause) });
    const response = await send(`/tickets/${ticket}`);
    const text = await response.text();
    assert.equal(response.status, 503);
    assert.equal((JSON.parse(text) as Problem).code, 'unavailable');
    assert.doesNotMatch(text, /hunter2|password|at /);
    const entry = log.at(-1);
    assert.deepEqual([entry?.level, entry?.cause, entry?.route], ['error', cause, '/tickets/:ticket']);
    assert.equal(entry?.requestId, response.headers.get('support-request-id'));
  });

  it('is unexpected also when it is no error at all', async () => {
    const nameless = Object.assign(new Error('x'), { name: 'SupportError', code: 'nope' });
    const strange: unknown[] = [undefined, null, 'words', { code: 'not_found' }, nameless];
    for (const thrown of strange as Error[]) {
      await withDesk({ getUnread: () => Promise.reject(thrown) });
      const response = await send('/unread');
      assert.deepEqual([response.status, (await problemOf(response)).code], [503, 'unavailable']);
    }
  });

  it('of the gate is no failure of the session’s visitor', async () => {
    const { desk } = backend;
    const down = () => Promise.reject(new SupportError('keys are away', { code: 'unavailable' }));
    const gate = { identify: down, signOut: async () => ({}), usesCookie: () => false };
    const handler = createHandler({ desk, gate });
    for (const path of ['session', 'tickets']) {
      assert.equal((await handler(new Request(`http://helpdock.test/v1/${path}`))).status, 503);
    }
    assert.equal((await handler(new Request('http://helpdock.test/v1/config'))).status, 200);
  });

  it('of the log does not take back the answer', async (t) => {
    const printed = t.mock.method(console, 'error', () => undefined);
    const { desk } = backend;
    const gate = { identify: () => Promise.reject(new Error()), signOut: async () => ({}), usesCookie: () => false };
    const handler = createHandler({
      desk,
      gate,
      log: () => {
        throw new Error('disk full');
      },
    });
    assert.equal((await handler(new Request('http://helpdock.test/v1/config'))).status, 200);
    assert.equal(printed.mock.callCount(), 1);
  });
});

describe('the log', () => {
  it('tells what happened without saying about whom', async () => {
    await send(`/tickets/${ticket}`);
    await send(messages(), reply('my-key', 'my words'));
    await send('/tickets?q=my-search');
    await send(`/tickets/${ticket}`, { headers: { authorization: 'Bearer rubbish' } });
    assert.deepEqual(
      log.map(({ level, method, route, status }) => [level, method, route, status]),
      [
        ['info', 'GET', '/tickets/:ticket', 200],
        ['info', 'POST', '/tickets/:ticket/messages', 201],
        ['info', 'GET', '/tickets', 200],
        ['warn', 'GET', '/tickets/:ticket', 401],
      ],
    );
    const text = JSON.stringify(log);
    for (const secret of [ticket, 'my-key', 'my words', 'my-search', 'rubbish', 'anna', await backend.tokenFor(anna)]) {
      assert.equal(text.includes(secret), false, secret);
    }
    assert.ok(log.every(({ durationMs }) => durationMs >= 0));
  });
});

describe('the base', () => {
  it('is where everything is, and nothing is elsewhere', async () => {
    const { desk } = backend;
    const gate = { identify: () => Promise.reject(new Error()), signOut: async () => ({}), usesCookie: () => false };
    for (const [base, path] of [
      ['', '/config'],
      ['/a/b', '/a/b/config'],
      ['/v1/', '/v1/config'],
    ] as const) {
      const handler = createHandler({ desk, gate, base });
      assert.equal((await handler(new Request(`http://helpdock.test${path}`))).status, 200, base);
      assert.equal((await handler(new Request('http://helpdock.test/x/config'))).status, 404, base);
    }
  });
});
