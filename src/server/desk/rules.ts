/**
 * The state machine of a ticket. Every function takes a ticket as it is and says what an act makes of it: the fields
 * that change and the events that are added. They know no storage and no viewer, and they read no clock; the desk calls
 * them inside the transaction that holds the ticket.
 *
 * A message and the change of status that comes with it are one update for the customer; a change of status alone is
 * one as well. What customers do themselves never counts as unread.
 */
import {
  SupportError,
  type Attachment,
  type MessageBody,
  type NewRating,
  type TicketAbilities,
  type TicketStatus,
} from '../../contract/index.ts';
import type { NewEvent, StoredAuthor, StoredRating, TicketChange, TicketPatch, TicketRecord } from '../repository.ts';
import { foldText } from './fold.ts';
import { previewText } from './words.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Later nobody remembers, and an old mail must not reach into what a team counted long ago. */
const rateDays = 30;
/** Long enough to correct a slip or a first anger, too short to bargain with. */
const rerateMs = dayMs;
/** No honest ticket has more; a row of the list must stay small. */
const maxPastRatings = 20;

/** What a message says, and the files that it carries. */
export interface MessageContent {
  body: MessageBody;
  attachments?: Attachment[] | undefined;
}

/** Who does it, at which moment, and where the ids of new events come from. */
export interface Act {
  author: StoredAuthor;
  at: number;
  newEventId: () => string;
}

type Reason = Extract<NewEvent['content'], { type: 'status' }>['reason'];

/** A clock that was set back must not put an event before the one it follows. */
export function actTime(ticket: TicketRecord, now: number): number {
  return Math.max(now, ticket.updatedAt);
}

/** A closed ticket may be reopened for `reopenDays` after closing; a solved one always. */
export function abilitiesOf(ticket: TicketRecord, now: number, reopenDays: number): Omit<TicketAbilities, 'attach'> {
  const { status, solvedBy, closedAt } = ticket;
  const reopenable = status === 'closed' && closedAt !== null && now <= closedAt + reopenDays * dayMs;
  return {
    reply: status !== 'closed',
    solve: status === 'open' || status === 'awaiting_reply' || (status === 'solved' && solvedBy === 'support'),
    reopen: status === 'solved' || reopenable,
    rate: refusalToRate(ticket, now) === undefined,
  };
}

/** The first events of a ticket: that it was created, and the words it was created with. */
export function openingEvents(body: MessageBody, act: Act): NewEvent[] {
  const created = statusEvent(act, null, 'open', 'created', false);
  return [created, messageEvent(act, { body }, act.author.kind !== 'customer')];
}

/** A reply of the customer opens the ticket again, whatever it waited for; only a closed one takes none. */
export function customerReply(ticket: TicketRecord, content: MessageContent, act: Act): TicketChange {
  if (ticket.status === 'closed') throw ticketClosed();
  const events = [messageEvent(act, content, false)];
  if (ticket.status !== 'open') events.push(moveEvent(ticket, 'open', act, false));
  return { patch: { ...movePatch(ticket, 'open', act), ...wordsPatch(content, act) }, events };
}

/** True when the ticket already is what the customer asks for, so that asking again is harmless. */
export function isSettled(ticket: TicketRecord, to: 'solved' | 'open'): boolean {
  if (to === 'solved') return ticket.status === 'solved' && ticket.solvedBy === 'customer';
  return ticket.status === 'open' || ticket.status === 'awaiting_reply';
}

/** The customer solves a ticket, confirms the team's solution, or opens it again. `null` where that changes nothing. */
export function customerStatus(
  ticket: TicketRecord,
  to: 'solved' | 'open',
  act: Act,
  reopenDays: number,
): TicketChange | null {
  if (isSettled(ticket, to)) return null;
  const can = abilitiesOf(ticket, act.at, reopenDays);
  if (to === 'solved' ? !can.solve : !can.reopen) throw ticketClosed();
  return { patch: movePatch(ticket, to, act), events: [moveEvent(ticket, to, act, false)] };
}

/** Until when a rating can be changed. */
export function changeableUntil({ at }: StoredRating): number {
  return at + rerateMs;
}

/**
 * The customer rates the solution as it stands, or changes that rating. No event comes of it: nobody is told, nothing is
 * put in another order, and a page that knows the ticket's version still knows it. `null` for the same again, whenever.
 */
export function customerRating(ticket: TicketRecord, { score, comment }: NewRating, at: number): TicketChange | null {
  const { rating } = ticket;
  if (rating?.score === score && rating.comment === comment) return null;
  const code = refusalToRate(ticket, at);
  if (code) throw new SupportError('The ticket takes no rating now.', { code });
  return { patch: { rating: { score, comment, at: rating?.at ?? at } }, events: [] };
}

