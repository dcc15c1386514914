/** The conversation of a ticket. No query of this file names the notes' table. */
import type { EntryKey, EventRange, EventRecord, Viewer } from '../repository.ts';
import { isOfType, type SqlDialect } from './sql-dialect.ts';
import { isOwnedBy } from './sql-listing.ts';
import { eventOf, eventRow } from './sql-rows.ts';
import type { Queries } from './sql-schema.ts';

/** A stretch of the conversation, oldest first; nothing where the viewer has no such ticket. */
export async function listEvents(
  db: Queries,
  dialect: SqlDialect,
  { ticketId, viewer, before, after, limit, only }: EventRange & { ticketId: string; viewer: Viewer },
): Promise<EventRecord[]> {
  let query = db
    .selectFrom('helpdock_events as event')
    .innerJoin('helpdock_tickets as ticket', 'ticket.id', 'event.ticket_id')
    .where('event.ticket_id', '=', ticketId)
    .where(isOwnedBy(viewer))
    .selectAll('event');
  if (before !== undefined) query = query.where('event.seq', '<', before);
  if (after !== undefined) query = query.where('event.seq', '>', after);
  if (only !== undefined) query = query.where((event) => isOfType(dialect, event.ref('event.content'), only));
  const rows = await query
    .orderBy('event.seq', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute();
  return (after === undefined ? rows.reverse() : rows).map(eventOf);
}

/** The event that an earlier change added under this key. */
export async function findEventByKey(db: Queries, ticketId: string, key: EntryKey): Promise<EventRecord | undefined> {
  const row = await db
    .selectFrom('helpdock_events')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('key_author', '=', key.author)
    .where('client_id', '=', key.clientId)
    .executeTakeFirst();
  return row && eventOf(row);
}

/** Where an event stands in its ticket. */
export async function findEventSeq(db: Queries, ticketId: string, eventId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('helpdock_events')
    .select('seq')
    .where('ticket_id', '=', ticketId)
    .where('id', '=', eventId)
    .executeTakeFirst();
  return row?.seq;
}

/** Adds events that have their numbers already, as part of a change. */
export async function insertEvents(
  db: Queries,
  events: readonly EventRecord[],
  change: number,
  key: EntryKey | undefined,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => eventRow(event, change, key?.author));
  await db.insertInto('helpdock_events').values(rows).execute();
}

/** Unread updates behind a place in the conversation. */
export async function countUnreadAfter(db: Queries, ticketId: string, readSeq: number): Promise<number> {
  const { count } = await db
    .selectFrom('helpdock_events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ticket_id', '=', ticketId)
    .where('seq', '>', readSeq)
    .where('counts', '=', 1)
    .executeTakeFirstOrThrow();
  return count;
}
