/** Pages of the list: nothing twice, nothing left out, and no cursor in a list it was not made for. */
import { ticketSorts } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { idsOf, queryOf, sceneOf, walk, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

async function fiveTickets(world: World): Promise<Scene & { ids: string[] }> {
  const scene = sceneOf(world);
  const ids: string[] = [];
  for (const index of [1, 2, 3, 4, 5]) ids.push((await scene.open({ subject: `Lamp ${index}` })).id);
  await world.asAgent.setStatus(assertPresent(ids[2], 'a ticket'), 'awaiting_reply');
  return { ...scene, ids: ids.sort() };
}

async function firstCursor({ adapter }: Scene): Promise<string> {
  const page = await adapter.listTickets(queryOf({ limit: 2 }), calmCall());
  return assertPresent(page.next, 'a cursor to the second page');
}

const walkCases: readonly ConformanceCase[] = ticketSorts.map((sort) => ({
  id: `paging/walk-${sort}`,
  title: `page by page in the order ${sort}, every ticket comes once, as in one long page`,
  run: async (world) => {
    const { adapter, list, ids } = await fiveTickets(world);
    const rows = await walk(adapter, { sort, limit: 2 });
    assertEqual(idsOf(rows), ids, 'each ticket once');
    const whole = await list({ sort });
    assertEqual(
      rows.map(({ id }) => id),
      whole.map(({ id }) => id),
      'the same order',
    );
  },
}));

/** Cases about pages of the list. */
export const pagingCases: readonly ConformanceCase[] = [
  ...walkCases,
  {
    id: 'paging/respects-the-limit',
    title: 'a page has as many rows as asked for, and the last one no cursor',
    run: async (world) => {
      const { adapter } = await fiveTickets(world);
      const page = await adapter.listTickets(queryOf({ limit: 3 }), calmCall());
      const last = await adapter.listTickets(queryOf({ limit: 3, cursor: page.next ?? '' }), calmCall());
      assertEqual([page.items.length, last.items.length, last.next], [3, 2, null], 'rows of two pages');
      const exact = await adapter.listTickets(queryOf({ limit: 5 }), calmCall());
      assertEqual([exact.items.length, exact.next], [5, null], 'a page that just fits');
    },
  },
  {
    id: 'paging/survives-inserts',
    title: 'tickets opened between two pages neither repeat nor hide another',
    run: async (world) => {
      const { adapter, open, ids } = await fiveTickets(world);
      const query = { sort: 'created_desc', limit: 2 } as const;
      const page = await adapter.listTickets(queryOf(query), calmCall());
      await open();
      await open();
      const cursor = assertPresent(page.next, 'a cursor');
      const rest = await walk(adapter, { ...query, limit: 100, cursor });
      const seen = [...page.items, ...rest].filter(({ id }) => ids.includes(id));
      assertEqual(idsOf(seen), ids, 'each of the first five once');
    },
  },
  {
    id: 'paging/cursor-stays-in-its-sort',
    title: 'a cursor of one order is refused in another',
    run: async (world) => {
      const scene = await fiveTickets(world);
      const query = queryOf({ sort: 'created_asc', cursor: await firstCursor(scene) });
      await assertRejects(scene.adapter.listTickets(query, calmCall()), 'cursor_invalid');
    },
  },
  {
    id: 'paging/cursor-stays-in-its-filter',
    title: 'a cursor of one filter is refused in another',
    run: async (world) => {
      const scene = await fiveTickets(world);
      const query = queryOf({ filter: 'open', cursor: await firstCursor(scene) });
      await assertRejects(scene.adapter.listTickets(query, calmCall()), 'cursor_invalid');
    },
  },
  {
    id: 'paging/cursor-stays-in-its-search',
    title: 'a cursor of the whole list is refused in a search',
    needs: ['search'],
    run: async (world) => {
      const scene = await fiveTickets(world);
      const query = queryOf({ search: 'lamp', cursor: await firstCursor(scene) });
      await assertRejects(scene.adapter.listTickets(query, calmCall()), 'cursor_invalid');
    },
  },
  {
    id: 'paging/cursor-stays-with-its-visitor',
    title: 'one customer’s cursor is refused to another',
    run: async (world) => {
      const cursor = await firstCursor(await fiveTickets(world));
      const { adapter } = await fiveTickets(world);
      await assertRejects(adapter.listTickets(queryOf({ cursor }), calmCall()), 'cursor_invalid');
    },
  },
  {
    id: 'paging/unknown-cursor',
    title: 'a cursor that was never made is refused',
    run: async (world) => {
      const { adapter } = await fiveTickets(world);
      for (const cursor of ['x', 'AAAA', 'e30', '%', 'ążś', '0'.repeat(512), '{"at":1}']) {
        await assertRejects(adapter.listTickets(queryOf({ cursor }), calmCall()), 'cursor_invalid');
      }
    },
  },
  {
    id: 'paging/search-in-pages',
    title: 'a search comes in pages as well',
    needs: ['search'],
    run: async (world) => {
      const { adapter, open, ids } = await fiveTickets(world);
      await open({ subject: 'Something else', text: 'Other words' });
      assertEqual(idsOf(await walk(adapter, { search: 'lamp', limit: 2 })), ids, 'each found ticket once');
    },
  },
  {
    id: 'paging/cursor-is-short',
    title: 'cursors have at most 512 characters',
    run: async (world) => {
      assertTrue((await firstCursor(await fiveTickets(world))).length <= 512, 'a short cursor');
    },
  },
];
