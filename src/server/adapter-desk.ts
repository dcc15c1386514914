/**
 * Serves an adapter: the other half of the law that whoever serves what an adapter calls gets that adapter back. It is
 * how an adapter written for the browser can be put behind the handler, in a test or in a server of its own.
 */
import { SupportError, type Customer, type Desk, type SupportAdapter } from '../contract/index.ts';

/** `adapterFor` is asked for the adapter of one customer, and with nobody for what is public. */
export function adapterDesk(name: string, adapterFor: (customer?: Customer) => SupportAdapter): Desk {
  const of = (customer: Customer): SupportAdapter => {
    if (customer.ticketId === undefined) return adapterFor(customer);
    throw new SupportError('An adapter cannot be held to one ticket.', { code: 'forbidden' });
  };
  return {
    name,
    getConfig: (options) => adapterFor().getConfig(options),
    listTickets: (customer, query, options) => of(customer).listTickets(query, options),
    getTicket: (customer, ticketId, options) => of(customer).getTicket(ticketId, options),
    listEvents: (customer, ticketId, query, options) => of(customer).listEvents(ticketId, query, options),
    // An adapter does not tell a repeated reply from a new one; the message is the same either way.
    sendMessage: async (customer, ticketId, reply, options) => ({
      message: await of(customer).sendMessage(ticketId, reply, options),
      replayed: false,
    }),
    markRead: (customer, ticketId, upTo, options) => of(customer).markRead(ticketId, upTo, options),
    setStatus: (customer, ticketId, to, options) => of(customer).setStatus(ticketId, to, options),
    getUnread: (customer, options) => of(customer).getUnread(options),
  };
}
