/** What is stored about files: everything but their bytes. Ownership of the ticket is part of every query. */
import type { Viewer } from '../repository.ts';

/** A stretch of a file, in a blob of its own. */
export interface FilePart {
  key: string;
  /** Bytes. */
  size: number;
}

/** What the bytes turned out to be. */
export interface FileFacts {
  mediaType: string;
  /** Of a picture, in pixels. */
  width?: number | undefined;
  height?: number | undefined;
}

export interface FileRecord {
  id: string;
  ticketId: string;
  /** Whoever sends it: an owner key, or `staff`. */
  author: string;
  /** Chosen by the author's page; unique among this author's files of this ticket. */
  clientId: string;
  name: string;
  /** As declared, until all bytes are there; then what they are. */
  mediaType: string;
  /** Bytes of the whole. */
  size: number;
  /** In the order of the file; together what is stored of it. */
  parts: readonly FilePart[];
  state: 'uploading' | 'ready' | 'rejected';
  width: number | null;
  height: number | null;
  createdAt: number;
  /** The message that carries it; `null` as long as none does. */
  eventId: string | null;
}

/**
 * What is not part of a file is loose: a blob whose part is not stored yet, or whose file is removed. It stays written down
 * until its bytes are gone, so that nothing lies in the blob store that nobody knows of, whenever a process ends.
 *
 * A file that a message carries is for everybody who sees the ticket. One that no message carries yet is its author's
 * alone: it is found by the author and the author's own client id, in no other way, and only by a viewer who is that author.
 */
export interface FileStore {
  /**
   * Begins a file that no message carries, or finds the one of the same ticket, author and client id. `undefined` where the
   * viewer has no such ticket, or is not the author.
   */
  add(file: FileRecord, viewer: Viewer): Promise<{ file: FileRecord; replayed: boolean } | undefined>;
  /** One that a message carries, whoever sent it. */
  find(ticketId: string, fileId: string, viewer: Viewer): Promise<FileRecord | undefined>;
  /** One's own, whether or not a message carries it. */
  findByKey(ticketId: string, author: string, clientId: string, viewer: Viewer): Promise<FileRecord | undefined>;
  /** All files of a message, in the order in which they were attached. */
  ofEvent(ticketId: string, eventId: string, viewer: Viewer): Promise<FileRecord[]>;
  /** Writes a blob down as loose. Called before its bytes are stored; the time is the server's. */
  expectBlob(key: string, at: number): Promise<void>;
  /**
   * Puts a part behind the stored ones, if these are still `partCount` many and the file is uploading; else resolves with
   * `undefined`, and its blob stays loose. Of two copies of a part that arrive at once, one wins. What it writes grows with
   * the number of parts, so a caller bounds that number.
   */
  addPart(fileId: string, partCount: number, part: FilePart): Promise<FileRecord | undefined>;
  /** All bytes are there, and this is what they are; or they cannot be accepted. Nothing where it is not uploading. */
  settle(fileId: string, outcome: { state: 'ready' | 'rejected'; facts: FileFacts }): Promise<FileRecord | undefined>;
  /** Takes out a file that no message carries, and resolves with what it was; its blobs are loose from then on. */
  remove(fileId: string, at: number): Promise<FileRecord | undefined>;
  /** Keys of blobs that were written down as loose before, oldest first. For the server's own use. */
  looseBlobs(before: number, limit: number): Promise<string[]>;
  /** Their bytes are gone. */
  forgetBlobs(keys: readonly string[]): Promise<void>;
  /** Files without a message that were begun before, oldest first. For the server's own use. */
  abandoned(before: number, limit: number): Promise<FileRecord[]>;
  /** How many files without a message this author has, on all tickets, and their bytes when all will be there. */
  pending(author: string): Promise<{ files: number; bytes: number }>;
  /** The key that signs links to files: the first that was handed in, so that several processes share it. 32 bytes in Base64url. */
  signingKey(made: string): Promise<string>;
}
