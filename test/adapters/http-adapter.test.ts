/** The http adapter against servers that are down, slow, wrong, or not ours, over real sockets. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { createHttpAdapter, type HttpAdapterOptions } from '../../src/adapters/http/http-adapter.ts';
import { isSupportError, type SupportErrorCode, type SupportErrorInit } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let endpoint = '';
let answer: Answer = (response) => response.end();
let received: IncomingMessage[] = [];

before(async () => {
  server = createServer((request, response) => {
    received.push(request);
    request.resume();
    answer(response, request);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => {
  received = [];
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const adapterWith = (options: Partial<HttpAdapterOptions> = {}) => createHttpAdapter({ endpoint, ...options });

function reply(status: number, headers: Record<string, string | number>, body = ''): Answer {
  return (response) => response.writeHead(status, headers).end(body);
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const problemType = { 'content-type': 'application/problem+json' };

/** A problem as our server writes it. */
function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Answer {
  const body = { type: 'https://helpdock.dev/problems/x', title: 'Title', status, code, instance: 'req_1', ...more };
  return reply(status, { ...problemType, ...headers }, JSON.stringify(body));
}

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => assert.fail('it resolved'),
    (reason: unknown) => reason,
  );
  assert.ok(isSupportError(error), String(error));
  return error;
}

const unread = (options?: Partial<HttpAdapterOptions>) => adapterWith(options).getUnread(calmCall());

describe('what is not an answer of the contract', () => {
  const foreign: [string, Answer, RegExp][] = [
    ['a captive portal’s page', reply(200, html, '<html>Welcome to the airport</html>'), /text\/html/],
    ['a page without a type', reply(200, {}, 'hello'), /none/],
    ['JSON of another API', reply(200, json, '{"ok":true}'), /another shape at "\/tickets"/],
    ['JSON of another type', reply(200, json, '[]'), /another shape/],
    ['broken JSON', reply(200, json, '{"tickets":1,'), /not JSON or broke off/],
    ['nothing at all', reply(200, json), /not JSON/],
    ['no content where there should be some', reply(204, {}), /none/],
    ['numbers as words', reply(200, json, '{"tickets":"1","updates":"2"}'), /another shape/],
    ['a redirect to a login page', reply(302, { location: 'https://login.example/' }), /redirects/],
    ['a redirect to itself', reply(308, { location: '/v1/unread' }), /redirects/],
    ['somebody’s 404 page', reply(404, html, '<html>404</html>'), /404/],
    ['a gateway’s 502 page', reply(502, html, '<html>Bad gateway</html>'), /502/],
    ['a captive portal’s 511', reply(511, html, '<html>Log in</html>'), /511/],
    ['a broken problem', reply(503, problemType, '{"code":'), /503/],
  ];
  for (const [what, given, message] of foreign) {
    it(`${what} is "unavailable", and the message says what was seen`, async () => {
      answer = given;
      const error = await failureOf(unread());
      assert.equal(error.code, 'unavailable');
      assert.match(error.message, message);
      assert.equal(received.length, 1);
    });
  }

  it('a body that breaks off is "unavailable"', async () => {
    answer = (response) => {
      response.writeHead(200, { ...json, 'content-length': 100 });
      response.write('{"tickets":1,');
      setImmediate(() => response.destroy());
    };
    assert.equal((await failureOf(unread())).code, 'unavailable');
  });

  it('a connection that is cut before the answer is "unavailable"', async () => {
    answer = (response) => response.destroy();
    assert.equal((await failureOf(unread())).code, 'unavailable');
  });

  it('a server that is not there is "unavailable"', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => gone.once('listening', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const error = await failureOf(unread({ endpoint: `http://127.0.0.1:${port}` }));
    assert.deepEqual([error.code, error.retryable], ['unavailable', true]);
    assert.match(error.message, /cannot be reached/);
  });

  it('is "offline" where the browser knows that there is no network', async () => {
    const known = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: { onLine: false }, configurable: true });
    try {
      const failing = () => Promise.reject(new TypeError('Failed to fetch'));
      assert.equal((await failureOf(unread({ fetch: failing }))).code, 'offline');
    } finally {
      Object.defineProperty(globalThis, 'navigator', known!);
    }
  });
});

