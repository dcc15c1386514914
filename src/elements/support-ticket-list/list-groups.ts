import type { TicketSummary } from '../../contract/ticket.ts';

const isWaiting = ({ status }: TicketSummary): boolean => status === 'awaiting_reply';

/**
 * How many rows stand in the first group, of those that wait for the customer. A row whose status changes stays where it
 * is until the rows are put in order, so the group may hold a ticket that was answered a moment ago.
 */
export class WaitingGroup {
  #ids: readonly string[] = [];
  #size = 0;

  /** `isHeld`: somebody is at the rows, and none may change its place. */
  sizeIn(items: readonly TicketSummary[], isHeld: boolean): number {
    const end = items.findIndex((item) => !isWaiting(item));
    const run = end < 0 ? items.length : end;
    const isSameOrder = this.#ids.length > 0 && this.#ids.every((id, place) => items[place]?.id === id);
    const isOutOfOrder = items.slice(run).some(isWaiting);
    if (!isSameOrder || (!isHeld && !isOutOfOrder)) this.#size = run;
    else if (this.#size === this.#ids.length) this.#size = Math.max(this.#size, run);
    this.#ids = items.map(({ id }) => id);
    return this.#size;
  }
}
