/**
 * The repository over a SQL database: one query code for SQLite and Postgres. It builds queries and brings no driver;
 * whoever calls it hands in a Kysely whose driver gives 64-bit integers as numbers.
 */
import type { Repository } from '../repository.ts';
import { guardedRepository } from './guarded.ts';
import { addTicket, changeTicket, markRead } from './sql-changes.ts';
import { sqlChangeLog } from './sql-change-log.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { listEvents } from './sql-events.ts';
import { sqlFiles } from './sql-files.ts';
import { countByStatus, countTickets, countUnread, isOwnedBy, listTickets } from './sql-listing.ts';
import { sqlGuests } from './sql-guests.ts';
import { findMentions } from './sql-mentions.ts';
import { addNote, listStaffTimeline } from './sql-notes.ts';
import { sqlOutbox } from './sql-outbox.ts';
import { ticketOf } from './sql-rows.ts';
import type { Database } from './sql-schema.ts';

export { migrate } from './sql-migrations.ts';
export type { Tables } from './sql-schema.ts';

export interface SqlRepositoryOptions {
  /** Migrated with `migrate`. The repository owns it from now on and destroys it when it is closed. */
  db: Database;
  dialect: SqlDialect;
}

/** Every method is one statement or one transaction. What the driver throws is passed on as it is. */
export function sqlRepository({ db, dialect }: SqlRepositoryOptions): Repository {
  return guardedRepository({
    addTicket: (ticket) => addTicket(db, dialect, ticket),
    findTicket: async (ticketId, viewer) => {
      const row = await db
        .selectFrom('helpdock_tickets as ticket')
        .selectAll()
        .where('ticket.id', '=', ticketId)
        .where(isOwnedBy(viewer))
        .executeTakeFirst();
      return row && ticketOf(row);
    },
    findTicketByNumber: async (number) => {
      const query = db.selectFrom('helpdock_tickets').selectAll().where('number', '=', number);
      const row = await query.executeTakeFirst();
      return row && ticketOf(row);
    },
    listTickets: (listing) => listTickets(db, listing),
    countTickets: (selection) => countTickets(db, selection),
    countByStatus: (viewer) => countByStatus(db, viewer),
    findMentions: (ticketIds, viewer, words) => findMentions(db, dialect, { ticketIds, viewer, words }),
    countUnread: (viewer) => countUnread(db, viewer),
    changeTicket: (request) => changeTicket(db, dialect, request),
    listEvents: (ticketId, viewer, range) => listEvents(db, dialect, { ticketId, viewer, ...range }),
    markRead: (ticketId, viewer, eventId) => markRead(db, dialect, ticketId, viewer, eventId),
    addNote: (note) => addNote(db, dialect, note),
    listStaffTimeline: (ticketId, range) => listStaffTimeline(db, ticketId, range),
    guests: sqlGuests(db, dialect),
    files: sqlFiles(db, dialect),
    changes: sqlChangeLog(db),
    mails: sqlOutbox(db, dialect),
    ping: async () => {
      // Reads a page of the database, not only the connection, so that a lost file or schema is noticed.
      await db.selectFrom('helpdock_counters').select('value').execute();
    },
    close: () => db.destroy(),
  });
}
