/**
 * The list of tickets: one query, its rows in the order in which the backend gave them, and a few counts. First page, next
 * page and refresh share a lane, because two answers about the same rows cannot both be right.
 */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import type { Ticket, TicketSummary } from '../contract/ticket.ts';
import { createCell } from './cell.ts';
import { type Outcome, type StoreContext, createLane } from './lane.ts';
import { failed, idle, mapValue, pending, ready, valueOf } from './remote.ts';
import { isCursorInvalid } from './timeline.ts';
import type { TicketList, TicketListQuery, TicketsSlice, TicketsSnapshot } from './slices.ts';

export interface OwnTicketsSlice extends TicketsSlice {
  /** A newer state of one ticket is known: its row changes where it stands. */
  update(ticket: Ticket): void;
  clear(): void;
}

/** The most rows that the contract lets one call ask for. */
const largestPage = 100;

const untouched: TicketsSnapshot = {
  query: { filter: 'open', sort: 'attention_first', search: '', pageSize: 20 },
  list: idle,
  more: idle,
  counts: { all: undefined, attention: undefined, unread: undefined },
};

export function createTicketsSlice(context: StoreContext): OwnTicketsSlice {
  const { adapter, changes } = context;
  const cell = createCell(untouched, changes);
  const rows = createLane(context);
  const totals = { all: createLane(context), attention: createLane(context) };
  const unread = createLane(context);
  /** The load of rows that is under way. */
  let loading: Promise<void> | undefined;

  function change(part: Partial<TicketsSnapshot>): void {
    cell.set({ ...cell.value, ...part });
  }

  function shownCount(): number {
    return valueOf(cell.value.list)?.items.length ?? 0;
  }

  function load(
    call: (options: CallOptions) => Promise<TicketList>,
    settle: (outcome: Outcome<TicketList>) => void,
  ): Promise<void> {
    loading = rows.run(call, (outcome) => {
      loading = undefined;
      settle(outcome);
    });
    return loading;
  }

  function loadFromTop(): Promise<void> {
    const { list, query } = cell.value;
    if (list.status !== 'ready') change({ list: pending(list) });
    const count = Math.max(query.pageSize, shownCount());
    return load(
      async (options) => {
        const list = await listFromTop(adapter, query, count, options);
        // "Nothing here" and "nothing at all" are told apart before either is shown.
        if (list.items.length === 0) await loadTotal('all');
        return list;
      },
      (outcome) => change({ list: outcome.ok ? ready(outcome.value) : failed(cell.value.list, outcome.error) }),
    );
  }

  function count(found: Partial<TicketsSnapshot['counts']>): void {
    change({ counts: { ...cell.value.counts, ...found } });
  }

  function loadTotal(filter: keyof typeof totals): Promise<void> {
    return totals[filter].run(
      (options) => adapter.listTickets({ filter, sort: 'updated_desc', limit: 1 }, options),
      (outcome) => {
        if (!outcome.ok) return;
        const { total, items } = outcome.value;
        count({ [filter]: total ?? (items.length === 0 ? 0 : undefined) });
      },
    );
  }

  /** Nobody waits for a count: one that cannot be had stays as it was. */
  async function loadCounts(): Promise<void> {
    const fresh = unread.run(
      (options) => adapter.getUnread(options),
      (outcome) => outcome.ok && count({ unread: outcome.value.tickets }),
    );
    await Promise.all([loadTotal('attention'), fresh]);
  }

  async function show(wanted: Partial<TicketListQuery>): Promise<void> {
    const { query: before, list } = cell.value;
    const query: TicketListQuery = {
      filter: wanted.filter ?? before.filter,
      sort: wanted.sort ?? before.sort,
      search: wanted.search ?? before.search,
      pageSize: wanted.pageSize ?? before.pageSize,
    };
    change({ query });
    if (cell.value.query === before && list.status !== 'idle') return refresh();
    change({ list: idle, more: idle });
    await Promise.all([loadFromTop(), list.status === 'idle' && loadCounts()]);
  }

  async function refresh(): Promise<void> {
    if (cell.value.list.status === 'idle') return;
    await Promise.all([loading ?? loadFromTop(), loadCounts()]);
  }

  async function loadMore(): Promise<void> {
    if (cell.value.list.status === 'pending') await loading;
    const { list, more, query } = cell.value;
    const before = valueOf(list);
    if (!before?.next || more.status === 'pending') return;
    change({ more: pending(more) });
    await load(
      (options) => listFurther(adapter, query, before, options),
      (outcome) => {
        if (!outcome.ok) return change({ more: failed(cell.value.more, outcome.error) });
        const added = outcome.value.items.length - before.items.length;
        change({ list: ready(outcome.value), more: ready(Math.max(added, 0)) });
      },
    );
  }

  function update(ticket: Ticket): void {
    const row = valueOf(cell.value.list)?.items.find(({ id }) => id === ticket.id);
    if (!row) return;
    const items = (list: TicketList) => list.items.map((item) => (item === row ? summaryOf(ticket) : item));
    const { counts } = cell.value;
    const isReadNow = row.unreadCount > 0 && ticket.unreadCount === 0;
    change({
      list: mapValue(cell.value.list, (list) => ({ ...list, items: items(list) })),
      counts: { ...counts, unread: isReadNow && counts.unread ? counts.unread - 1 : counts.unread },
    });
    if (row.status !== ticket.status) void loadCounts();
  }

  return {
    get snapshot() {
      return cell.value;
    },
    show,
    loadMore,
    refresh,
    update,
    clear() {
      for (const lane of [rows, totals.all, totals.attention, unread]) lane.stop();
      loading = undefined;
      // How somebody likes the list sorted is no secret; what they searched for may be.
      cell.set({ ...untouched, query: { ...cell.value.query, search: '' } });
    },
  };
}

