/**
 * Bad requests, written and generated: each is refused as a problem of the closed list, tells nothing about the inside,
 * and changes nothing. In memory and over a real SQLite database, whose errors must not come through.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { problemSchema } from '../../src/contract/index.ts';
import { openDatabase } from '../../src/node/database.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import type { Repository } from '../../src/server/repository.ts';
import type { LogEntry } from '../../src/server/log.ts';
import { createBackend, type Backend } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { badRequests, writes, type BadRequest } from './bad-requests.ts';
import { randomNumbers } from '../helpers/random.ts';

const anna = { subject: 'anna-of-the-tests', email: 'anna.secret@example.com', name: 'Anna' };
const seed = 20261122;
const generated = 3000;

/** What no answer may hold: places in code, SQL, paths, drivers. */
const inside = /\bat .+:\d+|node_modules|\.[jt]s\b|\bselect\b|\binsert\b|sqlite|postgres|kysely|zod|\/tmp|\/src|file:/i;

const stores: [string, () => Promise<Repository>][] = [
  ['memory', async () => memoryRepository()],
  ['SQLite', async () => (await openDatabase({ directory: temporaryFolder() })).repository],
];

for (const [store, openStore] of stores) {
  describe(`bad requests over ${store}`, () => {
    let backend: Backend;
    let token = '';
    let ids: { ticket: string; event: string };
    let unchanged: unknown;
    const log: LogEntry[] = [];

    before(async () => {
      backend = createBackend({ repository: await openStore(), log: (entry) => log.push(entry) });
      token = await backend.tokenFor(anna);
      const ticket = { customer: anna, subject: 'Lamp', text: 'Dark', from: 'support' } as const;
      const { value } = await backend.staffDesk.openTicket(ticket, calmCall());
      const { items } = await backend.staffDesk.listEvents(value.id, { limit: 1 }, calmCall());
      ids = { ticket: value.id, event: items[0]!.id };
      unchanged = await everything();
    });
    after(() => backend.repository.close());

    async function everything() {
      const call = calmCall();
      const [ticket, events, mine] = await Promise.all([
        backend.staffDesk.getTicket(ids.ticket, call),
        backend.staffDesk.listEvents(ids.ticket, { limit: 100 }, call),
        backend.adapterFor(anna).getTicket(ids.ticket, call),
      ]);
      return { ticket, events, mine, prototype: Reflect.ownKeys(Object.prototype) };
    }

    async function send({ method, path, headers, body }: BadRequest): Promise<Response> {
      const filled = path.replaceAll(':ticket', ids.ticket).replaceAll(':event', ids.event);
      return backend.handler(
        new Request(`http://helpdock.test/v1${filled}`, {
          method,
          headers: { authorization: `Bearer ${token}`, ...headers },
          body: typeof body === 'string' ? body.replaceAll(':event', ids.event) : (body ?? null),
        }),
      );
    }

    /** Reads an answer, and fails if it tells anything about the inside or is no problem of the list. */
    async function ensureSilent(response: Response, what: string): Promise<void> {
      const text = await response.text();
      assert.ok(response.status < 500, `${what}: ${response.status} ${text}`);
      const told = JSON.stringify([...response.headers]) + text;
      assert.equal(told.includes(token) || told.includes(anna.email), false, what);
      if (response.status < 400) return;
      assert.equal(response.headers.get('content-type'), 'application/problem+json', what);
      assert.equal(response.headers.get('cache-control'), 'no-store', what);
      if (text === '') return;
      const { data: problem } = problemSchema.safeParse(JSON.parse(text));
      assert.equal(problem?.status, response.status, what);
      assert.equal(problem?.instance, response.headers.get('support-request-id'), what);
      assert.doesNotMatch(text.replaceAll(/https:\/\/helpdock\.dev\/problems\/|req_[\w-]+/g, ''), inside, what);
      assert.ok(text.length < 2000, what);
    }

    it(`refuses each of ${badRequests.length} written ones, and changes nothing`, async () => {
      for (const request of badRequests) {
        const response = await send(request);
        assert.ok(response.status >= 400, `${request.what}: ${response.status}`);
        if (request.status) assert.equal(response.status, request.status, request.what);
        await ensureSilent(response, request.what);
      }
      assert.deepEqual(await everything(), unchanged);
    });

    it(`answers each of ${generated} generated ones without failing, and changes nothing`, async () => {
      const random = randomNumbers(seed);
      for (let count = 0; count < generated; count += 1) {
        const request = generatedRequest(random);
        await ensureSilent(await send(request), `seed ${seed}, number ${count}: ${request.what}`);
      }
      assert.deepEqual(await everything(), unchanged);
    });

    it('blames the server for none of them', () => {
      assert.deepEqual(
        log.filter(({ level }) => level === 'error'),
        [],
      );
    });
  });
}

describe('a body without a length', () => {
  it('is not read beyond the limit, however it comes', async () => {
    const backend = createBackend({ repository: memoryRepository() });
    const token = await backend.tokenFor(anna);
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
        if (sent === 100) controller.close();
      },
      cancel: () => void (cancelled = true),
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = new Request('http://helpdock.test/v1/tickets/tk_1/messages', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    const response = await backend.handler(request);
    assert.equal(response.status, 413);
    assert.equal(cancelled, true);
    assert.ok(sent <= 20, `${sent} chunks of 16 kB`);
  });

  it('that breaks off is the client’s failure', async () => {
    const log: LogEntry[] = [];
    const backend = createBackend({ repository: memoryRepository(), log: (entry) => log.push(entry) });
    const headers = { authorization: `Bearer ${await backend.tokenFor(anna)}`, 'content-type': 'application/json' };
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const request = new Request('http://helpdock.test/v1/tickets/tk_1/messages', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    assert.equal((await backend.handler(request)).status, 499);
    assert.deepEqual(
      log.map(({ level }) => level),
      ['info'],
    );
  });
});

const alphabet = [
  ...'az09 %_\'"\\/.:;{}[]()<>&=?#@!*,-+|~^$`',
  '\0',
  '\n',
  '\r',
  '\u202e',
  '\ud800',
  'ż',
  '👍',
  '\uffff',
];

function generatedRequest(random: () => number): BadRequest {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const text = (most: number) => Array.from({ length: Math.floor(random() * most) }, () => pick(alphabet)).join('');
  const encoded = (most: number) => encodeURIComponent(text(most).toWellFormed());
  if (random() < 0.5) {
    const path = pick([
      `/tickets?q=${encoded(60)}&filter=${pick(['all', 'open', encoded(8)])}`,
      `/tickets?cursor=${encoded(60)}&limit=${pick(['5', encoded(4)])}`,
      `/tickets/:ticket/events?${pick(['before', 'after'])}=${encoded(40)}`,
      `/tickets/${encoded(30)}${pick(['', '/events', '/status'])}`,
      `/${encoded(20)}/${encoded(20)}`,
    ]);
    return { what: `GET ${path}`, method: 'GET', path };
  }
  const [method, path, good] = pick(writes);
  const name = pick(Object.keys(good));
  const values = [text(10), Math.floor(random() * 1e6), null, [text(5)], { [text(5)]: text(5) }];
  // One field is spoiled, so that nothing generated can be a request that would be granted.
  const spoiled = JSON.stringify({ ...good, [name]: values, [text(4)]: pick(values) });
  const cut = random() < 0.3 ? spoiled.slice(0, Math.floor(random() * spoiled.length)) : spoiled;
  return { what: `${method} ${path} ${cut}`, method, path, headers: { 'content-type': 'application/json' }, body: cut };
}
