/** All files of a message as one ZIP archive: made while it is sent, never compressed, never as a whole in memory. */
import { makeZip, predictLength } from 'client-zip';
import type { BlobStore } from './blob-store.ts';
import { fileHeaders } from './file-headers.ts';
import { safeFileName, withSuffix } from './file-names.ts';
import type { FileRecord } from './file-store.ts';
import { openParts } from './part-stream.ts';

export interface ArchiveAnswer {
  /** Files that are ready. */
  files: readonly Pick<FileRecord, 'name' | 'size' | 'parts' | 'createdAt'>[];
  blobs: Pick<BlobStore, 'get'>;
  /** Of the archive itself. */
  name: string;
  /** Milliseconds that the link is still good for. */
  lifeMs: number;
}

/** Answers GET and HEAD. Where the store fails on the way, the answer breaks off, and is shorter than it said. */
export function archiveResponse(request: Request, { files, blobs, name, lifeMs }: ArchiveAnswer): Response {
  const names = distinctNames(files.map((file) => file.name));
  const entries = files.map((file, index) => ({ ...file, name: names[index] ?? '' }));
  const headers = fileHeaders({ name, mediaType: 'application/zip', use: 'download', lifeMs });
  headers.set('content-type', 'application/zip');
  headers.set('content-length', String(predictLength(entries.map(({ name, size }) => ({ name, size })))));
  headers.set('accept-ranges', 'none');
  return new Response(request.method === 'HEAD' ? null : makeZip(contents(entries, blobs)), { headers });
}

async function* contents(files: ArchiveAnswer['files'], blobs: ArchiveAnswer['blobs']) {
  for (const { name, size, parts, createdAt } of files) {
    const input = await openParts(blobs, parts, { start: 0, end: size });
    yield { name, size, input, lastModified: new Date(createdAt) };
  }
}

/** Safe names, each once: systems that do not tell small letters from large ones would write one file over another. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const isFree = (name: string) => !taken.has(name.toLowerCase());
  return names.map((given) => {
    const name = safeFileName(given);
    let distinct = name;
    for (let count = 2; !isFree(distinct); count += 1) distinct = withSuffix(name, ` (${count})`);
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}
