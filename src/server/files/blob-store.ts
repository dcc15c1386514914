/**
 * Where the bytes of files lie. They come in parts of a bounded size, each a blob of its own, so that no store has to
 * append, and no file is ever in memory as a whole.
 */
export interface BlobStore {
  /** Resolves once the bytes are where a crash of the machine does not reach them. The same key again replaces them. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** `undefined` where there is no such blob. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Safe to repeat. */
  remove(key: string): Promise<void>;
  /** Resolves when the store answers and takes bytes; rejects when it does not. */
  ping(): Promise<void>;
}

/** The most that a blob holds, in bytes. */
export const maxBlobBytes = 1024 * 1024;

/**
 * Keys come from the server alone: short, in letters that every store and every file system tells apart, with at most one
 * slash. What a person typed never becomes one, so another key is a bug and throws.
 */
export function ensureBlobKey(key: string): void {
  if (key.length <= 200 && /^[a-z0-9_-]+(?:\/[a-z0-9_-]+)?$/.test(key)) return;
  throw new TypeError('This cannot be the key of a blob.');
}
