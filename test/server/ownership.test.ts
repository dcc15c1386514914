/** Who can reach what: every customer route, several tickets, several visitors, and not one crossing. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { pathOf, restRoutes, routes, type Route, type SupportAdapter } from '../../src/contract/index.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import type { Backend, TestVisitor } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

interface Owned {
  id: string;
  number: string;
  eventId: string;
  /** Is in this ticket's words and nowhere else. */
  word: string;
  /** Who may see it. */
  owners: readonly string[];
}

/** `shared` proves the same address as `anna`, and no more. */
const visitors: Readonly<Record<string, TestVisitor>> = {
  anna: { subject: 'anna', email: 'anna@example.com', name: 'Anna' },
  bert: { subject: 'bert', email: 'bert@example.com' },
  cleo: { subject: 'cleo', email: 'cleo@example.com' },
  shared: { subject: 'shared', email: 'anna@example.com' },
  // Names that look like the keys of others must stay names.
  sly: { subject: 'subject:anna', email: 'sly@example.com' },
  wild: { subject: '%', email: '_@example.com' },
};

let backend: Backend;
let tickets: Owned[];

before(async () => {
  backend = createMemoryBackend({ live: localBus() });
  tickets = [];
  for (const name of ['anna', 'bert', 'cleo', 'sly', 'wild']) {
    for (const from of ['customer', 'support'] as const) {
      const { subject, email } = visitors[name]!;
      tickets.push(await opened({ subject, email }, from, [name]));
    }
  }
  tickets.push(await opened({ email: 'ANNA@example.com' }, 'customer', ['anna', 'shared']));
  tickets.push(await opened({ email: 'nobody@example.com' }, 'customer', []));
});

async function opened(
  customer: { subject?: string; email: string },
  from: 'customer' | 'support',
  owners: readonly string[],
): Promise<Owned> {
  const word = `w${crypto.randomUUID().replaceAll('-', '')}`;
  const ticket = { customer, subject: `About ${word}`, text: `Words ${word}`, from };
  const { value } = await backend.staffDesk.openTicket(ticket, calmCall());
  await backend.staffDesk.addNote(value.id, { text: `Note ${word}note` }, calmCall());
  const { items } = await backend.staffDesk.listEvents(value.id, { limit: 10 }, calmCall());
  return { id: value.id, number: value.number, eventId: items[0]!.id, word, owners };
}

async function send(visitor: TestVisitor | undefined, route: Route, ticketId: string, body?: unknown, query = '') {
  const headers = new Headers(visitor && { authorization: `Bearer ${await backend.tokenFor(visitor)}` });
  if (body !== undefined) headers.set('content-type', 'application/json');
  const url = `http://helpdock.test/v1${pathOf(route, { ticket: ticketId })}${query}`;
  return backend.handler(
    new Request(url, { method: route.method, headers, body: body === undefined ? null : JSON.stringify(body) }),
  );
}

/** Every route that names a ticket, with a request that its owner could make. */
function attempts(ticket: Owned): [string, Route, unknown?, string?][] {
  const reply = { clientId: crypto.randomUUID(), text: 'Not mine', attachmentIds: [] };
  return [
    ['getTicket', routes.getTicket],
    ['listEvents', routes.listEvents],
    ['listEvents with a limit', routes.listEvents, undefined, '?limit=1'],
    ['sendMessage', routes.sendMessage, reply],
    ['markRead', routes.markRead, { upTo: ticket.eventId }],
    ['setStatus solved', restRoutes.setStatus, { to: 'solved' }],
    ['setStatus open', restRoutes.setStatus, { to: 'open' }],
    ['subscribe', { ...restRoutes.subscribe, path: `${restRoutes.subscribe.path}?ticket=:ticket` }],
  ];
}

/** The answer without what differs from request to request. */
async function told(response: Response) {
  const body = (await response.text()).replaceAll(/req_[\w-]+/g, 'req');
  const headers = [...response.headers].map((pair) => pair.join(': ').replaceAll(/req_[\w-]+/g, 'req'));
  return { status: response.status, headers, body };
}

const call = calmCall();
const eachTicket = (adapter: SupportAdapter, limit = 100) =>
  adapter.listTickets({ filter: 'all', sort: 'updated_desc', limit }, call);

