/**
 * One opened ticket: the ticket, its timeline and what was asked for last. Opening reads both side by side; afterwards
 * only what is new is read. Its loads share a lane, so that an older answer never overwrites a newer one.
 */
import type { CallOptions } from '../contract/adapter.ts';
import type { TimelineEvent } from '../contract/message.ts';
import type { Ticket } from '../contract/ticket.ts';
import { createCell } from './cell.ts';
import { isCursorInvalid } from './cursor.ts';
import { type StoreContext, createLane } from './lane.ts';
import { busyUnlessReady, failed, idle, mapValue, pending, ready, valueOf } from './remote.ts';
import type { HistoryReader, ThreadSnapshot, Timeline } from './slices.ts';
import { firstUnreadOf, newerOf, pageSize, withEarlier, withLater, withStatuses } from './timeline.ts';
import { type Reading, readNew, readWhole } from './thread-reading.ts';

export interface Thread {
  readonly snapshot: ThreadSnapshot;
  open(): Promise<void>;
  refresh(): Promise<void>;
  loadEarlier(): Promise<void>;
  loadHistory(read: HistoryReader): Promise<void>;
  markRead(): Promise<void>;
  setStatus(to: 'solved' | 'open'): Promise<void>;
  put(ticket: Ticket): Promise<void>;
  know(ticket: Ticket): void;
  /** Shows an event before its page arrives. */
  append(event: TimelineEvent): void;
  clear(): void;
}

export interface ThreadEvents {
  /** The ticket was read anew or changed. */
  changed(ticket: Ticket): void;
  /** These events are in the timeline now. Called within the same change. */
  arrived(ticketId: string, events: readonly TimelineEvent[]): void;
}

export const untouchedThread: ThreadSnapshot = Object.freeze({
  ticket: idle,
  timeline: idle,
  earlier: idle,
  statusChange: idle,
  history: idle,
});

