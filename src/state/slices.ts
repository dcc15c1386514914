/**
 * The store as its readers see it: what this page knows of a customer's tickets, and every command that changes it.
 *
 * It talks to an adapter and to nothing else. Each slice holds one frozen snapshot, replaced as a whole when something
 * in it changed, so that a reader can compare by identity. Commands settle without rejecting: their outcome is in the
 * snapshot.
 */
import type {
  Attachment,
  CallOptions,
  Cursor,
  Session,
  StatusEvent,
  SupportAdapter,
  SupportConfig,
  SupportError,
  Ticket,
  TicketCounts,
  TicketFilter,
  TicketMessage,
  TicketSort,
  TicketSummary,
  TimelineEvent,
} from '../contract/index.ts';
import type { PartContext, StorePart } from './part.ts';
import type { Remote } from './remote.ts';

/** Config and session, known together: no screen can be drawn with one of them. */
export interface Visit {
  readonly config: SupportConfig;
  readonly session: Session;
}

export interface SessionSlice {
  readonly snapshot: Remote<Visit>;
  load(): Promise<void>;
  signOut(): Promise<void>;
}

export interface TicketListQuery {
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  /** As typed; empty for none. */
  readonly search: string;
  readonly pageSize: number;
}

export interface TicketList {
  readonly items: readonly TicketSummary[];
  readonly next: Cursor | null;
  readonly total: number | undefined;
}

export interface TicketsSnapshot {
  readonly query: TicketListQuery;
  readonly list: Remote<TicketList>;
  /** The page after the last row: `ready` holds how many rows it added. */
  readonly more: Remote<number>;
  /** How many tickets each filter holds, as far as the backend tells. */
  readonly counts: Readonly<Partial<TicketCounts>>;
  /**
   * How many tickets came, went or moved since the rows were put in order. The rows stay where they are until
   * `showChanges`, because nothing may move under a reader.
   */
  readonly changed: number;
}

export interface TicketsSlice {
  readonly snapshot: TicketsSnapshot;
  /** Changes the query and loads its first page. The rows of another query leave the screen. */
  show(query: Partial<TicketListQuery>): Promise<void>;
  loadMore(): Promise<void>;
  /** Loads what is on screen again, keeping it there meanwhile. */
  refresh(): Promise<void>;
  /** Puts the rows in the order in which they are by now. */
  showChanges(): void;
}

export interface Timeline {
  /** Oldest first, without gaps. */
  readonly items: readonly TimelineEvent[];
  /** Cursor into the past; `null` when the first event is here. */
  readonly before: Cursor | null;
  readonly after: Cursor;
  /** The first event that was unread when the ticket was opened. */
  readonly firstUnreadId: string | null;
}

export interface ThreadSnapshot {
  readonly ticket: Remote<Ticket>;
  readonly timeline: Remote<Timeline>;
  /** Earlier messages: `ready` holds how many events the last load added. */
  readonly earlier: Remote<number>;
  /** The last change of status that the customer asked for. */
  readonly statusChange: Remote<Ticket>;
  /** All changes of status, oldest first. */
  readonly history: Remote<readonly StatusEvent[]>;
}

/** Reads all changes of a ticket's status, oldest first: `readHistory`, which comes with whoever shows them. */
export type HistoryReader = (
  adapter: SupportAdapter,
  ticketId: string,
  timeline: Timeline | undefined,
  options: CallOptions,
) => Promise<readonly StatusEvent[]>;

export interface ThreadsSlice {
  /** Never `undefined`: a ticket that was not opened has an idle thread. */
  of(ticketId: string): ThreadSnapshot;
  open(ticketId: string): Promise<void>;
  /** Catches up with what happened since, keeping what is on screen. */
  refresh(ticketId: string): Promise<void>;
  /** Catches up with the ticket that was opened last: the one on screen. */
  refreshShown(): Promise<void>;
  loadEarlier(ticketId: string): Promise<void>;
  /** Loads the history of the status; costs nothing where the whole timeline is here. */
  loadHistory(ticketId: string, read: HistoryReader): Promise<void>;
  markRead(ticketId: string): Promise<void>;
  setStatus(ticketId: string, to: 'solved' | 'open'): Promise<void>;
  /** Shows an event that follows the last one, where its ticket is open. */
  append(ticketId: string, event: TimelineEvent): void;
  /** A newer state of an opened ticket is known. */
  know(ticket: Ticket): void;
  /** A change was answered with this state of the ticket; what else is new is read. */
  put(ticket: Ticket): Promise<void>;
}

