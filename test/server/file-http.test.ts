/** Files on the wire as a stranger meets them: mistakes against the protocol, links that were tampered with, other sites. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partMediaType, uploadHeaderNames as names } from '../../src/contract/index.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';
import type { BackendOptions } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';

const ola = { subject: 'ola', email: 'ola@example.com' };
const minute = 60_000;
const text = 'Hello, world';

async function world(options: Partial<BackendOptions> = {}) {
  let at = Date.UTC(2026, 10, 1);
  const backend = createMemoryBackend({ now: () => at, ...options });
  const { value: ticket } = await backend.staffDesk.openTicket(
    { customer: ola, subject: 'A question', text: 'Hello?', from: 'customer' },
    calmCall(),
  );
  const token = await backend.tokenFor(ola);
  const uploads = `/tickets/${ticket.id}/uploads`;
  const send = (method: string, path: string, headers: Record<string, string> = {}, body: BodyInit | null = null) =>
    backend.handler(
      new Request(path.startsWith('http') ? path : `http://helpdock.test/v1${path}`, {
        method,
        headers: { [names.version]: '1.0.0', authorization: `Bearer ${token}`, ...headers },
        body,
      }),
    );
  const begin = (headers: Record<string, string> = {}) =>
    send('POST', uploads, { [names.length]: String(text.length), [names.metadata]: metadata(), ...headers });
  const part = (offset: number, bytes: BodyInit, headers: Record<string, string> = {}) =>
    send('PATCH', `${uploads}/a`, { [names.offset]: String(offset), 'content-type': partMediaType, ...headers }, bytes);
  /** A link to a file that was sent. */
  const link = async (use: 'inline' | 'download' = 'download'): Promise<string> => {
    const adapter = backend.adapterFor(ola);
    const file = new Blob([text], { type: 'text/plain' });
    const upload = { clientId: 'linked', name: 'a.txt', mediaType: 'text/plain' };
    const { id } = await adapter.files.upload(ticket.id, file, upload, calmCall());
    await adapter.sendMessage(ticket.id, { clientId: 'reply', text: '', attachmentIds: [id] }, calmCall());
    return (await adapter.files.linkTo(ticket.id, id, use, calmCall())).url;
  };
  return { backend, uploads, send, begin, part, link, later: (ms: number) => void (at += ms) };
}

