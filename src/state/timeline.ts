/** How a timeline is read from the adapter and how its pages are laid together. Knows nothing of snapshots. */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import type { EventPage, StatusEvent, TimelineEvent } from '../contract/message.ts';
import type { Ticket } from '../contract/ticket.ts';
import type { Timeline } from './slices.ts';

/** Events of one page; also what a press on "earlier messages" brings. */
export const pageSize = 50;
/** How many pages back the first unread event is worth looking for before anything is shown. */
const pagesBack = 4;

/** What was asked for earlier may be answered after something newer was told. */
export function newerOf(known: Ticket | undefined, ticket: Ticket): Ticket {
  return known && Date.parse(known.updatedAt) > Date.parse(ticket.updatedAt) ? known : ticket;
}

/** The newest page, and as much before it as it takes to have the first unread event. */
export async function readTimeline(
  adapter: SupportAdapter,
  ticket: Ticket,
  newest: EventPage,
  options: CallOptions,
): Promise<Timeline> {
  let { items, before } = newest;
  for (let pages = 0; pages < pagesBack && before !== null && isUnreadBefore(items, ticket); pages += 1) {
    const page: EventPage = await adapter.listEvents(ticket.id, { before, limit: pageSize }, options);
    items = withEarlier(items, page.items);
    before = page.before;
  }
  return { items, before, after: newest.after, firstUnreadId: firstUnreadOf(items, ticket) };
}

/** All that happened after the cursor, and the cursor to go on with. */
export async function readLater(
  adapter: SupportAdapter,
  ticketId: string,
  cursor: string,
  options: CallOptions,
): Promise<{ items: readonly TimelineEvent[]; after: string }> {
  let after = cursor;
  let items: TimelineEvent[] = [];
  for (;;) {
    const page = await adapter.listEvents(ticketId, { after, limit: pageSize }, options);
    items = withLater(items, page.items);
    const isFull = page.items.length >= pageSize && page.after !== after;
    after = page.after;
    if (!isFull) return { items, after };
  }
}

export function withEarlier(items: readonly TimelineEvent[], earlier: readonly TimelineEvent[]): TimelineEvent[] {
  const known = new Set(items.map(({ id }) => id));
  return [...earlier.filter(({ id }) => !known.has(id)), ...items];
}

/** What comes from the server decides the order, also of a reply that was shown before its page arrived. */
export function withLater(items: readonly TimelineEvent[], later: readonly TimelineEvent[]): TimelineEvent[] {
  const moved = new Set(later.map(({ id }) => id));
  return [...items.filter(({ id }) => !moved.has(id)), ...later];
}

/** The first event after the last one read that the customer did not make. */
export function firstUnreadOf(items: readonly TimelineEvent[], ticket: Ticket): string | null {
  if (ticket.unreadCount === 0) return null;
  const lastRead = items.findIndex(({ id }) => id === ticket.lastReadEventId);
  return items.slice(lastRead + 1).find(({ author }) => author.kind !== 'you')?.id ?? null;
}

function isUnreadBefore(items: readonly TimelineEvent[], ticket: Ticket): boolean {
  return ticket.unreadCount > 0 && !items.some(({ id }) => id === ticket.lastReadEventId);
}

/** The history of the status with what happened since. */
export function withStatuses(history: readonly StatusEvent[], later: readonly TimelineEvent[]): StatusEvent[] {
  const known = new Set(history.map(({ id }) => id));
  return [...history, ...statusesIn(later).filter(({ id }) => !known.has(id))];
}

export function statusesIn(items: readonly TimelineEvent[]): StatusEvent[] {
  return items.filter((event) => event.type === 'status');
}