/** `conflict` for what is not over, or no longer; `forbidden` for what comes too late. */
function refusalToRate({ rating, solvedAt, closedAt }: TicketRecord, at: number): 'conflict' | 'forbidden' | undefined {
  const overAt = closedAt ?? solvedAt;
  if (overAt === null) return 'conflict';
  return at <= (rating ? changeableUntil(rating) : overAt + rateDays * dayMs) ? undefined : 'forbidden';
}

/** A reply of the team, and what becomes of the ticket with it; without `to` the ticket stays what it is. */
export function staffReply(
  ticket: TicketRecord,
  {
    to = ticket.status,
    dueAt = null,
    ...content
  }: MessageContent & { to?: TicketStatus | undefined; dueAt?: number | null },
  act: Act,
): TicketChange {
  const events = [messageEvent(act, content, true)];
  if (to !== ticket.status) events.push(moveEvent(ticket, to, act, false));
  const patch: TicketPatch = {
    ...movePatch(ticket, to, act, dueAt),
    ...wordsPatch(content, act),
    // Whoever answers has read what is there.
    supportReadSeq: ticket.lastSeq + events.length,
  };
  return { patch, events };
}

/** The team moves a ticket without words. `null` where it already is there. */
export function staffStatus(
  ticket: TicketRecord,
  to: TicketStatus,
  dueAt: number | null,
  act: Act,
): TicketChange | null {
  if (to === ticket.status) return null;
  return { patch: movePatch(ticket, to, act, dueAt), events: [moveEvent(ticket, to, act, true)] };
}

/** Whether a ticket that the team moves there without words asks something of its customer, who is then told by mail. */
export function isNews(to: TicketStatus): boolean {
  return to === 'awaiting_reply' || to === 'solved';
}

function wordsPatch({ body, attachments = [] }: MessageContent, { author }: Act): TicketPatch {
  return { preview: { author, text: previewText(body.text), attachmentCount: attachments.length } };
}

/** Only the fields that describe the new state stay; those of the state it leaves are emptied. */
function movePatch(ticket: TicketRecord, to: TicketStatus, act: Act, dueAt: number | null = null): TicketPatch {
  const { at, author } = act;
  const awaits = to === 'awaiting_reply';
  const solvedBy = author.kind === 'customer' ? 'customer' : 'support';
  const stays = ticket.status === to && author.kind !== 'customer';
  return {
    status: to,
    updatedAt: at,
    awaitingSince: awaits ? (stays ? ticket.awaitingSince : at) : null,
    dueAt: awaits ? (dueAt ?? (stays ? ticket.dueAt : null)) : null,
    solvedAt: to === 'solved' ? (stays ? ticket.solvedAt : at) : null,
    solvedBy: to === 'solved' ? (stays ? ticket.solvedBy : solvedBy) : null,
    closedAt: to === 'closed' ? (stays ? ticket.closedAt : at) : null,
    ...(to !== 'solved' && to !== 'closed' && pastRating(ticket)),
  };
}

/** What was said of a solution that did not last stays to be read, and makes room for the next. */
function pastRating({ rating, pastRatings }: TicketRecord): TicketPatch {
  return rating ? { rating: null, pastRatings: [...pastRatings, rating].slice(-maxPastRatings) } : {};
}

function moveEvent(ticket: TicketRecord, to: TicketStatus, act: Act, counts: boolean): NewEvent {
  return statusEvent(act, ticket.status, to, reasonOf(ticket.status, to), counts);
}

function reasonOf(from: TicketStatus, to: TicketStatus): Reason {
  if (to === 'awaiting_reply') return 'info_requested';
  if (to === 'solved' || to === 'closed') return to;
  return from === 'awaiting_reply' ? undefined : 'reopened';
}

function messageEvent({ author, at, newEventId }: Act, content: MessageContent, counts: boolean): NewEvent {
  const { body, attachments = [] } = content;
  // A customer who remembers only the file finds its message, too.
  const searched = [body.text, ...attachments.map(({ name }) => name)].join('\n');
  return {
    id: newEventId(),
    at,
    author,
    content: { type: 'message', body, attachments },
    counts,
    searchText: foldText(searched),
  };
}

function statusEvent(
  { author, at, newEventId }: Act,
  from: TicketStatus | null,
  to: TicketStatus,
  reason: Reason,
  counts: boolean,
): NewEvent {
  return { id: newEventId(), at, author, content: { type: 'status', from, to, reason }, counts, searchText: '' };
}

/** What a customer is told who writes, sends a file or moves a ticket that is over. */
export function ticketClosed(): SupportError {
  return new SupportError('The ticket is closed.', { code: 'ticket_closed' });
}
