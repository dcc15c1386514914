/** Blobs that live as long as the process, for mocks and tests. */
import { ensureBlobKey, type BlobStore } from './blob-store.ts';

export function memoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    async put(key, bytes) {
      ensureBlobKey(key);
      blobs.set(key, bytes.slice());
    },
    async get(key) {
      ensureBlobKey(key);
      return blobs.get(key)?.slice();
    },
    async remove(key) {
      ensureBlobKey(key);
      blobs.delete(key);
    },
    async ping() {},
  };
}
