/**
 * Files with a real server: any client of tus can send them, the line may be cut and the process killed, and memory stays
 * flat however large they are. `npm run test:soak` does the same with five files of 50 MB.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { Upload } from 'tus-js-client';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { SupportAdapter } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { randomNumbers } from '../helpers/random.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { environment, hostToken, openTicket } from '../helpers/server-world.ts';
import { isSoak, seed } from '../helpers/soak.ts';

const megabyte = 1024 * 1024;
const fileCount = 5;
const fileBytes = (isSoak ? 50 : 20) * megabyte;
const cuts = 10;

const limits = {
  HELPDOCK_MAX_FILE_MB: '53',
  HELPDOCK_MAX_MESSAGE_MB: '265',
  HELPDOCK_ACCEPT: 'text/plain',
};

/** Bytes that differ along the file, so that a part in the wrong place is noticed. */
function fileOf(random: () => number, size: number): Blob {
  const chunk = new Uint8Array(megabyte);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let left = size; left > 0; left -= chunk.length) {
    const word = `${Math.floor(random() * 1e9)} of ${left}\n`;
    chunks.push(
      new TextEncoder().encode(word.repeat(Math.ceil(megabyte / word.length))).slice(0, Math.min(left, megabyte)),
    );
  }
  return new Blob(chunks, { type: 'text/plain' });
}

async function digestOf(content: Blob | Response): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content instanceof Blob ? content.stream() : (content.body ?? [])) hash.update(chunk);
  return hash.digest('hex');
}

/** The most memory that a process ever had, in bytes. */
function peakMemory(pid: number): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) * 1024;
}

interface Line {
  adapter: SupportAdapter;
  /** Bytes of parts that left so far. */
  sent: () => number;
  /** The next time that about so many bytes have left, the line breaks in the middle of a part. */
  cutAfter: (bytes: number) => void;
}

/** A customer's adapter over a line that breaks where a test wants it to. */
function lineTo(url: () => Promise<string>, token: string): Line {
  let sent = 0;
  let cutAt = Infinity;
  return {
    sent: () => sent,
    cutAfter: (bytes) => void (cutAt = sent + bytes),
    adapter: createHttpAdapter({
      endpoint: 'http://server.test/v1',
      getAccessToken: () => token,
      fetch: async (request) => {
        const target = new URL(request.url);
        target.host = new URL(await url()).host;
        if (request.method !== 'PATCH') return fetch(new Request(target, request));
        const bytes = await request.arrayBuffer();
        sent += bytes.byteLength;
        if (sent < cutAt) return fetch(target, { method: 'PATCH', headers: request.headers, body: bytes });
        cutAt = Infinity;
        return brokenOff(target, request.headers, bytes);
      },
    }),
  };
}

/** Half of a part leaves, and then the line is dead. */
function brokenOff(target: URL, headers: Headers, bytes: ArrayBuffer): Promise<Response> {
  const line = new AbortController();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(bytes.slice(0, bytes.byteLength / 2))),
    pull: () => line.abort(new Error('the line broke')),
  });
  return fetch(target, { method: 'PATCH', headers, body, duplex: 'half', signal: line.signal } as RequestInit);
}

async function uploadThroughCuts(
  { adapter }: Line,
  ticketId: string,
  file: Blob,
  clientId: string,
  cut: () => void,
): Promise<string> {
  const upload = { clientId, name: `${clientId}.txt`, mediaType: file.type };
  for (let tries = 0; ; tries += 1) {
    try {
      cut();
      return (await adapter.files.upload(ticketId, file, upload, calmCall())).id;
    } catch (error) {
      if (tries > 5 * cuts) throw error;
    }
  }
}

const databases: { name: string; settings: () => Promise<Record<string, string>> }[] = [
  { name: 'the embedded database', settings: async () => ({ HELPDOCK_DATA: temporaryFolder() }) },
];
const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});
if (!('missing' in postgres)) {
  databases.push({
    name: 'Postgres',
    settings: async () => ({ DATABASE_URL: await postgres.newDatabase(), HELPDOCK_FILES: temporaryFolder() }),
  });
}

for (const { name, settings } of databases) {
  describe(`files of a server over ${name}`, () => {
    let server: ServerProcess;
    const start = async () => {
      const env = { ...environment, ...limits, ...(await settings()) };
      server = startCommand(['serve'], env);
      await server.ready;
      return env;
    };

    it(`arrive whole through ${cuts} cuts and a killed server, and cost it no memory`, async () => {
      const random = randomNumbers(seed);
      const env = await start();
      const ticketId = await openTicket(await server.ready, 'ola');
      const line = lineTo(() => server.ready, await hostToken('ola'));
      const warm = fileOf(random, 4 * megabyte);
      await uploadThroughCuts(line, ticketId, warm, 'warm', () => undefined);
      const before = peakMemory(server.child.pid ?? 0);
      const whole = fileCount * fileBytes;
      const sentBefore = line.sent();

      const ids: string[] = [];
      const digests: string[] = [];
      let cutsLeft = cuts;
      for (let index = 0; index < fileCount; index += 1) {
        const file = fileOf(random, fileBytes);
        digests.push(await digestOf(file));
        const cut = () => {
          if (cutsLeft === 0) return;
          cutsLeft -= 1;
          line.cutAfter(random() * (whole / cuts));
        };
        ids.push(await uploadThroughCuts(line, ticketId, file, `file-${index}`, cut));
      }
      const grown = peakMemory(server.child.pid ?? 0) - before;
      assert.ok(grown < 72 * megabyte, `memory grew by ${grown} bytes while ${whole} bytes passed`);
      // A cut costs at most the part that was under way.
      const resent = line.sent() - sentBefore - whole;
      assert.ok(resent <= cuts * 4 * megabyte, `${resent} bytes were sent again`);

      const reply = { clientId: 'reply', text: 'All of it', attachmentIds: ids };
      const message = await line.adapter.sendMessage(ticketId, reply, calmCall());
      assert.deepEqual(
        message.attachments.map(({ size }) => size),
        ids.map(() => fileBytes),
      );
      server.child.kill('SIGKILL');
      await server.ended;
      server = startCommand(['serve'], env);
      for (const [index, id] of ids.entries()) {
        const { url } = await line.adapter.files.linkTo(ticketId, id, 'download', calmCall());
        const response = await fetch(url.replace('http://server.test', await server.ready));
        assert.equal(await digestOf(response), digests[index], `the bytes of file ${index}`);
      }
      server.child.kill('SIGTERM');
      assert.equal((await server.ended).code, 0);
    });

    it('can be sent by any client of tus', async () => {
      await start();
      const url = await server.ready;
      const ticketId = await openTicket(url, 'ola');
      const token = await hostToken('ola');
      const words = Buffer.from('A line of words\n'.repeat(20_000));
      await new Promise<void>((resolve, reject) => {
        new Upload(words, {
          endpoint: `${url}/v1/tickets/${ticketId}/uploads`,
          chunkSize: 100_000,
          headers: { authorization: `Bearer ${token}` },
          metadata: { filename: 'Żółw.txt', filetype: 'text/plain', clientid: 'by-another-client' },
          onSuccess: () => resolve(),
          onError: reject,
        }).start();
      });
      const response = await fetch(`${url}/v1/tickets/${ticketId}/uploads/by-another-client`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { attachment } = (await response.json()) as { attachment: { name: string; size: number } };
      assert.deepEqual([attachment.name, attachment.size], ['Żółw.txt', words.length]);
      server.child.kill('SIGTERM');
      await server.ended;
    });
  });
}
