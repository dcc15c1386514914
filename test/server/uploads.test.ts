/** Files on their way in, below HTTP: cuts, copies that arrive at once, full disks, and what is dropped in the end. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSupportError, SupportError, type NewUpload } from '../../src/contract/index.ts';
import { maxBlobBytes, type BlobStore } from '../../src/server/files/blob-store.ts';
import { memoryBlobs } from '../../src/server/files/memory-blobs.ts';
import { Uploads, type AttachmentLimits, type Sender } from '../../src/server/files/uploads.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import { adding, message } from '../../src/testing/repository-cases/world.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';

const day = 24 * 60 * 60 * 1000;
const ola: Sender = { viewer: { role: 'customer', owners: ['subject:ola'] }, author: 'subject:ola' };
const limits: AttachmentLimits = {
  maxFiles: 2,
  maxFileBytes: 8 * maxBlobBytes,
  maxTotalBytes: 10 * maxBlobBytes,
  accept: ['text/plain', 'image/*'],
};

/** Blobs that can be watched, and made to fail. */
function watchedBlobs() {
  const inner = memoryBlobs();
  const keys = new Set<string>();
  const watched = {
    keys,
    largest: 0,
    isFull: false,
    isStuck: false,
    /** Called when a blob is stored. */
    onPut: () => Promise.resolve(),
    async put(key: string, bytes: Uint8Array) {
      if (watched.isFull) throw new SupportError('The disk is full.', { code: 'unavailable' });
      watched.largest = Math.max(watched.largest, bytes.length);
      await inner.put(key, bytes);
      keys.add(key);
      await watched.onPut();
    },
    get: (key: string) => inner.get(key),
    async remove(key: string) {
      if (watched.isStuck) throw new SupportError('The disk is gone.', { code: 'unavailable' });
      await inner.remove(key);
      keys.delete(key);
    },
    ping: () => inner.ping(),
  } satisfies BlobStore & Record<string, unknown>;
  return watched;
}

async function world() {
  const repository = memoryRepository();
  const { staffDesk } = createMemoryBackend({ repository });
  const { value: ticket } = await staffDesk.openTicket(
    { customer: { subject: 'ola', email: 'ola@example.com' }, subject: 'A question', text: 'Hello?', from: 'customer' },
    calmCall(),
  );
  let at = Date.UTC(2026, 10, 1);
  const blobs = watchedBlobs();
  const uploads = new Uploads({ repository, blobs, limits, now: () => at });
  return {
    blobs,
    uploads,
    ticketId: ticket.id,
    later: (ms: number) => void (at += ms),
    begin: (part: Partial<NewUpload> = {}) =>
      uploads.start(ola, ticket.id, { clientId: 'a', name: 'a.txt', mediaType: 'text/plain', size: 10, ...part }),
    append: (offset: number, bytes: ReadableStream<Uint8Array>, clientId = 'a') =>
      uploads.append(ola, ticket.id, clientId, { offset, bytes }),
    send: (fileIds: string[]) =>
      repository.changeTicket({ ticketId: ticket.id, viewer: ola.viewer, fileIds, decide: adding([message('look')]) }),
  };
}

function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, index) => 97 + (index % 26));
}

function streamOf(...chunks: (Uint8Array<ArrayBuffer> | Error)[]): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next === undefined) controller.close();
      else if (next instanceof Error) controller.error(next);
      else controller.enqueue(next);
    },
  });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return isSupportError(error) ? error.code : String(error);
  }
}

