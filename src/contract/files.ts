/**
 * Files on their way to a ticket and back. They travel in parts, and a cut in between costs at most the part that was under
 * way: the wire is tus 1.0.0 (https://tus.io/protocols/resumable-upload). Their bytes come back through links that work for
 * a few minutes and carry everything that they need, so that they can stand in `href` and `src`.
 */
import * as z from 'zod/mini';
import type { CallOptions } from './adapter.ts';
import { attachmentSchema, type Attachment } from './attachment.ts';
import { clientIdSchema } from './client-id.ts';
import { isoDateTimeSchema } from './ticket.ts';

/**
 * A file as its author's page names it. `clientId` (as with a reply) makes uploading repeatable: the same id goes on where
 * the bytes stopped.
 */
export const newUploadSchema = z.object({
  clientId: clientIdSchema,
  /** Untrusted text. */
  name: z.string().check(z.minLength(1), z.maxLength(1000)),
  /** What the sender's system takes it for; the server looks at the bytes. Empty for unknown. */
  mediaType: z.string().check(z.maxLength(255)),
  /** Bytes. */
  size: z.int().check(z.nonnegative()),
});
export type NewUpload = z.infer<typeof newUploadSchema>;

export const uploadProgressSchema = z.object({
  /** Bytes that are stored; the next part begins here. */
  offset: z.int(),
  size: z.int(),
  /** Once all bytes are stored: what a reply can carry. */
  attachment: z.nullable(attachmentSchema),
});
/** How far an upload is. */
export type UploadProgress = z.infer<typeof uploadProgressSchema>;

export const fileLinkSchema = z.object({
  /** Absolute, or below the endpoint; an adapter hands on absolute ones only. */
  url: z.string(),
  expiresAt: isoDateTimeSchema,
});
/** A short-lived address of bytes; whoever has it needs nothing else. */
export type FileLink = z.infer<typeof fileLinkSchema>;

/** `inline`: to be shown in the page, where the server knows that the kind of file can do no harm; else `unsupported_type`. */
export type FileUse = 'download' | 'inline';

export interface UploadOptions extends CallOptions {
  /** Called with the bytes that are stored, whenever there are more. */
  onProgress?: ((sent: number) => void) | undefined;
}

/** Files of a ticket, as one browser sends and gets them. `config.limits.attachments.maxFiles` above 0 says that it can. */
export interface FilesAdapter {
  /**
   * Resolves once the last byte is stored. Calling it again under the same `clientId` goes on where the bytes stopped, and
   * resolves with the same attachment where they were all there. An upload that no reply carries is dropped after a day.
   */
  upload(ticketId: string, file: Blob, upload: Omit<NewUpload, 'size'>, options: UploadOptions): Promise<Attachment>;
  /** Takes back an upload that no reply carries, finished or not. Safe to repeat, also for one that never began. */
  discard(ticketId: string, clientId: string, options: CallOptions): Promise<void>;
  linkTo(ticketId: string, attachmentId: string, use: FileUse, options: CallOptions): Promise<FileLink>;
  /** All files of a message as one archive (ZIP). */
  linkToAll(ticketId: string, messageId: string, options: CallOptions): Promise<FileLink>;
}
