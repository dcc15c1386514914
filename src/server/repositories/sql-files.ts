/**
 * Files over a SQL database. Uploading, settling and removing are decided by one guarded statement each. A change holds the rows of
 * the files that it wants to carry, so whoever removes one of them at the same moment comes first, or too late.
 */
import { sql, type Insertable, type Selectable, type Transaction } from 'kysely';
import type { FilePart, FileRecord, FileStore } from '../files/file-store.ts';
import type { Viewer } from '../repository.ts';
import { authorsOf } from './records.ts';
import { inTransaction, locking, type SqlDialect } from './sql-dialect.ts';
import { isOwnedBy } from './sql-listing.ts';
import type { Database, FileTable, Queries, Tables } from './sql-schema.ts';

export function sqlFiles(db: Database, dialect: SqlDialect): FileStore {
  return {
    add: (file, viewer) => inTransaction(db, dialect, (transaction) => addFile(transaction, file, viewer)),

    async find(ticketId, fileId, viewer) {
      const query = visibleFiles(db, ticketId, viewer).where('file.id', '=', fileId);
      const row = await query.where('file.event_id', 'is not', null).executeTakeFirst();
      return row && fileOf(row);
    },

    async findByKey(ticketId, author, clientId, viewer) {
      const query = visibleFiles(db, ticketId, viewer).where('file.author', '=', author);
      const row = await query.where('file.client_id', '=', clientId).executeTakeFirst();
      return row && fileOf(row);
    },

    async ofEvent(ticketId, eventId, viewer) {
      const query = visibleFiles(db, ticketId, viewer).where('file.event_id', '=', eventId);
      return (await query.orderBy('file.place').execute()).map(fileOf);
    },

    async expectBlob(key, at) {
      await loosen(db, [key], at);
    },

    addPart: (fileId, partCount, part) =>
      inTransaction(db, dialect, async (transaction) => {
        const row = await transaction
          .updateTable('helpdock_files')
          .set({ part_count: partCount + 1, parts: sql`parts || ${partCount === 0 ? '' : ','} || ${partText(part)}` })
          .where('id', '=', fileId)
          .where('part_count', '=', partCount)
          .where('state', '=', 'uploading')
          .returningAll()
          .executeTakeFirst();
        if (row) await forget(transaction, [part.key]);
        return row && fileOf(row);
      }),

    async settle(fileId, { state, facts: { mediaType, width = null, height = null } }) {
      const row = await db
        .updateTable('helpdock_files')
        .set({ state, media_type: mediaType, width, height })
        .where('id', '=', fileId)
        .where('state', '=', 'uploading')
        .returningAll()
        .executeTakeFirst();
      return row && fileOf(row);
    },

    remove: (fileId, at) =>
      inTransaction(db, dialect, async (transaction) => {
        const query = transaction.deleteFrom('helpdock_files').where('id', '=', fileId).where('event_id', 'is', null);
        const row = await query.returningAll().executeTakeFirst();
        const file = row && fileOf(row);
        const keys = file?.parts.map(({ key }) => key) ?? [];
        await loosen(transaction, keys, at);
        return file;
      }),

    async looseBlobs(before, limit) {
      const query = db.selectFrom('helpdock_loose_blobs').select('key').where('since', '<', before);
      const rows = await query.orderBy('since').orderBy('key').limit(limit).execute();
      return rows.map(({ key }) => key);
    },

    forgetBlobs: (keys) => forget(db, keys),

    async abandoned(before, limit) {
      const rows = await db
        .selectFrom('helpdock_files')
        .selectAll()
        .where('event_id', 'is', null)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(fileOf);
    },

    async pending(author) {
      return db
        .selectFrom('helpdock_files')
        .select((builder) => [
          builder.fn.countAll<number>().as('files'),
          sql<number>`cast(coalesce(sum(${builder.ref('size')}), 0) as bigint)`.as('bytes'),
        ])
        .where('event_id', 'is', null)
        .where('author', '=', author)
        .executeTakeFirstOrThrow();
    },

    async signingKey(made) {
      // Changes nothing in a row that is there, but hands it out, which `do nothing` would not.
      const { value } = await db
        .insertInto('helpdock_secrets')
        .values({ name: 'file_links', value: made })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: 'file_links' }))
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    },
  };
}

