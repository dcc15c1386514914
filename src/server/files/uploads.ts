/**
 * Files on their way in, in parts, whoever sends them. A part is told to be there once its bytes are in the blob store and
 * its record is committed, in this order: a crash in between costs this part, and leaves no hole.
 */
import {
  SupportError,
  type Attachment,
  type NewUpload,
  type SupportLimits,
  type UploadPart,
  type UploadProgress,
} from '../../contract/index.ts';
import { randomId, type NewId } from '../desk/ids.ts';
import { notFound } from '../desk/shared.ts';
import type { Repository, Viewer } from '../repository.ts';
import { ruleBroken } from '../requests.ts';
import { maxBlobBytes, type BlobStore } from './blob-store.ts';
import { factsPrefixBytes, fileFacts } from './file-facts.ts';
import { safeFileName } from './file-names.ts';
import type { FileRecord } from './file-store.ts';
import { isAccepted } from './media-types.ts';
import { slicesOf } from './slices.ts';

export type AttachmentLimits = SupportLimits['attachments'];

export interface UploadsOptions {
  repository: Pick<Repository, 'files' | 'findTicket'>;
  blobs: BlobStore;
  limits: AttachmentLimits;
  /** Milliseconds since the epoch. */
  now?: () => number;
  newId?: NewId;
}

/** Whoever sends a file: whose eyes they have, and the name under which their own files are known. */
export interface Sender {
  viewer: Viewer;
  author: string;
}

/** After this long, a file that no message carries is dropped. */
const abandonedMs = 24 * 60 * 60 * 1000;
const sweptAtOnce = 100;
/** Messages' worth of files that one sender may have waiting. */
const pendingMessages = 3;

export class Uploads {
  readonly limits: AttachmentLimits;
  readonly #repository: UploadsOptions['repository'];
  readonly #blobs: BlobStore;
  readonly #now: () => number;
  readonly #newId: NewId;

  constructor({ repository, blobs, limits, now = Date.now, newId = randomId }: UploadsOptions) {
    this.limits = limits;
    this.#repository = repository;
    this.#blobs = blobs;
    this.#now = now;
    this.#newId = newId;
  }

  /** Begins an upload, or finds how far it is. */
  async start(sender: Sender, ticketId: string, upload: NewUpload): Promise<UploadProgress> {
    const { viewer, author } = sender;
    const { files } = this.#repository;
    const known = await files.findByKey(ticketId, author, upload.clientId, viewer);
    const name = safeFileName(upload.name);
    if (!known) await this.#ensureAcceptable(sender, ticketId, { ...upload, name });
    const { clientId, mediaType, size } = upload;
    const begun = await files.add(
      {
        id: this.#newId('fl'),
        ticketId,
        author,
        clientId,
        name,
        mediaType,
        size,
        parts: [],
        state: 'uploading',
        width: null,
        height: null,
        createdAt: this.#now(),
        eventId: null,
      },
      viewer,
    );
    if (!begun) throw notFound();
    const { file } = begun;
    if (file.name !== name || file.size !== size) {
      throw new SupportError('The key was used before for another file.', { code: 'idempotency_mismatch' });
    }
    return this.#progressOf(sender, file);
  }

  async look(sender: Sender, ticketId: string, clientId: string): Promise<UploadProgress> {
    return this.#progressOf(sender, await this.#find(sender, ticketId, clientId));
  }

  /** Takes what comes until the stream ends or breaks. */
  async append(
    sender: Sender,
    ticketId: string,
    clientId: string,
    { offset, bytes }: UploadPart,
  ): Promise<UploadProgress> {
    let file = await this.#find(sender, ticketId, clientId);
    if (offset !== storedBytes(file)) throw elsewhere();
    for await (const slice of slicesOf(bytes, maxBlobBytes)) {
      if (storedBytes(file) + slice.length > file.size) throw ruleBroken('/offset', 'too_long');
      file = await this.#store(file, slice);
    }
    return this.#progressOf(sender, file);
  }

  /** What no message carries is thrown away; everything else stays. */
  async discard({ viewer, author }: Sender, ticketId: string, clientId: string): Promise<void> {
    const file = await this.#repository.files.findByKey(ticketId, author, clientId, viewer);
    if (file) await this.#drop(file);
  }

  /** Drops what was given up. Resolves with how many files that were. */
  async sweep(): Promise<number> {
    const given = await this.#repository.files.abandoned(this.#now() - abandonedMs, sweptAtOnce);
    for (const file of given) await this.#drop(file);
    return given.length;
  }

