/** Who the visitor is, as far as the page may know. No token is ever part of it. */
import * as z from 'zod/mini';
import { isoDateTimeSchema } from './ticket.ts';

export const sessionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('user'), subject: z.string(), emailHint: z.optional(z.string()) }),
  z.object({
    kind: z.literal('guest'),
    ticketIds: z.array(z.string()),
    emailHint: z.string(),
    expiresAt: isoDateTimeSchema,
  }),
]);
export type Session = z.infer<typeof sessionSchema>;
