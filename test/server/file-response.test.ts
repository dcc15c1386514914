/** Bytes of a file on their way out: whole, in stretches, and never in a form that could run. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { directoryBlobs } from '../../src/node/directory-blobs.ts';
import { isSupportError } from '../../src/contract/index.ts';
import { archiveResponse } from '../../src/server/files/archive.ts';
import type { BlobStore } from '../../src/server/files/blob-store.ts';
import { fileResponse } from '../../src/server/files/file-response.ts';
import { memoryBlobs } from '../../src/server/files/memory-blobs.ts';
import { someBytes } from '../helpers/blob-cases.ts';
import { randomNumbers } from '../helpers/random.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { storeFile, type StoredFile } from '../helpers/stored-file.ts';

const lifeMs = 300_000;
const content = someBytes(3500);
const failsWith = (code: string) => (error: unknown) => isSupportError(error) && error.code === code;

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  use?: 'download' | 'inline';
}

function ask(
  file: StoredFile,
  blobs: Pick<BlobStore, 'get'>,
  { method = 'GET', headers = {}, use = 'inline' }: Asked = {},
) {
  const request = new Request('https://help.example/v1/files/link/name', { method, headers });
  return fileResponse(request, { file, blobs, use, lifeMs });
}

/** A picture of 3,500 bytes in four parts. */
async function picture(): Promise<{ file: StoredFile; blobs: BlobStore }> {
  const blobs = memoryBlobs();
  return { blobs, file: await storeFile(blobs, content, { name: 'Zdjęcie.png', mediaType: 'image/png' }) };
}

async function bodyOf(response: Response): Promise<number[]> {
  return [...new Uint8Array(await response.arrayBuffer())];
}

