/** Smoke tests over MSW: the service worker catches the requests and the very handler of the server answers. */
import { assert } from '@open-wc/testing';
import { createMockBackend, type MockBackend } from '../../mocks/backend.ts';
import { startMocks } from '../../mocks/browser.ts';
import { mockHandlers } from '../../mocks/handlers.ts';
import { personas } from '../../mocks/seed/personas.ts';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { Attachment, FilesAdapter, TicketMessage } from '../../src/contract/index.ts';

const base = '/mocks/support/v1';

describe('the in-browser mocks', () => {
  const options = { signal: new AbortController().signal, locale: 'pl' };
  let backend: MockBackend;

  before(async () => {
    backend = await createMockBackend(base);
    await startMocks(mockHandlers({ [base]: backend.handler }), '/mockServiceWorker.js');
  });

  const adapterFor = (id: string) =>
    createHttpAdapter({
      endpoint: base,
      getAccessToken: () => backend.tokenFor(personas.find((persona) => persona.id === id) ?? personas[0]!),
    });

  it('answer a page through a service worker, for the persona whose token it sends', async () => {
    const { items } = await adapterFor('piotr').listTickets(
      { filter: 'all', sort: 'attention_first', limit: 20 },
      options,
    );
    assert.equal(items[0]?.subject, 'Reklamacja: pęknięta szprycha w tylnym kole');
    assert.equal(items[0]?.status, 'awaiting_reply');

    const sent = await adapterFor('piotr').sendMessage(
      items[0]!.id,
      { clientId: 'smoke', text: 'Zdjęcie w drodze.', attachmentIds: [] },
      options,
    );
    const events = await adapterFor('piotr').listEvents(items[0]!.id, { limit: 50 }, options);
    assert.equal(
      events.items.some(({ id }) => id === sent.id),
      true,
    );

    const found = await adapterFor('maya').listTickets(
      { filter: 'all', sort: 'updated_desc', search: 'planetary', limit: 20 },
      options,
    );
    assert.equal(found.items[0]?.subject, 'Gear hub of my Bryza 7 slips in third gear');
    const { text = '', ranges = [] } = found.items[0]?.match?.passage ?? {};
    assert.match(text, /found a worn planetary gear\. They have replaced the whole gear unit under warranty/);
    assert.deepEqual(
      ranges.map(([start, end]) => text.slice(start, end)),
      ['planetary'],
    );
    const history = await adapterFor('maya').listEvents(found.items[0]!.id, { limit: 20, only: 'status' }, options);
    assert.deepEqual(
      history.items.map((event) => event.type === 'status' && event.to),
      ['open', 'awaiting_reply', 'open', 'solved', 'open', 'solved', 'solved', 'closed'],
    );

    const { items: none } = await adapterFor('sam').listTickets(
      { filter: 'all', sort: 'updated_desc', limit: 20 },
      options,
    );
    assert.deepEqual(none, []);
  });

  /** Of a ticket by its subject, in order. */
  async function filesIn(adapter: ReturnType<typeof adapterFor>, search: string) {
    const { items } = await adapter.listTickets({ filter: 'all', sort: 'updated_desc', search, limit: 1 }, options);
    const { id } = items[0]!;
    const events = await adapter.listEvents(id, { limit: 50 }, options);
    const messages = events.items.filter((event): event is TicketMessage => event.type === 'message');
    return { ticketId: id, messages: messages.filter(({ attachments }) => attachments.length > 0) };
  }

  /** Resolves with the width of the picture; a broken one rejects. */
  async function widthOf(files: FilesAdapter, ticketId: string, { id }: Attachment): Promise<number> {
    const picture = new Image();
    picture.src = (await files.linkTo(ticketId, id, 'inline', options)).url;
    await picture.decode();
    return picture.naturalWidth;
  }

  it('tell stories with files of both sides, which a page shows and reads by their links', async () => {
    const adapter = adapterFor('maya');
    const { ticketId, messages } = await filesIn(adapter, 'Fork of my Fjell');
    const [fromMaya, fromTeam] = messages.map(({ attachments }) => attachments);
    assert.deepEqual(
      messages.map(({ author }) => author.kind),
      ['you', 'support'],
    );
    assert.deepEqual(
      fromMaya?.map(({ mediaType }) => mediaType),
      ['image/png', 'image/png', 'image/png', 'text/plain'],
    );
    for (const picture of fromMaya!.slice(0, 3))
      assert.equal(await widthOf(adapter.files, ticketId, picture), picture.width);

    const [manual] = fromTeam!;
    assert.equal(manual?.mediaType, 'application/pdf');
    const { url } = await adapter.files.linkTo(ticketId, manual!.id, 'download', options);
    const whole = await (await fetch(url)).text();
    assert.match(whole, /^%PDF-1\.4\n[^]*\(Where the numbers are\)[^]*%%EOF\n$/);
    const stretch = await fetch(url, { headers: { range: 'bytes=0-7' } });
    assert.deepEqual([stretch.status, await stretch.text()], [206, '%PDF-1.4']);

    const all = await adapter.files.linkToAll(ticketId, messages[0]!.id, options);
    const archive = new Uint8Array(await (await fetch(all.url)).arrayBuffer());
    assert.equal(new TextDecoder().decode(archive.subarray(0, 2)), 'PK');
  });

  it('take a file that a page sends, and keep it from everybody else', async () => {
    const adapter = adapterFor('piotr');
    const { ticketId } = await filesIn(adapter, 'Faktura');
    const words = 'Numer ramy: ŻÓŁW-77\n'.repeat(20_000);
    const upload = { clientId: 'frame', name: 'rama.txt', mediaType: 'text/plain' };
    const { id } = await adapter.files.upload(ticketId, new Blob([words]), upload, options);
    await adapter.sendMessage(ticketId, { clientId: 'with-file', text: '', attachmentIds: [id] }, options);
    const { url } = await adapter.files.linkTo(ticketId, id, 'inline', options);
    assert.equal(await (await fetch(url)).text(), words);
    const refused = await adapterFor('maya')
      .files.linkTo(ticketId, id, 'inline', options)
      .catch((error: { code: string }) => error.code);
    assert.equal(refused, 'not_found');
  });
});
