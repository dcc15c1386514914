/** How rows are read from the adapter, page by page. Knows nothing of snapshots. */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import type { TicketCounts } from '../contract/ticket.ts';
import { isCursorInvalid } from './cursor.ts';
import type { TicketList, TicketListQuery } from './slices.ts';

/** Rows as they were read, with the counts that came along. */
export interface ReadRows extends TicketList {
  readonly counts?: TicketCounts | undefined;
}

/** The most rows that the contract lets one call ask for. */
const largestPage = 100;
const noRows: ReadRows = { items: [], next: null, total: undefined };

/** As many pages from the first as it takes to have `count` rows, or all there are. */
export async function readFromTop(
  adapter: SupportAdapter,
  query: TicketListQuery,
  count: number,
  options: CallOptions,
): Promise<ReadRows> {
  let rows = await withNextPage(adapter, query, noRows, count, options);
  while (rows.next !== null && rows.items.length < count) {
    const longer = await withNextPage(adapter, query, rows, count - rows.items.length, options);
    // A page without one new row would have us ask for ever.
    if (longer.items.length === rows.items.length) return longer;
    rows = longer;
  }
  return rows;
}

/** The rows with one page more. A cursor that the backend no longer knows costs nothing but a longer way round. */
export async function readFurther(
  adapter: SupportAdapter,
  query: TicketListQuery,
  rows: TicketList,
  options: CallOptions,
): Promise<ReadRows> {
  try {
    return await withNextPage(adapter, query, rows, query.pageSize, options);
  } catch (error) {
    if (!isCursorInvalid(error)) throw error;
    return readFromTop(adapter, query, rows.items.length + query.pageSize, options);
  }
}

async function withNextPage(
  adapter: SupportAdapter,
  { filter, sort, search }: TicketListQuery,
  rows: ReadRows,
  wanted: number,
  options: CallOptions,
): Promise<ReadRows> {
  const limit = Math.min(wanted, largestPage);
  const cursor = rows.next ?? undefined;
  const page = await adapter.listTickets({ filter, sort, search: search || undefined, limit, cursor }, options);
  const known = new Set(rows.items.map(({ id }) => id));
  const items = [...rows.items, ...page.items.filter(({ id }) => !known.has(id))];
  return { items, next: page.next, total: page.total ?? rows.total, counts: page.counts ?? rows.counts };
}
