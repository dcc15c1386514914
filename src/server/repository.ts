/**
 * Persistence behind the reference desk: what is stored, and the few operations that must be atomic.
 *
 * Rules about tickets (who may reply, what a reply does to a status) are not here; they are decided by the desk in
 * `decide`, which runs inside the transaction that holds the ticket. Ownership is part of every query: a ticket that a
 * viewer does not own cannot be told from one that does not exist. Internal notes live apart from the conversation, in
 * a collection that only `listStaffTimeline` reads.
 *
 * Times are milliseconds since the epoch. A promise that resolves means: committed.
 */
import type { MessageBody, Attachment, RatingScore, TicketSort, TicketStatus } from '../contract/index.ts';
import type { FileRecord, FileStore } from './files/file-store.ts';
import type { GuestLink, GuestStore } from './guest/guest-store.ts';
import type { ChangeLog } from './live/change-log.ts';
import type { MailOrder, Outbox } from './mail/outbox.ts';

/**
 * Whose a ticket is: `subject:` and the host's account key, or `email:` and a lower-case address for a customer without
 * an account. One column, so that "mine" is one indexed comparison.
 */
export type OwnerKey = `subject:${string}` | `email:${string}`;

/**
 * Whose eyes a query has. A guest sees one ticket, and only for as long as its customer has the address (lower case) that
 * the guest proved.
 */
export type Viewer =
  | { role: 'customer'; owners: readonly OwnerKey[] }
  | { role: 'guest'; ticketId: string; email: string }
  | { role: 'staff' };

/** A customer's or a guest's eyes. */
export type CustomerViewer = Exclude<Viewer, { role: 'staff' }>;

export interface StoredAuthor {
  kind: 'customer' | 'support' | 'system';
  name?: string | undefined;
  automated?: boolean | undefined;
}

export interface StoredPreview {
  author: StoredAuthor;
  text: string;
  attachmentCount: number;
}

/** What the customer said of one solution, and when first. */
export interface StoredRating {
  score: RatingScore;
  comment?: string | undefined;
  at: number;
}

export interface TicketRecord {
  id: string;
  /** Counts up from 10001 without gaps that a customer could notice. */
  number: number;
  owner: OwnerKey;
  customer: { email: string; subject?: string | undefined; name?: string | undefined; locale?: string | undefined };
  subject: string;
  status: TicketStatus;
  createdAt: number;
  updatedAt: number;
  /** Sequence number of the newest event; 0 before the first. Also the ticket's version. */
  lastSeq: number;
  /** The customer has read up to and including this event. */
  readSeq: number;
  /** Events after `readSeq` that count as unread updates. */
  unreadCount: number;
  /** The team has seen up to and including this event. */
  supportReadSeq: number;
  awaitingSince: number | null;
  dueAt: number | null;
  solvedAt: number | null;
  solvedBy: 'customer' | 'support' | null;
  closedAt: number | null;
  /** Of the solution as it stands. */
  rating: StoredRating | null;
  /** Of earlier solutions, oldest first. */
  pastRatings: readonly StoredRating[];
  preview: StoredPreview | null;
}

export type EventContent =
  | { type: 'message'; body: MessageBody; attachments: Attachment[] }
  | {
      type: 'status';
      from: TicketStatus | null;
      to: TicketStatus;
      reason?: 'created' | 'info_requested' | 'solved' | 'reopened' | 'closed' | 'auto_closed' | undefined;
      days?: number | undefined;
    }
  | { type: 'note'; code: string; params?: Record<string, string | number> | undefined; text?: string | undefined };

export interface NewEvent {
  id: string;
  at: number;
  author: StoredAuthor;
  content: EventContent;
  /** Counts as an unread update for the customer. */
  counts: boolean;
  /** Folded words by which a customer can find the ticket; empty for what is not searched. */
  searchText: string;
}

export interface EventRecord extends NewEvent {
  ticketId: string;
  /** 1 for the first event of a ticket, then without gaps. */
  seq: number;
  clientId: string | null;
}

/** A mail that tells the customer of a change, and the link that it carries: written with the change or not at all. */
export interface TicketAlert {
  link: GuestLink;
  mail: MailOrder;
}

/** `author` is whoever chose the client id (an owner key, or `staff`): two people may choose the same one. */
export interface EntryKey {
  author: string;
  clientId: string;
}

export interface NewTicketRecord {
  id: string;
  key?: EntryKey | undefined;
  owner: OwnerKey;
  customer: TicketRecord['customer'];
  subject: string;
  status: TicketStatus;
  at: number;
  /** Folded subject; the repository adds the number. */
  searchText: string;
  preview: StoredPreview | null;
  readSeq: number;
  events: readonly NewEvent[];
  /** Called in the transaction that opens the ticket, because only there its number is known. */
  alert?: ((ticket: TicketRecord) => TicketAlert | undefined) | undefined;
}

/** The fields that a change may set; the repository keeps `lastSeq` and `unreadCount` itself. */
export type TicketPatch = Partial<
  Pick<
    TicketRecord,
    | 'status'
    | 'updatedAt'
    | 'readSeq'
    | 'supportReadSeq'
    | 'awaitingSince'
    | 'dueAt'
    | 'solvedAt'
    | 'solvedBy'
    | 'closedAt'
    | 'rating'
    | 'pastRatings'
    | 'preview'
  >
>;

export interface TicketChange {
  patch: TicketPatch;
  events: readonly NewEvent[];
  alert?: TicketAlert | undefined;
}

