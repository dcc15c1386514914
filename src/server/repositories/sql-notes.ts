/** Internal notes: the one file whose queries name their table. The customer's side calls nothing in here. */
import { sql } from 'kysely';
import type { NoteRecord, StaffEntry, StaffPosition } from '../repository.ts';
import { lockedTicket } from './sql-changes.ts';
import { inTransaction, type SqlDialect } from './sql-dialect.ts';
import { eventOf, noteOf } from './sql-rows.ts';
import type { Database, Queries } from './sql-schema.ts';

/** Adds a note, or finds the one with the same client id; the ticket's own row stays as it is. */
export async function addNote(
  db: Database,
  dialect: SqlDialect,
  note: NoteRecord,
): Promise<{ note: NoteRecord; replayed: boolean } | undefined> {
  return inTransaction(db, dialect, async (transaction) => {
    if (!(await lockedTicket(transaction, dialect, note.ticketId, { role: 'staff' }))) return undefined;
    const earlier = note.clientId === null ? undefined : await findNote(transaction, note.ticketId, note.clientId);
    if (earlier) return { note: earlier, replayed: true };
    await transaction
      .insertInto('helpdock_notes')
      .values({
        ticket_id: note.ticketId,
        seq: (await countNotes(transaction, note.ticketId)) + 1,
        id: note.id,
        at: note.at,
        author: JSON.stringify(note.author),
        text: note.text,
        client_id: note.clientId,
      })
      .execute();
    return { note, replayed: false };
  });
}

/**
 * Events and notes, oldest first. One statement, so that both are seen as of the same moment and nothing can be
 * committed in between and then lie before a cursor that has gone past it.
 */
export async function listStaffTimeline(
  db: Queries,
  ticketId: string,
  { after, limit }: { after?: StaffPosition | undefined; limit: number },
): Promise<{ entry: StaffEntry; position: StaffPosition }[]> {
  const events = db
    .selectFrom('helpdock_events')
    .select(['ticket_id', 'seq', 'id', 'at', 'author', 'content', 'counts', 'search_text', 'client_id'])
    .select(sql.lit(0).as('rank'))
    .where('ticket_id', '=', ticketId)
    .where(isBehind(0, after))
    .orderBy('at')
    .orderBy('seq')
    .limit(limit);
  const notes = db
    .selectFrom('helpdock_notes')
    .select(['ticket_id', 'seq', 'id', 'at', 'author', 'text as content'])
    .select([sql.lit(0).as('counts'), sql.lit('').as('search_text'), 'client_id', sql.lit(1).as('rank')])
    .where('ticket_id', '=', ticketId)
    .where(isBehind(1, after))
    .orderBy('at')
    .orderBy('seq')
    .limit(limit);
  const rows = await db
    .selectFrom(events.as('event'))
    .selectAll()
    .unionAll(db.selectFrom(notes.as('note')).selectAll())
    .orderBy('at')
    .orderBy('rank')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    entry:
      row.rank === 0
        ? { kind: 'event', event: eventOf(row) }
        : { kind: 'internal_note', note: noteOf({ ...row, text: row.content }) },
    position: { at: row.at, rank: row.rank === 0 ? 0 : 1, order: row.seq },
  }));
}

/** Rows of this rank that come after a position. */
function isBehind(rank: 0 | 1, after: StaffPosition | undefined) {
  if (!after) return sql<boolean>`1 = 1`;
  const { at } = after;
  if (rank < after.rank) return sql<boolean>`at > ${at}`;
  if (rank > after.rank) return sql<boolean>`at >= ${at}`;
  return sql<boolean>`at >= ${at} and (at > ${at} or seq > ${after.order})`;
}

async function findNote(db: Queries, ticketId: string, clientId: string): Promise<NoteRecord | undefined> {
  const row = await db
    .selectFrom('helpdock_notes')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row && noteOf(row);
}

async function countNotes(db: Queries, ticketId: string): Promise<number> {
  const { count } = await db
    .selectFrom('helpdock_notes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow();
  return count;
}
