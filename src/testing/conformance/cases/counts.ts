/**
 * The counts of all filters that come with a first page. A desk for which they are dear leaves `counts` out and passes
 * these cases; one that gives them must agree with its own lists.
 */
import { ticketFilters } from '../../../contract/index.ts';
import { assertEqual } from '../../assert.ts';
import { queryOf, sceneOf, walk, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

/** Seven tickets in which every filter has another count, some of them with news. */
async function sevenTickets(world: World): Promise<Scene> {
  const scene = sceneOf(world);
  const statuses = ['open', 'open', 'awaiting_reply', 'solved', 'solved', 'closed', 'closed'] as const;
  for (const [index, status] of statuses.entries()) {
    const { id } = await scene.open({ subject: `Lamp ${index}` });
    if (status !== 'open') await world.asAgent.reply(id, { text: 'News', status });
  }
  await scene.open({ subject: 'Chair', from: 'support' });
  return scene;
}

/** Cases about the counts. */
export const countCases: readonly ConformanceCase[] = [
  {
    id: 'listing/counts-agree',
    title: 'the counts, where they are told, are those of the lists of each filter and of what is unread',
    run: async (world) => {
      const { adapter } = await sevenTickets(world);
      const { counts } = await adapter.listTickets(queryOf(), calmCall());
      if (!counts) return;
      for (const filter of ticketFilters) {
        const page = await adapter.listTickets(queryOf({ filter, limit: 2 }), calmCall());
        assertEqual(counts[filter], (await walk(adapter, { filter, limit: 2 })).length, `the count of "${filter}"`);
        assertEqual(page.total ?? counts[filter], counts[filter], `the total of "${filter}"`);
      }
      assertEqual(counts.unread, (await adapter.getUnread(calmCall())).tickets, 'tickets with something unread');
    },
  },
  {
    id: 'listing/counts-of-all-that-is-mine',
    title: 'the counts are the same whatever the list is asked for, and change when a ticket does',
    run: async (world) => {
      const { adapter, list, open } = await sevenTickets(world);
      const countsOf = async (query: Parameters<typeof queryOf>[0]) =>
        (await adapter.listTickets(queryOf(query), calmCall())).counts;
      const counts = await countsOf({});
      if (!counts) return;
      for (const filter of ticketFilters) assertEqual(await countsOf({ filter, limit: 1 }), counts, filter);
      const { features } = await adapter.getConfig(calmCall());
      if (features.search) assertEqual(await countsOf({ search: 'chair' }), counts, 'with a search');
      const { id } = await open();
      assertEqual(await countsOf({}), { ...counts, all: counts.all + 1, open: counts.open + 1 }, 'with a new ticket');
      await world.asAgent.setStatus(id, 'closed');
      const closed = { ...counts, all: counts.all + 1, closed: counts.closed + 1 };
      const unread = (await list({ filter: 'unread' })).length;
      assertEqual(await countsOf({}), { ...closed, unread }, 'with one more closed');
    },
  },
  {
    id: 'listing/counts-nothing-of-others',
    title: 'a customer without tickets has counts of nothing',
    run: async (world) => {
      await sevenTickets(world);
      const { counts } = await sceneOf(world).adapter.listTickets(queryOf(), calmCall());
      if (counts) assertEqual(counts, { all: 0, open: 0, closed: 0, attention: 0, unread: 0 }, 'the counts');
    },
  },
];
