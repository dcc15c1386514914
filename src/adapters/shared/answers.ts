/**
 * All that adapters read off the wire, as schemas. No page loads this file: `.ci/compile-readers.mjs` writes
 * `readers.generated.ts` from it, which believes exactly as little, without zod. What is exported here is written once:
 * the readers of the neighbours (files, guests, what comes later) import it.
 */
import * as z from 'zod/mini';
import { problemSchema } from '../../contract/problem.ts';

export {
  attachmentSchema,
  eventPageSchema,
  guestSessionInfoSchema,
  isoDateTimeSchema,
  sessionSchema,
  supportConfigSchema,
  ticketMessageSchema,
  ticketPageSchema,
  ticketSchema,
  timelineEventSchema,
} from '../../contract/index.ts';

/** A problem whose code is newer than this version keeps what else it says. */
export const anyProblemSchema = z.object({ ...problemSchema.shape, code: z.string() });
export type AnyProblem = z.infer<typeof anyProblemSchema>;
