/**
 * What must be atomic. Each change holds the row of its ticket from the first look to the commit, so of two copies of a
 * request that arrive at the same instant one waits, finds the other's event under the key, and adds nothing; and
 * sequence numbers have no gaps. Opening holds the row of the counter in the same way.
 */
import type { Transaction } from 'kysely';
import type { FileRecord } from '../files/file-store.ts';
import type {
  ChangeRequest,
  ChangeResult,
  EntryKey,
  NewTicketRecord,
  TicketAlert,
  TicketChange,
  TicketRecord,
  Viewer,
} from '../repository.ts';
import { carrierOf, changedTicket, numberedEvents, openedTicket, ticketSearchText } from './records.ts';
import { nextChange } from './sql-change-log.ts';
import { inTransaction, locking, type SqlDialect } from './sql-dialect.ts';
import { countUnreadAfter, findEventByKey, findEventSeq, insertEvents } from './sql-events.ts';
import { carryFiles, lockedFiles } from './sql-files.ts';
import { insertLink } from './sql-guests.ts';
import { isOwnedBy } from './sql-listing.ts';
import { insertMail } from './sql-outbox.ts';
import { ticketIdentity, ticketOf, ticketState } from './sql-rows.ts';
import type { Database, Tables, TicketRow } from './sql-schema.ts';

/** Opens a ticket, or finds the one that was opened under the same key. */
export async function addTicket(
  db: Database,
  dialect: SqlDialect,
  added: NewTicketRecord,
): Promise<{ ticket: TicketRecord; replayed: boolean }> {
  return inTransaction(db, dialect, async (transaction) => {
    const lastNumber = await lockedTicketNumber(transaction, dialect);
    const earlier = added.key && (await findTicketByKey(transaction, added.key));
    if (earlier) return { ticket: earlier, replayed: true };
    const ticket = openedTicket(added, lastNumber + 1);
    const searchText = ticketSearchText(ticket.number, added.searchText);
    await transaction
      .updateTable('helpdock_counters')
      .set({ value: ticket.number })
      .where('name', '=', 'ticket_number')
      .execute();
    const number = await nextChange(transaction, ticket.owner);
    await transaction
      .insertInto('helpdock_tickets')
      .values({ ...ticketIdentity(ticket, searchText, added.key), ...ticketState(ticket, number) })
      .execute();
    await insertEvents(transaction, numberedEvents(ticket.id, 0, added.events, null), number, undefined);
    await storeAlert(transaction, added.alert?.(ticket));
    return { ticket, replayed: false };
  });
}

/** Lets `decide` look at the held ticket and stores what it decides. */
export async function changeTicket(
  db: Database,
  dialect: SqlDialect,
  request: ChangeRequest,
): Promise<ChangeResult | undefined> {
  const { ticketId, viewer, key, fileIds = [] } = request;
  return inTransaction(db, dialect, async (transaction) => {
    const row = await lockedTicket(transaction, dialect, ticketId, viewer);
    if (!row) return undefined;
    const earlier = key && (await findEventByKey(transaction, ticketId, key));
    if (earlier) return { ticket: ticketOf(row), events: [earlier], replayed: true };
    const files = await lockedFiles(transaction, dialect, { ticketId, viewer, fileIds });
    const change = request.decide(ticketOf(row), structuredClone(files));
    if (!change) return { ticket: ticketOf(row), events: [], replayed: false };
    return storeChange(transaction, { ticket: ticketOf(row), files }, change, key);
  });
}

/** Moves the viewer's own mark forward: the customer's, or the team's. */
export async function markRead(
  db: Database,
  dialect: SqlDialect,
  ticketId: string,
  viewer: Viewer,
  eventId: string,
): Promise<boolean> {
  return inTransaction(db, dialect, async (transaction) => {
    const row = await lockedTicket(transaction, dialect, ticketId, viewer);
    const seq = row && (await findEventSeq(transaction, ticketId, eventId));
    if (!row || seq === undefined) return false;
    const update = transaction.updateTable('helpdock_tickets').where('id', '=', ticketId);
    if (viewer.role === 'staff') {
      if (seq > row.support_read_seq) await update.set({ support_read_seq: seq }).execute();
    } else if (seq > row.read_seq) {
      const unread = await countUnreadAfter(transaction, ticketId, seq);
      const number = await nextChange(transaction, row.owner);
      await update.set({ read_seq: seq, unread_count: unread, last_change: number }).execute();
    }
    return true;
  });
}

/** Reads a ticket and holds it until the transaction ends. */
export async function lockedTicket(
  transaction: Transaction<Tables>,
  dialect: SqlDialect,
  ticketId: string,
  viewer: Viewer,
): Promise<TicketRow | undefined> {
  const query = transaction
    .selectFrom('helpdock_tickets as ticket')
    .selectAll()
    .where('ticket.id', '=', ticketId)
    .where(isOwnedBy(viewer));
  return locking(query, dialect).executeTakeFirst();
}

async function storeChange(
  transaction: Transaction<Tables>,
  { ticket: before, files }: { ticket: TicketRecord; files: readonly FileRecord[] },
  change: TicketChange,
  key: EntryKey | undefined,
): Promise<ChangeResult> {
  const ticket = changedTicket(before, change);
  const events = numberedEvents(before.id, before.lastSeq, change.events, key?.clientId ?? null);
  const carrier = carrierOf(files, events);
  const number = await nextChange(transaction, before.owner);
  await insertEvents(transaction, events, number, key);
  if (carrier !== undefined) await carryFiles(transaction, files, carrier);
  if (change.patch.readSeq !== undefined) {
    ticket.unreadCount = await countUnreadAfter(transaction, ticket.id, ticket.readSeq);
  }
  await transaction
    .updateTable('helpdock_tickets')
    .set(ticketState(ticket, number))
    .where('id', '=', ticket.id)
    .execute();
  await storeAlert(transaction, change.alert);
  return { ticket, events, replayed: false };
}

async function storeAlert(transaction: Transaction<Tables>, alert: TicketAlert | undefined): Promise<void> {
  if (!alert) return;
  await insertLink(transaction, alert.link);
  await insertMail(transaction, alert.mail);
}

async function lockedTicketNumber(transaction: Transaction<Tables>, dialect: SqlDialect): Promise<number> {
  const query = transaction.selectFrom('helpdock_counters').select('value').where('name', '=', 'ticket_number');
  return (await locking(query, dialect).executeTakeFirstOrThrow()).value;
}

async function findTicketByKey(transaction: Transaction<Tables>, key: EntryKey): Promise<TicketRecord | undefined> {
  const row = await transaction
    .selectFrom('helpdock_tickets')
    .selectAll()
    .where('key_author', '=', key.author)
    .where('client_id', '=', key.clientId)
    .executeTakeFirst();
  return row && ticketOf(row);
}
