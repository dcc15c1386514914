/** Who the visitor is, as far as the page may know. No token is ever part of it. */
import * as z from 'zod/mini';
import { isoDateTimeSchema } from './ticket.ts';

export const guestSessionInfoSchema = z.object({
  kind: z.literal('guest'),
  /** All that this session opens. */
  ticketIds: z.array(z.string()),
  emailHint: z.string(),
  /** When it ends if nothing is asked meanwhile. */
  expiresAt: isoDateTimeSchema,
});
export type GuestSessionInfo = z.infer<typeof guestSessionInfoSchema>;

export const sessionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('user'), subject: z.string(), emailHint: z.optional(z.string()) }),
  guestSessionInfoSchema,
]);
export type Session = z.infer<typeof sessionSchema>;
