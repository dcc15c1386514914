/** What the stored records become when a ticket is opened or changed; the same for every repository. */
import type { FileRecord } from '../files/file-store.ts';
import type { EventRecord, NewEvent, NewTicketRecord, TicketChange, TicketRecord, Viewer } from '../repository.ts';

/** The number of the first ticket of an empty store. */
export const firstTicketNumber = 10001;

/** A ticket as it is right after opening. */
export function openedTicket(ticket: NewTicketRecord, number: number): TicketRecord {
  const { id, owner, customer, subject, status, at, preview, readSeq } = ticket;
  return {
    id,
    number,
    owner,
    customer,
    subject,
    status,
    createdAt: at,
    updatedAt: at,
    lastSeq: ticket.events.length,
    readSeq,
    unreadCount: ticket.events.slice(Math.max(readSeq, 0)).filter((event) => event.counts).length,
    supportReadSeq: 0,
    awaitingSince: null,
    dueAt: null,
    solvedAt: null,
    solvedBy: null,
    closedAt: null,
    rating: null,
    pastRatings: [],
    preview,
  };
}

/** What a word of a search is looked for in, apart from the events. */
export function ticketSearchText(number: number, folded: string): string {
  return `${number}\n${folded}`;
}

/** Puts new events behind the ones that are there; the key's client id belongs to the first. */
export function numberedEvents(
  ticketId: string,
  lastSeq: number,
  events: readonly NewEvent[],
  clientId: string | null,
): EventRecord[] {
  return events.map((event, index) => ({
    ...event,
    ticketId,
    seq: lastSeq + index + 1,
    clientId: index === 0 ? clientId : null,
  }));
}

/** The ticket after a change, with the new events counted as unread; a new `readSeq` asks for a recount afterwards. */
export function changedTicket(ticket: TicketRecord, { patch, events }: TicketChange): TicketRecord {
  return {
    ...ticket,
    ...patch,
    lastSeq: ticket.lastSeq + events.length,
    unreadCount: ticket.unreadCount + events.filter((event) => event.counts).length,
  };
}

/** 1 for a ticket that waits for its customer: the first key of `attention_first`. */
export function attentionOf({ status }: Pick<TicketRecord, 'status'>): 0 | 1 {
  return status === 'awaiting_reply' ? 1 : 0;
}

/** Under which names a viewer sends files. */
export function authorsOf(viewer: Viewer): readonly string[] {
  if (viewer.role === 'staff') return ['staff'];
  return viewer.role === 'guest' ? [`email:${viewer.email}`] : viewer.owners;
}

/** The event that carries the files of a change. Throws where there is none, or where another carries one of them. */
export function carrierOf(files: readonly FileRecord[], [first]: readonly NewEvent[]): string | undefined {
  if (files.length === 0) return undefined;
  if (!first) throw new Error('Files need an event that carries them.');
  if (files.some(({ eventId }) => eventId !== null)) throw new Error('Another event carries one of these files.');
  return first.id;
}