function metadata(values: Record<string, string> = { filename: 'a.txt', filetype: 'text/plain', clientid: 'a' }) {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

async function told(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

describe('an upload over HTTP', () => {
  it('is begun, looked at, sent and taken back by the words of tus 1.0.0', async () => {
    const { begin, part, send, uploads } = await world();
    const begun = await begin();
    assert.equal(begun.status, 201);
    assert.equal(begun.headers.get('location'), 'uploads/a');
    assert.equal(begun.headers.get(names.version), '1.0.0');
    const first = await part(0, text.slice(0, 5));
    assert.deepEqual([first.status, first.headers.get(names.offset)], [204, '5']);
    const looked = await send('HEAD', `${uploads}/a`);
    assert.deepEqual(
      [looked.status, looked.headers.get(names.offset), looked.headers.get(names.length), await looked.text()],
      [200, '5', String(text.length), ''],
    );
    assert.equal(looked.headers.get('cache-control'), 'no-store');
    assert.equal((await send('DELETE', `${uploads}/a`)).status, 204);
    assert.deepEqual(await told(await send('GET', `${uploads}/a`)), [404, 'not_found']);
  });

  const mistakes: [string, Record<string, string>, [number, string]][] = [
    ['another version of tus', { [names.version]: '0.2.2' }, [400, 'validation']],
    ['no length', { [names.length]: '' }, [400, 'validation']],
    ['a negative length', { [names.length]: '-1' }, [400, 'validation']],
    ['a length beyond all numbers', { [names.length]: '9'.repeat(30) }, [400, 'validation']],
    ['a length in letters', { [names.length]: '0x10' }, [400, 'validation']],
    ['no metadata', { [names.metadata]: '' }, [400, 'validation']],
    ['metadata that is no Base64', { [names.metadata]: 'filename *,clientid YQ==' }, [400, 'validation']],
    ['metadata that is no UTF-8', { [names.metadata]: 'filename /w==,clientid YQ==' }, [400, 'validation']],
    ['metadata that repeats itself', { [names.metadata]: `${metadata()},filename YQ==` }, [400, 'validation']],
    ['no name', { [names.metadata]: metadata({ clientid: 'a' }) }, [400, 'validation']],
    [
      'a name without end',
      { [names.metadata]: metadata({ filename: 'a'.repeat(2000), clientid: 'a' }) },
      [400, 'validation'],
    ],
    ['an id with spaces', { [names.metadata]: metadata({ filename: 'a', clientid: 'a b' }) }, [400, 'validation']],
    ['two ids that differ', { 'idempotency-key': '"b"' }, [422, 'validation']],
    ['an empty file', { [names.length]: '0' }, [422, 'validation']],
    ['too many bytes', { [names.length]: String(11 * 1024 * 1024) }, [413, 'too_large']],
    [
      'an unwelcome kind',
      { [names.metadata]: metadata({ filename: 'a.exe', filetype: 'application/x-msdownload', clientid: 'a' }) },
      [415, 'unsupported_type'],
    ],
  ];
  for (const [title, headers, expected] of mistakes)
    it(`with ${title} is not begun`, async () => {
      const { begin } = await world();
      assert.deepEqual(await told(await begin(headers)), expected);
    });

  it('takes a part only as bytes, only where the last one ended, and not from nobody', async () => {
    const { begin, part } = await world();
    assert.deepEqual(await told(await part(0, text)), [404, 'not_found']);
    await begin();
    assert.deepEqual(await told(await part(0, text, { 'content-type': 'text/plain' })), [415, 'unsupported_type']);
    assert.deepEqual(await told(await part(0, text, { [names.offset]: '' })), [400, 'validation']);
    assert.deepEqual(await told(await part(3, text)), [409, 'conflict']);
    assert.deepEqual(await told(await part(0, `${text} and more`)), [422, 'validation']);
    assert.deepEqual(await told(await part(0, text, { authorization: '' })), [401, 'unauthenticated']);
    assert.equal((await part(0, text)).status, 204);
  });

  it('with a cookie is not begun by another site', async () => {
    const { backend, uploads } = await world({ cookie: 'helpdock', origins: ['https://shop.example'] });
    const begin = async (headers: Record<string, string>) =>
      backend.handler(
        new Request(`http://helpdock.test/v1${uploads}`, {
          method: 'POST',
          headers: {
            cookie: `helpdock=${await backend.tokenFor(ola)}`,
            [names.version]: '1.0.0',
            [names.length]: '5',
            [names.metadata]: metadata(),
            ...headers,
          },
        }),
      );
    assert.equal((await begin({ origin: 'https://evil.example', 'support-request': '1' })).status, 403);
    assert.equal((await begin({ origin: 'https://shop.example' })).status, 403);
    assert.equal((await begin({ origin: 'https://shop.example', 'support-request': '1' })).status, 201);
  });
});

describe('a link to a file', () => {
  it('opens for whoever has it, for five minutes, and says how the bytes are to be taken', async () => {
    const { backend, link, later } = await world();
    const url = await link('inline');
    const open = (method = 'GET') => backend.handler(new Request(url, { method }));
    const response = await open();
    assert.deepEqual([response.status, await response.text()], [200, text]);
    const { headers } = response;
    assert.match(headers.get('content-security-policy') ?? '', /sandbox/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.doesNotMatch(headers.get('cache-control') ?? '', /public/);
    assert.deepEqual([(await open('HEAD')).status, await (await open('HEAD')).text()], [200, '']);
    later(5 * minute + 1);
    assert.deepEqual(await told(await open()), [410, 'gone']);
  });

  it('that was changed in any place opens nothing', async () => {
    const { backend, link } = await world();
    const url = new URL(await link());
    const [, , , said = '', name = ''] = url.pathname.split('/');
    for (let at = 0; at < said.length; at += 7) {
      const other = said[at] === 'A' ? 'B' : 'A';
      url.pathname = `/v1/files/${said.slice(0, at)}${other}${said.slice(at + 1)}/${name}`;
      const response = await backend.handler(new Request(url));
      assert.equal(response.status, 404, `letter ${at}`);
    }
  });

  it('gives a part of the bytes where a part is asked for', async () => {
    const { backend, link } = await world();
    const response = await backend.handler(new Request(await link(), { headers: { range: 'bytes=7-11' } }));
    assert.deepEqual([response.status, await response.text()], [206, 'world']);
  });
});
