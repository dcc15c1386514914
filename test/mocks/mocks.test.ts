/** The one smoke test over MSW: the service worker catches the requests and the very handler of the server answers. */
import { assert } from '@open-wc/testing';
import { createMockBackend } from '../../mocks/backend.ts';
import { startMocks } from '../../mocks/browser.ts';
import { mockHandlers } from '../../mocks/handlers.ts';
import { personas } from '../../mocks/seed/personas.ts';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';

const base = '/mocks/support/v1';

describe('the in-browser mocks', () => {
  it('answer a page through a service worker, for the persona whose token it sends', async () => {
    const backend = await createMockBackend(base);
    await startMocks(mockHandlers({ [base]: backend.handler }), '/mockServiceWorker.js');
    const options = { signal: new AbortController().signal, locale: 'pl' };
    const adapterFor = (id: string) =>
      createHttpAdapter({
        endpoint: base,
        getAccessToken: () => backend.tokenFor(personas.find((persona) => persona.id === id) ?? personas[0]!),
      });

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
});