describe('an upload', () => {
  it('is cut into blobs of a bounded size, whatever the size of what arrives', async () => {
    const { begin, append, blobs } = await world();
    const size = 3 * maxBlobBytes + 17;
    await begin({ size });
    const bytes = bytesOf(size);
    const { offset, attachment } = await append(
      0,
      streamOf(bytes.slice(0, 5), bytes.slice(5, 2 * maxBlobBytes), bytes.slice(2 * maxBlobBytes)),
    );
    assert.deepEqual([offset, attachment?.size, blobs.keys.size], [size, size, 4]);
    assert.equal(blobs.largest, maxBlobBytes);
  });

  it('keeps what arrived before a cut, and goes on there', async () => {
    const { begin, append, uploads, ticketId } = await world();
    await begin();
    assert.equal(await codeOf(append(0, streamOf(bytesOf(4), new Error('cut')))), 'aborted');
    assert.equal((await begin()).offset, 4);
    assert.equal(await codeOf(append(0, streamOf(bytesOf(4)))), 'conflict');
    assert.equal((await append(4, streamOf(bytesOf(6)))).attachment?.size, 10);
    assert.equal((await uploads.look(ola, ticketId, 'a')).offset, 10);
  });

  it('takes one of two copies of a part that arrive at once, and leaves no bytes of the other', async () => {
    const { begin, append, blobs } = await world();
    await begin();
    const both = [append(0, streamOf(bytesOf(10))), append(0, streamOf(bytesOf(10)))];
    const codes = await Promise.all(both.map(codeOf));
    assert.deepEqual(codes.sort(), ['conflict', 'none']);
    assert.equal(blobs.keys.size, 1);
  });

  it('is there for both who ask at the moment when its last byte arrives', async () => {
    const { begin, append, blobs } = await world();
    await begin();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const waiting = [first, second];
    const { get } = blobs;
    blobs.get = async (key) => {
      waiting.shift()?.resolve();
      await second.promise;
      return get(key);
    };
    const appending = append(0, streamOf(bytesOf(10)));
    await first.promise;
    const [one, other] = await Promise.all([appending, begin()]);
    assert.equal(one.attachment?.size, 10);
    assert.deepEqual(other, one);
  });

  it('takes no byte more than was said', async () => {
    const { begin, append } = await world();
    await begin();
    assert.equal(await codeOf(append(0, streamOf(bytesOf(11)))), 'validation');
    assert.equal((await begin()).offset, 0);
  });

  it('says that nothing was stored when the disk is full, and takes the same part afterwards', async () => {
    const { begin, append, blobs } = await world();
    await begin();
    blobs.isFull = true;
    assert.equal(await codeOf(append(0, streamOf(bytesOf(10)))), 'unavailable');
    blobs.isFull = false;
    assert.equal((await begin()).offset, 0);
    assert.equal((await append(0, streamOf(bytesOf(10)))).attachment?.size, 10);
  });

  it('is judged by its bytes, and what is refused leaves none behind', async () => {
    const { begin, append, blobs } = await world();
    const program = Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0);
    await begin({ name: 'holiday.png', mediaType: 'image/png' });
    assert.equal(await codeOf(append(0, streamOf(program))), 'unsupported_type');
    assert.equal(await codeOf(begin({ name: 'holiday.png', mediaType: 'image/png' })), 'unsupported_type');
    assert.equal(blobs.keys.size, 0);
  });

  it('that claims four gigabytes is refused before a byte is taken', async () => {
    const { begin } = await world();
    assert.equal(await codeOf(begin({ size: 4 * 1024 ** 3 })), 'too_large');
  });

  it('is refused where too much waits already, until something is taken back', async () => {
    const { begin, uploads, ticketId } = await world();
    for (const clientId of ['1', '2', '3', '4', '5', '6']) await begin({ clientId });
    assert.equal(await codeOf(begin({ clientId: '7' })), 'rate_limited');
    assert.equal(await codeOf(begin({ clientId: '6' })), 'none');
    await uploads.discard(ola, ticketId, '1');
    assert.equal(await codeOf(begin({ clientId: '7' })), 'none');
  });

  it('is refused where too much waits already, also when all begin at once', async () => {
    const { begin } = await world();
    const codes = await Promise.all(Array.from({ length: 20 }, (_, index) => codeOf(begin({ clientId: `${index}` }))));
    assert.ok(codes.filter((code) => code === 'none').length <= 6, String(codes));
    assert.ok(codes.every((code) => code === 'none' || code === 'rate_limited'));
  });

  it('has a bounded number of parts under way, and goes on when one of them is over', async () => {
    const { begin, append } = await world();
    await begin();
    const held = Array.from({ length: 16 }, () => new TransformStream<Uint8Array, Uint8Array>());
    const waiting = held.map(({ readable }) => codeOf(append(0, readable)));
    await begin();
    assert.equal(await codeOf(append(0, streamOf(bytesOf(10)))), 'rate_limited');
    await held[0]!.writable.close();
    assert.equal(await waiting[0], 'none');
    assert.equal(await codeOf(append(0, streamOf(bytesOf(10)))), 'none');
    await Promise.all(held.slice(1).map(({ writable }) => writable.close()));
    await Promise.all(waiting);
  });

  it('in very many parts is refused, because each costs a record', async () => {
    const { begin, append } = await world();
    await begin({ size: 1000 });
    let code = 'none';
    let offset = 0;
    for (; code === 'none' && offset < 1000; offset += 1) code = await codeOf(append(offset, streamOf(bytesOf(1))));
    assert.equal(code, 'validation');
    assert.ok(offset < 200, String(offset));
  });

  it('that nobody sends is dropped after a day with its bytes', async () => {
    const { begin, append, uploads, later, blobs } = await world();
    await begin();
    await append(0, streamOf(bytesOf(4)));
    later(day - 1);
    assert.equal(await uploads.sweep(), 0);
    later(2);
    assert.equal(await uploads.sweep(), 1);
    assert.equal(blobs.keys.size, 0);
    assert.equal((await begin()).offset, 0);
  });

  it('leaves no bytes for good where the process ends between storing them and noting them', async () => {
    const { begin, append, uploads, later, blobs } = await world();
    await begin();
    blobs.onPut = () => Promise.reject(new Error('killed'));
    assert.match(await codeOf(append(0, streamOf(bytesOf(4)))), /killed/);
    assert.equal(blobs.keys.size, 1);
    blobs.onPut = () => Promise.resolve();
    assert.equal((await append(0, streamOf(bytesOf(10)))).attachment?.size, 10);
    later(day + 1);
    assert.equal(await uploads.sweep(), 2);
    assert.equal(blobs.keys.size, 0);
    assert.equal(await uploads.sweep(), 0);
  });

  it('that is taken back while its bytes cannot be reached leaves none for good', async () => {
    const { begin, append, uploads, ticketId, later, blobs } = await world();
    await begin();
    await append(0, streamOf(bytesOf(10)));
    blobs.isStuck = true;
    assert.equal(await codeOf(uploads.discard(ola, ticketId, 'a')), 'unavailable');
    later(day + 1);
    assert.equal(await codeOf(uploads.sweep()), 'unavailable');
    blobs.isStuck = false;
    assert.equal(await uploads.sweep(), 1);
    assert.equal(blobs.keys.size, 0);
  });

  it('that a message carries keeps its bytes, whatever is swept', async () => {
    const { begin, append, send, uploads, later, blobs } = await world();
    await begin();
    const { attachment } = await append(0, streamOf(bytesOf(10)));
    await send([attachment?.id ?? '']);
    later(3 * day);
    assert.equal(await uploads.sweep(), 0);
    assert.equal(blobs.keys.size, 1);
  });

  it('takes its name from nobody’s path', async () => {
    const { begin, append } = await world();
    await begin({ name: '../../etc/passwd\0.txt' });
    const { attachment } = await append(0, streamOf(bytesOf(10)));
    assert.ok(attachment);
    assert.ok(!/[/\\\0]/.test(attachment.name), attachment.name);
  });
});
