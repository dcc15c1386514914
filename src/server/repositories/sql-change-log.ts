/**
 * What changed since. Each change of a ticket takes the next number of its owner, and holds the owner's count until it is
 * committed. So the numbers of one owner are in the order of the commits, and whoever sees one of them sees all before it,
 * which a sequence of the database does not promise: there a number may become visible after a greater one, when a reader
 * has gone past it. Changes of two owners do not wait for each other.
 */
import {
  changeKeysOf,
  type ChangedTicket,
  type ChangeLog,
  type ChangeMarks,
  type TicketChanges,
} from '../live/change-log.ts';
import type { CustomerViewer, EventRecord, TicketRecord } from '../repository.ts';
import { isOwnedBy } from './sql-listing.ts';
import { eventOf, ticketOf } from './sql-rows.ts';
import type { Database, EventRow, Queries } from './sql-schema.ts';

/** Most changes bring an event or two; so many are looked at first, with the one before them. */
const fewEvents = 3;

/** The number of one more change, which others of this owner wait for until the transaction ends. */
export async function nextChange(db: Queries, owner: string): Promise<number> {
  const { changes } = await db
    .insertInto('helpdock_owners')
    .values({ owner, changes: 1 })
    .onConflict((conflict) =>
      conflict.column('owner').doUpdateSet((builder) => ({ changes: builder('helpdock_owners.changes', '+', 1) })),
    )
    .returning('changes')
    .executeTakeFirstOrThrow();
  return changes;
}

export function sqlChangeLog(db: Database): ChangeLog {
  return {
    marks: (viewer) => findMarks(db, viewer),
    since: (viewer, known, limit) => listChanges(db, viewer, known, limit),
  };
}

async function findMarks(db: Database, viewer: CustomerViewer): Promise<ChangeMarks> {
  const rows = await db
    .selectFrom('helpdock_tickets as ticket')
    .select(({ fn }) => [
      viewer.role === 'guest' ? 'ticket.id as key' : 'ticket.owner as key',
      fn.max('ticket.last_change').as('mark'),
    ])
    .where(isOwnedBy(viewer))
    .groupBy(viewer.role === 'guest' ? 'ticket.id' : 'ticket.owner')
    .execute();
  return new Map(rows.map(({ key, mark }) => [key, mark]));
}

async function listChanges(
  db: Database,
  viewer: CustomerViewer,
  since: ChangeMarks,
  limit: number,
): Promise<TicketChanges | undefined> {
  const keys = changeKeysOf(viewer);
  const marks = new Map(since);
  const changed: { ticket: TicketRecord; known: number }[] = [];
  for (const key of keys) {
    const known = since.get(key) ?? 0;
    const rows = await db
      .selectFrom('helpdock_tickets as ticket')
      .selectAll()
      .where(isOwnedBy(viewer))
      .where(viewer.role === 'guest' ? 'ticket.id' : 'ticket.owner', '=', key)
      .where('ticket.last_change', '>', known)
      .orderBy('ticket.last_change')
      .limit(limit + 1)
      .execute();
    for (const row of rows) {
      changed.push({ ticket: ticketOf(row), known });
      marks.set(key, row.last_change);
    }
  }
  if (changed.length > limit) return undefined;
  const tickets: ChangedTicket[] = [];
  for (const { ticket, known } of changed) {
    const added = await eventsSince(db, ticket, known, limit);
    if (!added) return undefined;
    tickets.push({ ticket, ...added });
  }
  return { tickets, marks };
}

/** Changes bring their events to the end, so these are looked for from there. */
async function eventsSince(
  db: Queries,
  ticket: TicketRecord,
  known: number,
  limit: number,
): Promise<{ events: EventRecord[]; eventBefore: string | null } | undefined> {
  let newest: EventRow[] = [];
  for (const size of [fewEvents, limit + 1]) {
    newest = await db
      .selectFrom('helpdock_events')
      .selectAll()
      .where('ticket_id', '=', ticket.id)
      .orderBy('seq', 'desc')
      .limit(size)
      .execute();
    const before = newest.findIndex((row) => row.change <= known);
    if (before >= 0 || newest.length < size) {
      const added = before < 0 ? newest : newest.slice(0, before);
      return { events: added.reverse().map(eventOf), eventBefore: newest[before]?.id ?? null };
    }
  }
  return undefined;
}
