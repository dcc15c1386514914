/**
 * The tables as they are after the newest migration. Times are milliseconds; whole numbers come from the driver as
 * JavaScript numbers, 64-bit ones too. Internal notes have a table of their own, which no customer query names.
 */
import type { GeneratedAlways, Kysely, Selectable, Transaction } from 'kysely';

export interface TicketTable {
  id: string;
  number: number;
  owner: string;
  customer_email: string;
  customer_subject: string | null;
  customer_name: string | null;
  customer_locale: string | null;
  subject: string;
  status: string;
  /** 1 while the status is `awaiting_reply`; the database computes it. */
  attention: GeneratedAlways<number>;
  created_at: number;
  updated_at: number;
  last_seq: number;
  /** Counts the changes of all tickets of the owner: the newest of this one. */
  last_change: number;
  read_seq: number;
  unread_count: number;
  support_read_seq: number;
  awaiting_since: number | null;
  due_at: number | null;
  solved_at: number | null;
  solved_by: string | null;
  closed_at: number | null;
  /** JSON. */
  rating: string | null;
  /** JSON: an array; nothing for an empty one. */
  past_ratings: string | null;
  /** JSON. */
  preview: string | null;
  /** The number and the folded subject. */
  search_text: string;
  key_author: string | null;
  client_id: string | null;
}

export interface EventTable {
  ticket_id: string;
  seq: number;
  id: string;
  at: number;
  /** JSON. */
  author: string;
  /** JSON. */
  content: string;
  counts: number;
  search_text: string;
  key_author: string | null;
  client_id: string | null;
  /** The change that brought it; 0 for what was there before changes were counted. */
  change: number;
}

interface NoteTable {
  ticket_id: string;
  seq: number;
  id: string;
  at: number;
  /** JSON. */
  author: string;
  text: string;
  client_id: string | null;
}

export interface GuestLinkTable {
  hash: string;
  ticket_id: string;
  ticket_number: number;
  email: string;
  locale: string;
  created_at: number;
  expires_at: number;
  judged: number;
  challenge_id: string | null;
  /** JSON. */
  challenge: string | null;
}

export interface GuestSessionTable {
  hash: string;
  link_hash: string;
  ticket_id: string;
  email: string;
  created_at: number;
  seen_at: number;
  ends_at: number;
}

interface GuestTallyTable {
  name: string;
  /** JSON: an array of times. */
  times: string;
  newest_at: number;
}

export interface MailTable {
  id: string;
  kind: string;
  address: string;
  locale: string;
  ticket_number: number;
  sealed: string;
  created_at: number;
  due_at: number;
  expires_at: number | null;
  attempts: number;
}

export interface FileTable {
  id: string;
  ticket_id: string;
  author: string;
  client_id: string;
  name: string;
  media_type: string;
  size: number;
  state: string;
  part_count: number;
  /** JSON objects with commas between them: a part is put behind the others without reading them. */
  parts: string;
  width: number | null;
  height: number | null;
  created_at: number;
  event_id: string | null;
  /** Among the files of its event. */
  place: number | null;
}

/** What lies in the blob store and is part of no file. */
interface LooseBlobTable {
  key: string;
  since: number;
}

interface OwnerTable {
  owner: string;
  /** How many changes the owner's tickets had. */
  changes: number;
}

interface SecretTable {
  name: string;
  value: string;
}

interface CounterTable {
  name: string;
  value: number;
}

/** Prefixed, so that they can live in a database that a company already has. */
export interface Tables {
  helpdock_tickets: TicketTable;
  helpdock_events: EventTable;
  helpdock_notes: NoteTable;
  helpdock_counters: CounterTable;
  helpdock_guest_links: GuestLinkTable;
  helpdock_guest_sessions: GuestSessionTable;
  helpdock_guest_tallies: GuestTallyTable;
  helpdock_mails: MailTable;
  helpdock_files: FileTable;
  helpdock_loose_blobs: LooseBlobTable;
  helpdock_owners: OwnerTable;
  helpdock_secrets: SecretTable;
}

export type TicketRow = Selectable<TicketTable>;
export type EventRow = Selectable<EventTable>;
export type NoteRow = Selectable<NoteTable>;

export type Database = Kysely<Tables>;
/** What a query may be asked of: the database, or a transaction in it. */
export type Queries = Kysely<Tables> | Transaction<Tables>;