describe('the answer with a file', () => {
  it('is the file, with all that keeps it from running', async () => {
    const { file, blobs } = await picture();
    const response = await ask(file, blobs);
    assert.equal(response.status, 200);
    assert.deepEqual(await bodyOf(response), [...content]);
    const headers = Object.fromEntries(response.headers);
    assert.match(headers.etag ?? '', /^"[\w-]{22}"$/);
    delete headers.etag;
    assert.deepEqual(headers, {
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=300',
      'content-disposition': `inline; filename="Zdjecie.png"; filename*=UTF-8''Zdj%C4%99cie.png`,
      'content-length': '3500',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox",
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('never gives scripts, style sheets and pages their own type, nor a sandbox that lets scripts run', async () => {
    const { file, blobs } = await picture();
    for (const mediaType of ['text/html', 'image/svg+xml', 'text/javascript', 'text/css', 'x/y\r\nset-cookie: a=b']) {
      const { headers } = await ask({ ...file, mediaType }, blobs, { use: 'download' });
      assert.equal(headers.get('content-type'), 'application/octet-stream');
      assert.match(headers.get('content-disposition') ?? '', /^attachment; /);
      assert.equal(headers.get('set-cookie'), null);
      await assert.rejects(ask({ ...file, mediaType }, blobs), failsWith('unsupported_type'));
    }
    for (const mediaType of ['text/plain', 'video/mp4', 'audio/mpeg', 'application/pdf']) {
      const policy = (await ask({ ...file, mediaType }, blobs)).headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'.*; sandbox( allow-same-origin)?$/);
    }
    assert.equal(
      (await ask({ ...file, mediaType: 'text/plain' }, blobs)).headers.get('content-type'),
      'text/plain; charset=utf-8',
    );
  });

  it('may not be kept longer than the link lives', async () => {
    const { file, blobs } = await picture();
    const request = new Request('https://help.example/');
    for (const [left, age] of [
      [59_999, 59],
      [-1, 0],
    ]) {
      const { headers } = await fileResponse(request, { file, blobs, use: 'download', lifeMs: left ?? 0 });
      assert.equal(headers.get('cache-control'), `private, max-age=${age}`);
    }
  });

  it('to HEAD has the same headers, no body, and reads nothing', async () => {
    const { file, blobs } = await picture();
    const none = { get: () => assert.fail('nobody asked for bytes') };
    const response = await ask(file, none, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
    assert.equal(response.status, 200);
    assert.equal(response.body, null);
    assert.deepEqual([...response.headers], [...(await ask(file, blobs)).headers]);
  });

  it('is any stretch of it that is asked for', async () => {
    const { file, blobs } = await picture();
    const random = randomNumbers(20261122);
    for (let trial = 0; trial < 300; trial += 1) {
      const [a = 0, b = 0] = [random(), random()].map((value) => Math.floor(value * 3500)).sort((x, y) => x - y);
      const response = await ask(file, blobs, { headers: { range: `bytes=${a}-${b}` } });
      assert.equal(response.status, 206);
      assert.equal(response.headers.get('content-range'), `bytes ${a}-${b}/3500`);
      assert.equal(response.headers.get('content-length'), String(b - a + 1));
      assert.deepEqual(await bodyOf(response), [...content.subarray(a, b + 1)], `${a}-${b}`);
    }
  });

  const ranges: [string, number, string | null][] = [
    ['bytes=0-', 206, 'bytes 0-3499/3500'],
    ['bytes=3499-', 206, 'bytes 3499-3499/3500'],
    ['bytes=-1', 206, 'bytes 3499-3499/3500'],
    ['bytes=-99999', 206, 'bytes 0-3499/3500'],
    ['bytes=10-99999999999999999999', 206, 'bytes 10-3499/3500'],
    ['Bytes=0-0', 206, 'bytes 0-0/3500'],
    ['bytes=3500-', 416, 'bytes */3500'],
    ['bytes=-0', 416, 'bytes */3500'],
    ['bytes=9-3', 200, null],
    ['bytes=-', 200, null],
    ['bytes=0-1,5-6', 200, null],
    ['bytes=a-b', 200, null],
    ['lines=0-1', 200, null],
    ['bytes=-1-2', 200, null],
  ];
  for (const [range, status, contentRange] of ranges)
    it(`to the range "${range}" is ${status}`, async () => {
      const { file, blobs } = await picture();
      const response = await ask(file, blobs, { headers: { range } });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('content-range'), contentRange);
      assert.equal(
        (await bodyOf(response)).length,
        status === 416 ? 0 : Number(response.headers.get('content-length')),
      );
    });

  it('of an empty file is empty, and has no stretch', async () => {
    const blobs = memoryBlobs();
    const file = await storeFile(blobs, new Uint8Array(), { name: 'empty.txt', mediaType: 'text/plain' });
    const whole = await ask(file, blobs);
    assert.deepEqual([whole.status, whole.headers.get('content-length'), await bodyOf(whole)], [200, '0', []]);
    assert.equal((await ask(file, blobs, { headers: { range: 'bytes=0-0' } })).status, 416);
  });

  it('is not repeated to whoever has it, and is whole where another one was begun', async () => {
    const { file, blobs } = await picture();
    const tag = (await ask(file, blobs)).headers.get('etag') ?? '';
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const response = await ask(file, blobs, { headers: { 'if-none-match': known } });
      assert.deepEqual([response.status, response.body], [304, null]);
    }
    const range = 'bytes=0-9';
    assert.equal((await ask(file, blobs, { headers: { range, 'if-range': tag } })).status, 206);
    assert.equal((await ask(file, blobs, { headers: { range, 'if-range': '"another"' } })).status, 200);
    const other = await storeFile(blobs, content, { name: 'b.png', mediaType: 'image/png' });
    assert.notEqual((await ask(other, blobs)).headers.get('etag'), tag);
  });

  it('is refused where the store lost its beginning, and breaks off where it lost more', async () => {
    const { file, blobs } = await picture();
    const [first, , third] = file.parts;
    await blobs.remove(third?.key ?? '');
    await assert.rejects(ask(file, blobs).then(bodyOf), failsWith('unavailable'));
    await blobs.remove(first?.key ?? '');
    await assert.rejects(ask(file, blobs), failsWith('unavailable'));
    await blobs.put(first?.key ?? '', new Uint8Array(7));
    await assert.rejects(ask(file, blobs), failsWith('unavailable'));
    await assert.rejects(ask({ ...file, parts: [] }, blobs), failsWith('unavailable'));
  });

  it('reads on only as fast as somebody takes it, and not at all once they leave', async () => {
    const { file, blobs } = await picture();
    const read: string[] = [];
    const counting = { get: (key: string) => (read.push(key), blobs.get(key)) };
    const reader = (await ask(file, counting)).body?.getReader();
    await reader?.read();
    await reader?.read();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(read.length, 2);
    await reader?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(read.length, 2);
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  it('stays flat while 50 MB go out, as a file and as an archive', async () => {
    const blobs = await directoryBlobs(temporaryFolder());
    const size = 50 * 1024 * 1024;
    const file = await storeFile(blobs, new Uint8Array(size), {
      name: 'a.mp4',
      mediaType: 'video/mp4',
      partSize: 1024 * 1024,
    });
    const answers = {
      file: () => ask(file, blobs),
      archive: async () =>
        archiveResponse(new Request('https://help.example/'), { files: [file], blobs, name: 'all.zip', lifeMs }),
      // What it would look like otherwise.
      whole: async () => new Response(await (await ask(file, blobs)).arrayBuffer()),
    };
    const growth = { file: 0, archive: 0, whole: 0 };
    for (const kind of ['file', 'archive', 'whole'] as const) {
      const before = inUse();
      let [sent, sampled] = [0, 0];
      const { body } = await answers[kind]();
      assert.ok(body);
      for await (const chunk of body) {
        sent += chunk.length;
        if (sent - sampled < 8_000_000) continue;
        sampled = sent;
        growth[kind] = Math.max(growth[kind], inUse() - before);
      }
      assert.ok(sent >= size);
    }
    assert.ok(growth.file < size / 8, `file: ${growth.file}`);
    assert.ok(growth.archive < size / 8, `archive: ${growth.archive}`);
    assert.ok(growth.whole > size / 2, `the measure sees nothing: ${growth.whole}`);
  });
});
