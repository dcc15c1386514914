/**
 * Bytes of files on their way into the blob store and out of it. A part is told to be there once its bytes are stored and
 * its record is committed, in this order: a crash in between costs this part, and leaves no hole. Bytes that are part of no
 * file are written down before they are stored and until they are gone, so it leaves nothing behind for good either.
 */
import { SupportError } from '../../contract/index.ts';
import { ruleBroken } from '../requests.ts';
import { maxBlobBytes, type BlobStore } from './blob-store.ts';
import type { FileRecord, FileStore } from './file-store.ts';

export interface PartsOptions {
  files: FileStore;
  blobs: BlobStore;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export class Parts {
  readonly #files: FileStore;
  readonly #blobs: BlobStore;
  readonly #now: () => number;

  constructor({ files, blobs, now }: PartsOptions) {
    this.#files = files;
    this.#blobs = blobs;
    this.#now = now;
  }

  /** Puts bytes behind those of a file; `conflict` where others were put there meanwhile. */
  async add(file: FileRecord, bytes: Uint8Array): Promise<FileRecord> {
    // Many small parts cost a record each; nobody sends a file like that.
    if (file.parts.length >= mostParts(file.size)) throw ruleBroken('/offset', 'too_many_parts');
    // Two copies of a part that arrive at once do not write over one another.
    const part = { key: crypto.randomUUID(), size: bytes.length };
    await this.#files.expectBlob(part.key, this.#now());
    await this.#blobs.put(part.key, bytes);
    const grown = await this.#files.addPart(file.id, file.parts.length, part);
    if (grown) return grown;
    await this.#clear([part.key]);
    throw elsewhere();
  }

  /** So many bytes from the beginning of a file, or all of it. */
  async beginningOf({ parts }: FileRecord, bytes: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (const { key } of parts) {
      const blob = await this.#blobs.get(key);
      if (!blob) throw new SupportError('A part of a file is missing.', { code: 'unavailable' });
      chunks.push(blob.subarray(0, bytes - size));
      size += chunks.at(-1)?.length ?? 0;
      if (size >= bytes) break;
    }
    return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
  }

  /** Takes the bytes of a file that stays on record; whoever removes it may take them again. */
  async empty({ parts }: FileRecord): Promise<void> {
    await Promise.all(parts.map(({ key }) => this.#blobs.remove(key)));
  }

  /** Takes out a file that no message carries, and its bytes. Where it ends in between, `sweep` goes on. */
  async remove({ id }: FileRecord): Promise<void> {
    const removed = await this.#files.remove(id, this.#now());
    if (removed) await this.#clear(removed.parts.map(({ key }) => key));
  }

  /** Takes bytes that were left behind before, up to so many blobs. Resolves with how many there were. */
  async sweep(before: number, limit: number): Promise<number> {
    const keys = await this.#files.looseBlobs(before, limit);
    await this.#clear(keys);
    return keys.length;
  }

  async #clear(keys: readonly string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#blobs.remove(key)));
    await this.#files.forgetBlobs(keys);
  }
}

/** The stored bytes end somewhere else than the sender believes. */
export function elsewhere(): SupportError {
  return new SupportError('The stored bytes end somewhere else.', { code: 'conflict' });
}

/** Room for a line that breaks often. */
function mostParts(size: number): number {
  return 100 + 4 * Math.ceil(size / maxBlobBytes);
}
