/** Stored records, told as the contract tells them: one set of functions for customers, one for the team. */
import type {
  Author,
  IsoDateTime,
  Rating,
  SearchMatch,
  StaffAuthor,
  StaffEvent,
  StaffTicket,
  StatusEvent,
  Ticket,
  TicketAbilities,
  TicketMessage,
  TicketSummary,
  TimelineEvent,
} from '../../contract/index.ts';
import type {
  EventContent,
  EventRecord,
  Mention,
  NoteRecord,
  StaffEntry,
  StoredAuthor,
  StoredRating,
  TicketRecord,
} from '../repository.ts';
import { findRanges, passageOf } from './passages.ts';
import { changeableUntil } from './rules.ts';

type Content<T extends EventContent['type']> = Extract<EventContent, { type: T }>;

/** Milliseconds since the epoch as RFC 3339 in UTC. */
function isoTime(at: number): IsoDateTime {
  return new Date(at).toISOString();
}

/** The ticket's entity tag: changes with every event, and the customer can see every event. */
export function versionOf(ticket: TicketRecord): string {
  return String(ticket.lastSeq);
}

/** A row of the customer's list. */
export function summaryView(ticket: TicketRecord): TicketSummary {
  const { preview } = ticket;
  return {
    ...factsView(ticket),
    unreadCount: ticket.unreadCount,
    ...(preview && {
      preview: {
        author: authorView(preview.author),
        text: preview.text,
        ...(preview.attachmentCount > 0 && { attachmentCount: preview.attachmentCount }),
      },
    }),
  };
}

/** Where the folded words of a search are: in the ticket's subject, and in the message that mentions them. */
export function matchView(ticket: TicketRecord, mention: Mention | undefined, words: readonly string[]): SearchMatch {
  const subject = findRanges(ticket.subject, words);
  const passage = mention && passageOf(mention.text, words);
  return {
    ...(subject.length > 0 && { subject }),
    ...(passage && { passage: { author: authorView(mention.author), ...passage } }),
  };
}

/** The customer's ticket, opened. */
export function ticketView(ticket: TicketRecord, lastReadEventId: string | null, can: TicketAbilities): Ticket {
  const { solvedAt, solvedBy, rating } = ticket;
  return {
    ...summaryView(ticket),
    version: versionOf(ticket),
    lastReadEventId,
    ...awaitingView(ticket),
    ...(solvedAt !== null && {
      solved: { at: isoTime(solvedAt), by: solvedBy === 'customer' ? ('you' as const) : ('support' as const) },
    }),
    ...(rating && { rating: ratingView(rating) }),
    can,
  };
}

/** An event of the customer's timeline. */
export function eventView(event: EventRecord, ticket: TicketRecord): TimelineEvent {
  const base = { id: event.id, at: isoTime(event.at), author: authorView(event.author) };
  const { content } = event;
  if (content.type === 'message') return messageView(event, content, ticket);
  if (content.type === 'status') return { ...base, ...statusContent(content) };
  return { ...base, ...content };
}

/** A message of the customer's timeline; a key is repeated only to whoever chose it. */
export function messageView(event: EventRecord, content: Content<'message'>, ticket: TicketRecord): TicketMessage {
  const own = event.author.kind === 'customer';
  return {
    id: event.id,
    at: isoTime(event.at),
    author: authorView(event.author),
    type: 'message',
    body: content.body,
    attachments: content.attachments,
    ...(own && event.clientId !== null && { clientId: event.clientId }),
    ...(own && { seenBySupport: event.seq <= ticket.supportReadSeq }),
  };
}

/** A ticket for the team. */
export function staffTicketView(ticket: TicketRecord): StaffTicket {
  const { rating, pastRatings } = ticket;
  return {
    ...factsView(ticket),
    customer: ticket.customer,
    ...awaitingView(ticket),
    ...(rating && { rating: ratingView(rating) }),
    ...(pastRatings.length > 0 && { pastRatings: pastRatings.map(ratingView) }),
    version: versionOf(ticket),
  };
}

/** An entry of the team's timeline: what the customer sees, and internal notes. */
export function staffEntryView(entry: StaffEntry): StaffEvent {
  return entry.kind === 'event' ? staffEventView(entry.event) : noteView(entry.note);
}

/** A stored event for the team. */
export function staffEventView({ id, at, author, content }: EventRecord): StaffEvent {
  const base = { id, at: isoTime(at), author: staffAuthorView(author) };
  if (content.type === 'status') {
    const { from, to, reason } = content;
    return { ...base, type: 'status', from, to, ...(reason && { reason }) };
  }
  if (content.type === 'message') {
    return { ...base, type: 'message', body: content.body, attachments: content.attachments };
  }
  // What the customer was told about the ticket; the team reads it as words.
  return { ...base, type: 'message', body: { format: 'text', text: content.text ?? content.code }, attachments: [] };
}

/** An internal note. There is no such function for customers. */
export function noteView({ id, at, author, text }: NoteRecord): StaffEvent {
  return { id, at: isoTime(at), author: staffAuthorView(author), type: 'internal_note', text };
}

/** What everybody who may see a ticket at all may know of it. */
function factsView({ id, number, subject, status, createdAt, updatedAt }: TicketRecord) {
  return {
    id,
    number: String(number),
    subject,
    status,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}

function awaitingView({ awaitingSince, dueAt }: TicketRecord): Pick<Ticket, 'awaiting'> {
  if (awaitingSince === null) return {};
  return { awaiting: { since: isoTime(awaitingSince), ...(dueAt !== null && { dueAt: isoTime(dueAt) }) } };
}

function ratingView(rating: StoredRating): Rating {
  const { score, comment, at } = rating;
  return {
    score,
    ...(comment !== undefined && { comment }),
    at: isoTime(at),
    changeableUntil: isoTime(changeableUntil(rating)),
  };
}

function statusContent({ from, to, reason, days }: Content<'status'>): Omit<StatusEvent, 'id' | 'at' | 'author'> {
  return { type: 'status', from, to, ...(reason && { reason }), ...(days !== undefined && { days }) };
}

function authorView({ kind, name, automated }: StoredAuthor): Author {
  return { kind: kind === 'customer' ? 'you' : kind, ...(name && { name }), ...(automated && { automated }) };
}

function staffAuthorView({ kind, name, automated }: StoredAuthor): StaffAuthor {
  return { kind, ...(name && { name }), ...(automated && { automated }) };
}
