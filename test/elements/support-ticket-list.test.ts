import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportTicketListElement } from '../../src/elements.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  holdBack,
  isShown,
  listen,
  mount,
  shows,
  type Stage,
  until,
} from './stage.ts';

describe('support-ticket-list', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  const list = (adapter = stage.adapter) =>
    mount<SupportTicketListElement>(html`<support-ticket-list .adapter=${adapter}></support-ticket-list>`);
  const rows = (element: Element) => Array.from(element.shadowRoot?.querySelectorAll<HTMLElement>('a.row') ?? []);
  const subjects = (element: Element) => rows(element).map((row) => row.querySelector('bdi')?.textContent);

  it('shows a row for each open ticket, with status, number, time and last message', async () => {
    await stage.ask('Card declined', 'It was declined twice.', [{ text: 'We are looking into it.' }]);
    const element = await list();
    await shows(element, 'Card declined');
    const { number } = await stage.ticket(rows(element)[0]?.dataset['ticket'] ?? '');
    for (const text of ['Open', `Ticket ${number}`, 'Updated', 'Ola: We are looking into it.', '1 unread update']) {
      assert.strictEqual(isShown(element, text), true, text);
    }
    const time = await find(element, 'time');
    assert.match(time.getAttribute('datetime') ?? '', /^\d{4}-/);
    await assert.isAccessible(element);
  });

  it('puts tickets that need a reply first, under a heading of their own', async () => {
    await stage.ask('Needs me', 'Hello', [{ text: 'Which card?', status: 'awaiting_reply' }]);
    await stage.ask('Newer and idle');
    const element = await list();
    await shows(element, 'Newer and idle');
    assert.deepEqual(subjects(element), ['Needs me', 'Newer and idle']);
    const group = await find(element, 'ul[aria-labelledby="attention"]');
    assert.strictEqual(group.querySelectorAll('li').length, 1);
    assert.strictEqual(deep(element, '#attention')?.textContent, 'Needs your reply');
    await assert.isAccessible(element);
  });

  it('filters with the arrow keys of a radio group', async () => {
    const id = await stage.ask('Old matter');
    await stage.setStatus(id, 'closed');
    await stage.ask('Open matter');
    const element = await list();
    await shows(element, 'Open matter');
    const changes: Event[] = [];
    element.addEventListener('change', (event) => changes.push(event));
    (await find(element, 'input[value="open"]')).focus();
    await sendKeys({ press: 'ArrowRight' });
    await shows(element, 'Old matter');
    assert.deepEqual(subjects(element), ['Old matter']);
    assert.strictEqual(element.filter, 'closed');
    assert.strictEqual(element.getAttribute('filter'), 'closed');
    assert.strictEqual(changes.length, 1);
  });

  it('searches after a pause, says how many were found, and Escape ends it', async () => {
    await stage.ask('Bitcoin deposit');
    await stage.ask('Card limit');
    const element = await list();
    await shows(element, 'Card limit');
    const { said, stop } = listen();
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'bitcoin' });
    await until(() => rows(element).length === 1, 'the search did not narrow the list');
    await shows(element, '1 ticket matches “bitcoin”');
    await until(() => said.includes('1 ticket matches “bitcoin”'), 'the result was not announced');
    await sendKeys({ press: 'Escape' });
    await until(() => rows(element).length === 2, 'the search did not end');
    assert.strictEqual((await find<HTMLInputElement>(element, '#search')).value, '');
    stop();
  });

  it('starts a search at once with Enter, also for one character', async () => {
    await stage.ask('Anything else');
    const element = await list();
    await shows(element, 'Anything else');
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'ż' });
    await sendKeys({ press: 'Enter' });
    await shows(element, 'No matching tickets');
    await assert.isAccessible(element);
    (await find(element, '.notice-actions button')).click();
    await shows(element, 'Anything else');
  });

  it('opens a row by key, and the page may keep that for itself', async () => {
    const id = await stage.ask('Open me');
    const element = await list();
    await shows(element, 'Open me');
    const asked = collect(element, 'support-navigate');
    rows(element)[0]?.focus();
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ route: { view: 'ticket', ticketId: id }, href: null }],
    );
    assert.strictEqual(element.selected, id);
    await element.updateComplete;
    assert.strictEqual(rows(element)[0]?.getAttribute('aria-current'), 'true');
    element.selected = '';
    element.addEventListener('support-navigate', (event) => event.preventDefault(), { once: true });
    rows(element)[0]?.click();
    assert.strictEqual(element.selected, '');
  });

  it('leaves a press with Ctrl to the browser where rows have an address, and opens in place where not', async () => {
    await stage.ask('Two ways');
    const element = await list();
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
      rows(element)[0]?.dispatchEvent(new MouseEvent('click', press));
      return wasTaken;
    };
    assert.strictEqual(press(), true);
    assert.strictEqual(asked.length, 1);
    element.hrefFor = (route) => (route.view === 'ticket' ? `#ticket-${route.ticketId}` : null);
    await element.updateComplete;
    assert.match(rows(element)[0]?.getAttribute('href') ?? '', /^#ticket-/);
    assert.strictEqual(press(), false);
    assert.strictEqual(asked.length, 1);
  });

  it('loads more at the press of a button, which keeps focus until the end is reached', async () => {
    for (let number = 1; number <= 5; number += 1) await stage.ask(`Matter ${number}`);
    const element = await list();
    element.pagesize = 2;
    await until(() => rows(element).length === 2, 'the first page is not there');
    const { said, stop } = listen();
    (await find(element, '.more-button')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => rows(element).length === 4, 'the second page is not there');
    assert.strictEqual(focused()?.matches('.more-button'), true);
    await until(() => said.includes('2 more tickets loaded.'), 'the second page was not announced');
    await sendKeys({ press: 'Enter' });
    await until(() => rows(element).length === 5, 'the last page is not there');
    await until(() => focused()?.matches('.end'), 'focus is not at the end');
    assert.strictEqual(focused()?.textContent, 'That’s all your tickets');
    stop();
  });

  it('keeps the rows and offers another try when the next page fails', async () => {
    for (let number = 1; number <= 3; number += 1) await stage.ask(`Matter ${number}`);
    let fails = true;
    const element = await list({
      ...stage.adapter,
      listTickets: async (query, options) => {
        if (query.cursor && fails) throw failure('unavailable');
        return stage.adapter.listTickets(query, options);
      },
    });
    element.pagesize = 2;
    await until(() => rows(element).length === 2, 'the first page is not there');
    (await find(element, '.more-button')).click();
    await shows(element, 'We couldn’t load more tickets.');
    assert.strictEqual(rows(element).length, 2);
    await assert.isAccessible(element);
    fails = false;
    (await find(element, '.more-button')).click();
    await until(() => rows(element).length === 3, 'the next page is not there');
  });

  it('tells a new customer that there is nothing yet, whatever the filter', async () => {
    const element = await list();
    for (const filter of ['open', 'all', 'closed'] as const) {
      element.filter = filter;
      await until(() => element.matches(':state(empty)'), 'the list is not empty');
      await shows(element, 'No tickets yet');
      await assert.isAccessible(element);
    }
  });

  it('has its own words for every kind of nothing', async () => {
    const element = await list();
    const kinds = {
      closed: 'No closed tickets',
      attention: 'Nothing is waiting for you',
      unread: 'You’re all caught up',
      open: 'No open tickets',
    } as const;
    const ticketId = await stage.ask('The only one');
    await element.refresh();
    for (const [filter, title] of Object.entries(kinds)) {
      if (filter === 'open') await stage.setStatus(ticketId, 'closed');
      element.filter = filter as keyof typeof kinds;
      await shows(element, title);
      assert.strictEqual(element.matches(':state(empty)'), true);
      await assert.isAccessible(element);
    }
  });

  it('shows a skeleton while a slow backend answers, and says that it is loading', async () => {
    await stage.ask('Worth the wait');
    const { adapter, release } = holdBack(stage.adapter, ['listTickets']);
    const { said, stop } = listen();
    const element = await list(adapter);
    await find(element, '[part~="skeleton"]');
    assert.strictEqual((await find(element, 'section')).getAttribute('aria-busy'), 'true');
    assert.strictEqual(element.matches(':state(loading)'), true);
    await until(() => said.includes('Loading tickets…'), 'loading was not announced');
    await assert.isAccessible(element);
    release();
    await shows(element, 'Worth the wait');
    assert.strictEqual(deep(element, '[part~="skeleton"]'), null);
    stop();
  });

  it('explains a failure with the reference to quote, tells the page once, and tries again', async () => {
    await stage.ask('Found after all');
    let fails = true;
    const element = await list({
      ...stage.adapter,
      listTickets: async (query, options) => {
        if (fails) throw failure('unavailable', 'req_42');
        return stage.adapter.listTickets(query, options);
      },
    });
    const errors = collect(element, 'support-error');
    await shows(element, 'We couldn’t load your tickets');
    assert.strictEqual(isShown(element, 'req_42'), true);
    assert.deepEqual(
      errors.map(({ detail }) => detail),
      [{ error: { code: 'unavailable', retryable: true, reference: 'req_42' }, where: 'list', fatal: true }],
    );
    await assert.isAccessible(element);
    fails = false;
    (await find(element, '.notice-actions button')).click();
    await shows(element, 'Found after all');
  });

  it('asks for sign-in where nobody is signed in', async () => {
    const element = await list(stage.backend.anonymousAdapter());
    await shows(element, 'Sign in to see your tickets');
    const asked = collect(element, 'support-auth-required');
    (await find(element, '.notice-actions button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ reason: 'anonymous', returnTo: null }],
    );
    await assert.isAccessible(element);
  });

  it('shows subjects and names that look like markup as the text that they are', async () => {
    const hostile = '<img src=x onerror="window.pwned=1">';
    await stage.ask(hostile, hostile, [{ text: hostile, agent: hostile }]);
    const element = await list();
    await shows(element, hostile);
    assert.strictEqual(element.shadowRoot?.querySelector('img'), null);
    assert.strictEqual('pwned' in window, false);
  });

  it('fits into 320 pixels with long words', async () => {
    await setViewport({ width: 320, height: 700 });
    await stage.ask('Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'.repeat(3), 'x'.repeat(400));
    const element = await list();
    await until(() => rows(element).length === 1, 'no row');
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    for (const target of element.shadowRoot?.querySelectorAll('button, select, .segment, a') ?? []) {
      const { height, width } = target.getBoundingClientRect();
      if (width > 0) assert.isAtLeast(Math.min(height, width), 24, target.outerHTML);
    }
    await setViewport({ width: 900, height: 800 });
  });
});
