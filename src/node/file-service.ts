/** Files as the settings say: where their bytes lie, and what clears away those that nobody sent. */
import type { BlobStore } from '../server/files/blob-store.ts';
import { FileRoom } from '../server/files/file-room.ts';
import type { Repository } from '../server/repository.ts';
import type { FileSettings } from './file-settings.ts';
import type { ServerLogEntry } from './log.ts';
import { repeat } from './repeat.ts';

export interface FileServiceOptions {
  repository: Repository;
  log: (entry: ServerLogEntry) => void;
}

export interface FileService {
  room: FileRoom;
  /** Drops now and then what was given up, until the signal. */
  sweepUntil(signal: AbortSignal): Promise<void>;
}

const sweepEveryMs = 60 * 60_000;
const retryMs = 10_000;

export async function fileService(
  { store, limits }: FileSettings,
  { repository, log }: FileServiceOptions,
): Promise<FileService> {
  const blobs = await blobsOf(store);
  // Nobody waits for it: a store that is down, or a key that is wrong, is told at once and keeps nobody from writing.
  void blobs.ping().catch((cause: unknown) => log({ level: 'error', event: 'file_store_failed', cause }));
  const room = new FileRoom({ repository, blobs, limits });
  return {
    room,
    sweepUntil: (signal) =>
      repeat(async () => ((await room.uploads.sweep()) > 0 ? 0 : sweepEveryMs), {
        signal,
        firstWaitMs: retryMs,
        onFailure: (cause) => log({ level: 'error', event: 'file_sweep_failed', cause }),
      }),
  };
}

/** Loaded only where it is used: a server with a directory starts without the client of a store. */
async function blobsOf(store: FileSettings['store']): Promise<BlobStore> {
  if ('directory' in store) return (await import('./directory-blobs.ts')).directoryBlobs(store.directory);
  return (await import('./s3-blobs.ts')).s3Blobs(store.bucket);
}