/** The files that a change names and may carry, in its order, held until the transaction ends. */
export async function lockedFiles(
  transaction: Transaction<Tables>,
  dialect: SqlDialect,
  { ticketId, viewer, fileIds }: { ticketId: string; viewer: Viewer; fileIds: readonly string[] },
): Promise<FileRecord[]> {
  if (fileIds.length === 0) return [];
  const query = transaction
    .selectFrom('helpdock_files')
    .selectAll()
    .where('id', 'in', fileIds)
    .where('ticket_id', '=', ticketId)
    .where('author', 'in', authorsOf(viewer));
  const held = (await locking(query, dialect).execute()).map(fileOf);
  return held.sort((a, b) => fileIds.indexOf(a.id) - fileIds.indexOf(b.id));
}

/** Lets an event carry files that are held, in their order. */
export async function carryFiles(
  transaction: Transaction<Tables>,
  files: readonly FileRecord[],
  eventId: string,
): Promise<void> {
  for (const [place, { id }] of files.entries())
    await transaction.updateTable('helpdock_files').set({ event_id: eventId, place }).where('id', '=', id).execute();
}

async function addFile(
  transaction: Transaction<Tables>,
  file: FileRecord,
  viewer: Viewer,
): Promise<{ file: FileRecord; replayed: boolean } | undefined> {
  const ticket = await transaction
    .selectFrom('helpdock_tickets as ticket')
    .select('ticket.id')
    .where('ticket.id', '=', file.ticketId)
    .where(isOwnedBy(viewer))
    .executeTakeFirst();
  if (!ticket) return undefined;
  // Of two at the same instant, the second waits for the first and then finds its row.
  const row = await transaction
    .insertInto('helpdock_files')
    .values(fileRow(file))
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'author', 'client_id']).doUpdateSet({ client_id: file.clientId }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return { file: fileOf(row), replayed: row.id !== file.id };
}

async function loosen(db: Queries, keys: readonly string[], since: number): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key) => ({ key, since }));
  await db
    .insertInto('helpdock_loose_blobs')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ since }))
    .execute();
}

async function forget(db: Queries, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await db.deleteFrom('helpdock_loose_blobs').where('key', 'in', keys).execute();
}

/** Files of a ticket, if it is this viewer's. */
function visibleFiles(db: Queries, ticketId: string, viewer: Viewer) {
  return db
    .selectFrom('helpdock_files as file')
    .innerJoin('helpdock_tickets as ticket', 'ticket.id', 'file.ticket_id')
    .where('file.ticket_id', '=', ticketId)
    .where(isOwnedBy(viewer))
    .selectAll('file');
}

function partText({ key, size }: FilePart): string {
  return JSON.stringify({ key, size });
}

function fileRow(file: FileRecord): Insertable<FileTable> {
  return {
    id: file.id,
    ticket_id: file.ticketId,
    author: file.author,
    client_id: file.clientId,
    name: file.name,
    media_type: file.mediaType,
    size: file.size,
    state: file.state,
    part_count: file.parts.length,
    parts: file.parts.map(partText).join(),
    width: file.width,
    height: file.height,
    created_at: file.createdAt,
    event_id: null,
    place: null,
  };
}

function fileOf(row: Selectable<FileTable>): FileRecord {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    author: row.author,
    clientId: row.client_id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    parts: JSON.parse(`[${row.parts}]`) as FilePart[],
    state: row.state as FileRecord['state'],
    width: row.width,
    height: row.height,
    createdAt: row.created_at,
    eventId: row.event_id,
  };
}
