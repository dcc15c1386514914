/** The answer to whoever opens a link to one file: its bytes, or the stretch of them that was asked for (RFC 9110, 14). */
import { base64url } from 'jose';
import { SupportError, type FileUse } from '../../contract/index.ts';
import type { BlobStore } from './blob-store.ts';
import { fileHeaders } from './file-headers.ts';
import type { FilePart, FileRecord } from './file-store.ts';
import { mayBeShown } from './media-types.ts';
import { openParts, type Stretch } from './part-stream.ts';

export interface FileAnswer {
  /** A file that is ready. */
  file: Pick<FileRecord, 'name' | 'mediaType' | 'size' | 'parts'>;
  blobs: Pick<BlobStore, 'get'>;
  use: FileUse;
  /** Milliseconds that the link is still good for. */
  lifeMs: number;
}

/**
 * Answers GET and HEAD. Rejects with `unsupported_type` for a kind of file that is not shown in place, and with
 * `unavailable` where the store has not got the bytes.
 */
export async function fileResponse(request: Request, { file, blobs, use, lifeMs }: FileAnswer): Promise<Response> {
  const { name, mediaType, size, parts } = file;
  if (use === 'inline' && !mayBeShown(mediaType))
    throw new SupportError('Files of this kind are not shown in place.', { code: 'unsupported_type' });
  const tag = await entityTag(parts);
  const headers = fileHeaders({ name, mediaType, use, lifeMs });
  headers.set('accept-ranges', 'bytes');
  headers.set('etag', tag);
  if (isKnown(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers });

  const wish = request.method === 'GET' ? wishedStretch(request.headers, { size, tag }) : undefined;
  if (wish === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const stretch = wish ?? { start: 0, end: size };
  headers.set('content-length', String(stretch.end - stretch.start));
  if (wish) headers.set('content-range', `bytes ${wish.start}-${wish.end - 1}/${size}`);
  const body = request.method === 'HEAD' ? null : await openParts(blobs, parts, stretch);
  return new Response(body, { status: wish ? 206 : 200, headers });
}

/** The keys of its parts name the bytes of a file for ever. They stay the server's own, so the tag is their hash. */
async function entityTag(parts: readonly FilePart[]): Promise<string> {
  const keys = new TextEncoder().encode(JSON.stringify(parts.map(({ key }) => key)));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', keys));
  return `"${base64url.encode(digest.subarray(0, 16))}"`;
}

function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}

/** One range of bytes. What cannot be understood, and several ranges at once, is answered with the whole, as RFC 9110 allows. */
function wishedStretch(
  headers: Headers,
  { size, tag }: { size: number; tag: string },
): Stretch | 'unsatisfiable' | undefined {
  const condition = headers.get('if-range');
  if (condition !== null && condition.trim() !== tag) return undefined;
  const [, first = '', last = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(headers.get('range') ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const [from, to] = [Number(first), Number(last)];
  if (first !== '' && last !== '' && from > to) return undefined;
  const start = first === '' ? Math.max(size - to, 0) : from;
  const end = first === '' || last === '' ? size : Math.min(to + 1, size);
  return start < end ? { start, end } : 'unsatisfiable';
}
