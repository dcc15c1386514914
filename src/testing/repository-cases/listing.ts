/** Lists: order, pages, filters and counts. */
import { ticketSorts, ticketStatuses } from '../../contract/index.ts';
import type { OwnerKey, TicketListing, TicketRecord, TicketSelection } from '../../server/repository.ts';
import { assertEqual, assertRejects } from '../assert.ts';
import {
  adding,
  dayOne,
  message,
  open,
  positionOf,
  someone,
  sorted,
  staff,
  walk,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

type Sort = TicketListing['sort'];

const ids = (tickets: readonly TicketRecord[]) => tickets.map(({ id }) => id);

/** Twelve tickets of two keys with equal times among them, some of which wait for the customer, some unread. */
async function manyTickets(world: RepositoryWorld, owners: readonly OwnerKey[]): Promise<TicketRecord[]> {
  const opened: TicketRecord[] = [];
  for (let index = 0; index < 12; index += 1) {
    const owner = owners[index % owners.length]!;
    const status = ticketStatuses[index % 4]!;
    const events = index % 3 === 0 ? [message('news')] : [];
    // Capitals and signs: by bytes they come in another order than in any language.
    const id = `${['tk', 'TK', '_k', 'T-'][(index >> 1) % 4]!}${crypto.randomUUID()}`;
    await open(world, { id, owner, status, events, at: dayOne + Math.floor(index / 2) });
    const patch = { updatedAt: dayOne + 100 + ((index * 5) % 6) };
    opened.push(
      (await world.repository.changeTicket({ ticketId: id, viewer: staff, decide: adding([], patch) }))!.ticket,
    );
  }
  return opened;
}

/** The order as the words of the contract have it, without a database. */
function inOrder(tickets: readonly TicketRecord[], sort: Sort): TicketRecord[] {
  const time = ({ createdAt, updatedAt }: TicketRecord) => (sort.startsWith('created') ? createdAt : updatedAt);
  const waits = ({ status }: TicketRecord) => (sort === 'attention_first' && status === 'awaiting_reply' ? 1 : 0);
  const sign = sort === 'created_asc' ? 1 : -1;
  return tickets.toSorted((a, b) => waits(b) - waits(a) || sign * (time(a) - time(b)) || (a.id < b.id ? -1 : 1));
}

const perSort = ticketSorts.flatMap((sort): RepositoryCase[] => [
  {
    id: `listing/orders-by-${sort}`,
    title: `a list by ${sort} is the same in one page and in pages of every size`,
    async run(world) {
      const [one, other] = [someone(), someone()];
      const viewer = { role: 'customer' as const, owners: [one.owner, other.owner] };
      const expected = ids(inOrder(await manyTickets(world, viewer.owners), sort));
      for (const limit of [1, 2, 3, 5, 11, 12, 13, 100]) {
        assertEqual(ids(await walk(world, { viewer, sort, limit })), expected, `pages of ${limit}`);
      }
      const mine = await walk(world, { viewer: one.viewer, sort, limit: 4 });
      assertEqual(
        ids(mine),
        expected.filter((id) => ids(mine).includes(id)),
        'the list of one key',
      );
      assertEqual(mine.length, 6, 'tickets of one key');
    },
  },
  {
    id: `listing/neither-repeats-nor-skips-by-${sort}`,
    title: `tickets opened on both sides of a page by ${sort} make the next page neither repeat nor skip one`,
    async run(world) {
      const { owner, viewer } = someone();
      const before = await manyTickets(world, [owner]);
      const walked = await walk(world, { viewer, sort, limit: 2 }, async () => {
        for (const status of ticketStatuses) {
          await open(world, { owner, status, at: dayOne - 1000 });
          await open(world, { owner, status, at: dayOne + 1000 });
        }
      });
      const seen = ids(walked);
      assertEqual(new Set(seen).size, seen.length, 'each ticket once');
      const expected = ids(inOrder(before, sort));
      assertEqual(
        seen.filter((id) => expected.includes(id)),
        expected,
        'the tickets of before',
      );
    },
  },
  {
    id: `listing/filters-by-${sort}`,
    title: `filters by ${sort} keep the order, page, and agree with the count`,
    async run(world) {
      const { owner, viewer } = someone();
      const all = inOrder(await manyTickets(world, [owner]), sort);
      const selections: [Omit<TicketSelection, 'viewer'>, (ticket: TicketRecord) => boolean][] = [
        [{ statuses: ['open', 'awaiting_reply'] }, ({ status }) => status === 'open' || status === 'awaiting_reply'],
        [{ statuses: ['closed'] }, ({ status }) => status === 'closed'],
        [{ statuses: ['awaiting_reply', 'awaiting_reply'] }, ({ status }) => status === 'awaiting_reply'],
        [{ statuses: [] }, () => false],
        [{ unreadOnly: true }, ({ unreadCount }) => unreadCount > 0],
        [{ unreadOnly: true, statuses: ['solved'] }, (ticket) => ticket.unreadCount > 0 && ticket.status === 'solved'],
        [{ words: ['fire'], statuses: ['open'] }, ({ status }) => status === 'open'],
      ];
      for (const [selection, matches] of selections) {
        const expected = ids(all.filter(matches));
        const what = JSON.stringify(selection);
        assertEqual(ids(await walk(world, { viewer, sort, limit: 2, ...selection })), expected, what);
        assertEqual(await world.repository.countTickets({ viewer, ...selection }), expected.length, `count of ${what}`);
      }
    },
  },
]);

export const listingCases: RepositoryCase[] = [
  ...perSort,
  {
    id: 'listing/counts-by-status',
    title: 'the counts by status are those of the lists of each status, under all keys of a viewer and no other',
    async run(world) {
      const [one, other] = [someone(), someone()];
      const viewer = { role: 'customer' as const, owners: [one.owner, other.owner] };
      await manyTickets(world, viewer.owners);
      await manyTickets(world, [someone().owner]);
      const counts = await world.repository.countByStatus(viewer);
      for (const status of ticketStatuses) {
        const count = counts.find((each) => each.status === status);
        const selection = { viewer, statuses: [status] };
        assertEqual(count?.tickets, await world.repository.countTickets(selection), `tickets that are ${status}`);
        assertEqual(
          count?.unread,
          await world.repository.countTickets({ ...selection, unreadOnly: true }),
          `unread among ${status}`,
        );
      }
      const unread = counts.reduce((sum, each) => sum + each.unread, 0);
      assertEqual(unread, (await world.repository.countUnread(viewer)).tickets, 'all unread');
      assertEqual(await world.repository.countByStatus(someone().viewer), [], 'counts of a stranger');
      assertEqual(await world.repository.countByStatus({ role: 'customer', owners: [] }), [], 'counts of nobody');
    },
  },
  {
    id: 'listing/team-finds-by-address',
    title: 'the team lists the tickets of one address, whoever owns them',
    async run(world) {
      const [one, other] = [someone(), someone()];
      const customer = { email: one.email };
      const mine = [
        await open(world, { owner: one.owner, customer }),
        await open(world, { owner: `email:${one.email}`, customer }),
      ];
      await open(world, { owner: other.owner });
      const listing = { viewer: staff, email: one.email, sort: 'created_asc', limit: 1 } as const;
      assertEqual(sorted(ids(await walk(world, listing))), sorted(ids(mine)), 'tickets of the address');
      assertEqual(await world.repository.countTickets(listing), 2, 'count');
      assertEqual(
        await world.repository.countTickets({ viewer: other.viewer, email: one.email }),
        0,
        'for another customer',
      );
      assertEqual(
        await world.repository.countTickets({ viewer: staff, email: one.email.toUpperCase() }),
        0,
        'in capitals',
      );
    },
  },
  {
    id: 'listing/follows-changes',
    title: 'a ticket that changes moves to its new place',
    async run(world) {
      const { owner, viewer } = someone();
      const first = await open(world, { owner, at: dayOne });
      const second = await open(world, { owner, at: dayOne + 1 });
      const list = async (sort: Sort) => ids(await world.repository.listTickets({ viewer, sort, limit: 5 }));
      const change = (patch: Parameters<typeof adding>[1]) =>
        world.repository.changeTicket({ ticketId: first.id, viewer, decide: adding([], patch) });
      assertEqual(await list('attention_first'), [second.id, first.id], 'at first');
      await change({ status: 'awaiting_reply' });
      assertEqual(await list('attention_first'), [first.id, second.id], 'waiting');
      assertEqual(await list('updated_desc'), [second.id, first.id], 'waiting, by update');
      await change({ status: 'solved', updatedAt: dayOne + 2 });
      assertEqual(await list('attention_first'), [first.id, second.id], 'updated');
      assertEqual(await list('created_desc'), [second.id, first.id], 'by opening');
    },
  },
  {
    id: 'listing/shows-nothing-of-others',
    title: 'a list without owners, of a stranger, or with an impossible owner is empty',
    async run(world) {
      await manyTickets(world, [someone().owner]);
      const impossible = [`subject:\0`, 'subject:\ud800'] as const;
      for (const owners of [[], [someone().owner], impossible]) {
        const viewer = { role: 'customer', owners } as const;
        assertEqual(await world.repository.listTickets({ viewer, sort: 'updated_desc', limit: 5 }), [], 'list');
        assertEqual(await world.repository.countTickets({ viewer }), 0, 'count');
        assertEqual(await world.repository.countUnread(viewer), { tickets: 0, updates: 0 }, 'unread');
      }
    },
  },
  {
    id: 'listing/bears-any-limit',
    title: 'a limit of nothing gives nothing, and the greatest limits give all',
    async run(world) {
      const { owner, viewer } = someone();
      const opened = await manyTickets(world, [owner]);
      const list = async (limit: number) =>
        (await world.repository.listTickets({ viewer, sort: 'created_asc', limit })).length;
      assertEqual(await list(0), 0, 'none');
      assertEqual(await list(2 ** 31), opened.length, '2^31');
      assertEqual(await list(Number.MAX_SAFE_INTEGER), opened.length, 'the greatest whole number');
      assertEqual(await list(Infinity), opened.length, 'no limit at all');
    },
  },
  {
    id: 'listing/lists-an-owner-once',
    title: 'an owner named twice is listed once',
    async run(world) {
      const { owner } = someone();
      await manyTickets(world, [owner]);
      const viewer = { role: 'customer', owners: [owner, owner] } as const;
      assertEqual((await walk(world, { viewer, sort: 'updated_desc', limit: 5 })).length, 12, 'tickets');
    },
  },
  {
    id: 'listing/refuses-impossible-positions',
    title: 'a position that no list can have is refused as an invalid cursor',
    async run(world) {
      const { owner, viewer } = someone();
      const place = positionOf(await open(world, { owner }), 'updated_desc');
      const wrong = [{ at: 1e300 }, { at: 0.5 }, { at: NaN }, { at: -Infinity }, { id: '\0' }, { id: '\udfff' }];
      for (const fault of wrong) {
        const after = { ...place, ...fault };
        await assertRejects(
          world.repository.listTickets({ viewer, sort: 'updated_desc', after, limit: 5 }),
          'cursor_invalid',
        );
      }
      const far = { ...place, at: -Number.MAX_SAFE_INTEGER, id: "' or 1=1 --" };
      assertEqual(
        await world.repository.listTickets({ viewer, sort: 'updated_desc', after: far, limit: 5 }),
        [],
        'far away',
      );
    },
  },
];