describe('another customer’s ticket', () => {
  it('is answered byte for byte like one that does not exist, by every route, to everybody who does not own it', async () => {
    const unknown = 'tk_AAAAAAAAAAAAAAAAAAAAAA';
    let compared = 0;
    for (const ticket of tickets) {
      for (const [name, visitor] of Object.entries(visitors)) {
        if (ticket.owners.includes(name)) continue;
        for (const [what, route, body, query] of attempts(ticket)) {
          const foreign = await told(await send(visitor, route, ticket.id, body, query));
          const missing = await told(await send(visitor, route, unknown, body, query));
          assert.equal(foreign.status, 404, `${name}: ${what}`);
          assert.deepEqual(foreign, missing, `${name}: ${what}`);
          compared += 1;
        }
      }
    }
    assert.ok(compared >= 400, `${compared} pairs`);
  });

  it('is refused to a visitor without an identity before anybody looks whether it exists', async () => {
    for (const ticket of tickets) {
      for (const [what, route, body, query] of attempts(ticket)) {
        const foreign = await told(await send(undefined, route, ticket.id, body, query));
        const missing = await told(await send(undefined, route, 'tk_unknown', body, query));
        assert.equal(foreign.status, 401, what);
        assert.deepEqual(foreign, missing, what);
      }
    }
  });

  it('is as it was after all those attempts', async () => {
    for (const ticket of tickets) {
      const { status, version } = await backend.staffDesk.getTicket(ticket.id, call);
      assert.deepEqual([status, version], ['open', '2']);
    }
  });

  it('is not reached by its number', async () => {
    for (const ticket of tickets) {
      for (const visitor of Object.values(visitors)) {
        assert.equal((await send(visitor, routes.getTicket, ticket.number)).status, 404);
      }
    }
  });

  it('is in nobody else’s list, search, count or page', async () => {
    for (const [name, visitor] of Object.entries(visitors)) {
      const adapter = backend.adapterFor(visitor);
      const mine = tickets.filter(({ owners }) => owners.includes(name));
      const page = await eachTicket(adapter);
      assert.deepEqual(page.items.map(({ id }) => id).sort(), mine.map(({ id }) => id).sort(), name);
      assert.equal(page.total, mine.length);
      const unread = page.items.filter(({ unreadCount }) => unreadCount > 0).length;
      assert.equal((await adapter.getUnread(call)).tickets, unread);
      for (const { word, number, owners } of tickets) {
        for (const search of [word, number, `${word}note`]) {
          const { items } = await adapter.listTickets({ filter: 'all', sort: 'updated_desc', limit: 10, search }, call);
          const expected = owners.includes(name) && search !== `${word}note` ? 1 : 0;
          assert.equal(items.length, expected, `${name}: ${search}`);
        }
      }
    }
  });

  it('is not reached by a cursor of its owner', async () => {
    const { next } = await eachTicket(backend.adapterFor(visitors['anna']!), 1);
    for (const name of ['bert', 'shared', 'sly']) {
      const query = { filter: 'all', sort: 'updated_desc', limit: 10, cursor: next ?? '' } as const;
      await assert.rejects(backend.adapterFor(visitors[name]!).listTickets(query, call), { code: 'cursor_invalid' });
    }
  });

  it('is shown to its owner', async () => {
    for (const ticket of tickets) {
      for (const name of ticket.owners) {
        assert.equal((await send(visitors[name], routes.getTicket, ticket.id)).status, 200);
        const events = await (await send(visitors[name], routes.listEvents, ticket.id)).text();
        assert.ok(events.includes(ticket.word) && !events.includes(`${ticket.word}note`));
      }
    }
  });
});

describe('the identity of a request', () => {
  it('comes from the token alone: no field, header or parameter can change it', async () => {
    const theirs = tickets.find(({ owners }) => owners[0] === 'bert')!;
    const claims = { sub: 'bert', subject: 'bert', owner: 'subject:bert', email: 'bert@example.com', role: 'staff' };
    const headers = {
      authorization: `Bearer ${await backend.tokenFor(visitors['anna']!)}`,
      'content-type': 'application/json',
      'x-user': 'bert',
      'x-forwarded-user': 'bert',
      from: 'bert@example.com',
    };
    const query = `?${new URLSearchParams(claims).toString()}`;
    const url = `http://helpdock.test/v1/tickets/${theirs.id}`;
    const reading = await backend.handler(new Request(url + query, { headers }));
    const body = JSON.stringify({ clientId: 'c', text: 'x', customer: claims, author: { kind: 'support' }, ...claims });
    const writing = await backend.handler(new Request(`${url}/messages${query}`, { method: 'POST', headers, body }));
    assert.deepEqual([reading.status, writing.status], [404, 404]);
  });

  it('decides who wrote a message, whatever the message says', async () => {
    const mine = tickets.find(({ owners }) => owners[0] === 'anna')!;
    const extra = { author: { kind: 'support', name: 'Support' }, type: 'status', seenBySupport: true, id: 'ev_mine' };
    const reply = { clientId: 'c1', text: 'I am support', attachmentIds: [], ...extra };
    const message = (await (await send(visitors['anna'], routes.sendMessage, mine.id, reply)).json()) as typeof extra;
    assert.deepEqual(
      [message.author, message.type, message.seenBySupport],
      [{ kind: 'you', name: 'Anna' }, 'message', false],
    );
    assert.notEqual(message.id, 'ev_mine');
  });

  it('opens no staff route, and the staff key opens no customer route', async () => {
    const token = await backend.tokenFor(visitors['anna']!);
    for (const [path, key, status] of [
      ['/staff/tickets', token, 401],
      ['/staff/tickets', '', 401],
      ['/staff/tickets', `${backend.staffKey}x`, 401],
      ['/staff/tickets', backend.staffKey.slice(1), 401],
      ['/staff/tickets', backend.staffKey, 200],
      ['/tickets', backend.staffKey, 401],
    ] as const) {
      const headers = { authorization: `Bearer ${key}` };
      const response = await backend.handler(new Request(`http://helpdock.test/v1${path}`, { headers }));
      assert.equal(response.status, status, `${path} ${key.slice(0, 9)}`);
    }
    const cookie = { cookie: `support=${backend.staffKey}; key=${backend.staffKey}` };
    const response = await backend.handler(new Request('http://helpdock.test/v1/staff/tickets', { headers: cookie }));
    assert.equal(response.status, 401);
  });
});
