/** What a guest sees: one ticket, by whatever way they ask, and nothing once its customer has another address. */
import type { TicketSort } from '../../contract/index.ts';
import type { Viewer } from '../../server/repository.ts';
import { assertEqual, assertPresent } from '../assert.ts';
import {
  adding,
  message,
  newTicket,
  open,
  someone,
  staff,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

const words = ['kettle'];
const sorts: TicketSort[] = ['attention_first', 'updated_desc', 'created_desc', 'created_asc'];

/** A customer with an account and three tickets about the same thing; a guest proved the address for the first of them. */
async function threeTickets(world: RepositoryWorld) {
  const { owner, email } = someone();
  const about = (place: number) => ({
    owner,
    customer: { email },
    searchText: 'kettle',
    at: 1_700_000_000_000 + place,
    events: [message(`kettle ${place}`, { id: `event ${place}` })],
  });
  const mine = await open(world, about(1));
  const others = [await open(world, about(2)), await open(world, { ...about(3), status: 'awaiting_reply' })];
  const guest: Viewer = { role: 'guest', ticketId: mine.id, email };
  return { mine, others, guest, email };
}

export const guestCases: RepositoryCase[] = [
  {
    id: 'guests/see-one-ticket',
    title: 'a guest finds, lists, counts and searches one ticket of a customer who has more',
    async run(world) {
      const { repository } = world;
      const { mine, guest } = await threeTickets(world);
      assertEqual(await repository.findTicket(mine.id, guest), mine, 'the ticket');
      for (const sort of sorts) {
        const listed = await repository.listTickets({ viewer: guest, sort, limit: 10 });
        assertEqual(listed, [mine], `the list by ${sort}`);
      }
      assertEqual(
        await repository.listTickets({ viewer: guest, sort: 'updated_desc', limit: 10, words }),
        [mine],
        'found',
      );
      assertEqual(await repository.countTickets({ viewer: guest, words }), 1, 'the count of a search');
      const counts = (await repository.countByStatus(guest)).filter(({ tickets }) => tickets > 0);
      assertEqual(counts, [{ status: 'open', tickets: 1, unread: 1 }], 'the counts');
      assertEqual(await repository.countUnread(guest), { tickets: 1, updates: 1 }, 'what is unread');
      const events = await repository.listEvents(mine.id, guest, { limit: 10 });
      assertEqual(
        events.map(({ id }) => id),
        ['event 1'],
        'the conversation',
      );
    },
  },
  {
    id: 'guests/cannot-tell-others-from-none',
    title: 'every other ticket, of the same customer too, is to a guest as if it were not there',
    async run(world) {
      const { repository } = world;
      const { mine, others, guest } = await threeTickets(world);
      const decide = adding([message('not theirs')], { status: 'solved' });
      for (const ticket of others) {
        const { id } = ticket;
        assertEqual(await repository.findTicket(id, guest), undefined, 'found');
        assertEqual(await repository.listEvents(id, guest, { limit: 10 }), [], 'read');
        assertEqual(await repository.markRead(id, guest, `event ${others.indexOf(ticket) + 2}`), false, 'marked');
        assertEqual(await repository.changeTicket({ ticketId: id, viewer: guest, decide }), undefined, 'changed');
        assertEqual(await repository.findTicket(id, staff), ticket, 'untouched');
      }
      const ids = [mine, ...others].map(({ id }) => id);
      const mentioned = await repository.findMentions(ids, guest, words);
      assertEqual(
        mentioned.map(({ ticketId }) => ticketId),
        [mine.id],
        'mentions',
      );
    },
  },
  {
    id: 'guests/act-as-the-customer',
    title: 'what a guest reads and writes counts as read and written by the customer',
    async run(world) {
      const { repository } = world;
      const { mine, guest } = await threeTickets(world);
      assertEqual(await repository.markRead(mine.id, guest, 'event 1'), true, 'marked');
      const read = assertPresent(await repository.findTicket(mine.id, staff), 'the ticket');
      assertEqual([read.readSeq, read.supportReadSeq, read.unreadCount], [1, 0, 0], 'whose mark it is');
      const decide = adding([message('thank you', { author: { kind: 'customer' }, counts: false })]);
      const changed = assertPresent(
        await repository.changeTicket({ ticketId: mine.id, viewer: guest, decide }),
        'change',
      );
      assertEqual(changed.ticket.lastSeq, 2, 'the reply');
    },
  },
  {
    id: 'guests/need-the-address-of-the-ticket',
    title: 'a guest with another address than the ticket has sees nothing, nor does an impossible one',
    async run(world) {
      const { repository } = world;
      const { mine, email } = await threeTickets(world);
      const elsewhere = await open(world, newTicket({ owner: someone().owner }));
      const viewers: Viewer[] = [
        { role: 'guest', ticketId: mine.id, email: someone().email },
        { role: 'guest', ticketId: mine.id, email: '' },
        { role: 'guest', ticketId: mine.id, email: `${email}\0` },
        { role: 'guest', ticketId: elsewhere.id, email },
        { role: 'guest', ticketId: '', email },
        { role: 'guest', ticketId: '\ud800', email },
      ];
      for (const viewer of viewers) {
        for (const { id } of [mine, elsewhere])
          assertEqual(await repository.findTicket(id, viewer), undefined, 'found');
        assertEqual(await repository.listTickets({ viewer, sort: 'updated_desc', limit: 10 }), [], 'listed');
        assertEqual(await repository.countUnread(viewer), { tickets: 0, updates: 0 }, 'unread');
      }
    },
  },
];