const emptyList: TicketList = { items: [], next: null, total: undefined };

/** As many pages from the first as it takes to have `count` rows, or all there are. */
async function listFromTop(
  adapter: SupportAdapter,
  query: TicketListQuery,
  count: number,
  options: CallOptions,
): Promise<TicketList> {
  let list = await withNextPage(adapter, query, emptyList, count, options);
  while (list.next !== null && list.items.length < count) {
    const longer = await withNextPage(adapter, query, list, count - list.items.length, options);
    // A page without one new row would have us ask for ever.
    if (longer.items.length === list.items.length) return longer;
    list = longer;
  }
  return list;
}

/** The list with one page more. A cursor that the backend no longer knows costs nothing but a longer way round. */
async function listFurther(
  adapter: SupportAdapter,
  query: TicketListQuery,
  list: TicketList,
  options: CallOptions,
): Promise<TicketList> {
  try {
    return await withNextPage(adapter, query, list, query.pageSize, options);
  } catch (error) {
    if (!isCursorInvalid(error)) throw error;
    return listFromTop(adapter, query, list.items.length + query.pageSize, options);
  }
}

async function withNextPage(
  adapter: SupportAdapter,
  { filter, sort, search }: TicketListQuery,
  list: TicketList,
  wanted: number,
  options: CallOptions,
): Promise<TicketList> {
  const limit = Math.min(wanted, largestPage);
  const cursor = list.next ?? undefined;
  const page = await adapter.listTickets({ filter, sort, search: search || undefined, limit, cursor }, options);
  const known = new Set(list.items.map(({ id }) => id));
  const items = [...list.items, ...page.items.filter(({ id }) => !known.has(id))];
  return { items, next: page.next, total: page.total ?? list.total };
}

function summaryOf(ticket: Ticket): TicketSummary {
  const { id, number, subject, status, createdAt, updatedAt, unreadCount, preview } = ticket;
  return { id, number, subject, status, createdAt, updatedAt, unreadCount, ...(preview && { preview }) };
}
