/**
 * Serves an adapter: the other half of the law that whoever serves what an adapter calls gets that adapter back. It is
 * how an adapter written for the browser can be put behind the handler, in a test or in a server of its own.
 */
import type { Customer, Desk, SupportAdapter } from '../contract/index.ts';

/** `adapterFor` is asked for the adapter of one customer, and with nobody for what is public. */
export function adapterDesk(name: string, adapterFor: (customer?: Customer) => SupportAdapter): Desk {
  return {
    name,
    getConfig: (options) => adapterFor().getConfig(options),
    listTickets: (customer, query, options) => adapterFor(customer).listTickets(query, options),
    getTicket: (customer, ticketId, options) => adapterFor(customer).getTicket(ticketId, options),
    listEvents: (customer, ticketId, query, options) => adapterFor(customer).listEvents(ticketId, query, options),
    // An adapter does not tell a repeated reply from a new one; the message is the same either way.
    sendMessage: async (customer, ticketId, reply, options) => ({
      message: await adapterFor(customer).sendMessage(ticketId, reply, options),
      replayed: false,
    }),
    markRead: (customer, ticketId, upTo, options) => adapterFor(customer).markRead(ticketId, upTo, options),
    setStatus: (customer, ticketId, to, options) => adapterFor(customer).setStatus(ticketId, to, options),
    getUnread: (customer, options) => adapterFor(customer).getUnread(options),
  };
}
