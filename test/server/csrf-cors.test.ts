/** Other sites: what they may make a browser do here, and what they may read. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createHandler } from '../../src/server/handler.ts';
import type { Gate } from '../../src/server/gate.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import type { Backend } from '../../src/testing/backend.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const own = 'https://help.example';
const listed = 'https://shop.example';
const hostile = [
  'https://evil.example',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://sub.shop.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://SHOP.example',
  'null',
  'file://',
  '*',
  '',
];
const anna = { subject: 'anna', email: 'anna@example.com' };

let backend: Backend;
let token = '';
let ticket = '';

before(async () => {
  backend = createMemoryBackend({ origins: [listed], cookie: 'support' });
  token = await backend.tokenFor(anna);
  const opened = await backend.staffDesk.openTicket(
    { customer: anna, subject: 'Lamp', text: 'Dark', from: 'customer' },
    calmCall(),
  );
  ticket = opened.value.id;
});

function send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Response> {
  return backend.handler(new Request(`${own}/v1${path}`, { method, headers, body: body ?? null }));
}

const json = { 'content-type': 'application/json' };
const asCookie = () => ({ cookie: `support=${token}` });
const asBearer = () => ({ authorization: `Bearer ${token}` });
const write = (headers: Record<string, string>) =>
  send('PUT', `/tickets/${ticket}/status`, { ...json, ...headers }, '{"to":"open"}');

describe('a write with a cookie', () => {
  it('is done for the own page and for a listed one that say what they are', async () => {
    for (const origin of [own, listed]) {
      assert.equal((await write({ ...asCookie(), origin, 'support-request': '1' })).status, 200);
    }
  });

  it('is refused to every other site', async () => {
    for (const origin of hostile) {
      const response = await write({ ...asCookie(), origin, 'support-request': '1' });
      assert.equal(response.status, 403, origin);
      assert.equal(((await response.json()) as { code: string }).code, 'forbidden');
    }
  });

  it('is refused without an origin, and without the header that no form can send', async () => {
    assert.equal((await write({ ...asCookie(), 'support-request': '1' })).status, 403);
    assert.equal((await write({ ...asCookie(), origin: own })).status, 403);
    assert.equal((await write({ ...asCookie(), origin: own, 'support-request': '0' })).status, 403);
  });

  it('is refused by every writing route, signing out included, and changes nothing', async () => {
    const customer = backend.adapterFor(anna);
    const unchanged = await customer.getTicket(ticket, calmCall());
    const reply = JSON.stringify({ clientId: 'forged', text: 'Forged' });
    const writes: [string, string, string?][] = [
      ['POST', `/tickets/${ticket}/messages`, reply],
      ['PUT', `/tickets/${ticket}/read`, '{"upTo":"ev_1"}'],
      ['PUT', `/tickets/${ticket}/status`, '{"to":"solved"}'],
      ['DELETE', '/session'],
    ];
    for (const [method, path, body] of writes) {
      const response = await send(method, path, { ...json, ...asCookie(), origin: 'https://evil.example' }, body);
      assert.equal(response.status, 403, path);
      assert.equal(response.headers.get('set-cookie'), null);
    }
    assert.deepEqual(await customer.getTicket(ticket, calmCall()), unchanged);
  });

  it('is never JSON when it is what a form can send', async () => {
    const kinds = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      'application/jsonx',
      'application/json-patch+json',
      'text/json',
      'application/json; charset=utf-16',
      'application/json; charset=utf-7',
      'application/json, text/plain',
      'application/json; boundary=x',
      '',
      ' ',
      '*/*',
      'json',
      'application/ld+json',
      'application/xml',
      'application/octet-stream',
      'APPLICATION/JSONP',
    ];
    for (const kind of kinds) {
      const headers = { ...asCookie(), origin: own, 'support-request': '1', 'content-type': kind };
      const response = await send('PUT', `/tickets/${ticket}/status`, headers, '{"to":"solved"}');
      assert.equal(response.status, 415, kind);
    }
    const bytes = new TextEncoder().encode('{"to":"solved"}');
    const headers = { ...asCookie(), origin: own, 'support-request': '1' };
    const untyped = new Request(`${own}/v1/tickets/${ticket}/status`, { method: 'PUT', headers, body: bytes });
    assert.equal((await backend.handler(untyped)).status, 415);
  });

  it('ends the cookie when it is a wanted sign-out', async () => {
    const response = await send('DELETE', '/session', { ...asCookie(), origin: own, 'support-request': '1' });
    assert.equal(response.status, 204);
    assert.match(response.headers.get('set-cookie') ?? '', /^support=; .*Max-Age=0/);
  });
});

