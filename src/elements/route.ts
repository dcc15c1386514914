import type { TicketFilter, TicketSort } from '../contract/ticket.ts';

/** The list, narrowed as the visitor likes it. What is left out stays as it is. */
export interface ListRoute {
  readonly view: 'list';
  readonly filter?: TicketFilter | undefined;
  readonly sort?: TicketSort | undefined;
  /** As typed; empty for none. */
  readonly search?: string | undefined;
}

/** One ticket. */
interface TicketRoute {
  readonly view: 'ticket';
  readonly ticketId: string;
}

/** A place inside the support center. */
export type SupportRoute = ListRoute | TicketRoute;

/** Turns a place into an address of the host's own; `null` where it has none. */
export type HrefFor = (route: SupportRoute) => string | null;
