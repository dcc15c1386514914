import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SupportTicketListElement } from '../../src/elements.ts';
import {
  collect,
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

describe('support-ticket-list', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  it('shows a row for each open ticket, with status, number, time and last message', async () => {
    await stage.ask('Card declined', 'It was declined twice.', [{ text: 'We are looking into it.' }]);
    const element = await mountList(stage.adapter);
    await shows(element, 'Card declined');
    const { number } = await stage.ticket(rowsOf(element)[0]?.dataset['ticket'] ?? '');
    for (const text of ['Open', `Ticket ${number}`, 'Ola: We are looking into it.', '1 unread update']) {
      assert.strictEqual(isShown(element, text), true, text);
    }
    const time = await find(element, 'time');
    assert.match(time.getAttribute('datetime') ?? '', /^\d{4}-/);
    await isAccessible(element);
  });

  it('is named by what can be read in the row, and an unread row says so in weight, shape and words', async () => {
    await stage.ask('Read me', 'Hello', [{ text: 'News' }]);
    await nextMoment();
    await stage.ask('Old news');
    const element = await mountList(stage.adapter);
    await shows(element, 'Old news');
    const [plain, unread] = rowsOf(element);
    assert.strictEqual(unread?.hasAttribute('aria-label'), false);
    assert.match(unread?.textContent ?? '', /^\s*1 unread update: /);
    assert.ok(unread?.querySelector('.dot'));
    assert.strictEqual(plain?.querySelector('.dot'), null);
    const weight = (row: Element | undefined) =>
      Number(getComputedStyle(row?.querySelector('.subject') as Element).fontWeight);
    assert.isAbove(weight(unread), weight(plain));
  });

  it('puts tickets that need a reply first, under a heading of their own', async () => {
    await stage.ask('Needs me', 'Hello', [{ text: 'Which card?', status: 'awaiting_reply' }]);
    await stage.ask('Newer and idle');
    const element = await mountList(stage.adapter);
    await shows(element, 'Newer and idle');
    assert.deepEqual(subjectsOf(element), ['Needs me', 'Newer and idle']);
    const group = await find(element, 'ul[aria-labelledby="attention"]');
    assert.strictEqual(group.querySelectorAll('li').length, 1);
    assert.strictEqual(deep(element, '#attention')?.textContent, 'Needs your reply');
    await isAccessible(element);
  });

  it('marks what waits on this device: a draft, and a reply that is not sent', async () => {
    const id = await stage.ask('Half an answer');
    const around = await mount(
      html`<support-provider .adapter=${stage.adapter}>
        <support-ticket-list></support-ticket-list><support-reply-box ticket=${id}></support-reply-box>
      </support-provider>`,
    );
    const element = around.querySelector('support-ticket-list') as SupportTicketListElement;
    const box = around.querySelector('support-reply-box') as HTMLElement;
    await shows(element, 'Half an answer');
    (await find(box, 'textarea')).focus();
    await sendKeys({ type: 'To be continued' });
    await shows(element, 'Draft');
    await isAccessible(element);
    setOnline(false);
    await sendKeys({ press: 'Control+Enter' });
    await shows(element, 'Reply not sent');
    await isAccessible(element);
    setOnline(true);
    await until(() => !isShown(element, 'Reply not sent'), 'the mark stays though the reply is sent');
  });

  it('filters with the arrow keys of a radio group', async () => {
    const id = await stage.ask('Old matter');
    await stage.setStatus(id, 'closed');
    await stage.ask('Open matter');
    const element = await mountList(stage.adapter);
    await shows(element, 'Open matter');
    const changes: Event[] = [];
    element.addEventListener('change', (event) => changes.push(event));
    (await find(element, 'input[value="open"]')).focus();
    await sendKeys({ press: 'ArrowRight' });
    await shows(element, 'Old matter');
    assert.deepEqual(subjectsOf(element), ['Old matter']);
    assert.strictEqual(element.filter, 'closed');
    assert.strictEqual(element.getAttribute('filter'), 'closed');
    assert.strictEqual(changes.length, 1);
  });

  it('counts what each filter holds, for the eye and for the ear, and hides what holds nothing', async () => {
    await stage.ask('Needs me', 'Hello', [{ text: 'Which card?', status: 'awaiting_reply' }]);
    await stage.ask('Open');
    await stage.setStatus(await stage.ask('Over'), 'closed');
    const element = await mountList(stage.adapter);
    await shows(element, 'Needs me');
    const labels = () =>
      Array.from(element.shadowRoot?.querySelectorAll('.segment') ?? [], ({ textContent }) =>
        textContent.replace(/\s+/g, ' ').trim(),
      );
    assert.deepEqual(labels(), [
      'All 33 tickets',
      'Open 22 tickets',
      'Closed 11 ticket',
      'Needs your reply 11 ticket',
      'Unread 22 tickets',
    ]);
    assert.strictEqual((await find(element, '.count')).getAttribute('aria-hidden'), 'true');
    const quiet = await mountList(createStage().adapter);
    await shows(quiet, 'No tickets yet');
    assert.strictEqual(quiet.shadowRoot?.querySelectorAll('.segment').length, 3);
    quiet.filter = 'unread';
    await until(() => quiet.shadowRoot?.querySelectorAll('.segment').length === 4, 'the chosen filter is not there');
  });

  it('offers every filter without numbers where the backend counts nothing', async () => {
    const element = await mountList(listing(stage.adapter, async (query) => pageOf(madeUp(3), query)));
    await shows(element, 'Matter 2');
    assert.strictEqual(element.shadowRoot?.querySelectorAll('.segment').length, 5);
    assert.strictEqual(deep(element, '.count'), null);
    await isAccessible(element);
  });

  it('says what another filter or order shows, once', async () => {
    await stage.ask('Only one');
    const element = await mountList(stage.adapter);
    await shows(element, 'Only one');
    const { said, stop } = listen();
    element.filter = 'closed';
    await until(() => said.includes('Showing: Closed. No tickets.'), 'not announced');
    element.filter = 'open';
    await until(() => said.includes('Showing: Open. 1 ticket.'), 'not announced');
    await element.refresh();
    assert.strictEqual(said.length, 2);
    stop();
  });

  it('sorts with a select that tells the page', async () => {
    await stage.ask('First');
    await nextMoment();
    await stage.ask('Second');
    const element = await mountList(stage.adapter);
    await shows(element, 'Second');
    assert.deepEqual(subjectsOf(element), ['Second', 'First']);
    const changes: string[] = [];
    element.addEventListener('change', () => changes.push(element.sort));
    const select = await find<HTMLSelectElement>(element, '#sort');
    select.focus();
    await sendKeys({ press: 'End' });
    await until(() => subjectsOf(element)[0] === 'First', 'the order is the old one');
    assert.deepEqual(changes, ['created_asc']);
  });

  it('opens a row by key, and the page may keep that for itself', async () => {
    const id = await stage.ask('Open me');
    const element = await mountList(stage.adapter);
    await shows(element, 'Open me');
    const asked = collect(element, 'support-navigate');
    rowsOf(element)[0]?.focus();
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ route: { view: 'ticket', ticketId: id }, href: null }],
    );
    assert.strictEqual(element.selected, id);
    await element.updateComplete;
    assert.strictEqual(rowsOf(element)[0]?.getAttribute('aria-current'), 'true');
    element.selected = '';
    element.addEventListener('support-navigate', (event) => event.preventDefault(), { once: true });
    rowsOf(element)[0]?.click();
    assert.strictEqual(element.selected, '');
  });

  it('lets somebody find, open, return and go on at the same row with keys alone', async () => {
    const ids: string[] = [];
    for (const subject of ['Bitcoin deposit', 'Card limit', 'Card declined']) {
      ids.push(await stage.ask(subject));
      await nextMoment();
    }
    const element = await mountList(stage.adapter);
    await shows(element, 'Card limit');
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'card' });
    await until(() => rowsOf(element).length === 2, 'the search did not narrow the list');
    while (!focused()?.matches('a.row')) await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(element.selected, ids[1]);
    document.body.focus();
    element.focusTicket(element.selected);
    assert.strictEqual((focused() as HTMLElement | null)?.dataset['ticket'], ids[1]);
    await sendKeys({ press: 'Shift+Tab' });
    assert.strictEqual((focused() as HTMLElement | null)?.dataset['ticket'], ids[2]);
    element.focusTicket('a ticket that is not here');
    assert.strictEqual(focused()?.id, 'heading');
  });

  it('leaves a press with Ctrl to the browser where rows have an address, and opens in place where not', async () => {
    await stage.ask('Two ways');
    const element = await mountList(stage.adapter);
    await shows(element, 'Two ways');
    const asked = collect(element, 'support-navigate');
    let wasTaken: boolean | undefined;
    document.addEventListener('click', (event) => {
      wasTaken = event.defaultPrevented;
      // Nothing may really open a tab here.
      event.preventDefault();
    });
    const press = () => {
      const press = { ctrlKey: true, bubbles: true, cancelable: true, composed: true };
      rowsOf(element)[0]?.dispatchEvent(new MouseEvent('click', press));
      return wasTaken;
    };
    assert.strictEqual(press(), true);
    assert.strictEqual(asked.length, 1);
    element.hrefFor = (route) => (route.view === 'ticket' ? `#ticket-${route.ticketId}` : null);
    await element.updateComplete;
    assert.match(rowsOf(element)[0]?.getAttribute('href') ?? '', /^#ticket-/);
    assert.strictEqual(press(), false);
    assert.strictEqual(asked.length, 1);
  });

  it('shows subjects and names that look like markup as the text that they are', async () => {
    const hostile = '<img src=x onerror="window.pwned=1">';
    await stage.ask(hostile, hostile, [{ text: hostile, agent: hostile }]);
    const element = await mountList(stage.adapter);
    await shows(element, hostile);
    assert.strictEqual(element.shadowRoot?.querySelector('img'), null);
    assert.strictEqual('pwned' in window, false);
  });

  it('fits into 280 pixels and more with long words and large type', async () => {
    await stage.ask('Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'.repeat(3), 'x'.repeat(400));
    const element = await mountList(stage.adapter);
    await until(() => rowsOf(element).length === 1, 'no row');
    const section = await find(element, 'section');
    for (const size of ['100%', '200%']) {
      document.documentElement.style.fontSize = size;
      for (const width of [280, 320, 519, 520, 879, 880, 1200]) {
        element.style.inlineSize = `${width}px`;
        assert.isAtMost(section.scrollWidth, width, size);
      }
    }
    document.documentElement.removeAttribute('style');
    for (const target of element.shadowRoot?.querySelectorAll('button, select, .segment, a') ?? []) {
      const { height, width } = target.getBoundingClientRect();
      if (width > 0) assert.isAtLeast(Math.min(height, width), 24, target.outerHTML);
    }
  });

  it('draws a row anew only when its ticket changed', async () => {
    const first = await stage.ask('First');
    await stage.ask('Second');
    const element = await mountList(stage.adapter);
    await shows(element, 'Second');
    const texts: string[] = [];
    const watch = new MutationObserver((changes) => {
      for (const { target } of changes) texts.push((target.parentElement ?? target).textContent ?? '');
    });
    for (const row of rowsOf(element)) watch.observe(row, { subtree: true, childList: true, characterData: true });
    element.requestUpdate();
    await element.refresh();
    await element.updateComplete;
    assert.deepEqual(texts, []);
    await stage.answer(first, { text: 'Something new' });
    await element.refresh();
    await shows(element, 'Something new');
    assert.strictEqual(
      texts.some((text) => text.includes('Please help.')),
      false,
    );
    watch.disconnect();
  });
});
