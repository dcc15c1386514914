/**
 * Streams of real servers: what one process stores, another one tells; a server that is killed under an open stream loses
 * nothing of it; and an idle stream costs little.
 */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAdaptorServer } from '@hono/node-server';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { SupportAdapter } from '../../src/contract/adapter.ts';
import { isType, listen } from '../../src/testing/conformance/listener.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import { textsOf } from '../../src/testing/conformance/scene.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { call, environment, hostToken, openTicket, staffKey } from '../helpers/server-world.ts';

const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

const adapterAt = (url: string, subject: string): SupportAdapter =>
  createHttpAdapter({ endpoint: `${url}/v1`, getAccessToken: () => hostToken(subject) });

async function answer(url: string, ticketId: string, text: string): Promise<void> {
  const path = `/staff/tickets/${ticketId}/messages`;
  assert.equal((await call(url, staffKey, { method: 'POST', path, body: { text } })).status, 201);
}

function wordsIn({ told }: Pick<Awaited<ReturnType<typeof listen>>, 'told'>): string[] {
  return textsOf(told.filter(isType('event.added')).map(({ event }) => event));
}

async function kill(server: ServerProcess): Promise<void> {
  server.child.kill('SIGKILL');
  await server.ended;
}

async function stop(server: ServerProcess): Promise<void> {
  server.child.kill('SIGTERM');
  assert.equal((await server.ended).code, 0);
}

/** Answers go to `writer`; the stream is of `reader`, which dies in the middle. `next` serves the same afterwards. */
async function survivesKill(writer: () => Promise<string>, reader: ServerProcess, next: () => Promise<string>) {
  const readerUrl = await reader.ready;
  const ticketId = await openTicket(readerUrl, 'anna');
  const stream = await listen(adapterAt(readerUrl, 'anna'));
  await answer(await writer(), ticketId, 'Before');
  await stream.until(isType('unread'));
  await kill(reader);
  await assert.rejects(stream.until(isType('resync')));
  const nextUrl = await next();
  await answer(nextUrl, ticketId, 'Meanwhile');
  const lastEventId = stream.told.at(-1)?.id ?? '';
  const again = await listen(adapterAt(nextUrl, 'anna'), { lastEventId });
  await answer(nextUrl, ticketId, 'After');
  while (!wordsIn(again).includes('After')) await again.until(isType('unread'));
  await again.end();
  assert.deepEqual([...new Set([...wordsIn(stream), ...wordsIn(again)])], ['Before', 'Meanwhile', 'After']);
}

describe('a server that is killed under an open stream', () => {
  it('goes on where it was, with the embedded database', async () => {
    const env = { ...environment, HELPDOCK_DATA: temporaryFolder() };
    const first = startCommand(['serve'], env);
    let second: ServerProcess | undefined;
    await survivesKill(
      () => first.ready,
      first,
      () => (second ??= startCommand(['serve'], env)).ready,
    );
    if (second) await stop(second);
  });
});

describe('two servers over one Postgres', { skip: 'missing' in postgres ? postgres.missing : false }, () => {
  it('tell each other’s changes, and one takes over when the other is killed', async () => {
    if ('missing' in postgres) return;
    const env = { ...environment, DATABASE_URL: await postgres.newDatabase() };
    const [one, other] = [startCommand(['serve'], env), startCommand(['serve'], env)];
    await survivesKill(
      () => other.ready,
      one,
      () => other.ready,
    );
    await stop(other);
  });
});

/** A reader as small as can be: a bare connection that asks and listens. */
async function bareReader(port: number, token: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(`GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  for (let read = ''; !read.includes('event: unread');) read += String((await once(socket, 'data'))[0]);
  return socket;
}

describe('an idle stream', () => {
  it('costs less than 50 kB, with its reader’s end in the same process, and no timer', async (t) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const backend = createMemoryBackend({ live: localBus() });
    const server = createAdaptorServer({ fetch: backend.handler, overrideGlobalObjects: false }) as Server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const sockets: Socket[] = [];
    const openTo = async (count: number) => {
      while (sockets.length < count) {
        const subject = `customer-${sockets.length}`;
        sockets.push(await bareReader(port, await backend.tokenFor({ subject, email: `${subject}@example.test` })));
      }
      collect();
      const { heapUsed, external } = process.memoryUsage();
      const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
      return { bytes: heapUsed + external, timers };
    };
    // What is taken once is no stream's.
    const some = await openTo(100);
    const many = await openTo(500);
    const kilobytes = (many.bytes - some.bytes) / 400 / 1024;
    t.diagnostic(`an idle stream costs ${kilobytes.toFixed(1)} kB`);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    assert.ok(kilobytes < 50, `${kilobytes} kB`);
    assert.equal(many.timers, some.timers);
  });
});
