/** Which tickets in memory changed after which mark. */
import type { ChangeLog, ChangeMarks } from '../live/change-log.ts';
import type { CustomerViewer, EventRecord, TicketRecord } from '../repository.ts';

export interface TrackedTicket {
  ticket: TicketRecord;
  events: EventRecord[];
  /** The change that brought each event, in the same order. */
  eventChanges: number[];
  /** The newest change of the ticket. */
  lastChange: number;
}

/** `ticketsOf` finds a viewer's tickets. */
export function memoryChanges(ticketsOf: (viewer: CustomerViewer) => readonly TrackedTicket[]): ChangeLog {
  return {
    marks: async (viewer) => marksOf(ticketsOf(viewer), viewer),
    async since(viewer, known, limit) {
      const markOf = (ticket: TicketRecord) => known.get(keyOf(viewer, ticket)) ?? 0;
      const changed = ticketsOf(viewer).filter(({ ticket, lastChange }) => lastChange > markOf(ticket));
      const tickets = changed.map(({ ticket, events, eventChanges }) => {
        const first = eventChanges.findIndex((change) => change > markOf(ticket));
        const eventBefore = events.at(first < 0 ? -1 : first - 1)?.id ?? null;
        return { ticket, events: first < 0 ? [] : events.slice(first), eventBefore: first === 0 ? null : eventBefore };
      });
      if (tickets.length > limit || tickets.some(({ events }) => events.length > limit)) return undefined;
      return structuredClone({ tickets, marks: new Map([...known, ...marksOf(changed, viewer)]) });
    },
  };
}

function marksOf(tickets: readonly TrackedTicket[], viewer: CustomerViewer): ChangeMarks {
  const marks = new Map<string, number>();
  for (const { ticket, lastChange } of tickets) {
    const key = keyOf(viewer, ticket);
    marks.set(key, Math.max(marks.get(key) ?? 0, lastChange));
  }
  return marks;
}

/** A guest may not know whose else a ticket is. */
function keyOf(viewer: CustomerViewer, { id, owner }: TicketRecord): string {
  return viewer.role === 'guest' ? id : owner;
}
