/** Opening tickets, and whose they are. */
import { assertEqual, assertPresent, assertTrue, rejectionOf } from '../assert.ts';
import type { TicketRecord } from '../../server/repository.ts';
import { dayOne, message, newTicket, open, someone, sorted, staff, twenty, type RepositoryCase } from './world.ts';

export const ticketCases: RepositoryCase[] = [
  {
    id: 'tickets/keeps-what-was-opened',
    title: 'a ticket is stored as it was opened, with its events counted',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const customer = { email: 'ola@example.test', subject: 'account-7', name: 'Ola Żak', locale: 'pl-PL' };
      const preview = { author: { kind: 'customer' as const, name: 'Ola' }, text: 'hello', attachmentCount: 2 };
      const events = [message('mine', { counts: false }), message('first'), message('second')];
      const added = newTicket({
        owner,
        customer,
        preview,
        events,
        readSeq: 1,
        at: dayOne + 5,
        status: 'awaiting_reply',
      });
      const { ticket, replayed } = await repository.addTicket(added);
      const expected: TicketRecord = {
        id: added.id,
        number: ticket.number,
        owner,
        customer,
        subject: 'Printer is on fire',
        status: 'awaiting_reply',
        createdAt: dayOne + 5,
        updatedAt: dayOne + 5,
        lastSeq: 3,
        readSeq: 1,
        unreadCount: 2,
        supportReadSeq: 0,
        awaitingSince: null,
        dueAt: null,
        solvedAt: null,
        solvedBy: null,
        closedAt: null,
        rating: null,
        pastRatings: [],
        preview,
      };
      assertEqual(replayed, false, 'replayed');
      assertEqual(ticket, expected, 'the ticket');
      assertEqual(await repository.findTicket(added.id, viewer), expected, 'the ticket for its customer');
      assertEqual(await repository.findTicket(added.id, staff), expected, 'the ticket for the team');
      const stored = await repository.listEvents(added.id, viewer, { limit: 10 });
      const expectedEvents = events.map((event, index) => ({
        ...event,
        ticketId: added.id,
        seq: index + 1,
        clientId: null,
      }));
      assertEqual(stored, expectedEvents, 'the events');
    },
  },
  {
    id: 'tickets/leaves-out-what-is-undefined',
    title: 'an optional field that is undefined is absent when read',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const customer = { email: 'a@example.test', subject: undefined, name: undefined, locale: undefined };
      const author = { kind: 'support' as const, name: undefined };
      const { ticket } = await repository.addTicket(
        newTicket({ owner, customer, events: [message('hi', { author })] }),
      );
      const [event] = await repository.listEvents(ticket.id, viewer, { limit: 1 });
      assertEqual(
        Object.keys(assertPresent(await repository.findTicket(ticket.id, viewer), 'ticket').customer),
        ['email'],
        'keys',
      );
      assertEqual(Object.keys(assertPresent(event, 'event').author), ['kind'], 'keys of the author');
    },
  },
  {
    id: 'tickets/counts-numbers-up',
    title: 'tickets opened at the same time get different numbers from 10001 up',
    async run(world) {
      const { owner } = someone();
      const first = await open(world, { owner });
      const numbers = (await twenty(() => open(world, { owner }))).map((ticket) => ticket.number);
      const last = await open(world, { owner });
      assertTrue(first.number >= 10001, 'the first number is 10001 or more');
      assertEqual(new Set(numbers).size, 20, 'different numbers');
      assertTrue(
        numbers.every((number) => first.number < number && number < last.number),
        'numbers count up',
      );
    },
  },
  {
    id: 'tickets/opens-once-under-a-key',
    title: 'a second ticket under the same key is the first one',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const key = { author: owner, clientId: crypto.randomUUID() };
      const first = await repository.addTicket(newTicket({ owner, key, events: [message('hi')] }));
      const second = await repository.addTicket(newTicket({ owner, key, subject: 'Again', events: [message('hi')] }));
      assertEqual(second, { ticket: first.ticket, replayed: true }, 'the second answer');
      assertEqual(await repository.countTickets({ viewer }), 1, 'tickets');
    },
  },
  {
    id: 'tickets/opens-once-at-the-same-instant',
    title: 'of twenty equal tickets under one key that arrive together one is stored',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const key = { author: 'staff', clientId: crypto.randomUUID() };
      const answers = await twenty(() => repository.addTicket(newTicket({ owner, key, events: [message('hi')] })));
      assertEqual(answers.filter(({ replayed }) => !replayed).length, 1, 'tickets that were new');
      assertEqual(new Set(answers.map(({ ticket }) => ticket.id)).size, 1, 'different ids');
      assertEqual(await repository.countTickets({ viewer }), 1, 'tickets');
    },
  },
  {
    id: 'tickets/keeps-keys-of-two-people-apart',
    title: 'two people may choose the same key, and no key means no limit',
    async run({ repository }) {
      const [one, other] = [someone(), someone()];
      const clientId = crypto.randomUUID();
      for (const { owner } of [one, other]) {
        await repository.addTicket(newTicket({ owner, key: { author: owner, clientId } }));
        await repository.addTicket(newTicket({ owner }));
      }
      assertEqual(await repository.countTickets({ viewer: one.viewer }), 2, 'tickets of one');
      assertEqual(await repository.countTickets({ viewer: other.viewer }), 2, 'tickets of the other');
    },
  },
  {
    id: 'tickets/refuses-a-taken-id',
    title: 'a ticket with the id of another is refused and changes nothing',
    async run({ repository }) {
      const [one, other] = [someone(), someone()];
      const added = newTicket({ owner: one.owner, events: [message('mine')] });
      const { ticket } = await repository.addTicket(added);
      const taken = newTicket({ owner: other.owner, id: added.id, events: [message('not mine')] });
      await rejectionOf(repository.addTicket(taken), 'a taken id');
      assertEqual(await repository.findTicket(added.id, staff), ticket, 'the first ticket');
      assertEqual(await repository.countTickets({ viewer: other.viewer }), 0, 'tickets of the other');
    },
  },
  {
    id: 'tickets/belong-to-their-owner',
    title: 'a ticket is found by its owner and by the team, and by nobody else',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner });
      const find = (...owners: (typeof owner)[]) =>
        world.repository.findTicket(ticket.id, { role: 'customer', owners });
      assertEqual((await world.repository.findTicket(ticket.id, viewer))?.id, ticket.id, 'its owner');
      assertEqual((await find('email:nobody@example.test', owner))?.id, ticket.id, 'its owner by one of two keys');
      assertEqual((await world.repository.findTicket(ticket.id, staff))?.id, ticket.id, 'the team');
      assertEqual(await find(), undefined, 'nobody');
      assertEqual(await find(someone().owner), undefined, 'a stranger');
      assertEqual(await find(owner.toUpperCase() as typeof owner), undefined, 'another spelling');
      assertEqual(await find(`${owner}%`, `${owner} `, owner.slice(0, -1) as typeof owner), undefined, 'likenesses');
      assertEqual(await find(`email:${owner.slice('subject:'.length)}`), undefined, 'an address of the same letters');
      assertEqual(await world.repository.findTicket(`${ticket.id} `, viewer), undefined, 'another id');
    },
  },
  {
    id: 'tickets/are-found-by-number',
    title: 'the server finds a ticket by its number, and nothing by a number that no ticket can have',
    async run(world) {
      const { repository } = world;
      const tickets = [await open(world, { owner: someone().owner }), await open(world, { owner: someone().owner })];
      for (const ticket of tickets)
        assertEqual(await repository.findTicketByNumber(ticket.number), ticket, 'the ticket');
      const impossible = [0, -1, 10.5, NaN, Infinity, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, 1e300];
      for (const number of impossible)
        assertEqual(await repository.findTicketByNumber(number), undefined, `the ticket ${number}`);
    },
  },
  {
    id: 'tickets/are-copies',
    title: 'what a caller does to its objects afterwards does not reach the store',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const added = newTicket({
        owner,
        events: [message('original')],
        customer: { email: 'a@example.test', name: 'A' },
      });
      const { ticket } = await repository.addTicket(added);
      const before = structuredClone(ticket);
      added.customer.name = 'changed';
      (added.events[0] as { searchText: string }).searchText = 'changed';
      ticket.customer.name = 'changed';
      const [event] = await repository.listEvents(ticket.id, viewer, { limit: 1 });
      assertPresent(event, 'event').author.name = 'changed';
      assertEqual(await repository.findTicket(ticket.id, viewer), before, 'the ticket');
      const [again] = await repository.listEvents(ticket.id, viewer, { limit: 1 });
      assertEqual([again?.author.name, again?.searchText], ['Ola', 'original'], 'the event');
    },
  },
  {
    id: 'tickets/answer-while-others-open',
    title: 'tickets of many customers opened together all arrive, each with its own owner',
    async run(world) {
      const people = Array.from({ length: 20 }, someone);
      const opened = await Promise.all(people.map(({ owner }) => open(world, { owner, events: [message('hi')] })));
      for (const [index, { viewer }] of people.entries()) {
        const listed = await world.repository.listTickets({ viewer, sort: 'updated_desc', limit: 5 });
        assertEqual(sorted(listed.map(({ id }) => id)), [assertPresent(opened[index], 'opened').id], 'the list of one');
      }
    },
  },
];
