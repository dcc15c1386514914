import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportCenterElement } from '../../src/elements.ts';
import { collect, createStage, find, focused, mount, shows, type Stage, until } from './stage.ts';

const home = location.pathname + location.search;

describe('the address of the page', () => {
  let stage: Stage;
  let id: string;

  beforeEach(async () => {
    await setViewport({ width: 700, height: 900 });
    stage = createStage();
    id = await stage.ask('Addressed', 'Hello');
  });

  afterEach(() => history.replaceState(null, '', home));

  const center = (router: string, base = '/') =>
    mount<SupportCenterElement>(
      html`<support-center .adapter=${stage.adapter} router=${router} base=${base}></support-center>`,
    );
  const link = (element: Element) => find<HTMLAnchorElement>(element, 'support-ticket-list', `[data-ticket="${id}"]`);

  it('names the open ticket behind the #, and back and forward work', async () => {
    const element = await center('hash');
    const asked = collect(element, 'support-navigate');
    const row = await link(element);
    assert.strictEqual(new URL(row.href).hash, `#support/t/${id}`);
    row.click();
    await shows(element, 'Hello');
    assert.strictEqual(location.hash, `#support/t/${id}`);
    assert.deepEqual(
      asked.map(({ detail }) => detail.href),
      [`${home}#support/t/${id}`],
    );
    history.back();
    await until(() => element.view === 'list', 'back does not lead to the list');
    await until(() => focused() === row, 'focus is not at the row');
    history.forward();
    await until(() => element.ticket === id, 'forward does not lead to the ticket');
    assert.strictEqual(asked.length, 3);
  });

  it('opens the ticket that the address names, without taking focus from the page', async () => {
    history.replaceState(null, '', `#support/t/${id}`);
    const element = await center('hash');
    await shows(element, 'Hello');
    assert.strictEqual(element.ticket, id);
    assert.strictEqual(document.activeElement, document.body);
  });

  it('follows a link of the page to a ticket, and asks once', async () => {
    const element = await center('hash');
    await link(element);
    const asked = collect(element, 'support-navigate');
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    element.addEventListener('support-navigate', (event) => event.preventDefault());
    location.hash = `#support/t/${id}`;
    await changed;
    assert.strictEqual(asked.length, 1);
  });

  it('leaves fragments of the page alone', async () => {
    const element = await center('hash');
    await element.open({ view: 'ticket', ticketId: id });
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = '#prices';
    await changed;
    assert.strictEqual(element.ticket, id);
    assert.strictEqual(location.hash, '#prices');
  });

  it('keeps what a framework has in the state of the history', async () => {
    history.replaceState({ framework: 'yes' }, '', home);
    const element = await center('hash');
    await element.open({ view: 'ticket', ticketId: id });
    assert.deepEqual(history.state, { framework: 'yes' });
  });

  it('writes paths below its base', async () => {
    const element = await center('history', '/help/');
    (await link(element)).click();
    await shows(element, 'Hello');
    assert.strictEqual(location.pathname, `/help/t/${id}`);
    await element.open({ view: 'list' });
    assert.strictEqual(location.pathname, '/help');
    history.back();
    await until(() => element.ticket === id, 'back does not lead to the ticket');
  });

  it('stays as it is without a router, where links lead nowhere but still work', async () => {
    const element = await center('none');
    const row = await link(element);
    assert.strictEqual(row.getAttribute('href'), '#');
    row.click();
    await shows(element, 'Hello');
    assert.strictEqual(location.pathname + location.search + location.hash, home);
  });

  it('does not follow the address where the page objects', async () => {
    const element = await center('hash');
    await link(element);
    element.addEventListener('support-navigate', (event) => event.preventDefault());
    await element.open({ view: 'ticket', ticketId: id });
    assert.deepEqual([element.view, location.hash], ['list', '']);
  });

  it('names how the list is narrowed, without a step for every choice, and a copy of it shows the same', async () => {
    await stage.setStatus(id, 'closed');
    const element = await center('hash');
    await element.ready;
    const steps = history.length;
    (await find<HTMLInputElement>(element, 'support-ticket-list', '[value="closed"]')).click();
    await until(() => location.hash === '#support?filter=closed', 'the address does not name the filter');
    assert.strictEqual(history.length, steps);
    (await find<HTMLInputElement>(element, 'support-ticket-list', '[type="search"]')).focus();
    await sendKeys({ type: 'Addr' });
    await sendKeys({ press: 'Enter' });
    await until(() => location.hash === '#support?filter=closed&q=Addr', 'the address does not name the search');
    element.remove();
    const copy = await center('hash');
    await link(copy);
    assert.deepEqual([copy.filter, copy.search], ['closed', 'Addr']);
    const field = await find<HTMLInputElement>(copy, 'support-ticket-list', '[type="search"]');
    assert.strictEqual(field.value, 'Addr');
  });

  it('brings filter and search back with the list, by the link and by the button to go back', async () => {
    await stage.setStatus(id, 'closed');
    history.replaceState(null, '', '#support?filter=closed&sort=created_asc&q=Addr');
    const element = await center('hash');
    for (const goBack of [
      async () => (await find(element, 'support-ticket-thread', '.back')).click(),
      async () => history.back(),
    ]) {
      (await link(element)).click();
      await until(() => element.view === 'ticket', 'the ticket does not open');
      await goBack();
      await until(() => element.view === 'list', 'the list does not come back');
      assert.strictEqual(location.hash, '#support?filter=closed&sort=created_asc&q=Addr');
      assert.deepEqual([element.filter, element.sort, element.search], ['closed', 'created_asc', 'Addr']);
    }
  });

  it('takes nothing from an address that it does not know', async () => {
    history.replaceState(null, '', '#support?filter=secret&sort=up');
    const element = await center('hash');
    await link(element);
    assert.deepEqual([element.filter, element.sort, element.search], ['open', 'attention_first', '']);
  });

  it('writes the list as a query below its base', async () => {
    const element = await center('history', '/help/');
    await element.open({ view: 'list', filter: 'all', search: 'Addr' });
    assert.strictEqual(location.pathname + location.search, '/help?filter=all&q=Addr');
  });

  it('is left alone until the visitor does something', async () => {
    history.replaceState(null, '', '#prices');
    const element = await center('hash');
    await link(element);
    assert.strictEqual(location.hash, '#prices');
  });
});
