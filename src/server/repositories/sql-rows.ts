/** Records to rows and back. Structured parts are JSON text, which both databases keep byte for byte. */
import type { Insertable } from 'kysely';
import type {
  EntryKey,
  EventContent,
  EventRecord,
  NoteRecord,
  OwnerKey,
  StoredAuthor,
  StoredPreview,
  StoredRating,
  TicketRecord,
} from '../repository.ts';
import type { EventRow, EventTable, NoteRow, TicketRow, TicketTable } from './sql-schema.ts';

/** A ticket as its row says. */
export function ticketOf(row: TicketRow): TicketRecord {
  const { customer_subject: subject, customer_name: name, customer_locale: locale } = row;
  return {
    id: row.id,
    number: row.number,
    owner: row.owner as OwnerKey,
    customer: {
      email: row.customer_email,
      ...(subject === null ? {} : { subject }),
      ...(name === null ? {} : { name }),
      ...(locale === null ? {} : { locale }),
    },
    subject: row.subject,
    status: row.status as TicketRecord['status'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastSeq: row.last_seq,
    readSeq: row.read_seq,
    unreadCount: row.unread_count,
    supportReadSeq: row.support_read_seq,
    awaitingSince: row.awaiting_since,
    dueAt: row.due_at,
    solvedAt: row.solved_at,
    solvedBy: row.solved_by as TicketRecord['solvedBy'],
    closedAt: row.closed_at,
    rating: row.rating === null ? null : (JSON.parse(row.rating) as StoredRating),
    pastRatings: row.past_ratings === null ? [] : (JSON.parse(row.past_ratings) as StoredRating[]),
    preview: row.preview === null ? null : (JSON.parse(row.preview) as StoredPreview),
  };
}

/** The columns that never change after opening. */
export function ticketIdentity(ticket: TicketRecord, searchText: string, key: EntryKey | undefined) {
  return {
    id: ticket.id,
    number: ticket.number,
    owner: ticket.owner,
    customer_email: ticket.customer.email,
    customer_subject: ticket.customer.subject ?? null,
    customer_name: ticket.customer.name ?? null,
    customer_locale: ticket.customer.locale ?? null,
    subject: ticket.subject,
    created_at: ticket.createdAt,
    search_text: searchText,
    key_author: key?.author ?? null,
    client_id: key?.clientId ?? null,
  } satisfies Partial<Insertable<TicketTable>>;
}

/** The columns that changes set. */
export function ticketState(ticket: TicketRecord, change: number) {
  return {
    last_change: change,
    status: ticket.status,
    updated_at: ticket.updatedAt,
    last_seq: ticket.lastSeq,
    read_seq: ticket.readSeq,
    unread_count: ticket.unreadCount,
    support_read_seq: ticket.supportReadSeq,
    awaiting_since: ticket.awaitingSince,
    due_at: ticket.dueAt,
    solved_at: ticket.solvedAt,
    solved_by: ticket.solvedBy,
    closed_at: ticket.closedAt,
    rating: ticket.rating && JSON.stringify(ticket.rating),
    past_ratings: ticket.pastRatings.length > 0 ? JSON.stringify(ticket.pastRatings) : null,
    preview: ticket.preview && JSON.stringify(ticket.preview),
  } satisfies Partial<Insertable<TicketTable>>;
}

/** An event as its row says. */
export function eventOf(row: Omit<EventRow, 'key_author' | 'change'>): EventRecord {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    seq: row.seq,
    at: row.at,
    author: JSON.parse(row.author) as StoredAuthor,
    content: JSON.parse(row.content) as EventContent,
    counts: row.counts === 1,
    searchText: row.search_text,
    clientId: row.client_id,
  };
}

/** The row of an event that this change brought; `keyAuthor` chose its client id. */
export function eventRow(event: EventRecord, change: number, keyAuthor: string | undefined): Insertable<EventTable> {
  return {
    change,
    ticket_id: event.ticketId,
    seq: event.seq,
    id: event.id,
    at: event.at,
    author: JSON.stringify(event.author),
    content: JSON.stringify(event.content),
    counts: event.counts ? 1 : 0,
    search_text: event.searchText,
    key_author: event.clientId === null ? null : (keyAuthor ?? null),
    client_id: event.clientId,
  };
}

/** An internal note as its row says. */
export function noteOf(row: Omit<NoteRow, 'seq'>): NoteRecord {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    at: row.at,
    author: JSON.parse(row.author) as StoredAuthor,
    text: row.text,
    clientId: row.client_id,
  };
}
