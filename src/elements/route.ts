import type { TicketFilter } from '../contract/ticket.ts';

/** A place inside the support center. */
export type SupportRoute =
  | { readonly view: 'list'; readonly filter?: TicketFilter | undefined }
  | { readonly view: 'ticket'; readonly ticketId: string };

/** Turns a place into an address of the host's own; `null` where it has none. */
export type HrefFor = (route: SupportRoute) => string | null;
