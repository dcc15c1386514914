/** What a page is told while it is open, so that it need not ask. */
import * as z from 'zod/mini';
import { timelineEventSchema } from './message.ts';
import { isoDateTimeSchema, ticketSchema } from './ticket.ts';

/**
 * Where a stream is taken up again: whoever asks for what came after it misses nothing, and may hear something twice. Opaque
 * to whoever receives it.
 */
const place = { id: z.string() };

export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...place,
    type: z.literal('event.added'),
    ticketId: z.string(),
    event: timelineEventSchema,
    /** The event that it follows, `null` for the first: whoever has not that one last has missed something. */
    after: z.nullable(z.string()),
  }),
  /** A ticket as it is now, whole: neither its row nor an opened ticket needs another question. */
  z.object({ ...place, type: z.literal('ticket.updated'), ticket: ticketSchema }),
  z.object({ ...place, type: z.literal('unread'), tickets: z.int(), updates: z.int() }),
  /** The session ends then, whatever is asked meanwhile. */
  z.object({ ...place, type: z.literal('session.ending'), at: isoDateTimeSchema }),
  /** More happened than is told one by one, or nobody knows what: what is on screen is to be read anew. */
  z.object({ ...place, type: z.literal('resync') }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** Of one ticket, or of all that a visitor may see. */
export interface LiveTopic {
  ticketId?: string | undefined;
}
