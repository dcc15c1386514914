/** What the adapter does with files beyond what the conformance cases see: cuts, parts that arrived twice, strange links. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import { isSupportError, partMediaType, uploadHeaderNames } from '../../src/contract/index.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';

const visitor = { subject: 'ola', email: 'ola@example.com' };
const upload = { clientId: 'my-file', name: 'Ż.txt', mediaType: 'text/plain' };
const file = new Blob(['words '.repeat(100_000)], { type: 'text/plain' });

type Fetch = (request: Request) => Promise<Response>;

/** A ticket of Ola's, and her adapter with `between` standing in the line. */
async function world(between: (request: Request, next: Fetch) => Promise<Response>) {
  const backend = createMemoryBackend();
  const { value: ticket } = await backend.staffDesk.openTicket(
    { customer: visitor, subject: 'A question', text: 'Hello?', from: 'customer' },
    calmCall(),
  );
  const adapter = createHttpAdapter({
    endpoint: 'http://helpdock.test/v1',
    getAccessToken: () => backend.tokenFor(visitor),
    fetch: (request) => between(request, backend.handler),
  });
  const parts: Request[] = [];
  return { adapter, ticketId: ticket.id, parts };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (isSupportError(error) ? error.code : String(error)),
  );
}

describe('the http adapter with files', () => {
  it('sends a file in parts, one after the other, and each byte once', async () => {
    const offsets: number[] = [];
    let sent = 0;
    const { adapter, ticketId } = await world(async (request, next) => {
      if (request.method === 'PATCH') {
        assert.equal(request.headers.get('content-type'), partMediaType);
        offsets.push(Number(request.headers.get(uploadHeaderNames.offset)));
        sent += (await request.clone().arrayBuffer()).byteLength;
      }
      return next(request);
    });
    const told: number[] = [];
    const options = { ...calmCall(), onProgress: (bytes: number) => told.push(bytes) };
    const attachment = await adapter.files.upload(ticketId, file, upload, options);
    assert.deepEqual([attachment.name, attachment.size, sent], ['Ż.txt', file.size, file.size]);
    assert.ok(offsets.length > 1, 'more than one part');
    assert.deepEqual(
      told,
      [...told].sort((one, other) => one - other),
    );
    assert.equal(told.at(-1), file.size);
  });

  it('goes on where the server is when the answer to a part was lost', async () => {
    let lost = 0;
    let sent = 0;
    const { adapter, ticketId } = await world(async (request, next) => {
      if (request.method !== 'PATCH') return next(request);
      sent += (await request.clone().arrayBuffer()).byteLength;
      const response = await next(request);
      if (lost === 0) {
        lost += 1;
        throw new TypeError('the line broke');
      }
      return response;
    });
    assert.equal(await codeOf(adapter.files.upload(ticketId, file, upload, calmCall())), 'unavailable');
    assert.equal((await adapter.files.upload(ticketId, file, upload, calmCall())).size, file.size);
    assert.equal(sent, file.size, 'no byte was sent twice');
  });

  it('asks where to go on when a part had arrived before', async () => {
    const { adapter, ticketId } = await world(async (request, next) => {
      // A proxy that repeats what it sent: the second copy comes too late.
      if (request.method !== 'PATCH' || request.headers.get(uploadHeaderNames.offset) !== '0') return next(request);
      await next(request.clone());
      return next(request);
    });
    assert.equal((await adapter.files.upload(ticketId, file, upload, calmCall())).size, file.size);
  });

  it('does not go round in circles when a server says no for ever', async () => {
    let asked = 0;
    const { adapter, ticketId } = await world((request, next) => {
      asked += 1;
      if (request.method !== 'PATCH') return next(request);
      request.headers.set(uploadHeaderNames.offset, '7');
      return next(request);
    });
    assert.equal(await codeOf(adapter.files.upload(ticketId, file, upload, calmCall())), 'conflict');
    assert.ok(asked < 5, String(asked));
  });

  it('tells a file that can no longer be read from a line that broke', async () => {
    const { adapter, ticketId } = await world((request, next) => next(request));
    const gone = new Blob(['words']);
    Object.defineProperty(gone, 'slice', {
      value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
    });
    assert.equal(await codeOf(adapter.files.upload(ticketId, gone, upload, calmCall())), 'gone');
  });

  it('hands on absolute web addresses only', async () => {
    const links = ['javascript:alert(1)', 'data:text/html,x'];
    const { adapter, ticketId } = await world(async () =>
      Response.json({ url: links.shift() ?? 'files/abc/a.txt', expiresAt: new Date().toISOString() }),
    );
    const link = () => adapter.files.linkTo(ticketId, 'fl_1', 'inline', calmCall());
    assert.equal(await codeOf(link()), 'unavailable');
    assert.equal(await codeOf(link()), 'unavailable');
    assert.equal((await link()).url, 'http://helpdock.test/v1/files/abc/a.txt');
  });
});
