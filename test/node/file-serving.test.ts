/** Bytes of a file over a real connection: no faster than the other side takes them, and no longer than it stays. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { get, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { fileResponse } from '../../src/server/files/file-response.ts';

const partSize = 1024 * 1024;
const parts = Array.from({ length: 200 }, (_, index) => ({ key: `part-${index}`, size: partSize }));
const file = { name: 'film.mp4', mediaType: 'video/mp4', size: parts.length * partSize, parts };

describe('a file over HTTP', () => {
  let server: Server;
  let address: string;
  let read = 0;

  before(async () => {
    const blobs = {
      get: async () => {
        read += 1;
        return new Uint8Array(partSize);
      },
    };
    const options = { file, blobs, use: 'inline', lifeMs: 300_000 } as const;
    server = serve({ hostname: '127.0.0.1', port: 0, fetch: (asked) => fileResponse(asked, options) }) as Server;
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/film`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Resolves once nothing was read for many turns of the event loop. */
  async function settled(): Promise<number> {
    let [seen, quiet] = [read, 0];
    while (quiet < 200) {
      await nextTurn();
      quiet = read === seen ? quiet + 1 : 0;
      seen = read;
    }
    return seen;
  }

  it('waits for a slow reader, and stops when it leaves', async () => {
    read = 0;
    const connected = once(server, 'connection') as Promise<[Socket]>;
    const client = get(address, { agent: false });
    const [socket] = await connected;
    const [response] = (await once(client, 'response')) as [IncomingMessage];
    response.pause();
    const before = await settled();
    assert.ok(before < 50, `${before} of 200 parts were read for somebody who takes none`);
    // It may end with a reset, which is as good.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.destroy();
    client.on('error', () => undefined);
    response.on('error', () => undefined);
    await closed;
    assert.ok((await settled()) <= before + 1);
  });

  it('arrives whole at a reader that stays', async () => {
    read = 0;
    const response = await fetch(address);
    let received = 0;
    for await (const chunk of response.body ?? []) received += chunk.length;
    assert.deepEqual([received, read], [file.size, parts.length]);
  });

  it('tells its length to HEAD, and reads one part for a stretch of it', async () => {
    read = 0;
    const client = request(address, { method: 'HEAD', agent: false }).end();
    const [head] = (await once(client, 'response')) as [IncomingMessage];
    assert.deepEqual([head.statusCode, head.headers['content-length'], read], [200, String(file.size), 0]);
    const start = 150 * partSize;
    const stretch = await fetch(address, { headers: { range: `bytes=${start}-${start + 9}` } });
    assert.deepEqual([stretch.status, (await stretch.arrayBuffer()).byteLength, read], [206, 10, 1]);
  });
});
