/** Our side's backend: a public adapter that answers at once from what the page carries. */
import { createAdapter } from 'helpdock';
import type { LiveEvent, SupportAdapter, Ticket, TicketMessage, TicketSummary } from 'helpdock';
import { content, conversationOf } from './conversations.ts';

/** How many tickets the backend has; those beyond the content repeat it under numbers of their own. */
export function createBenchAdapter(ticketCount: number): SupportAdapter {
  return createAdapter({
    name: 'bench',
    getConfig: async () => ({
      limits: {
        messageMaxLength: 20_000,
        attachments: { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] },
      },
      features: { search: true, html: true },
    }),
    getSession: async () => ({ kind: 'user', subject: 'customer' }),
    async listTickets({ filter, limit, cursor = '0' }) {
      if (filter === 'attention') return { items: waiting.slice(0, limit), next: null, total: waiting.length };
      const from = Number(cursor);
      const to = Math.min(from + limit, ticketCount);
      const items = Array.from({ length: to - from }, (_, place) => ticketAt(from + place));
      return { items, next: to < ticketCount ? String(to) : null, total: ticketCount };
    },
    getTicket: async (ticketId) => ticketOf(ticketId),
    async listEvents(ticketId, { before, after, limit }) {
      const messages = conversationOf(ticketId);
      const end = after === undefined ? Number(before ?? messages.length) : messages.length;
      const start = after === undefined ? Math.max(0, end - limit) : Number(after);
      const stop = Math.min(end, start + limit);
      return {
        items: messages.slice(start, stop),
        before: start > 0 ? String(start) : null,
        after: String(after === undefined ? messages.length : stop),
      };
    },
    sendMessage: () => Promise.reject(new Error('Nothing is sent here.')),
    markRead: async () => undefined,
    setStatus: async (ticketId) => ticketOf(ticketId),
    getUnread: async () => ({ tickets: 4, updates: 4 }),
    async *subscribe(_topic, { signal }) {
      yield { id: '0', type: 'unread', tickets: 4, updates: 4 };
      while (!signal.aborted) {
        const next = Promise.withResolvers<readonly LiveEvent[]>();
        telling = next.resolve;
        yield* await next.promise;
      }
    },
  });
}

let telling: (events: readonly LiveEvent[]) => void = () => undefined;

/** Tells the page what a server tells of an answer: the message, and its ticket. */
export function tellAnswer(ticketId: string, event: TicketMessage): void {
  const after = conversationOf(ticketId).at(-2)?.id ?? null;
  telling([
    { id: event.id, type: 'event.added', ticketId, event, after },
    { id: event.id, type: 'ticket.updated', ticket: ticketOf(ticketId) },
  ]);
}

const waiting = content.tickets.filter(({ status }) => status === 'awaiting_reply');

function ticketAt(place: number): TicketSummary {
  const ticket = content.tickets[place % content.tickets.length];
  if (!ticket) throw new Error('The page carries no tickets.');
  return place < content.tickets.length ? ticket : { ...ticket, id: `ticket-${place}`, status: 'open' };
}

function ticketOf(ticketId: string): Ticket {
  const messages = conversationOf(ticketId);
  return {
    ...ticketAt(0),
    id: ticketId,
    status: 'open',
    unreadCount: 0,
    version: String(messages.length),
    lastReadEventId: messages.at(-1)?.id ?? null,
    can: { reply: true, attach: false, solve: true, reopen: false, rate: false },
  };
}
