/**
 * Blobs in a folder of this machine. A blob is written under a temporary name, synced, and renamed into its place, so that
 * a reader finds all of it or nothing, whenever the process or the machine dies. Blobs are spread over subfolders, because
 * folders with very many files are slow.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SupportError } from '../contract/index.ts';
import { ensureBlobKey, type BlobStore } from '../server/files/blob-store.ts';
import { StartError } from './start-error.ts';

/** Two hexadecimal digits each. */
const subfolders = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
/** No write takes so long; what is older was left by a process that died. Younger ones may be another process's. */
const leftoverAgeMs = 10 * 60_000;

/** Makes the folder where it is missing, and sweeps what was left half-written; rejects with a `StartError`. */
export async function directoryBlobs(directory: string): Promise<BlobStore> {
  const incoming = join(directory, 'incoming');
  try {
    for (const name of ['incoming', ...subfolders])
      await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
    await syncFolder(directory);
    await sweep(incoming);
  } catch (error) {
    throw new StartError(`Files cannot be kept in ${directory}: ${reasonOf(error)}.`, { cause: error });
  }
  const folderOf = (key: string) => {
    ensureBlobKey(key);
    return join(directory, createHash('sha256').update(key).digest('hex').slice(0, 2));
  };
  // No key has a dot, so no two keys share a name.
  const pathOf = (key: string) => join(folderOf(key), key.replace('/', '.'));
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await writing(incoming, bytes, async (temporary) => {
        await rename(temporary, path);
        await syncFolder(folderOf(key));
      });
    },
    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (error) {
        // A disk that is not there any more has lost nothing; only a folder that is there can lack a blob.
        if (isMissing(error) && (await exists(folderOf(key)))) return undefined;
        throw unavailable('read', error);
      }
    },
    async remove(key) {
      const path = pathOf(key);
      try {
        await unlink(path);
        await syncFolder(folderOf(key));
      } catch (error) {
        if (!isMissing(error) || !(await exists(folderOf(key)))) throw unavailable('removed', error);
      }
    },
    ping: () => writing(incoming, new Uint8Array(1), (temporary) => unlink(temporary)),
  };
}

/** Writes and syncs a temporary file, and hands it to `place`; whatever fails, nothing of it stays. */
async function writing(folder: string, bytes: Uint8Array, place: (path: string) => Promise<void>): Promise<void> {
  const path = join(folder, crypto.randomUUID());
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(path);
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw unavailable('written', error);
  }
}

async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > leftoverAgeMs) await rm(path, { force: true });
  }
}

/** A new or changed name survives a crash only once its folder is synced. Windows cannot, and needs no asking. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function unavailable(done: string, cause: unknown): SupportError {
  return new SupportError(`A blob could not be ${done}: ${reasonOf(cause)}.`, { code: 'unavailable', cause });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}
