import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SupportTicketListElement } from '../../src/elements.ts';
import {
  createStage,
  deep,
  find,
  focused,
  isShown,
  listen,
  mount,
  setOnline,
  shows,
  type Stage,
  until,
} from './stage.ts';
import {
  isAccessible,
  listing,
  madeUp,
  mountList,
  nextMoment,
  pageOf,
  rowsOf,
  subjectsOf,
} from './support-ticket-list.stage.ts';

describe('the search of support-ticket-list', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  it('searches after a pause, says how many were found, and Escape ends it', async () => {
    await stage.ask('Bitcoin deposit');
    await stage.ask('Card limit');
    const element = await mountList(stage.adapter);
    await shows(element, 'Card limit');
    const { said, stop } = listen();
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'bitcoin' });
    await until(() => rowsOf(element).length === 1, 'the search did not narrow the list');
    await shows(element, '1 ticket matches “bitcoin”');
    await until(() => said.includes('1 ticket matches “bitcoin”'), 'the result was not announced');
    await sendKeys({ press: 'Escape' });
    await until(() => rowsOf(element).length === 2, 'the search did not end');
    assert.strictEqual((await find<HTMLInputElement>(element, '#search')).value, '');
    stop();
  });

  it('starts a search at once with Enter, also for one character', async () => {
    await stage.ask('Anything else');
    const element = await mountList(stage.adapter);
    await shows(element, 'Anything else');
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'ż' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'No matching tickets');
    await isAccessible(element);
    (await find(element, '.notice-actions button')).click();
    await shows(element, 'Anything else');
  });

  it('waits for a second character unless Enter is pressed', async () => {
    await stage.ask('Anything');
    const asked: (string | undefined)[] = [];
    const element = await mountList(
      listing(stage.adapter, (query, ask) => {
        asked.push(query.search);
        return ask();
      }),
    );
    await shows(element, 'Anything');
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'a' });
    await sendKeys({ type: 'n' });
    await until(() => asked.includes('an'), 'nothing was searched for');
    assert.strictEqual(asked.includes('a'), false);
  });

  it('has a visible label, and a button to clear that is large enough and gives focus back', async () => {
    await stage.ask('Anything');
    const element = await mountList(stage.adapter);
    await shows(element, 'Anything');
    assert.strictEqual(deep(element, 'label[for="search"]')?.textContent, 'Search tickets');
    const field = await find<HTMLInputElement>(element, '#search');
    assert.strictEqual(field.placeholder, 'Ticket number or subject');
    field.focus();
    await sendKeys({ type: 'anything' });
    const clear = await find(element, '.clear');
    assert.isAtLeast(Math.min(clear.offsetWidth, clear.offsetHeight), 24);
    await sendKeys({ press: 'Tab' });
    assert.strictEqual(focused()?.getAttribute('aria-label'), 'Clear search');
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(focused(), field);
    assert.strictEqual(field.value, '');
  });

  it('marks in subject and passage what was found, and shows the passage instead of the last message', async () => {
    await stage.ask('A zebra crossing', 'Nothing here.');
    await nextMoment();
    await stage.ask('Delivery', 'My parcel shows a zebra on the box.', [{ text: 'We look into it.' }]);
    const element = await mountList(stage.adapter);
    element.search = 'zebra';
    await until(() => deep(element, '.passage'), 'no passage');
    assert.deepEqual(
      Array.from(element.shadowRoot?.querySelectorAll('mark') ?? [], (mark) => [
        mark.textContent,
        mark.closest('span')?.className,
      ]),
      [
        ['zebra', 'passage'],
        ['zebra', 'subject'],
      ],
    );
    await shows(element, 'You: My parcel shows a zebra on the box.');
    assert.strictEqual(isShown(element, 'We look into it.'), false);
    const [mark] = element.shadowRoot?.querySelectorAll('mark') ?? [];
    assert.isAtLeast(Number(getComputedStyle(mark as Element).fontWeight), 600);
    await isAccessible(element);
  });

  it('leaves ranges alone that do not fit the text', async () => {
    const match = {
      subject: [
        [2, 4],
        [3, 5],
        [-1, 1],
        [5, 99],
      ] as [number, number][],
    };
    const element = await mountList(
      listing(stage.adapter, async (query) => pageOf(madeUp(1, { subject: 'Subject', match }), query)),
    );
    element.search = 'anything';
    await until(() => deep(element, 'mark'), 'nothing is marked');
    assert.deepEqual(subjectsOf(element), ['Subject']);
    assert.deepEqual(
      Array.from(element.shadowRoot?.querySelectorAll('mark') ?? [], (mark) => mark.textContent),
      ['bj'],
    );
  });

  it('finds a ticket by its number and marks it there', async () => {
    await stage.ask('Another one');
    const { number } = await stage.ticket(await stage.ask('The one'));
    const element = await mountList(stage.adapter);
    element.search = number;
    await until(() => deep(element, '.number mark'), 'the number is not marked');
    assert.strictEqual(subjectsOf(element)[0], 'The one');
    assert.strictEqual(deep(element, '.number mark')?.textContent, number);
  });

  it('is a setting of the list: it shows in the field, and the visitor changes it', async () => {
    await stage.ask('Bitcoin deposit');
    await stage.ask('Card limit');
    const element = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${stage.adapter} search="card"></support-ticket-list>`,
    );
    await shows(element, '1 ticket matches “card”');
    const field = await find<HTMLInputElement>(element, '#search');
    assert.strictEqual(field.value, 'card');
    const changes: string[] = [];
    element.addEventListener('change', () => changes.push(element.search));
    element.search = 'bitcoin';
    await shows(element, '1 ticket matches “bitcoin”');
    assert.strictEqual(field.value, 'bitcoin');
    field.focus();
    await sendKeys({ press: 'Escape' });
    await until(() => rowsOf(element).length === 2, 'the search did not end');
    assert.deepEqual(changes, ['']);
  });

  it('that finds nothing behind a filter offers to look everywhere', async () => {
    await stage.setStatus(await stage.ask('Long ago'), 'closed');
    await stage.ask('Today');
    const element = await mountList(stage.adapter);
    element.search = 'long';
    await shows(element, 'No matching tickets');
    await shows(element, 'Check the ticket number or try different words.');
    await isAccessible(element);
    const everywhere = await find(element, '.notice-actions button:nth-of-type(2)');
    assert.strictEqual(everywhere.textContent?.trim(), 'Search all tickets');
    everywhere.focus();
    everywhere.click();
    await shows(element, 'Long ago');
    assert.strictEqual(element.filter, 'all');
    assert.strictEqual(focused()?.id, 'heading');
  });

  it('waits without a network, says why, and keeps what stands in the field', async () => {
    await stage.ask('Still here');
    const element = await mountList(stage.adapter);
    element.search = 'still';
    await shows(element, 'Still here');
    setOnline(false);
    await shows(element, 'You can search again once you’re back online.');
    const field = await find<HTMLInputElement>(element, '#search');
    assert.strictEqual(field.getAttribute('aria-disabled'), 'true');
    field.focus();
    await sendKeys({ type: 'x' });
    await sendKeys({ press: 'Escape' });
    assert.strictEqual(field.value, 'still');
    assert.strictEqual(rowsOf(element).length, 1);
    await isAccessible(element);
    setOnline(true);
    await until(() => !isShown(element, 'You can search again'), 'it still waits');
  });

  it('is not offered where the backend cannot search', async () => {
    await stage.ask('Anything');
    const element = await mountList({
      ...stage.adapter,
      getConfig: async (call) => {
        const config = await stage.adapter.getConfig(call);
        return { ...config, features: { ...config.features, search: false } };
      },
    });
    await shows(element, 'Anything');
    assert.strictEqual(deep(element, '#search'), null);
  });
});