export interface ChangeRequest {
  ticketId: string;
  viewer: Viewer;
  /** Stored with the first event. A second change under the same key on the same ticket changes nothing. */
  key?: EntryKey | undefined;
  /**
   * Files that the first event is to carry, in this order. They are held, too; those are left out that are not of this
   * ticket or that somebody else than the viewer sent.
   */
  fileIds?: readonly string[] | undefined;
  /**
   * Pure and synchronous; what it throws rolls the change back and is thrown on. `null` changes nothing. Files that it was
   * given belong to the first event from then on; it throws where one is missing, or may not, or belongs to another already.
   */
  decide(ticket: TicketRecord, files: readonly FileRecord[]): TicketChange | null;
}

export interface ChangeResult {
  ticket: TicketRecord;
  /** The events that were added, in order; on a replay the one that was stored under the key. */
  events: EventRecord[];
  replayed: boolean;
}

/** Where a page of a list ended, in the order of its sort. */
export interface TicketPosition {
  /** 1 if the ticket waits for the customer. Only `attention_first` looks at it. */
  attention: 0 | 1;
  /** `updatedAt` or `createdAt`, whichever the sort goes by. */
  at: number;
  id: string;
}

export interface TicketSelection {
  viewer: Viewer;
  statuses?: readonly TicketStatus[] | undefined;
  unreadOnly?: boolean | undefined;
  /** Lower case. */
  email?: string | undefined;
  /** Folded words; a ticket matches when each is found in its number, its subject or one of its events. */
  words?: readonly string[] | undefined;
}

export interface TicketListing extends TicketSelection {
  sort: TicketSort;
  after?: TicketPosition | undefined;
  limit: number;
}

/** Tickets of one status, and those among them with something unread. */
export interface StatusCount {
  status: TicketStatus;
  tickets: number;
  unread: number;
}

/** Who mentioned a word of a search, and the plain text of that message. */
export interface Mention {
  ticketId: string;
  author: StoredAuthor;
  text: string;
}

/** A stretch of a conversation: below a sequence number, above one, or at its end; `only` leaves out other kinds of events. */
export interface EventRange {
  before?: number | undefined;
  after?: number | undefined;
  limit: number;
  only?: 'status' | undefined;
}

/** Seen by the team alone. */
export interface NoteRecord {
  id: string;
  ticketId: string;
  at: number;
  author: StoredAuthor;
  text: string;
  clientId: string | null;
}

export type StaffEntry = { kind: 'event'; event: EventRecord } | { kind: 'internal_note'; note: NoteRecord };

/** `rank` 0 for events, 1 for notes, so that entries of the same millisecond keep one order; `order` is `seq`, or the note's own count. */
export interface StaffPosition {
  at: number;
  rank: 0 | 1;
  order: number;
}

export interface Repository {
  /** Opens a ticket, or finds the one that was opened under the same key. */
  addTicket(ticket: NewTicketRecord): Promise<{ ticket: TicketRecord; replayed: boolean }>;
  findTicket(ticketId: string, viewer: Viewer): Promise<TicketRecord | undefined>;
  /** Whosever it is: for the server's own use, never for an answer to a visitor. */
  findTicketByNumber(number: number): Promise<TicketRecord | undefined>;
  /** In the order of `sort`, newest id last among equals. */
  listTickets(listing: TicketListing): Promise<TicketRecord[]>;
  countTickets(selection: TicketSelection): Promise<number>;
  /** All tickets of this viewer, by status; a status without tickets may be left out. */
  countByStatus(viewer: Viewer): Promise<StatusCount[]>;
  /**
   * For each of these tickets the newest message that holds all of the folded words, or else the newest that holds one.
   * Nothing for a ticket where no message does, and for one that is not this viewer's.
   */
  findMentions(ticketIds: readonly string[], viewer: Viewer, words: readonly string[]): Promise<Mention[]>;
  /** Unread updates of all tickets of this viewer. */
  countUnread(viewer: Viewer): Promise<{ tickets: number; updates: number }>;
  /** Resolves with `undefined` where the viewer has no such ticket. */
  changeTicket(request: ChangeRequest): Promise<ChangeResult | undefined>;
  /** Ascending by `seq`. With `before`: the last `limit` events below it; with `after`: the first above it; else the newest. */
  listEvents(ticketId: string, viewer: Viewer, range: EventRange): Promise<EventRecord[]>;
  /** Never moves backwards. Resolves with `false` where the viewer has no such ticket or it has no such event. */
  markRead(ticketId: string, viewer: Viewer, eventId: string): Promise<boolean>;
  /** Resolves with `undefined` where there is no such ticket. A second note under the same key changes nothing. */
  addNote(note: NoteRecord): Promise<{ note: NoteRecord; replayed: boolean } | undefined>;
  /** Events and internal notes together, oldest first. For the staff API alone. Each entry comes with its position. */
  listStaffTimeline(
    ticketId: string,
    range: { after?: StaffPosition | undefined; limit: number },
  ): Promise<{ entry: StaffEntry; position: StaffPosition }[]>;
  /** What the door for people without an account keeps. */
  readonly guests: GuestStore;
  readonly files: FileStore;
  /** What changed since a reader looked last. */
  readonly changes: ChangeLog;
  /** Mails that wait to be sent. */
  readonly mails: Outbox;
  /** Resolves when the store answers; rejects when it does not. For readiness checks. */
  ping(): Promise<void>;
  /** Waits for what is running, then lets go of the store. */
  close(): Promise<void>;
}
