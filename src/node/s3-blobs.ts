/** Blobs in a bucket of any store that speaks the protocol of Amazon S3. */
import { createStorage, type Driver, type Storage } from 'unstorage';
import s3 from 'unstorage/drivers/s3';
import { SupportError } from '../contract/index.ts';
import { ensureBlobKey, type BlobStore } from '../server/files/blob-store.ts';

export interface S3Options {
  /** Without the bucket: `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export function s3Blobs(options: S3Options): BlobStore {
  // The types of the package do not find their own `Driver`.
  return unstorageBlobs(createStorage({ driver: s3(options) as Driver }));
}

/**
 * Blobs in a storage that may say nothing where it fails: the driver for S3 takes 404 for an answer, also when it is the
 * bucket that is missing. So what was put is looked for before it counts as stored, and what is missing is told as missing
 * by a storage that works alone.
 */
function unstorageBlobs(storage: Storage): BlobStore {
  const put = async (key: string, bytes: Uint8Array) => {
    await storage.setItemRaw(key, bytes);
    if (!(await storage.hasItem(key))) throw new Error('The store took a blob and does not have it.');
  };
  const remove = async (key: string) => {
    if (await storage.hasItem(key)) await storage.removeItem(key);
  };
  const ping = async () => {
    const key = `ping/${crypto.randomUUID()}`;
    await put(key, new Uint8Array(1));
    await remove(key);
  };
  return {
    put: (key, bytes) => working(key, () => put(key, bytes)),
    get: (key) =>
      working(key, async () => {
        const found = await storage.getItemRaw<ArrayBuffer>(key);
        if (found !== null) return new Uint8Array(found);
        await ping();
        return undefined;
      }),
    remove: (key) => working(key, () => remove(key)),
    ping: () => working('ping', ping),
  };
}

async function working<T>(key: string, work: () => Promise<T>): Promise<T> {
  ensureBlobKey(key);
  try {
    return await work();
  } catch (cause) {
    throw new SupportError('The store of files failed.', { code: 'unavailable', cause });
  }
}
