/** Serves files as the product does, over HTTP, beside a careless server that believes what a sender declared. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { isSupportError } from '../../src/contract/index.ts';
import { fileFacts } from '../../src/server/files/file-facts.ts';
import { fileResponse } from '../../src/server/files/file-response.ts';
import { mayBeShown } from '../../src/server/files/media-types.ts';
import { memoryBlobs } from '../../src/server/files/memory-blobs.ts';
import { storeFile } from './stored-file.ts';

export interface ServedFile {
  id: number;
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface FileServer {
  /** `/download/<id>`, `/inline/<id>`, `/careless/<id>`, and an empty page at `/page`. */
  origin: string;
  /** Ids of the files that may be shown in place. */
  shown: ReadonlySet<number>;
  /** Requests as they came: `GET /inline/3 bytes=0-`. */
  requests: string[];
  close(): void;
}

export async function startFileServer(uploads: readonly ServedFile[]): Promise<FileServer> {
  const blobs = memoryBlobs();
  const stored = new Map<number, { file: Awaited<ReturnType<typeof storeFile>>; upload: ServedFile }>();
  for (const upload of uploads) {
    const { mediaType } = await fileFacts(upload.bytes, upload.name);
    const file = await storeFile(blobs, upload.bytes, { name: upload.name, mediaType, partSize: 100_000 });
    stored.set(upload.id, { file, upload });
  }
  const requests: string[] = [];
  const server = serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      requests.push(`${request.method} ${pathname} ${request.headers.get('range') ?? ''}`.trim());
      const [, use, id] = pathname.split('/');
      const found = stored.get(Number(id));
      if (use === 'page') return new Response('<!doctype html><body>', { headers: { 'content-type': 'text/html' } });
      if (use === 'careless' && found)
        return new Response(Buffer.from(found.upload.bytes), { headers: typeHeader(found.upload.mediaType) });
      if ((use !== 'inline' && use !== 'download') || !found) return new Response(null, { status: 404 });
      try {
        return await fileResponse(request, { file: found.file, blobs, use, lifeMs: 300_000 });
      } catch (error) {
        return new Response(null, { status: isSupportError(error) ? 415 : 500 });
      }
    },
  });
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shown: new Set([...stored].filter(([, { file }]) => mayBeShown(file.mediaType)).map(([id]) => id)),
    requests,
    close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  };
}

function typeHeader(mediaType: string): Record<string, string> {
  return mediaType === '' ? {} : { 'content-type': mediaType };
}
