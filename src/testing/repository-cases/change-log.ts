/** What changed since a mark: nothing is missing, whoever writes at the same time. */
import type { ChangeMarks, TicketChanges } from '../../server/live/change-log.ts';
import type { CustomerViewer } from '../../server/repository.ts';
import { assertEqual, assertPresent } from '../assert.ts';
import { adding, message, open, someone, staff, twenty, type RepositoryCase, type RepositoryWorld } from './world.ts';

const none: ChangeMarks = new Map();

async function since(world: RepositoryWorld, viewer: CustomerViewer, known = none, limit = 50): Promise<TicketChanges> {
  return assertPresent(await world.repository.changes.since(viewer, known, limit), 'the changes');
}

/** The customer's eyes of somebody of this case alone. */
function reader() {
  const { owner, email } = someone();
  return { owner, email, viewer: { role: 'customer', owners: [owner] } satisfies CustomerViewer };
}

async function answer({ repository }: RepositoryWorld, ticketId: string, text: string): Promise<void> {
  await repository.changeTicket({ ticketId, viewer: staff, decide: adding([message(text, { id: text })]) });
}

const idsIn = ({ tickets }: TicketChanges) => tickets.map(({ ticket }) => ticket.id).sort();
const eventsIn = ({ tickets }: TicketChanges) => tickets.flatMap(({ events }) => events.map(({ id }) => id));

export const changeLogCases: RepositoryCase[] = [
  {
    id: 'changes/since-a-mark',
    title: 'a mark tells later what was opened, added and read since, with the event before',
    async run(world) {
      const { owner, viewer } = reader();
      const first = await open(world, { owner, events: [message('a', { id: 'a' })] });
      const start = await world.repository.changes.marks(viewer);
      assertEqual((await since(world, viewer, start)).tickets, [], 'nothing yet');
      await answer(world, first.id, 'b');
      await answer(world, first.id, 'c');
      const second = await open(world, { owner, events: [message('x', { id: 'x' })] });
      const found = await since(world, viewer, start);
      const told = found.tickets.map(({ ticket, events, eventBefore }) => [
        ticket.id,
        events.map(({ id }) => id).join(''),
        eventBefore,
      ]);
      assertEqual(
        told,
        [
          [first.id, 'bc', 'a'],
          [second.id, 'x', null],
        ],
        'the changes',
      );
      assertEqual([...found.marks], [...(await world.repository.changes.marks(viewer))], 'the end');
      await world.repository.markRead(first.id, viewer, 'c');
      const read = await since(world, viewer, found.marks);
      assertEqual([idsIn(read), eventsIn(read)], [[first.id], []], 'what was read');
      assertEqual(read.tickets[0]?.ticket.unreadCount, 0, 'unread');
    },
  },
  {
    id: 'changes/only-visible',
    title: 'notes and the team’s own marks are no change, nor is a repeated one, or one that decides for nothing',
    async run(world) {
      const { owner, viewer } = reader();
      const { id } = await open(world, { owner, events: [message('a', { id: 'a' })] });
      const key = { author: 'staff', clientId: 'once' };
      const request = { ticketId: id, viewer: staff, key, decide: adding([message('b')]) };
      await world.repository.changeTicket(request);
      const marks = await world.repository.changes.marks(viewer);
      await world.repository.changeTicket(request);
      await world.repository.changeTicket({ ticketId: id, viewer: staff, decide: () => null });
      await world.repository.markRead(id, staff, 'a');
      const author = { kind: 'support' as const };
      await world.repository.addNote({ id: 'n', ticketId: id, at: 1, author, text: 'A secret', clientId: null });
      assertEqual((await since(world, viewer, marks)).tickets, [], 'the changes');
    },
  },
  {
    id: 'changes/scope',
    title: 'a customer finds the changes of all own tickets, a guest those of one, and both nothing else',
    async run(world) {
      const [one, other, stranger] = [reader(), reader(), reader()];
      const customer = { email: one.email };
      const [first, second] = [
        await open(world, { owner: one.owner, customer }),
        await open(world, { owner: other.owner }),
      ];
      await open(world, { owner: stranger.owner });
      const both: CustomerViewer = { role: 'customer', owners: [one.owner, other.owner] };
      assertEqual(idsIn(await since(world, both)), [first.id, second.id].sort(), 'both');
      assertEqual(idsIn(await since(world, one.viewer)), [first.id], 'one');
      const guest: CustomerViewer = { role: 'guest', ticketId: first.id, email: one.email };
      assertEqual(idsIn(await since(world, guest)), [first.id], 'a guest');
      const marks = await world.repository.changes.marks(guest);
      assertEqual([...marks.keys()], [first.id], 'what a guest is told of the place');
      await answer(world, second.id, 'not for guests');
      await answer(world, first.id, 'for guests');
      assertEqual(eventsIn(await since(world, guest, marks)), ['for guests'], 'a guest, later');
      assertEqual(idsIn(await since(world, { ...guest, email: other.email })), [], 'another address');
      assertEqual(idsIn(await since(world, { role: 'customer', owners: [] })), [], 'nobody');
    },
  },
  {
    id: 'changes/limit',
    title: 'more than the limit, in tickets or in events of one, is not told one by one',
    async run(world) {
      const { owner, viewer } = reader();
      const { id } = await open(world, { owner, events: [message('0', { id: '0' })] });
      const marks = await world.repository.changes.marks(viewer);
      for (const text of ['1', '2', '3', '4', '5']) await answer(world, id, text);
      assertEqual(eventsIn(await since(world, viewer, marks, 5)), ['1', '2', '3', '4', '5'], 'five');
      assertEqual(await world.repository.changes.since(viewer, marks, 4), undefined, 'more than four');
      for (let more = 1; more <= 4; more += 1) await open(world, { owner });
      assertEqual(idsIn(await since(world, viewer, none, 6)).length, 5, 'five tickets');
      assertEqual(await world.repository.changes.since(viewer, marks, 4), undefined, 'five tickets, limit four');
    },
  },
  {
    id: 'changes/nothing-missed',
    title: 'a reader that goes on from mark to mark while twenty write at once misses nothing',
    async run(world) {
      const { owner, viewer } = reader();
      const tickets = await twenty(() => open(world, { owner, events: [] }));
      let marks = await world.repository.changes.marks(viewer);
      const heard = new Map<string, string[]>();
      let isWriting = true;
      const look = async () => {
        const found = await since(world, viewer, marks, 100);
        marks = found.marks;
        for (const { ticket, events } of found.tickets) {
          const known = heard.get(ticket.id) ?? [];
          heard.set(ticket.id, [...new Set([...known, ...events.map(({ id }) => id)])]);
        }
      };
      const reading = (async () => {
        while (isWriting) await look();
      })();
      await twenty(async (index) => {
        for (let round = 1; round <= 5; round += 1) await answer(world, tickets[index]?.id ?? '', `${index}-${round}`);
      });
      isWriting = false;
      await reading;
      await look();
      for (const [index, { id }] of tickets.entries())
        assertEqual(
          heard.get(id),
          [1, 2, 3, 4, 5].map((round) => `${index}-${round}`),
          `ticket ${index}`,
        );
    },
  },
];
