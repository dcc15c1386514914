/** Bytes of a file from its parts, one part in memory at a time, and none before somebody reads. */
import { SupportError } from '../../contract/index.ts';
import type { BlobStore } from './blob-store.ts';
import type { FilePart } from './file-store.ts';

/** From byte `start` up to `end`, which is not included. */
export interface Stretch {
  start: number;
  end: number;
}

/**
 * Resolves once the first part is there, so that a store that fails is told by a status. Errors with `unavailable` where a
 * part is missing or has another size than it should.
 */
export async function openParts(
  blobs: Pick<BlobStore, 'get'>,
  parts: readonly FilePart[],
  stretch: Stretch,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const chunks = readParts(blobs, parts, stretch);
  let next: ReturnType<typeof chunks.next> | undefined = chunks.next();
  await next;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await (next ?? chunks.next());
        next = undefined;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* readParts(
  blobs: Pick<BlobStore, 'get'>,
  parts: readonly FilePart[],
  { start, end }: Stretch,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let offset = 0;
  for (const part of parts) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, part.size)];
    offset += part.size;
    if (from >= to) continue;
    const bytes = await blobs.get(part.key);
    if (bytes?.length !== part.size) throw new SupportError('A part of a file is missing.', { code: 'unavailable' });
    yield (bytes as Uint8Array<ArrayBuffer>).subarray(from, to);
  }
  if (offset < end) throw new SupportError('Parts of a file are missing.', { code: 'unavailable' });
}
