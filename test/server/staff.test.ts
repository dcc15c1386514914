/** The team's API over the wire: opening, answering, asking, notes, and what it refuses. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  pathOf,
  staffEventPageSchema,
  staffRoutes,
  staffTicketPageSchema,
  staffTicketSchema,
  type Problem,
  type Route,
  type StaffEvent,
  type StaffTicket,
} from '../../src/contract/index.ts';
import type { Backend } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const anna = { subject: 'anna', email: 'Anna@Example.com', name: 'Anna' };
let backend: Backend;

beforeEach(() => {
  backend = createMemoryBackend();
});

interface Sent {
  id?: string;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

function send(route: Route, { id = '', query = '', body, headers = {} }: Sent = {}): Promise<Response> {
  const url = `http://helpdock.test/v1${pathOf(route, { ticket: id })}${query}`;
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return backend.handler(
    new Request(url, {
      method: route.method,
      headers: { authorization: `Bearer ${backend.staffKey}`, ...type, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  );
}

async function ok<T>(response: Promise<Response>): Promise<T> {
  const answer = await response;
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return JSON.parse(text) as T;
}

const opening = { customer: anna, subject: 'Lamp', text: 'It is dark' };
const opened = (more: object = {}) => ok<StaffTicket>(send(staffRoutes.openTicket, { body: { ...opening, ...more } }));

describe('opening a ticket', () => {
  it('is answered with the ticket, which its customer then has', async () => {
    const response = await send(staffRoutes.openTicket, { body: opening });
    assert.equal(response.status, 201);
    const ticket = staffTicketSchema.parse(await response.json());
    assert.deepEqual(ticket.customer, { email: 'anna@example.com', subject: 'anna', name: 'Anna' });
    const mine = await backend.adapterFor(anna).getTicket(ticket.id, calmCall());
    assert.deepEqual([mine.number, mine.subject, mine.status, mine.unreadCount], [ticket.number, 'Lamp', 'open', 0]);
  });

  it('twice under one key opens one, from the body or from the header', async () => {
    const once = { ...opening, clientId: 'form-7' };
    const first = await send(staffRoutes.openTicket, { body: once });
    const again = await send(staffRoutes.openTicket, { body: once });
    const headed = await send(staffRoutes.openTicket, { body: opening, headers: { 'idempotency-key': '"form-7"' } });
    const ids = await Promise.all([first, again, headed].map(async (one) => ((await one.json()) as StaffTicket).id));
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(
      [again, headed].map(({ headers }) => headers.get('idempotency-replayed')),
      ['true', 'true'],
    );
  });

  it('with other words, another subject or another customer under one key is refused', async () => {
    const once = { ...opening, clientId: 'form-7' };
    await opened(once);
    for (const more of [{ text: 'Other' }, { subject: 'Other' }, { customer: { ...anna, subject: 'bert' } }]) {
      const response = await send(staffRoutes.openTicket, { body: { ...once, ...more } });
      assert.equal(response.status, 422);
      assert.equal(((await response.json()) as Problem).code, 'idempotency_mismatch');
    }
  });

  it('keeps subject and names in one honest line', async () => {
    const { subject, customer } = await opened({
      subject: ' Re:\n\u202elamp ',
      customer: { email: 'a@example.com', name: 'An\u2066na\tB' },
    });
    assert.deepEqual([subject, customer.name], ['Re: lamp', 'Anna B']);
  });

  it('may be without a subject, and may speak for the team', async () => {
    const { id } = await opened({ subject: '', from: 'support', agent: { name: 'Ola', automated: true } });
    const { items } = await backend.adapterFor(anna).listEvents(id, { limit: 10 }, calmCall());
    assert.deepEqual(
      items.map(({ type }) => type),
      ['status', 'message'],
    );
    assert.deepEqual(items[1]?.author, { kind: 'support', name: 'Ola', automated: true });
  });

  const refused: [string, object, string][] = [
    ['no words', { text: ' \n' }, '/text'],
    ['too many words', { text: 'x'.repeat(100_001) }, '/text'],
    ['too much markup', { html: 'x'.repeat(200_001) }, '/html'],
    ['an address that is none', { customer: { email: 'anna' } }, '/customer/email'],
    ['two addresses', { customer: { email: 'a@example.com, b@example.com' } }, '/customer/email'],
    ['a line break in the address', { customer: { email: 'a@example.com\nb: c' } }, '/customer/email'],
    ['an account with a control character', { customer: { ...anna, subject: 'an\0na' } }, '/customer/subject'],
    ['an account with half a letter', { customer: { ...anna, subject: '\ud800' } }, '/customer/subject'],
    ['a language that is none', { customer: { ...anna, locale: '../pl' } }, '/customer/locale'],
    ['a subject of 251 characters', { subject: 'x'.repeat(251) }, '/subject'],
    ['another origin than the two', { from: 'staff' }, '/from'],
    ['no customer', { customer: undefined }, '/customer'],
  ];
  for (const [what, more, pointer] of refused) {
    it(`with ${what} is refused, pointing at ${pointer}`, async () => {
      const response = await send(staffRoutes.openTicket, { body: { ...opening, ...more } });
      const { code, errors } = (await response.json()) as Problem;
      assert.ok([400, 422].includes(response.status));
      assert.deepEqual([code, errors?.[0]?.pointer], ['validation', pointer]);
    });
  }
});

describe('answering', () => {
  it('stores an answer once, with the status that comes with it', async () => {
    const { id } = await opened();
    const dueAt = '2027-01-01T12:00:00+01:00';
    const body = { clientId: 'a-1', text: 'Which one?', status: 'awaiting_reply', dueAt, agent: { name: 'Ola' } };
    const first = await send(staffRoutes.reply, { id, body });
    const again = await send(staffRoutes.reply, { id, body });
    assert.deepEqual([first.status, again.status, again.headers.get('idempotency-replayed')], [201, 201, 'true']);
    assert.equal(((await again.json()) as StaffEvent).id, ((await first.json()) as StaffEvent).id);
    const ticket = await ok<StaffTicket>(send(staffRoutes.getTicket, { id }));
    assert.deepEqual([ticket.status, ticket.awaiting?.dueAt], ['awaiting_reply', '2027-01-01T11:00:00.000Z']);
    const other = await send(staffRoutes.reply, { id, body: { ...body, text: 'Other' } });
    assert.equal(((await other.json()) as Problem).code, 'idempotency_mismatch');
  });

  it('never repeats the team’s key to the customer', async () => {
    const { id } = await opened({ clientId: 'form-key' });
    await send(staffRoutes.reply, { id, body: { clientId: 'reply-key', text: 'Hi' } });
    const page = await backend.adapterFor(anna).listEvents(id, { limit: 10 }, calmCall());
    assert.doesNotMatch(JSON.stringify(page), /form-key|reply-key/);
  });

  it('moves a ticket between all states, once each', async () => {
    const { id } = await opened();
    for (const to of ['awaiting_reply', 'solved', 'closed', 'open'] as const) {
      const first = await ok<StaffTicket>(send(staffRoutes.setStatus, { id, body: { to } }));
      const again = await ok<StaffTicket>(send(staffRoutes.setStatus, { id, body: { to } }));
      assert.equal(first.status, to);
      assert.deepEqual(again, first);
    }
  });
});

describe('notes', () => {
  it('stand in the team’s timeline in time order, page by page, each once', async () => {
    const { id } = await opened();
    for (const text of ['note 1', 'note 2', 'note 3']) {
      await ok(send(staffRoutes.addNote, { id, body: { text, agent: { name: 'Ola' } } }));
      await ok(send(staffRoutes.reply, { id, body: { text: `after ${text}` } }));
    }
    const entries: StaffEvent[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = staffEventPageSchema.parse(await ok(send(staffRoutes.listEvents, { id, query })));
      entries.push(...page.items);
      cursor = page.next;
    }
    assert.equal(new Set(entries.map((entry) => entry.id)).size, 8);
    const notes = entries.flatMap((entry) => (entry.type === 'internal_note' ? [entry.text] : []));
    assert.deepEqual(notes, ['note 1', 'note 2', 'note 3']);
    const times = entries.map(({ at }) => at);
    assert.deepEqual(times, [...times].sort());
  });

  it('are stored once under one key, and not with other words', async () => {
    const { id } = await opened();
    const note = (text: string) => send(staffRoutes.addNote, { id, body: { clientId: 'n-1', text } });
    assert.equal((await note('Calm')).status, 201);
    assert.equal((await note('Calm')).headers.get('idempotency-replayed'), 'true');
    assert.equal((await note('Angry')).status, 422);
    assert.equal((await send(staffRoutes.addNote, { id, body: { text: ' ' } })).status, 422);
  });
});

describe('the team’s list', () => {
  it('is by last update, filtered by status and address, page by page', async () => {
    const bert = { email: 'bert@example.com' };
    const tickets = [await opened(), await opened({ customer: bert }), await opened()];
    await ok(send(staffRoutes.setStatus, { id: tickets[0]!.id, body: { to: 'solved' } }));
    const listed = async (query: string) =>
      staffTicketPageSchema.parse(await ok(send(staffRoutes.listTickets, { query })));
    const ids = async (query: string) => (await listed(query)).items.map(({ id }) => id).sort();
    assert.deepEqual(await ids(''), tickets.map(({ id }) => id).sort());
    assert.deepEqual(await ids('?email=BERT@example.com'), [tickets[1]!.id]);
    assert.deepEqual(await ids('?filter=closed'), [tickets[0]!.id]);
    const first = await listed('?limit=2');
    const rest = await listed(`?limit=2&cursor=${first.next}`);
    assert.equal(new Set([...first.items, ...rest.items].map(({ id }) => id)).size, 3);
    assert.equal(rest.next, null);
    const carried = await send(staffRoutes.listTickets, { query: `?filter=open&cursor=${first.next}` });
    assert.equal(((await carried.json()) as Problem).code, 'cursor_invalid');
  });
});

describe('the key', () => {
  it('is asked for by every route before anything is read', async () => {
    const { id } = await opened();
    for (const route of Object.values(staffRoutes)) {
      for (const authorization of ['', 'Bearer wrong', `Basic ${backend.staffKey}`, backend.staffKey]) {
        const response = await send(route, { id, headers: { authorization } });
        assert.equal(response.status, 401, `${route.method} ${route.path}`);
      }
    }
  });

  it('opens tickets that exist and no others', async () => {
    for (const route of [staffRoutes.getTicket, staffRoutes.listEvents]) {
      assert.equal((await send(route, { id: 'tk_unknown' })).status, 404);
    }
    const writes = [
      [staffRoutes.reply, { text: 'x' }],
      [staffRoutes.addNote, { text: 'x' }],
      [staffRoutes.setStatus, { to: 'open' }],
    ] as const;
    for (const [route, body] of writes) assert.equal((await send(route, { id: 'tk_unknown', body })).status, 404);
  });
});
