/** What changed in a viewer's tickets since a mark. Nothing is written for it but numbers: a change is read off its ticket. */
import type { CustomerViewer, EventRecord, TicketRecord } from '../repository.ts';

/**
 * How far the changes of tickets are known: by owner, or for a guest by ticket. An owner's changes count from 1 in the
 * order in which they are committed, and whoever sees one sees all before it.
 */
export type ChangeMarks = ReadonlyMap<string, number>;

/** The names under which a viewer's changes are counted. A guest may not know whose else a ticket is. */
export function changeKeysOf(viewer: CustomerViewer): readonly string[] {
  return viewer.role === 'guest' ? [viewer.ticketId] : viewer.owners;
}

export interface ChangedTicket {
  ticket: TicketRecord;
  /** Those that were added since, oldest first. */
  events: EventRecord[];
  /** The id of the event before them; `null` where there is none. */
  eventBefore: string | null;
}

export interface TicketChanges {
  tickets: ChangedTicket[];
  /** How far the changes are known with these. */
  marks: ChangeMarks;
}

export interface ChangeLog {
  /** Where a viewer's changes end now. */
  marks(viewer: CustomerViewer): Promise<ChangeMarks>;
  /**
   * All tickets of this viewer that changed after these marks, as they are now: a customer's own marks of what was read
   * count, the team's and its notes do not. `undefined` for more than `limit` tickets, or more than `limit` events of one.
   */
  since(viewer: CustomerViewer, known: ChangeMarks, limit: number): Promise<TicketChanges | undefined>;
}
