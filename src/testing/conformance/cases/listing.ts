/** The list of tickets: what a row tells, which rows a filter keeps, and their order. */
import { ticketPageSchema, ticketStatuses, type TicketStatus, type TicketSummary } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertTrue } from '../../assert.ts';
import { idsOf, queryOf, sceneOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

/** A scene with one ticket in each status, by status. */
async function everyStatus(world: World): Promise<Scene & { ids: Record<TicketStatus, string> }> {
  const scene = sceneOf(world);
  const ids = {} as Record<TicketStatus, string>;
  for (const status of ticketStatuses) {
    const { id } = await scene.open({ subject: status });
    if (status !== 'open') await world.asAgent.setStatus(id, status);
    ids[status] = id;
  }
  return { ...scene, ids };
}

function assertDescending(values: readonly string[], what: string): void {
  const times = values.map((value) => Date.parse(value));
  assertTrue(
    times.every((time, index) => index === 0 || time <= (times[index - 1] ?? 0)),
    what,
  );
}

const filterCases: readonly ConformanceCase[] = (
  [
    ['all', ['open', 'awaiting_reply', 'solved', 'closed']],
    ['open', ['open', 'awaiting_reply']],
    ['closed', ['solved', 'closed']],
    ['attention', ['awaiting_reply']],
  ] as const
).map(([filter, statuses]) => ({
  id: `listing/filter-${filter}`,
  title: `the filter "${filter}" keeps ${statuses.join(', ')} and nothing else`,
  run: async (world) => {
    const { ids, list } = await everyStatus(world);
    const expected = statuses.map((status) => ids[status]).sort();
    assertEqual(idsOf(await list({ filter })), expected, 'the tickets of the filter');
  },
}));

/** Cases about the list. */
export const listingCases: readonly ConformanceCase[] = [
  {
    id: 'listing/starts-empty',
    title: 'a customer without tickets has an empty list',
    run: async (world) => {
      const page = await sceneOf(world).adapter.listTickets(queryOf(), calmCall());
      assertEqual([page.items.length, page.next], [0, null], 'rows and cursor');
    },
  },
  {
    id: 'listing/has-the-shape',
    title: 'a page of tickets has the shape of the contract',
    run: async (world) => {
      const { adapter } = await everyStatus(world);
      const page = await adapter.listTickets(queryOf(), calmCall());
      assertTrue(ticketPageSchema.safeParse(page).success, 'a page of the contract');
      assertTrue(page.total === undefined || page.total === page.items.length, 'the total, where it is told');
    },
  },
  {
    id: 'listing/row-tells-the-ticket',
    title: 'a row tells subject, number, status and the newest message',
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const { id, number } = await open({ subject: 'Broken lamp', text: 'It is dark.' });
      await world.asAgent.reply(id, { text: 'Which\nlamp?', agent: 'Ola' });
      const row = assertPresent((await list())[0], 'the row');
      assertEqual([row.id, row.number, row.subject, row.status], [id, number, 'Broken lamp', 'open'], 'the row');
      assertEqual(row.preview?.text, 'Which lamp?', 'the preview in one line');
      assertEqual([row.preview?.author.kind, row.preview?.author.name], ['support', 'Ola'], 'its author');
    },
  },
  {
    id: 'listing/preview-of-own-words',
    title: 'the preview of one’s own message is by "you"',
    run: async (world) => {
      const { open, list, say } = sceneOf(world);
      const { id } = await open();
      await say(id, 'It is me');
      const [row] = await list();
      assertEqual([row?.preview?.author.kind, row?.preview?.text], ['you', 'It is me'], 'the preview');
    },
  },
  {
    id: 'listing/row-agrees-with-ticket',
    title: 'a row and the opened ticket say the same',
    run: async (world) => {
      const { adapter, list } = await everyStatus(world);
      for (const row of await list()) {
        const ticket: TicketSummary = await adapter.getTicket(row.id, calmCall());
        const shared = Object.fromEntries(Object.entries(ticket).filter(([key]) => key in row));
        assertEqual(shared, { ...row }, 'what both tell');
      }
    },
  },
  ...filterCases,
  {
    id: 'listing/filter-unread',
    title: 'the filter "unread" keeps tickets with something unread',
    run: async (world) => {
      const { open, list } = sceneOf(world);
      await open();
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'News' });
      assertEqual(idsOf(await list({ filter: 'unread' })), [id], 'the unread ticket');
    },
  },
  {
    id: 'listing/sort-updated',
    title: '"updated_desc" goes by the last update, newest first',
    run: async (world) => {
      const { list, ids, say } = await everyStatus(world);
      await say(ids.open, 'An update');
      assertDescending(
        (await list({ sort: 'updated_desc' })).map((row) => row.updatedAt),
        'newest update first',
      );
    },
  },
  {
    id: 'listing/sort-created',
    title: '"created_desc" and "created_asc" go by creation, each the reverse of the other',
    run: async (world) => {
      const { list } = await everyStatus(world);
      const newestFirst = await list({ sort: 'created_desc' });
      const oldestFirst = await list({ sort: 'created_asc' });
      assertDescending(
        newestFirst.map((row) => row.createdAt),
        'newest first',
      );
      assertDescending(oldestFirst.map((row) => row.createdAt).reverse(), 'oldest first');
      assertEqual(idsOf(newestFirst), idsOf(oldestFirst), 'the same tickets');
    },
  },
  {
    id: 'listing/sort-attention',
    title: '"attention_first" puts what waits for the customer before the rest, each by last update',
    run: async (world) => {
      const { list, open } = await everyStatus(world);
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'Which one?', status: 'awaiting_reply' });
      await open();
      const rows = await list({ sort: 'attention_first' });
      const waits = rows.map((row) => row.status === 'awaiting_reply');
      assertEqual(waits, [true, true, false, false, false, false], 'waiting tickets first');
      assertDescending(
        rows.slice(0, 2).map((row) => row.updatedAt),
        'the waiting ones by update',
      );
      assertDescending(
        rows.slice(2).map((row) => row.updatedAt),
        'the others by update',
      );
    },
  },
];
