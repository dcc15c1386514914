/** Marks of what was read, and unread counts. */
import { assertEqual, assertPresent } from '../assert.ts';
import { adding, message, open, someone, staff, twenty, type RepositoryCase } from './world.ts';

const four = () => ['a', 'b', 'c', 'd'].map((id) => message(id, { id, counts: id !== 'b' }));

export const readingCases: RepositoryCase[] = [
  {
    id: 'reading/moves-forward-only',
    title: 'the mark moves to the event read, never back, and the unread count follows',
    async run(world) {
      const { owner, viewer } = someone();
      const opened = await open(world, { owner, events: four() });
      const read = async (event: string) => {
        assertEqual(await world.repository.markRead(opened.id, viewer, event), true, `reading ${event}`);
        const { readSeq, unreadCount } = assertPresent(await world.repository.findTicket(opened.id, viewer), 'ticket');
        return [readSeq, unreadCount];
      };
      assertEqual(opened.unreadCount, 3, 'unread at first');
      assertEqual(await read('b'), [2, 2], 'up to b');
      assertEqual(await read('a'), [2, 2], 'up to a, afterwards');
      assertEqual(await read('b'), [2, 2], 'up to b again');
      assertEqual(await read('d'), [4, 0], 'up to d');
      assertEqual(await read('c'), [4, 0], 'up to c, afterwards');
      const ticket = await world.repository.findTicket(opened.id, viewer);
      assertEqual(ticket, { ...opened, readSeq: 4, unreadCount: 0 }, 'the rest of the ticket');
    },
  },
  {
    id: 'reading/knows-only-its-own-events',
    title: 'an event of another ticket, an unknown one, or a ticket of another customer cannot be marked',
    async run(world) {
      const { owner, viewer } = someone();
      const mine = await open(world, { owner, events: four() });
      const other = await open(world, { owner, events: [message('x', { id: 'x' })] });
      const foreign = await open(world, { owner: someone().owner, events: four() });
      const mark = (ticketId: string, event: string) => world.repository.markRead(ticketId, viewer, event);
      assertEqual(await mark(mine.id, 'x'), false, 'an event of another ticket');
      assertEqual(await mark(mine.id, 'nothing'), false, 'an unknown event');
      assertEqual(await mark(mine.id, 'a\0'), false, 'an impossible event');
      assertEqual(await mark(foreign.id, 'a'), false, 'a foreign ticket');
      assertEqual(await mark('no-such-ticket', 'a'), false, 'an unknown ticket');
      assertEqual(await mark('\ud800', 'a'), false, 'an impossible ticket');
      for (const ticket of [mine, other, foreign]) {
        assertEqual(await world.repository.findTicket(ticket.id, staff), ticket, 'an untouched ticket');
      }
    },
  },
  {
    id: 'reading/counts-all-tickets',
    title: 'unread updates are counted over all tickets of a viewer and of nobody else',
    async run(world) {
      const [one, other] = [someone(), someone()];
      const both = { role: 'customer', owners: [one.owner, other.owner] } as const;
      const first = await open(world, { owner: one.owner, events: four() });
      await open(world, { owner: one.owner });
      await open(world, { owner: other.owner, events: four(), readSeq: 3 });
      assertEqual(await world.repository.countUnread(one.viewer), { tickets: 1, updates: 3 }, 'one');
      assertEqual(await world.repository.countUnread(both), { tickets: 2, updates: 4 }, 'both');
      await world.repository.markRead(first.id, one.viewer, 'd');
      assertEqual(await world.repository.countUnread(one.viewer), { tickets: 0, updates: 0 }, 'one, after reading');
      assertEqual(await world.repository.countUnread(someone().viewer), { tickets: 0, updates: 0 }, 'a stranger');
    },
  },
  {
    id: 'reading/recounts-with-a-change',
    title: 'a change that also moves the mark counts what is behind the new mark',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner, events: four() });
      const change = async (readSeq: number, counts: boolean) =>
        (
          await world.repository.changeTicket({
            ticketId,
            viewer,
            decide: adding([message('x', { counts })], { readSeq }),
          })
        )?.ticket.unreadCount;
      assertEqual(await change(3, false), 1, 'behind the third');
      assertEqual(await change(6, false), 0, 'behind the last');
      assertEqual(await change(6, true), 1, 'a new one behind the mark');
      assertEqual(await change(0, true), 5, 'set back to the start');
    },
  },
  {
    id: 'reading/holds-while-replies-arrive',
    title: 'marks and replies at the same time leave a count that fits the mark',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner, events: [message('a', { id: 'a' })] });
      await twenty(async (index) => {
        const reply = message(`r${index}`);
        await world.repository.changeTicket({ ticketId, viewer: staff, decide: adding([reply]) });
        if (index % 2 === 0) await world.repository.markRead(ticketId, viewer, reply.id);
      });
      const ticket = assertPresent(await world.repository.findTicket(ticketId, viewer), 'ticket');
      const behind = await world.repository.listEvents(ticketId, viewer, { after: ticket.readSeq, limit: 50 });
      assertEqual([ticket.lastSeq, ticket.unreadCount], [21, behind.length], 'events and unread');
    },
  },
  {
    id: 'reading/keeps-two-marks',
    title: 'what the team has seen is a mark of its own',
    async run(world) {
      const { owner, viewer } = someone();
      const opened = await open(world, { owner, events: four() });
      await world.repository.markRead(opened.id, staff, 'c');
      await world.repository.markRead(opened.id, staff, 'b');
      assertEqual(await world.repository.findTicket(opened.id, viewer), { ...opened, supportReadSeq: 3 }, 'the ticket');
    },
  },
];
