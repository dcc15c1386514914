/** A file as it lies in a store, cut into parts. */
import type { BlobStore } from '../../src/server/files/blob-store.ts';
import type { FilePart } from '../../src/server/files/file-store.ts';

export interface StoredFile {
  name: string;
  mediaType: string;
  size: number;
  parts: FilePart[];
  createdAt: number;
}

export async function storeFile(
  blobs: BlobStore,
  bytes: Uint8Array,
  file: { name: string; mediaType: string; partSize?: number },
): Promise<StoredFile> {
  const { name, mediaType, partSize = 1000 } = file;
  const parts: FilePart[] = [];
  for (let start = 0; start < bytes.length; start += partSize) {
    const part = bytes.subarray(start, start + partSize);
    const key = `${crypto.randomUUID()}/${parts.length}`;
    await blobs.put(key, part);
    parts.push({ key, size: part.length });
  }
  return { name, mediaType, size: bytes.length, parts, createdAt: Date.UTC(2026, 10, 22) };
}
