/**
 * Serves an adapter: the other half of the law that whoever serves what an adapter calls gets that adapter back. It is
 * how an adapter written for the browser can be put behind the handler, in a test or in a server of its own.
 */
import { SupportError, type Customer, type Desk, type SupportAdapter, type Ticket } from '../contract/index.ts';

/** `adapterFor` is asked for the adapter of one customer, and with nobody for what is public. */
export function adapterDesk(name: string, adapterFor: (customer?: Customer) => SupportAdapter): Desk {
  const of = (customer: Customer): SupportAdapter => {
    if (customer.ticketId === undefined) return adapterFor(customer);
    throw new SupportError('An adapter cannot be held to one ticket.', { code: 'forbidden' });
  };
  return {
    name,
    // An adapter takes a file as a whole, and a desk takes parts of it: files are not handed on.
    getConfig: async (options) => {
      const { limits, ...config } = await adapterFor().getConfig(options);
      return { ...config, limits: { ...limits, attachments: { ...limits.attachments, maxFiles: 0 } } };
    },
    listTickets: (customer, query, options) => of(customer).listTickets(query, options),
    getTicket: async (customer, ticketId, options) => withoutFiles(await of(customer).getTicket(ticketId, options)),
    listEvents: (customer, ticketId, query, options) => of(customer).listEvents(ticketId, query, options),
    // An adapter does not tell a repeated reply from a new one; the message is the same either way.
    sendMessage: async (customer, ticketId, reply, options) => ({
      message: await of(customer).sendMessage(ticketId, reply, options),
      replayed: false,
    }),
    markRead: (customer, ticketId, upTo, options) => of(customer).markRead(ticketId, upTo, options),
    setStatus: async (customer, ticketId, to, options) =>
      withoutFiles(await of(customer).setStatus(ticketId, to, options)),
    rateTicket: async (customer, ticketId, rating, options) =>
      withoutFiles(await of(customer).rateTicket(ticketId, rating, options)),
    async *subscribe(customer, topic, options) {
      for await (const event of of(customer).subscribe(topic, options))
        yield event.type === 'ticket.updated' ? { ...event, ticket: withoutFiles(event.ticket) } : event;
    },
    getUnread: (customer, options) => of(customer).getUnread(options),
  };
}

function withoutFiles(ticket: Ticket): Ticket {
  return { ...ticket, can: { ...ticket.can, attach: false } };
}