  async #find({ viewer, author }: Sender, ticketId: string, clientId: string): Promise<FileRecord> {
    const file = await this.#repository.files.findByKey(ticketId, author, clientId, viewer);
    if (!file) throw notFound();
    return file;
  }

  async #ensureAcceptable({ viewer, author }: Sender, ticketId: string, { name, mediaType, size }: NewUpload) {
    const { maxFiles, maxFileBytes, maxTotalBytes, accept } = this.limits;
    if (size === 0) throw ruleBroken('/size', 'empty');
    if (size > maxFileBytes) throw new SupportError(`More than ${maxFileBytes} bytes.`, { code: 'too_large' });
    // What it really is shows once the bytes are here; this only saves a useless journey.
    if (mediaType !== '' && !isAccepted(accept, { name, mediaType })) throw unacceptable();
    const ticket = await this.#repository.findTicket(ticketId, viewer);
    if (!ticket) throw notFound();
    if (viewer.role === 'staff') return;
    if (ticket.status === 'closed') throw new SupportError('The ticket is closed.', { code: 'ticket_closed' });
    const pending = await this.#repository.files.pending(author);
    if (pending.files < pendingMessages * maxFiles && pending.bytes + size <= pendingMessages * maxTotalBytes) return;
    throw new SupportError('Too many files wait for a message.', { code: 'rate_limited' });
  }

  async #store(file: FileRecord, bytes: Uint8Array): Promise<FileRecord> {
    // Many small parts cost a record each; nobody sends a file like that.
    if (file.parts.length >= mostParts(file.size)) throw ruleBroken('/offset', 'too_many_parts');
    const part = { key: partKey(), size: bytes.length };
    await this.#blobs.put(part.key, bytes);
    const grown = await this.#repository.files.addPart(file.id, file.parts.length, part);
    if (grown) return grown;
    await this.#blobs.remove(part.key);
    throw elsewhere();
  }

  async #progressOf(sender: Sender, file: FileRecord): Promise<UploadProgress> {
    const offset = storedBytes(file);
    // The process may have ended between the last part and this look.
    const settled = offset === file.size && file.state === 'uploading' ? await this.#settle(sender, file) : file;
    if (settled.state === 'rejected') throw unacceptable();
    return { offset, size: file.size, attachment: settled.state === 'ready' ? attachmentOf(settled) : null };
  }

  /** All bytes are here: what are they? */
  async #settle(sender: Sender, file: FileRecord): Promise<FileRecord> {
    const { id, name, ticketId, clientId } = file;
    const facts = await fileFacts(await this.#beginning(file), name);
    const isWelcome = isAccepted(this.limits.accept, { name, mediaType: facts.mediaType });
    const settled = await this.#repository.files.settle(id, { state: isWelcome ? 'ready' : 'rejected', facts });
    // Somebody else looked at the same moment and came first.
    if (!settled) return this.#find(sender, ticketId, clientId);
    if (!isWelcome) await Promise.all(file.parts.map(({ key }) => this.#blobs.remove(key)));
    return settled;
  }

  async #beginning({ parts }: FileRecord): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (const { key } of parts) {
      const bytes = await this.#blobs.get(key);
      if (!bytes) throw new SupportError('A part of a file is missing.', { code: 'unavailable' });
      chunks.push(bytes.subarray(0, factsPrefixBytes - size));
      size += chunks.at(-1)?.length ?? 0;
      if (size >= factsPrefixBytes) break;
    }
    return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
  }

  async #drop({ id }: FileRecord): Promise<void> {
    const removed = await this.#repository.files.remove(id);
    if (removed) await Promise.all(removed.parts.map(({ key }) => this.#blobs.remove(key)));
  }
}

/** A stored file, as a message carries it. */
export function attachmentOf({ id, name, mediaType, size, width, height }: FileRecord): Attachment {
  const pixels = width !== null && height !== null ? { width, height } : undefined;
  return { id, name, mediaType, size, state: 'ready', ...pixels };
}

function storedBytes({ parts }: FileRecord): number {
  return parts.reduce((bytes, { size }) => bytes + size, 0);
}

/** Room for a line that breaks often. */
function mostParts(size: number): number {
  return 100 + 4 * Math.ceil(size / maxBlobBytes);
}

/** Random, so that two copies of a part that arrive at once do not write over one another. */
function partKey(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('');
}

function elsewhere(): SupportError {
  return new SupportError('The stored bytes end somewhere else.', { code: 'conflict' });
}

function unacceptable(): SupportError {
  return new SupportError('This kind of file is not accepted.', { code: 'unsupported_type' });
}
