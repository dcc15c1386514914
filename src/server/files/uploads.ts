/** Files on their way in, in parts, whoever sends them: begun, grown, judged, and dropped where no message carries them. */
import {
  SupportError,
  type Attachment,
  type NewUpload,
  type SupportLimits,
  type UploadPart,
  type UploadProgress,
} from '../../contract/index.ts';
import { randomId, type NewId } from '../desk/ids.ts';
import { ticketClosed } from '../desk/rules.ts';
import { notFound } from '../desk/shared.ts';
import type { Repository, Viewer } from '../repository.ts';
import { ruleBroken } from '../requests.ts';
import { Seats } from '../seats.ts';
import { maxBlobBytes, type BlobStore } from './blob-store.ts';
import { factsPrefixBytes, fileFacts } from './file-facts.ts';
import { safeFileName } from './file-names.ts';
import type { FileRecord } from './file-store.ts';
import { isAccepted } from './media-types.ts';
import { elsewhere, Parts } from './parts.ts';
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

/** After this long, a file that no message carries is dropped, and so are bytes that no file has. */
const abandonedMs = 24 * 60 * 60 * 1000;
const sweptAtOnce = 100;
/** Messages' worth of files that one sender may have waiting. */
const pendingMessages = 3;
/** Parts that one sender may have under way: each holds up to `maxBlobBytes`, and a line that was cut may look alive. */
const partsAtOnce = 16;

export class Uploads {
  readonly limits: AttachmentLimits;
  readonly #repository: UploadsOptions['repository'];
  readonly #parts: Parts;
  readonly #now: () => number;
  readonly #newId: NewId;
  /** Parts under way, by author. */
  readonly #appending = new Seats();

  constructor({ repository, blobs, limits, now = Date.now, newId = randomId }: UploadsOptions) {
    this.limits = limits;
    this.#repository = repository;
    this.#parts = new Parts({ files: repository.files, blobs, now });
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
    const { file, replayed } = begun;
    if (!replayed) await this.#ensureRoom(sender, file);
    if (file.name !== name || file.size !== size) {
      throw new SupportError('The key was used before for another file.', { code: 'idempotency_mismatch' });
    }
    return this.#progressOf(sender, file);
  }

  async look(sender: Sender, ticketId: string, clientId: string): Promise<UploadProgress> {
    return this.#progressOf(sender, await this.#find(sender, ticketId, clientId));
  }

  /** Takes what comes until the stream ends or breaks. */
  async append(sender: Sender, ticketId: string, clientId: string, part: UploadPart): Promise<UploadProgress> {
    const file = await this.#find(sender, ticketId, clientId);
    if (part.offset !== storedBytes(file)) throw elsewhere();
    const most = sender.viewer.role === 'staff' ? Infinity : partsAtOnce;
    const leave = this.#appending.take({ [sender.author]: most });
    if (!leave) throw tooMuch('Too many parts are under way.');
    try {
      return await this.#progressOf(sender, await this.#grow(file, part));
    } finally {
      leave();
    }
  }

  /** What no message carries is thrown away; everything else stays. */
  async discard({ viewer, author }: Sender, ticketId: string, clientId: string): Promise<void> {
    const file = await this.#repository.files.findByKey(ticketId, author, clientId, viewer);
    if (file) await this.#parts.remove(file);
  }

  /** Drops what was given up or left behind, a page of it at once. Resolves with how much that was. */
  async sweep(): Promise<number> {
    const before = this.#now() - abandonedMs;
    const given = await this.#repository.files.abandoned(before, sweptAtOnce);
    for (const file of given) await this.#parts.remove(file);
    return given.length + (await this.#parts.sweep(before, sweptAtOnce));
  }

  async #find({ viewer, author }: Sender, ticketId: string, clientId: string): Promise<FileRecord> {
    const file = await this.#repository.files.findByKey(ticketId, author, clientId, viewer);
    if (!file) throw notFound();
    return file;
  }

  async #grow(file: FileRecord, { bytes }: UploadPart): Promise<FileRecord> {
    let grown = file;
    for await (const slice of slicesOf(bytes, maxBlobBytes)) {
      if (storedBytes(grown) + slice.length > grown.size) throw ruleBroken('/offset', 'too_long');
      grown = await this.#parts.add(grown, slice);
    }
    return grown;
  }

  async #ensureAcceptable({ viewer }: Sender, ticketId: string, { name, mediaType, size }: NewUpload) {
    const { maxFileBytes, accept } = this.limits;
    if (size === 0) throw ruleBroken('/size', 'empty');
    if (size > maxFileBytes) throw new SupportError(`More than ${maxFileBytes} bytes.`, { code: 'too_large' });
    // What it really is shows once the bytes are here; this only saves a useless journey.
    if (mediaType !== '' && !isAccepted(accept, { name, mediaType })) throw unacceptable();
    const ticket = await this.#repository.findTicket(ticketId, viewer);
    if (!ticket) throw notFound();
    if (viewer.role !== 'staff' && ticket.status === 'closed') throw ticketClosed();
  }

  /** Counts once the file is stored: of any number that begin at once, the last one to be stored sees all others. */
  async #ensureRoom({ viewer, author }: Sender, file: FileRecord): Promise<void> {
    if (viewer.role === 'staff') return;
    const { maxFiles, maxTotalBytes } = this.limits;
    const { files, bytes } = await this.#repository.files.pending(author);
    if (files <= pendingMessages * maxFiles && bytes <= pendingMessages * maxTotalBytes) return;
    await this.#parts.remove(file);
    throw tooMuch('Too many files wait for a message.');
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
    const facts = await fileFacts(await this.#parts.beginningOf(file, factsPrefixBytes), name);
    const isWelcome = isAccepted(this.limits.accept, { name, mediaType: facts.mediaType });
    const settled = await this.#repository.files.settle(id, { state: isWelcome ? 'ready' : 'rejected', facts });
    // Somebody else looked at the same moment and came first.
    if (!settled) return this.#find(sender, ticketId, clientId);
    if (!isWelcome) await this.#parts.empty(file);
    return settled;
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

function tooMuch(message: string): SupportError {
  return new SupportError(message, { code: 'rate_limited' });
}

function unacceptable(): SupportError {
  return new SupportError('This kind of file is not accepted.', { code: 'unsupported_type' });
}