describe('statuses without a problem', () => {
  const codes: [number, SupportErrorCode][] = [
    [400, 'validation'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'unsupported'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'gone'],
    [412, 'conflict'],
    [413, 'too_large'],
    [415, 'unsupported_type'],
    [418, 'unknown'],
    [422, 'validation'],
    [423, 'code_locked'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ];
  for (const [status, code] of codes) {
    it(`${status} is "${code}"`, async () => {
      answer = reply(status, {});
      assert.equal((await failureOf(unread())).code, code);
    });
  }

  it('a gateway’s own page for 401, 403 and 429 means what the status says', async () => {
    for (const [status, code] of [
      [401, 'unauthenticated'],
      [403, 'forbidden'],
      [429, 'rate_limited'],
    ] as const) {
      answer = reply(status, html, '<html>');
      assert.equal((await failureOf(unread())).code, code);
    }
  });
});

describe('problems', () => {
  it('become the same error again', async () => {
    const errors = [{ pointer: '/text', code: 'too_long' }];
    answer = problem(422, 'validation', { errors, attemptsLeft: 2, retryAfter: 7, future: { field: true } });
    const { code, fields, attemptsLeft, retryAfterMs, reference, retryable } = await failureOf(unread());
    const told: SupportErrorInit = { code, fields, attemptsLeft, retryAfterMs, reference, retryable };
    const expected = { code: 'validation', fields: errors, attemptsLeft: 2, retryAfterMs: 7000, reference: 'req_1' };
    assert.deepEqual(told, { ...expected, retryable: false });
  });

  it('tell apart what shares a status', async () => {
    for (const [status, code] of [
      [401, 'session_expired'],
      [409, 'ticket_closed'],
      [400, 'cursor_invalid'],
    ] as const) {
      answer = problem(status, code);
      assert.equal((await failureOf(unread())).code, code);
    }
  });

  it('with a code of a newer server are judged by their status and keep the rest', async () => {
    answer = problem(429, 'brand_new', { retryAfter: 3 });
    const error = await failureOf(unread());
    assert.deepEqual([error.code, error.retryAfterMs, error.reference], ['rate_limited', 3000, 'req_1']);
    for (const code of ['toString', '__proto__', 'constructor']) {
      answer = problem(403, code);
      assert.equal((await failureOf(unread())).code, 'forbidden');
    }
  });

  it('say how long to wait, in the body or in the header: seconds or a date', async () => {
    const waits = async (given: Answer) => {
      answer = given;
      return (await failureOf(unread())).retryAfterMs;
    };
    assert.equal(await waits(problem(503, 'unavailable', { retryAfter: 2 }, { 'retry-after': '9' })), 2000);
    assert.equal(await waits(reply(429, { 'retry-after': '9' })), 9000);
    const date = await waits(reply(429, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }));
    assert.ok(date !== undefined && date > 50_000 && date <= 60_000, String(date));
    assert.equal(await waits(reply(429, { 'retry-after': 'soon' })), undefined);
    assert.equal(await waits(reply(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' })), 0);
  });

  it('without an instance take the reference from the header', async () => {
    answer = reply(500, { 'support-request-id': 'req_9' });
    assert.equal((await failureOf(unread())).reference, 'req_9');
  });
});

describe('giving up', () => {
  it('ends a call that has not begun, one that waits, and one that reads', async () => {
    const early = await failureOf(adapterWith().getUnread({ signal: AbortSignal.abort(), locale: 'en' }));
    assert.deepEqual([early.code, received.length], ['aborted', 0]);

    const waiting = new AbortController();
    answer = () => waiting.abort();
    const call = adapterWith().getUnread({ signal: waiting.signal, locale: 'en' });
    assert.equal((await failureOf(call)).code, 'aborted');

    const reading = new AbortController();
    answer = (response) => {
      response.writeHead(200, json).write('{"tickets"', () => reading.abort());
    };
    const half = adapterWith().getUnread({ signal: reading.signal, locale: 'en' });
    assert.equal((await failureOf(half)).code, 'aborted');
  });

  it('closes the connection, so that the server hears of it', async () => {
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) => {
      answer = (response) => {
        response.once('close', resolve);
        controller.abort();
      };
    });
    await failureOf(adapterWith().getUnread({ signal: controller.signal, locale: 'en' }));
    await closed;
  });

  it('happens by itself after the time limit, before the first byte and before the last', async () => {
    answer = () => undefined;
    const silent = await failureOf(unread({ timeoutMs: 40 }));
    assert.deepEqual([silent.code, silent.retryable], ['timeout', true]);
    answer = (response) => void response.writeHead(200, json).write('{"tickets":');
    assert.equal((await failureOf(unread({ timeoutMs: 40 }))).code, 'timeout');
  });

  it('does not depend on a fetch or a token function that never answers', async () => {
    const never = () => new Promise<never>(() => undefined);
    assert.equal((await failureOf(unread({ fetch: never, timeoutMs: 20 }))).code, 'timeout');
    assert.equal((await failureOf(unread({ getAccessToken: never, timeoutMs: 20 }))).code, 'timeout');
  });
});

describe('what is sent', () => {
  const counted = reply(200, json, '{"tickets":0,"updates":0}');
  const first = () => received[0]!;

  it('names the contract, the language and what is understood', async () => {
    answer = counted;
    await adapterWith({ headers: { 'X-Tenant': 'blue' } }).getUnread({ ...calmCall(), locale: 'pl-PL' });
    const { headers, url, method } = first();
    assert.deepEqual([method, url], ['GET', '/v1/unread']);
    assert.equal(headers['support-contract'], '1');
    assert.equal(headers['accept-language'], 'pl-PL');
    assert.equal(headers['accept'], 'application/json, application/problem+json');
    assert.equal(headers['x-tenant'], 'blue');
    assert.equal(headers['support-request'], undefined);
    assert.equal(headers['authorization'], undefined);
  });

  it('asks for a token each time, and puts it into the header and nowhere else', async () => {
    answer = counted;
    let count = 0;
    const adapter = adapterWith({ getAccessToken: () => `token-${(count += 1)}` });
    await adapter.getUnread(calmCall());
    await adapter.getUnread(calmCall());
    assert.deepEqual(
      received.map(({ headers }) => headers.authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
    assert.ok(received.every(({ url }) => !url?.includes('token')));
  });

  it('marks every write, with the key of a message and the version of a change', async () => {
    answer = reply(204, {});
    const adapter = adapterWith();
    await adapter.signOut(calmCall());
    await adapter.markRead('tk_1', 'ev_1', calmCall());
    await failureOf(adapter.sendMessage('tk/1', { clientId: 'a"b\\', text: 'x', attachmentIds: [] }, calmCall()));
    await failureOf(adapter.setStatus('tk_1', 'open', { ...calmCall(), version: '7' }));
    assert.deepEqual(
      received.map(({ method, url }) => `${method} ${url}`),
      [
        'DELETE /v1/session',
        'PUT /v1/tickets/tk_1/read',
        'POST /v1/tickets/tk%2F1/messages',
        'PUT /v1/tickets/tk_1/status',
      ],
    );
    assert.ok(received.every(({ headers }) => headers['support-request'] === '1'));
    assert.equal(received[2]!.headers['idempotency-key'], '"a\\"b\\\\"');
    assert.equal(received[3]!.headers['if-match'], '"7"');
  });

  it('puts a query together without what is not asked', async () => {
    answer = reply(200, json, '{"items":[],"next":null}');
    const query = { filter: 'open', sort: 'attention_first', search: 'a&b=ż #1', limit: 20 } as const;
    await adapterWith().listTickets(query, calmCall());
    const { searchParams } = new URL(first().url ?? '', endpoint);
    const expected = { filter: 'open', sort: 'attention_first', limit: '20', q: 'a&b=ż #1' };
    assert.deepEqual(Object.fromEntries(searchParams), expected);
  });

  it('never reaches another path by an id', async () => {
    answer = counted;
    for (const id of ['..', '.', '', '\ud800']) {
      assert.equal((await failureOf(adapterWith().getTicket(id, calmCall()))).code, 'not_found');
    }
    assert.equal(received.length, 0);
    await failureOf(adapterWith().getTicket('../config?x#y', calmCall()));
    assert.equal(first().url, '/v1/tickets/..%2Fconfig%3Fx%23y');
  });

  it('fails clearly where the page’s token function does, without telling the token', async () => {
    const failing = () => Promise.reject(new Error('no network'));
    assert.equal((await failureOf(unread({ getAccessToken: failing }))).code, 'unavailable');
    const broken = await failureOf(unread({ getAccessToken: () => 'line\nbreak' }));
    assert.equal(broken.code, 'unauthenticated');
    assert.equal(broken.message.includes('break'), false);
    assert.equal(received.length, 0);
  });
});

describe('a server of another contract', () => {
  it('is "unavailable", for good, and the message names both versions', async () => {
    const features = { search: true, push: false, solve: true, reopen: true, live: false, html: true };
    const attachments = { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] };
    const config = { contract: '2', limits: { messageMaxLength: 10, attachments }, features };
    answer = reply(200, json, JSON.stringify(config));
    const error = await failureOf(adapterWith().getConfig(calmCall()));
    assert.deepEqual([error.code, error.retryable], ['unavailable', false]);
    assert.match(error.message, /version 2 .* this page 1/);
  });
});

describe('the endpoint', () => {
  it('may end in slashes and may be a URL', async () => {
    answer = reply(200, json, '{"tickets":0,"updates":0}');
    for (const given of [`${endpoint}/`, `${endpoint}//`, new URL(endpoint), ` ${endpoint} `]) {
      await unread({ endpoint: given });
    }
    assert.ok(received.every(({ url }) => url === '/v1/unread'));
  });

  it('is relative to the page where it is relative', async () => {
    Object.defineProperty(globalThis, 'location', {
      value: { href: 'https://shop.example/help/' },
      configurable: true,
    });
    try {
      const urls: string[] = [];
      const fetch = async (request: Request) => {
        urls.push(request.url);
        return Response.json({ tickets: 0, updates: 0 });
      };
      for (const given of ['/support/v1', 'v1', '//help.example/v1']) await unread({ endpoint: given, fetch });
      const bases = ['https://shop.example/support/v1', 'https://shop.example/help/v1', 'https://help.example/v1'];
      assert.deepEqual(
        urls,
        bases.map((base) => `${base}/unread`),
      );
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });

  it('is refused at once when it cannot be one', () => {
    const wrong = [
      '',
      '  ',
      '/v1',
      'not an address',
      'ftp://x/v1',
      'javascript:alert(1)',
      'https://u:p@x/v1',
      'https://x/?a',
      'https://x/#a',
    ];
    for (const given of wrong) assert.throws(() => createHttpAdapter({ endpoint: given }), TypeError, given);
    assert.throws(() => adapterWith({ headers: { Authorization: 'Bearer x' } }), TypeError);
  });
});
