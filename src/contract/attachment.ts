/** A file that belongs to a message. Its bytes are never part of the contract: they are asked for one at a time. */
import * as z from 'zod/mini';

export const attachmentSchema = z.object({
  id: z.string(),
  /** As the sender named it. Untrusted text: show it, never build a path from it. */
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  state: z.enum(['scanning', 'ready', 'rejected', 'expired']),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
  thumbnailUrl: z.optional(z.string()),
});
export type Attachment = z.infer<typeof attachmentSchema>;
