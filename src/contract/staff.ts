/**
 * The staff API: how a company's own tools open tickets for customers, answer, and leave notes among themselves. Its
 * types are apart from the customer's, so that no customer route can return one by accident.
 */
import * as z from 'zod/mini';
import type { CallOptions } from './adapter.ts';
import type { TicketFiles } from './desk.ts';
import { attachmentSchema } from './attachment.ts';
import { clientIdSchema } from './client-id.ts';
import { attachmentIdsSchema, messageBodySchema } from './message.ts';
import {
  cursorSchema,
  isoDateTimeSchema,
  ratingSchema,
  ticketStatusSchema,
  type Page,
  type TicketFilter,
} from './ticket.ts';

const lineSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(250));

/** The person or tool that speaks for the team; the customer sees the name. */
export const agentSchema = z.object({ name: z.optional(lineSchema), automated: z.optional(z.boolean()) });
export type Agent = z.infer<typeof agentSchema>;

/** `text` is always there; `html`, where given, is shown instead of it after the page has sanitized it. */
const wordsShape = { text: z.string(), html: z.optional(z.string()) };

export const ticketOwnerSchema = z.object({
  /** Notified there, and the key of ownership for a customer without an account. */
  email: z.email().check(z.maxLength(254)),
  /** The host's key of the account, the same as `sub` of its tokens. Binds the ticket to that account alone. */
  subject: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  name: z.optional(lineSchema),
  /** BCP 47; the language of mails to this customer. */
  locale: z.optional(z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/), z.maxLength(35))),
});
export type TicketOwner = z.infer<typeof ticketOwnerSchema>;

export const newTicketSchema = z.object({
  clientId: z.optional(clientIdSchema),
  customer: ticketOwnerSchema,
  subject: z.string().check(z.maxLength(250)),
  /** Whose words the first message holds: the customer's own (from a form or a mail), or the team's. */
  from: z._default(z.enum(['customer', 'support']), 'customer'),
  agent: z.optional(agentSchema),
  ...wordsShape,
});
export type NewTicket = z.infer<typeof newTicketSchema>;

export const staffReplySchema = z.object({
  clientId: z.optional(clientIdSchema),
  agent: z.optional(agentSchema),
  ...wordsShape,
  attachmentIds: z.optional(attachmentIdsSchema),
  /** What becomes of the ticket with this reply: `awaiting_reply` asks the customer for information. */
  status: z.optional(z.enum(['open', 'awaiting_reply', 'solved', 'closed'])),
  /** With `awaiting_reply`: until when an answer is expected. */
  dueAt: z.optional(isoDateTimeSchema),
});
export type StaffReply = z.infer<typeof staffReplySchema>;

export const newNoteSchema = z.object({
  clientId: z.optional(clientIdSchema),
  agent: z.optional(agentSchema),
  text: z.string(),
});
export type NewNote = z.infer<typeof newNoteSchema>;

export const staffStatusSchema = z.object({
  to: ticketStatusSchema,
  agent: z.optional(agentSchema),
  dueAt: z.optional(isoDateTimeSchema),
});
export type StaffStatus = z.infer<typeof staffStatusSchema>;

/** Who said it, from the team's side. */
export const staffAuthorSchema = z.object({
  kind: z.enum(['customer', 'support', 'system']),
  name: z.optional(z.string()),
  automated: z.optional(z.boolean()),
});
export type StaffAuthor = z.infer<typeof staffAuthorSchema>;

export const staffTicketSchema = z.object({
  id: z.string(),
  number: z.string(),
  subject: z.string(),
  status: ticketStatusSchema,
  createdAt: isoDateTimeSchema,
  updatedAt: isoDateTimeSchema,
  customer: ticketOwnerSchema,
  awaiting: z.optional(z.object({ since: isoDateTimeSchema, dueAt: z.optional(isoDateTimeSchema) })),
  /** What the customer said of the solution as it stands. */
  rating: z.optional(ratingSchema),
  /** And of earlier ones, oldest first: the ticket was opened again since. */
  pastRatings: z.optional(z.array(ratingSchema)),
  version: z.string(),
});
export type StaffTicket = z.infer<typeof staffTicketSchema>;

const staffEventShape = { id: z.string(), at: isoDateTimeSchema, author: staffAuthorSchema };

export const staffEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...staffEventShape,
    type: z.literal('message'),
    body: messageBodySchema,
    attachments: z.array(attachmentSchema),
  }),
  z.object({
    ...staffEventShape,
    type: z.literal('status'),
    from: z.nullable(ticketStatusSchema),
    to: ticketStatusSchema,
    reason: z.optional(z.string()),
  }),
  z.object({ ...staffEventShape, type: z.literal('internal_note'), text: z.string() }),
]);
/** `internal_note` exists here and nowhere in the customer's contract. */
export type StaffEvent = z.infer<typeof staffEventSchema>;

/** Oldest first; `next` walks towards the present and is `null` at the newest. */
export const staffEventPageSchema = z.object({ items: z.array(staffEventSchema), next: z.nullable(cursorSchema) });
export const staffTicketPageSchema = z.object({ items: z.array(staffTicketSchema), next: z.nullable(cursorSchema) });

export interface StaffTicketQuery {
  filter: Exclude<TicketFilter, 'unread'>;
  /** Only tickets of this address. */
  email?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** An entry that was stored, or had been stored before under the same `clientId`. */
export interface Stored<T> {
  value: T;
  replayed: boolean;
}

export interface StaffDesk {
  openTicket(ticket: NewTicket, options: CallOptions): Promise<Stored<StaffTicket>>;
  /** Last updated first. */
  listTickets(query: StaffTicketQuery, options: CallOptions): Promise<Page<StaffTicket>>;
  getTicket(ticketId: string, options: CallOptions): Promise<StaffTicket>;
  listEvents(
    ticketId: string,
    query: { cursor?: string | undefined; limit: number },
    options: CallOptions,
  ): Promise<Page<StaffEvent>>;
  reply(ticketId: string, reply: StaffReply, options: CallOptions): Promise<Stored<StaffEvent>>;
  /** For the team's eyes only. Changes nothing that the customer can see, not even the time of the last update. */
  addNote(ticketId: string, note: NewNote, options: CallOptions): Promise<Stored<StaffEvent>>;
  setStatus(ticketId: string, status: StaffStatus, options: CallOptions): Promise<StaffTicket>;
  /** Left out where the team sends no files. */
  readonly files?: TicketFiles | undefined;
}
