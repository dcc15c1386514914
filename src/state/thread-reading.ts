/** How an opened ticket is read: whole, or what is new of it. */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import type { TimelineEvent } from '../contract/message.ts';
import type { Ticket } from '../contract/ticket.ts';
import type { Timeline } from './slices.ts';
import { pageSize, readLater, readTimeline } from './timeline.ts';

/** What a load found. `whole` is a timeline read from nothing, `later` continues the one that is there. */
export interface Reading {
  readonly ticket: Ticket;
  readonly whole?: Timeline;
  readonly later?: { readonly items: readonly TimelineEvent[]; readonly after: string };
}

export async function readWhole(adapter: SupportAdapter, ticketId: string, options: CallOptions): Promise<Reading> {
  const [ticket, newest] = await Promise.all([
    adapter.getTicket(ticketId, options),
    adapter.listEvents(ticketId, { limit: pageSize }, options),
  ]);
  return { ticket, whole: await readTimeline(adapter, ticket, newest, options) };
}

export async function readNew(
  adapter: SupportAdapter,
  ticketId: string,
  after: string,
  options: CallOptions,
): Promise<Reading> {
  const [ticket, later] = await Promise.all([
    adapter.getTicket(ticketId, options),
    readLater(adapter, ticketId, after, options),
  ]);
  return { ticket, later };
}
