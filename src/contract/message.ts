/** The timeline of a ticket: messages, status changes and notes about what happened, oldest first. */
import * as z from 'zod/mini';
import { attachmentSchema } from './attachment.ts';
import { clientIdSchema } from './client-id.ts';
import { authorSchema, cursorSchema, isoDateTimeSchema, ticketStatusSchema } from './ticket.ts';
import { knownEvent } from './unknown-event.ts';

/** `html` is untrusted and must pass the sanitizer; `text` is its plain alternative and is never markup. */
export const messageBodySchema = z.discriminatedUnion('format', [
  z.object({ format: z.literal('text'), text: z.string() }),
  z.object({ format: z.literal('html'), html: z.string(), text: z.string() }),
]);
export type MessageBody = z.infer<typeof messageBodySchema>;

const eventShape = {
  /** Stable, and unique within the ticket. */
  id: z.string(),
  at: isoDateTimeSchema,
  author: authorSchema,
};

export const ticketMessageSchema = z.object({
  ...eventShape,
  type: z.literal('message'),
  body: messageBodySchema,
  attachments: z.array(attachmentSchema),
  /** The key under which the customer sent it; only on the customer's own messages. */
  clientId: z.optional(z.string()),
  seenBySupport: z.optional(z.boolean()),
  removed: z.optional(z.boolean()),
});
export type TicketMessage = z.infer<typeof ticketMessageSchema>;

export const statusEventSchema = z.object({
  ...eventShape,
  type: z.literal('status'),
  from: z.nullable(ticketStatusSchema),
  to: ticketStatusSchema,
  reason: z.optional(z.enum(['created', 'info_requested', 'solved', 'reopened', 'closed', 'auto_closed'])),
  /** With `auto_closed`: after how many days without a reply. */
  days: z.optional(z.int()),
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

export const noteEventSchema = z.object({
  ...eventShape,
  type: z.literal('note'),
  /** `agent_joined`, `merged`, `unsupported`, or a code of the desk's own with `text` to show. */
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  text: z.optional(z.string()),
});
/** Told to the customer. Not to be confused with a staff-only note, which no customer type can carry. */
export type NoteEvent = z.infer<typeof noteEventSchema>;

export type TimelineEvent = TicketMessage | StatusEvent | NoteEvent;

export const timelineEventSchema = z.pipe(
  z.transform(knownEvent),
  z.discriminatedUnion('type', [ticketMessageSchema, statusEventSchema, noteEventSchema]),
);

/** Oldest first. `before` walks into the past and is `null` at the start; `after` catches up later, even when empty now. */
export const eventPageSchema = z.object({
  items: z.array(timelineEventSchema),
  before: z.nullable(cursorSchema),
  after: cursorSchema,
});
export type EventPage = z.infer<typeof eventPageSchema>;

/**
 * Which part of a timeline to read: the newest `limit` events, those before a cursor, or those after one. `limit` is 1–100.
 * `only: 'status'` leaves out messages and notes, for the history of the status; its cursors are its own.
 */
export interface EventQuery {
  before?: string | undefined;
  after?: string | undefined;
  limit: number;
  only?: 'status' | undefined;
}

/** Files that a message carries: uploads of its own author that are all there. */
export const attachmentIdsSchema = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100));

/**
 * A reply as its author's page made it. `clientId` makes sending repeatable: the same id with the same words is stored once.
 */
export const newReplySchema = z.object({
  clientId: clientIdSchema,
  text: z.string(),
  attachmentIds: z._default(attachmentIdsSchema, []),
});
export type NewReply = z.infer<typeof newReplySchema>;