describe('a write with a token in the header', () => {
  it('needs neither: no other site can send the token', async () => {
    assert.equal((await write(asBearer())).status, 200);
    assert.equal((await write({ ...asBearer(), ...asCookie(), origin: 'https://evil.example' })).status, 200);
  });
});

describe('reading', () => {
  it('is allowed to the listed origin, with the headers that a page needs', async () => {
    const { headers, status } = await send('GET', `/tickets/${ticket}`, { ...asBearer(), origin: listed });
    assert.equal(status, 200);
    assert.equal(headers.get('access-control-allow-origin'), listed);
    assert.equal(headers.get('access-control-allow-credentials'), 'true');
    const exposed = headers.get('access-control-expose-headers') ?? '';
    for (const name of ['ETag', 'Retry-After', 'Idempotency-Replayed', 'Support-Request-Id']) {
      assert.ok(exposed.includes(name), name);
    }
  });

  it('is allowed to no other origin: nothing is reflected, and caches are told that the answer depends on it', async () => {
    for (const origin of hostile) {
      for (const path of ['/config', '/session', `/tickets/${ticket}`, '/tickets/unknown', '/nowhere']) {
        const { headers } = await send('GET', path, { ...asBearer(), ...(origin && { origin }) });
        assert.equal(headers.get('access-control-allow-origin'), null, `${origin} ${path}`);
        assert.match(headers.get('vary') ?? '', /\bOrigin\b/, `${origin} ${path}`);
      }
    }
  });

  it('tells a listed origin also why something failed', async () => {
    for (const path of ['/tickets', '/nowhere', '/tickets?limit=0']) {
      const { headers, status } = await send('GET', path, { origin: listed });
      assert.ok(status >= 400);
      assert.equal(headers.get('access-control-allow-origin'), listed, path);
    }
  });
});

describe('a preflight', () => {
  const preflight = (origin: string, path = `/tickets/${ticket}/messages`) =>
    send('OPTIONS', path, {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key,support-request,x-other',
    });

  it('allows the listed origin exactly the methods and headers of the contract', async () => {
    const { status, headers } = await preflight(listed);
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), listed);
    assert.match(headers.get('access-control-allow-methods') ?? '', /POST/);
    const allowed = (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(',');
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'support-request', 'if-match']) {
      assert.ok(allowed.includes(name), name);
    }
    assert.equal(allowed.includes('x-other'), false);
  });

  it('allows no other origin anything', async () => {
    for (const origin of hostile.filter(Boolean)) {
      assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null, origin);
    }
  });

  it('opens the staff API to nobody', async () => {
    const { headers, status } = await preflight(listed, '/staff/tickets');
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.equal(status, 405);
  });
});

describe('the list of origins', () => {
  it('is checked at the start', () => {
    const { desk } = backend;
    const gate: Gate = {
      identify: async () => ({ kind: 'anonymous', because: 'absent' }),
      signOut: async () => ({}),
      usesCookie: () => false,
    };
    for (const origin of ['*', 'null', 'shop.example', 'https://shop.example/', 'https://*.example', 'file://', '']) {
      assert.throws(() => createHandler({ desk, gate, origins: [origin] }), TypeError, origin);
    }
  });
});
