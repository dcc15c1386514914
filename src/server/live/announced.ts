import type { Repository, TicketRecord, Viewer } from '../repository.ts';
import type { LiveBus } from './live-bus.ts';

/** The same repository; what customers can see of a change is told on the bus once it is committed. */
export function announcedRepository(repository: Repository, bus: LiveBus): Repository {
  const tell = ({ owner, id: ticketId }: TicketRecord) => bus.publish({ owner, ticketId });
  return {
    ...repository,
    async addTicket(ticket) {
      const stored = await repository.addTicket(ticket);
      if (!stored.replayed) tell(stored.ticket);
      return stored;
    },
    async changeTicket(request) {
      const change = await repository.changeTicket(request);
      if (change && !change.replayed) tell(change.ticket);
      return change;
    },
    async markRead(ticketId, viewer, eventId) {
      const isMarked = await repository.markRead(ticketId, viewer, eventId);
      if (isMarked && viewer.role !== 'staff') void find(ticketId, viewer).then((ticket) => ticket && tell(ticket));
      return isMarked;
    },
  };

  /** Nobody waits for it: without it the visitor's other pages look a little later. */
  function find(ticketId: string, viewer: Viewer): Promise<TicketRecord | undefined> {
    return repository.findTicket(ticketId, viewer).catch(() => undefined);
  }
}
