/**
 * The store as its readers see it: what this page knows of a customer's tickets, and every command that changes it.
 *
 * It talks to an adapter and to nothing else. Each slice holds one frozen snapshot, replaced as a whole when something
 * in it changed, so that a reader can compare by identity. Commands settle without rejecting: their outcome is in the
 * snapshot.
 */
import type {
  SupportConfig,
  Cursor,
  Session,
  SupportError,
  Ticket,
  TicketFilter,
  TicketMessage,
  TicketSort,
  TicketSummary,
  TimelineEvent,
} from '../contract/index.ts';
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
  /** How many tickets there are (asked only where a list is empty), wait for the customer, and have something unread; `undefined` until known. */
  readonly counts: Readonly<Record<'all' | 'attention' | 'unread', number | undefined>>;
}

export interface TicketsSlice {
  readonly snapshot: TicketsSnapshot;
  /** Changes the query and loads its first page. The rows of another query leave the screen. */
  show(query: Partial<TicketListQuery>): Promise<void>;
  loadMore(): Promise<void>;
  /** Loads what is on screen again, keeping it there meanwhile. */
  refresh(): Promise<void>;
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
}

export interface ThreadsSlice {
  /** Never `undefined`: a ticket that was not opened has an idle thread. */
  of(ticketId: string): ThreadSnapshot;
  open(ticketId: string): Promise<void>;
  /** Catches up with what happened since, keeping what is on screen. */
  refresh(ticketId: string): Promise<void>;
  loadEarlier(ticketId: string): Promise<void>;
  markRead(ticketId: string): Promise<void>;
  setStatus(ticketId: string, to: 'solved' | 'open'): Promise<void>;
}

/** Words that were handed over and are on their way. */
export interface OutgoingReply {
  readonly clientId: string;
  readonly text: string;
  readonly startedAt: number;
}

export interface ReplySnapshot {
  /** What stands in the box. */
  readonly draft: string;
  /** Shown as bubbles below the conversation, in the order of sending. */
  readonly outgoing: readonly OutgoingReply[];
  /** Why the last send did not work; its words are back in the draft. */
  readonly failure: SupportError | undefined;
}

export interface RepliesSlice {
  of(ticketId: string): ReplySnapshot;
  edit(ticketId: string, draft: string): void;
  /** Sends the draft. Resolves with the message, or with `undefined` when it was not sent. */
  send(ticketId: string): Promise<TicketMessage | undefined>;
}

export interface SupportStore {
  readonly session: SessionSlice;
  readonly tickets: TicketsSlice;
  readonly threads: ThreadsSlice;
  readonly replies: RepliesSlice;
  /** Calls back after each change of any slice. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** Loads anew whatever is on screen. */
  refresh(): Promise<void>;
  /** Aborts what is under way and forgets everything. */
  dispose(): void;
}