export function createThread(context: StoreContext, ticketId: string, events: ThreadEvents): Thread {
  const { adapter } = context;
  const cell = createCell(untouchedThread, context.changes);
  const loads = createLane(context);
  const pasts = createLane(context);
  const marks = createLane(context);
  const statuses = createLane(context);
  const histories = createLane(context);
  let opening: Promise<void> | undefined;
  /** The event up to which a mark is on its way. */
  let marking: string | undefined;
  let owesMark = false;

  function change(part: Partial<ThreadSnapshot>): void {
    cell.set({ ...cell.value, ...part });
  }

  const whole = (options: CallOptions): Promise<Reading> => readWhole(adapter, ticketId, options);

  function read(call: (options: CallOptions) => Promise<Reading>, isOpening: boolean): Promise<void> {
    const { ticket, timeline } = cell.value;
    // What stands there and is good looks the same while it is checked; only what is missing or failed looks busy.
    change({ ticket: busyUnlessReady(ticket), timeline: busyUnlessReady(timeline) });
    return loads.run(call, (outcome) => {
      opening = undefined;
      if (outcome.ok) settle(outcome.value, isOpening);
      else
        change({
          ticket: failed(cell.value.ticket, outcome.error),
          timeline: failed(cell.value.timeline, outcome.error),
        });
    });
  }

  function settle({ ticket: read, whole, later }: Reading, isOpening: boolean): void {
    const before = valueOf(cell.value.timeline);
    const ticket = newerOf(valueOf(cell.value.ticket), read);
    if (whole) {
      // Pages of the past that are still on their way belong to the timeline that was there before.
      pasts.stop();
      change({ ticket: ready(ticket), timeline: ready(whole), earlier: idle });
    } else if (before && later) {
      const items = withLater(before.items, later.items);
      const firstUnreadId = isOpening ? firstUnreadOf(items, ticket) : before.firstUnreadId;
      change({ ticket: ready(ticket), timeline: ready({ ...before, items, after: later.after, firstUnreadId }) });
    }
    const news = whole?.items ?? later?.items ?? [];
    change({ history: mapValue(cell.value.history, (history) => withStatuses(history, news)) });
    events.changed(ticket);
    events.arrived(ticketId, news);
    if (owesMark) void markRead();
  }

  function load(isOpening: boolean): Promise<void> {
    const known = valueOf(cell.value.timeline);
    if (!known) return (opening = read(whole, true));
    return read(async (options) => {
      try {
        return await readNew(adapter, ticketId, known.after, options);
      } catch (error) {
        if (!isCursorInvalid(error)) throw error;
        return whole(options);
      }
    }, isOpening);
  }

  async function loadEarlier(): Promise<void> {
    const { timeline, earlier } = cell.value;
    const before = valueOf(timeline)?.before;
    if (!before || earlier.status === 'pending') return;
    change({ earlier: pending(earlier) });
    let isLost = false;
    await pasts.run(
      (options) => adapter.listEvents(ticketId, { before, limit: pageSize }, options),
      (outcome) => {
        const now = valueOf(cell.value.timeline);
        isLost = !outcome.ok && isCursorInvalid(outcome.error);
        if (!outcome.ok) return change({ earlier: isLost ? idle : failed(cell.value.earlier, outcome.error) });
        if (!now) return;
        const items = withEarlier(now.items, outcome.value.items);
        const added = items.length - now.items.length;
        change({ timeline: ready({ ...now, items, before: outcome.value.before }), earlier: ready(added) });
      },
    );
    if (isLost) await read(whole, false);
  }

  async function loadHistory(read: HistoryReader): Promise<void> {
    const { history, timeline } = cell.value;
    if (history.status === 'ready' || history.status === 'pending') return;
    change({ history: pending(history) });
    await histories.run(
      (options) => read(adapter, ticketId, valueOf(timeline), options),
      (outcome) => change({ history: outcome.ok ? ready(outcome.value) : failed(history, outcome.error) }),
    );
  }

  async function markRead(): Promise<void> {
    const last = valueOf(cell.value.timeline)?.items.at(-1)?.id;
    const ticket = valueOf(cell.value.ticket);
    if (!last || !ticket || ticket.lastReadEventId === last || marking === last) return;
    marking = last;
    await marks.run(
      (options) => adapter.markRead(ticketId, last, options),
      (outcome) => {
        marking = undefined;
        owesMark = !outcome.ok && outcome.error.retryable;
        if (!outcome.ok) return;
        const isAll = valueOf(cell.value.timeline)?.items.at(-1)?.id === last;
        const marked = (now: Ticket) => ({
          ...now,
          lastReadEventId: last,
          unreadCount: isAll ? 0 : now.unreadCount,
        });
        change({ ticket: mapValue(cell.value.ticket, marked) });
        const now = valueOf(cell.value.ticket);
        if (now) events.changed(now);
      },
    );
  }

  async function setStatus(to: 'solved' | 'open'): Promise<void> {
    const version = valueOf(cell.value.ticket)?.version;
    if (cell.value.statusChange.status === 'pending') return;
    change({ statusChange: pending(idle) });
    let isStale = false;
    await statuses.run(
      (options) => adapter.setStatus(ticketId, to, { ...options, version }),
      (outcome) => {
        isStale = outcome.ok || isOutdated(outcome.error.code);
        if (!outcome.ok) return change({ statusChange: failed(idle, outcome.error) });
        change({ ticket: ready(outcome.value), statusChange: ready(outcome.value) });
        events.changed(outcome.value);
      },
    );
    if (isStale) await load(false);
  }

  function know(told: Ticket): void {
    const ticket = newerOf(valueOf(cell.value.ticket), told);
    change({ ticket: ready(ticket) });
    events.changed(ticket);
  }

  function put(ticket: Ticket): Promise<void> {
    know(ticket);
    return load(false);
  }

  function append(event: TimelineEvent): void {
    const withEvent = (timeline: Timeline) =>
      timeline.items.some(({ id }) => id === event.id) ? timeline : { ...timeline, items: [...timeline.items, event] };
    change({ timeline: mapValue(cell.value.timeline, withEvent) });
  }

  return {
    get snapshot() {
      return cell.value;
    },
    open: () => opening ?? load(true),
    refresh: () => load(false),
    loadEarlier,
    loadHistory,
    markRead,
    setStatus,
    put,
    know,
    append,
    clear() {
      for (const lane of [loads, pasts, marks, statuses, histories]) lane.stop();
      opening = undefined;
      marking = undefined;
      owesMark = false;
      cell.set(untouchedThread);
    },
  };
}

/** True where the refusal itself says that the page shows an old state of the ticket. */
function isOutdated(code: string): boolean {
  return code === 'conflict' || code === 'ticket_closed';
}
