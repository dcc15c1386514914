/**
 * A ticket system, asked on behalf of one verified customer. The reference desk answers from our own database, a
 * vendor's desk from the help desk that a company already runs; the handler in front of both is the same.
 *
 * Who the customer is has been settled by the gate. A desk answers `not_found` for whatever is not this customer's, in
 * the same way as for what does not exist.
 */
import type { CallOptions, LiveOptions, StatusOptions, UnreadCount } from './adapter.ts';
import type { SupportConfig } from './config.ts';
import type { FileLink, FileUse, NewUpload, UploadProgress } from './files.ts';
import type { LiveEvent, LiveTopic } from './live.ts';
import type { EventPage, EventQuery, NewReply, TicketMessage } from './message.ts';
import type { NewRating, Ticket, TicketPage, TicketQuery } from './ticket.ts';

/** A customer whose identity was proved. At least one of `subject` and `email` is there. */
export interface Customer {
  /** The host's own, stable key for the account (`sub` of its token). */
  subject?: string | undefined;
  /** Lower case. Present only when the visitor was proved to read this mailbox, or the host vouches for it. */
  email?: string | undefined;
  name?: string | undefined;
  /** A guest: proved to read the mailbox, and let in to this ticket alone, for as long as it belongs to `email`. */
  ticketId?: string | undefined;
}

/** `replayed`: this reply had been stored before, under the same key; nothing was added now. */
export interface SentMessage {
  message: TicketMessage;
  replayed: boolean;
}

export interface Desk {
  readonly name: string;
  getConfig(options: CallOptions): Promise<SupportConfig>;
  listTickets(customer: Customer, query: TicketQuery, options: CallOptions): Promise<TicketPage>;
  getTicket(customer: Customer, ticketId: string, options: CallOptions): Promise<Ticket>;
  listEvents(customer: Customer, ticketId: string, query: EventQuery, options: CallOptions): Promise<EventPage>;
  sendMessage(customer: Customer, ticketId: string, reply: NewReply, options: CallOptions): Promise<SentMessage>;
  markRead(customer: Customer, ticketId: string, upToEventId: string, options: CallOptions): Promise<void>;
  setStatus(customer: Customer, ticketId: string, to: 'solved' | 'open', options: StatusOptions): Promise<Ticket>;
  /** As the adapter's; the score and the length of the comment were judged before. */
  rateTicket(customer: Customer, ticketId: string, rating: NewRating, options: CallOptions): Promise<Ticket>;
  getUnread(customer: Customer, options: CallOptions): Promise<UnreadCount>;
  /** As the adapter's; it ends with the signal. Left out where nothing is told. */
  subscribe?(customer: Customer, topic: LiveTopic, options: LiveOptions): AsyncIterable<LiveEvent>;
  /** Left out where nobody sends files, nor opens those of others. */
  filesOf?(customer: Customer): TicketFiles;
}

/** Bytes of an upload from `offset` on. The stream may break: what came until then is kept. */
export interface UploadPart {
  offset: number;
  bytes: ReadableStream<Uint8Array>;
}

/** Files of tickets, on behalf of one sender who was verified. An upload is known by the id that its sender chose. */
export interface TicketFiles {
  /** Begins an upload, or finds how far it is. */
  start(ticketId: string, upload: NewUpload, options: CallOptions): Promise<UploadProgress>;
  look(ticketId: string, clientId: string, options: CallOptions): Promise<UploadProgress>;
  /** Rejects with `conflict` where the part does not begin where the stored bytes end. */
  append(ticketId: string, clientId: string, part: UploadPart, options: CallOptions): Promise<UploadProgress>;
  /** Safe to repeat. What a message carries stays. */
  discard(ticketId: string, clientId: string, options: CallOptions): Promise<void>;
  linkTo(ticketId: string, attachmentId: string, use: FileUse, options: CallOptions): Promise<FileLink>;
  linkToAll(ticketId: string, messageId: string, options: CallOptions): Promise<FileLink>;
}
