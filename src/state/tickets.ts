/**
 * The list of tickets: one query, its rows, and a few counts. First page, next page and refresh share a lane, because two
 * answers about the same rows cannot both be right.
 */
import type { CallOptions } from '../contract/adapter.ts';
import type { Ticket, TicketSummary } from '../contract/ticket.ts';
import { createCell } from './cell.ts';
import { type Outcome, type StoreContext, createLane } from './lane.ts';
import { failed, idle, mapValue, pending, ready, valueOf } from './remote.ts';
import { countChanges, inPlace } from './row-order.ts';
import type { TicketList, TicketListQuery, TicketsSlice, TicketsSnapshot } from './slices.ts';
import { type ReadRows, readFromTop, readFurther } from './ticket-pages.ts';

export interface OwnTicketsSlice extends TicketsSlice {
  /** A newer state of one ticket is known: its row changes where it stands. */
  update(ticket: Ticket): void;
  clear(): void;
}

const untouched: TicketsSnapshot = {
  query: { filter: 'open', sort: 'attention_first', search: '', pageSize: 20 },
  list: idle,
  more: idle,
  counts: {},
  changed: 0,
};

export function createTicketsSlice(context: StoreContext): OwnTicketsSlice {
  const { adapter, changes } = context;
  const cell = createCell(untouched, changes);
  const rows = createLane(context);
  const tally = createLane(context);
  /** The load of rows that is under way. */
  let loading: Promise<void> | undefined;
  /** The rows as the backend orders them by now, where they stand otherwise on screen. */
  let fresh: TicketList | undefined;

  function change(part: Partial<TicketsSnapshot>): void {
    cell.set({ ...cell.value, ...part });
  }

  function load(
    call: (options: CallOptions) => Promise<ReadRows>,
    settle: (outcome: Outcome<TicketList>) => void,
  ): Promise<void> {
    loading = rows.run(call, (outcome) => {
      loading = undefined;
      if (!outcome.ok) return settle(outcome);
      const { counts, ...value } = outcome.value;
      if (counts) change({ counts });
      settle({ ok: true, value });
    });
    return loading;
  }

  function loadFromTop(): Promise<void> {
    const { list, query } = cell.value;
    if (list.status !== 'ready') change({ list: pending(list) });
    const shown = valueOf(list)?.items.length ?? 0;
    return load(
      async (options) => {
        const found = await readFromTop(adapter, query, Math.max(query.pageSize, shown), options);
        // "Nothing here" and "nothing at all" are told apart before either is shown.
        if (found.items.length === 0 && !found.counts) await loadTotal();
        return found;
      },
      (outcome) => (outcome.ok ? settleTop(outcome.value) : change({ list: failed(cell.value.list, outcome.error) })),
    );
  }

  function settleTop(found: TicketList): void {
    const shown = valueOf(cell.value.list);
    if (!shown || shown.items.length === 0) return putInOrder(found);
    const changed = countChanges(shown, found);
    if (changed === 0) return putInOrder(found);
    fresh = found;
    change({ list: ready(inPlace(shown, found)), changed });
  }

  function putInOrder(list: TicketList): void {
    fresh = undefined;
    change({ list: ready(list), changed: 0 });
  }

  /** Only for a backend that tells no counts. */
  function loadTotal(): Promise<void> {
    return tally.run(
      (options) => adapter.listTickets({ filter: 'all', sort: 'updated_desc', limit: 1 }, options),
      (outcome) => {
        if (!outcome.ok) return;
        const { counts, total, items } = outcome.value;
        const all = total ?? items.length;
        change({ counts: counts ?? { ...cell.value.counts, all } });
      },
    );
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
    fresh = undefined;
    change({ list: idle, more: idle, changed: 0 });
    await loadFromTop();
  }

  async function refresh(): Promise<void> {
    if (cell.value.list.status !== 'idle') await (loading ?? loadFromTop());
  }

  async function loadMore(): Promise<void> {
    if (cell.value.list.status === 'pending') await loading;
    const { list, more, query } = cell.value;
    const before = valueOf(list);
    if (!before?.next || more.status === 'pending') return;
    change({ more: pending(more) });
    await load(
      (options) => readFurther(adapter, query, before, options),
      (outcome) => {
        if (!outcome.ok) return change({ more: failed(cell.value.more, outcome.error) });
        const added = outcome.value.items.length - before.items.length;
        // What would move moves with the next look; the rows on screen are longer now than it was.
        fresh = undefined;
        change({ list: ready(outcome.value), more: ready(Math.max(added, 0)), changed: 0 });
      },
    );
  }

  function update(ticket: Ticket): void {
    const row = valueOf(cell.value.list)?.items.find(({ id }) => id === ticket.id);
    if (!row) return;
    const replaced = (list: TicketList) => ({
      ...list,
      items: list.items.map((item) => (item.id === row.id ? summaryOf(ticket, item) : item)),
    });
    fresh &&= replaced(fresh);
    const { counts } = cell.value;
    const isReadNow = row.unreadCount > 0 && ticket.unreadCount === 0;
    const unread = isReadNow && counts.unread ? { unread: counts.unread - 1 } : {};
    change({ list: mapValue(cell.value.list, replaced), counts: { ...counts, ...unread } });
    if (row.status !== ticket.status && counts.all !== undefined) void loadTotal();
  }

  return {
    get snapshot() {
      return cell.value;
    },
    show,
    loadMore,
    refresh,
    showChanges() {
      if (fresh) putInOrder(fresh);
    },
    update,
    clear() {
      for (const lane of [rows, tally]) lane.stop();
      loading = undefined;
      fresh = undefined;
      // How somebody likes the list sorted is no secret; what they searched for may be.
      cell.set({ ...untouched, query: { ...cell.value.query, search: '' } });
    },
  };
}

/** The row of a ticket; where the search found its words is known only to the row that was there. */
function summaryOf(ticket: Ticket, { match }: TicketSummary): TicketSummary {
  const { id, number, subject, status, createdAt, updatedAt, unreadCount, preview } = ticket;
  const summary = { id, number, subject, status, createdAt, updatedAt, unreadCount };
  return { ...summary, ...(preview && { preview }), ...(match && { match }) };
}
