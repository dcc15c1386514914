/** What the adapter does with files. Most pages never see one, so a page loads it when the first is chosen or opened. */
import type { CallOptions } from '../../contract/adapter.ts';
import { isSupportError, SupportError } from '../../contract/errors.ts';
import { fileRoutes, partMediaType, tusVersion, uploadHeaderNames } from '../../contract/file-routes.ts';
import type { FileLink, FilesAdapter, UploadProgress } from '../../contract/files.ts';
import { readFileLink, readUploadProgress } from '../shared/file-readers.generated.ts';
import type { Call } from './http-call.ts';

export interface FilesSideOptions {
  call: Call;
  /** What links may be relative to. */
  endpoint: string;
}

const tus = { [uploadHeaderNames.version]: tusVersion };
/** Of a part, in bytes. It grows while parts are quick, so that a slow line loses little with each cut. */
const smallestPart = 128 * 1024;
const largestPart = 4 * 1024 * 1024;
const quickMs = 1_000;
const slowMs = 4_000;

export function filesSide({ call, endpoint }: FilesSideOptions): FilesAdapter {
  const absolute = ({ url, expiresAt }: FileLink): FileLink => {
    const { href, protocol } = new URL(url, `${endpoint}/`);
    if (!/^https?:$/.test(protocol)) throw new SupportError('A link to no web address.', { code: 'unavailable' });
    return { url: href, expiresAt };
  };

  return {
    async upload(ticket, file, { clientId, name, mediaType }, { onProgress, ...o }) {
      const params = { ticket, upload: clientId };
      const look = () => call(fileRoutes.getUpload, { params, headers: tus, read: readUploadProgress }, o);
      let progress = await call(
        fileRoutes.startUpload,
        {
          params: { ticket },
          headers: {
            ...tus,
            [uploadHeaderNames.length]: String(file.size),
            [uploadHeaderNames.metadata]: metadataOf({ filename: name, filetype: mediaType, clientid: clientId }),
          },
          read: readUploadProgress,
        },
        o,
      );
      let partSize = smallestPart;
      while (!progress.attachment) {
        const { offset } = progress;
        onProgress?.(offset);
        const bytes = await bytesOf(file.slice(offset, offset + partSize));
        const startedAt = Date.now();
        progress = await append(call, { params, offset, bytes }, o)
          .then((end) => (end < file.size ? { ...progress, offset: end } : look()))
          .catch((error: unknown) => movedOn(error, offset, look));
        partSize = nextPartSize(partSize, Date.now() - startedAt);
      }
      onProgress?.(file.size);
      return progress.attachment;
    },

    discard: (ticket, clientId, o) =>
      call(fileRoutes.discardUpload, { params: { ticket, upload: clientId }, headers: tus }, o),

    linkTo: async (ticket, attachment, use, o) =>
      absolute(
        await call(fileRoutes.linkToFile, { params: { ticket, attachment }, query: { use }, read: readFileLink }, o),
      ),

    linkToAll: async (ticket, message, o) =>
      absolute(await call(fileRoutes.linkToAll, { params: { ticket, message }, read: readFileLink }, o)),
  };
}

interface Part {
  params: { ticket: string; upload: string };
  offset: number;
  bytes: Uint8Array;
}

/** Resolves with where the next part begins. */
async function append(call: Call, { params, offset, bytes }: Part, o: CallOptions): Promise<number> {
  const headers = { ...tus, [uploadHeaderNames.offset]: String(offset), 'content-type': partMediaType };
  await call(fileRoutes.appendUpload, { params, headers, body: bytes }, o);
  return offset + bytes.length;
}

/** The server has other bytes than was thought: an earlier try arrived after all. It says where to go on. */
async function movedOn(error: unknown, offset: number, look: () => Promise<UploadProgress>): Promise<UploadProgress> {
  if (!isSupportError(error) || error.code !== 'conflict') throw error;
  const progress = await look();
  if (progress.offset === offset && !progress.attachment) throw error;
  return progress;
}

/** In memory before they leave: a file that vanished from the disk is told from a network that did. */
async function bytesOf(part: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (cause) {
    throw new SupportError('The file can no longer be read.', { code: 'gone', cause });
  }
}

function nextPartSize(size: number, tookMs: number): number {
  if (tookMs < quickMs) return Math.min(2 * size, largestPart);
  return tookMs > slowMs ? Math.max(size / 2, smallestPart) : size;
}

/** As tus wants it: each value in Base64 of UTF-8; an empty one has none. */
function metadataOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => [name, base64(value)].join(' ').trim())
    .join(',');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