/** A file that was chosen for a reply: on its way to the server, there, or refused until the customer decides. */
export interface ReplyFile {
  /** Its upload goes on under it, however often it is cut. */
  readonly clientId: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Kept until the reply is stored; missing where the device lost it. */
  readonly blob?: Blob | undefined;
  readonly state: 'waiting' | 'uploading' | 'done' | 'failed';
  /** Bytes that are known to be stored. */
  readonly sent: number;
  /** With `done`: what a reply carries. */
  readonly attachment?: Attachment | undefined;
  /** With `failed`: why. */
  readonly failure?: SupportError | undefined;
}

/** Words that were handed over: on their way, waiting for a connection, or refused until the customer decides. */
export interface OutgoingReply {
  readonly clientId: string;
  /** Empty where files are all of it. */
  readonly text: string;
  /** All of them uploaded. */
  readonly files?: readonly ReplyFile[] | undefined;
  readonly startedAt: number;
  readonly state: 'sending' | 'queued' | 'failed';
  /** An earlier try got no answer, so the server may have it whatever a later one is told. */
  readonly isInDoubt?: boolean | undefined;
  /** With `failed`: why. */
  readonly failure?: SupportError | undefined;
}

/** Words and files that came back into the box, under the key that they went out with. */
export interface ReturnedWords {
  readonly clientId: string;
  readonly text: string;
  readonly files?: readonly ReplyFile[] | undefined;
  /** The server may have them all the same. */
  readonly isInDoubt: boolean;
}

export interface ReplySnapshot {
  /** What stands in the box. */
  readonly draft: string;
  /** What was chosen to go with it, in the order of choosing. */
  readonly files: readonly ReplyFile[];
  /** Shown as bubbles below the conversation, in the order of sending. */
  readonly outgoing: readonly OutgoingReply[];
  /** Why the last send did not work, where its words are back in the draft. */
  readonly failure: SupportError | undefined;
  /** A bubble that was thrown away a moment ago and can be had back. */
  readonly discarded: OutgoingReply | undefined;
  /** Where the draft begins with words or files that were handed over before. */
  readonly returned: ReturnedWords | undefined;
}

/** What became of a reply: stored, or not sent. Neither: its author took it back. */
export interface ReplyOutcome {
  readonly ticketId: string;
  readonly clientId: string;
  readonly message?: TicketMessage | undefined;
  readonly failure?: SupportError | undefined;
}

export interface RepliesSlice {
  /** Ids of the tickets that were written on. */
  tickets(): Iterable<string>;
  of(ticketId: string): ReplySnapshot;
  edit(ticketId: string, draft: string): void;
  /** Puts back what was kept elsewhere, or changes what is here; bubbles that did not fail go out. */
  restore(ticketId: string, part: Partial<ReplySnapshot>): void;
  /** The draft and its files become these bubbles. Resolves with the message of the last, or with `undefined` when it was not sent. */
  handOver(ticketId: string, bubbles: readonly OutgoingReply[]): Promise<TicketMessage | undefined>;
  /** Events that are in a timeline now: a bubble among them has become a message. */
  arrived(ticketId: string, events: readonly TimelineEvent[]): void;
  /** Takes a bubble off the line that is not under way: its author has other plans, which `part` says. */
  drop(ticketId: string, clientId: string, part: Partial<ReplySnapshot>): void;
  /** The server has this reply: its bubble becomes the message. */
  stored(ticketId: string, clientId: string, message: TicketMessage): void;
  /** These were not sent; `part` says where their words are now. */
  failed(ticketId: string, clientIds: readonly string[], failure: SupportError, part: Partial<ReplySnapshot>): void;
  /** Whether the server has the words, or what it thinks of the ticket, is to be looked up. */
  doubt(ticketId: string): void;
  /** Calls back once for each reply that was stored, or was not sent. Returns how to stop. */
  onSettled(listener: (outcome: ReplyOutcome) => void): () => void;
}

/** What of a ticket's replies waits on this device. */
export type UnsentMark = 'draft' | 'not_sent';

export interface SupportStore {
  readonly session: SessionSlice;
  readonly tickets: TicketsSlice;
  /** By ticket: what waits to be written on or to be sent. */
  readonly unsent: Readonly<Record<string, UnsentMark>>;
  /** The part of that name, made when it is first asked for. `threadsOf` and `repliesOf` know the names. */
  part<T extends StorePart>(name: string, create: (context: PartContext) => T): T;
  /** Calls back after each change of any slice. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** Loads anew whatever is on screen. */
  refresh(): Promise<void>;
  /** Aborts what is under way and forgets everything. */
  dispose(): void;
}
