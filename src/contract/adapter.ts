/**
 * All that a page can ask of a backend. The visitor is implicit: an adapter speaks for one browser.
 *
 * Rules for authors: honour the signal and the locale; reject with `SupportError` and nothing else; `sendMessage` is
 * idempotent by `clientId`; `markRead`, `setStatus` and `rateTicket` are safe to repeat; nothing you return is trusted as markup.
 */
import type { SupportConfig } from './config.ts';
import type { FilesAdapter } from './files.ts';
import type { GuestAdapter } from './guest.ts';
import type { LiveEvent, LiveTopic } from './live.ts';
import type { EventPage, EventQuery, NewReply, TicketMessage } from './message.ts';
import type { Session } from './session.ts';
import type { NewRating, Ticket, TicketPage, TicketQuery } from './ticket.ts';

/** With every call: when to give up, and the visitor's language (BCP 47). */
export interface CallOptions {
  signal: AbortSignal;
  locale: string;
}

/** `version`: change the ticket only if it still is at this version (RFC 9110, `If-Match`), else `conflict`. */
export interface StatusOptions extends CallOptions {
  version?: string | undefined;
}

/** `lastEventId`: of the last event that was received, to go on after it. */
export interface LiveOptions extends CallOptions {
  lastEventId?: string | undefined;
}

/** How much is new: tickets with something unread, and unread updates in all of them. */
export interface UnreadCount {
  tickets: number;
  updates: number;
}

export interface SupportAdapter {
  /** Tells backends apart, in messages for developers and where a device keeps what was not sent. */
  readonly name: string;

  getConfig(options: CallOptions): Promise<SupportConfig>;
  /** Resolves with `anonymous` where nobody is signed in; it does not reject for that. */
  getSession(options: CallOptions): Promise<Session>;
  signOut(options: CallOptions): Promise<void>;

  listTickets(query: TicketQuery, options: CallOptions): Promise<TicketPage>;
  getTicket(ticketId: string, options: CallOptions): Promise<Ticket>;
  /** Oldest first inside a page. Without a cursor: the newest page. */
  listEvents(ticketId: string, query: EventQuery, options: CallOptions): Promise<EventPage>;

  /** Resolves once the reply is committed; sending the same `clientId` again resolves with the same message. */
  sendMessage(ticketId: string, reply: NewReply, options: CallOptions): Promise<TicketMessage>;
  markRead(ticketId: string, upToEventId: string, options: CallOptions): Promise<void>;
  /** The customer solves a ticket, confirms that it is solved, or reopens it. */
  setStatus(ticketId: string, to: 'solved' | 'open', options: StatusOptions): Promise<Ticket>;
  /**
   * Says how good the help was, once the ticket is solved or closed; the last one counts for as long as it can be changed,
   * and the same again changes nothing. Rejects with `conflict` for a ticket that is neither solved nor closed (somebody
   * opened it again: read it anew), with `forbidden` when the time to rate or to change is over (not again), and with
   * `validation` at `/score` or `/comment`. A rating is no message: the ticket's version and time of update stay.
   */
  rateTicket(ticketId: string, rating: NewRating, options: CallOptions): Promise<Ticket>;
  getUnread(options: CallOptions): Promise<UnreadCount>;
  /**
   * Tells what changes from now on, or since `lastEventId`. The first event comes as soon as the stream stands. It may end
   * at any time, also by rejecting, and goes on with the next call; an event may come twice. `config.features.live` says
   * whether it is offered.
   */
  subscribe(topic: LiveTopic, options: LiveOptions): AsyncIterable<LiveEvent>;

  /** For visitors who come from a mail; `config.guest` says whether it is offered. */
  readonly guest: GuestAdapter;
  /** What customers and team send one another besides words; `config.limits.attachments` says how much of it. */
  readonly files: FilesAdapter;
}
