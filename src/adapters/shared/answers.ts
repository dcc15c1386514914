/**
 * All that adapters read off the wire, as schemas. No page loads this file: `.ci/compile-readers.mjs` writes
 * `readers.generated.ts` from it, which believes exactly as little, without zod.
 */
import * as z from 'zod/mini';
import { problemSchema } from '../../contract/problem.ts';

export {
  eventPageSchema,
  sessionSchema,
  supportConfigSchema,
  ticketMessageSchema,
  ticketPageSchema,
  ticketSchema,
} from '../../contract/index.ts';

/** A problem whose code is newer than this version keeps what else it says. */
export const anyProblemSchema = z.object({ ...problemSchema.shape, code: z.string() });
export type AnyProblem = z.infer<typeof anyProblemSchema>;
