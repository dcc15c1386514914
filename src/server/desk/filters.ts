/** What each filter of the customer's list stands for, and how many tickets it holds. */
import type { TicketCounts, TicketFilter, TicketStatus } from '../../contract/index.ts';
import type { StatusCount } from '../repository.ts';

/** The statuses behind each filter; `all` and `unread` have none of their own. */
export const filterStatuses: Partial<Record<TicketFilter, readonly TicketStatus[]>> = {
  open: ['open', 'awaiting_reply'],
  closed: ['solved', 'closed'],
  attention: ['awaiting_reply'],
};

/** The counts of all filters from those of the statuses. */
export function countsOf(statuses: readonly StatusCount[]): TicketCounts {
  const count = (filter: TicketFilter, of: 'tickets' | 'unread' = 'tickets') =>
    statuses
      .filter(({ status }) => filterStatuses[filter]?.includes(status) ?? true)
      .reduce((sum, each) => sum + each[of], 0);
  return {
    all: count('all'),
    open: count('open'),
    closed: count('closed'),
    attention: count('attention'),
    unread: count('unread', 'unread'),
  };
}
