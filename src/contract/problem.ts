/** An error on the wire: problem details for HTTP APIs (RFC 9457) with our machine-readable `code`. */
import * as z from 'zod/mini';
import { supportErrorCodes } from './errors.ts';

export const problemSchema = z.object({
  /** `https://helpdock.dev/problems/` and the code with hyphens. An identifier, not an address to fetch. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(supportErrorCodes),
  /** The request's id, for logs and for the visitor to quote. */
  instance: z.optional(z.string()),
  attemptsLeft: z.optional(z.int()),
  /** Seconds, the same as the `Retry-After` header. */
  retryAfter: z.optional(z.nullable(z.number())),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string() }))),
});
export type Problem = z.infer<typeof problemSchema>;
