import { assert, html } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import {
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

describe('the head of a thread', () => {
  let stage: Stage;

  before(() => emulateMedia({ reducedMotion: 'reduce' }));

  beforeEach(() => {
    stage = createStage();
  });

  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    document.documentElement.style.removeProperty('color-scheme');
  });

  const thread = (ticket: string, adapter: SupportAdapter = stage.adapter) =>
    mount<SupportTicketThreadElement>(
      html`<support-ticket-thread .adapter=${adapter} ticket=${ticket}>
        <button slot="header-extra">Export</button>
      </support-ticket-thread>`,
    );

  const clipboard = (value: unknown) => Object.defineProperty(navigator, 'clipboard', { value, configurable: true });

  /** A ticket that was read to its end, and of whose past the page has only a part. */
  async function longTicket(): Promise<string> {
    const id = await stage.ask('History', 'Hello', [{ text: 'And?', agent: 'Ola', status: 'awaiting_reply' }]);
    for (let number = 0; number < 55; number += 1) await stage.write(id, `Message ${number}`);
    const options = { signal: new AbortController().signal, locale: 'en' };
    const { items } = await stage.adapter.listEvents(id, { limit: 1 }, options);
    await stage.adapter.markRead(id, items[0]?.id ?? '', options);
    return id;
  }

  const steps = (element: Element) =>
    Array.from(element.shadowRoot?.querySelectorAll('.step') ?? [], (step) =>
      step.textContent.replace(/\s+/g, ' ').trim(),
    );

  async function isAccessibleInBothSchemes(element: Element): Promise<void> {
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      await assert.isAccessible(element);
    }
  }

  it('shows subject, number, status and date, and what the page puts beside them', async () => {
    const id = await stage.ask('');
    const element = await thread(id);
    await shows(element, 'No subject');
    const { number } = await stage.ticket(id);
    for (const text of [number, 'Open', 'Opened ', 'Export']) assert.strictEqual(isShown(element, text), true, text);
    await isAccessibleInBothSchemes(element);
  });

  it('copies the number and says so', async () => {
    let copied = '';
    clipboard({ writeText: async (text: string) => void (copied = text) });
    const id = await stage.ask('Quote me');
    const element = await thread(id);
    const { said, stop } = listen();
    (await find(element, '.copy')).click();
    await until(() => said.includes('Ticket number copied'), 'not announced');
    assert.strictEqual(copied, (await stage.ticket(id)).number);
    stop();
  });

  for (const [what, value] of [
    ['refuses the clipboard', { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }],
    ['has no clipboard', undefined],
  ] as const) {
    it(`selects the number and says so where the browser ${what}`, async () => {
      clipboard(value);
      const id = await stage.ask('Quote me');
      const element = await thread(id);
      const { said, stop } = listen();
      (await find(element, '.copy')).click();
      await until(() => said.some((text) => text.startsWith('Copying didn’t work.')), 'not announced');
      assert.strictEqual(document.getSelection()?.toString(), (await stage.ticket(id)).number);
      stop();
    });
  }

  it('opens the history of the status: what, who and when, the newest last', async () => {
    const id = await longTicket();
    await stage.answer(id, { text: 'Done', agent: 'Marek', status: 'solved' });
    const element = await thread(id);
    const button = await find(element, '.disclosure');
    assert.strictEqual(button.getAttribute('aria-expanded'), 'false');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => steps(element).length === 4, 'no history');
    const year = new Date().getFullYear();
    const found = steps(element);
    for (const [place, start] of ['Open You', 'Needs your reply Ola', 'Open You', 'Solved Marek'].entries()) {
      assert.match(found[place] ?? '', new RegExp(`^${start} .*${year}`));
    }
    assert.strictEqual(button.getAttribute('aria-expanded'), 'true');
    assert.strictEqual(isShown(element, 'Hide status history'), true);
    assert.strictEqual(focused(), button);
    await isAccessibleInBothSchemes(element);
    await sendKeys({ press: 'Enter' });
    assert.strictEqual((await find(element, '.history')).hidden, true);
  });

  it('keeps the open history up to date', async () => {
    const id = await longTicket();
    const element = await thread(id);
    (await find(element, '.disclosure')).click();
    await until(() => steps(element).length === 3, 'no history');
    await stage.answer(id, { text: 'Done', agent: 'Marek', status: 'solved' });
    await element.refresh();
    await until(() => steps(element).length === 4, 'it is out of date');
  });

  it('asks the backend for the history only when it is opened, and shows that it is on its way', async () => {
    const id = await longTicket();
    const { adapter, release } = holdBack(stage.adapter, ['listEvents']);
    let asked = 0;
    const listEvents: SupportAdapter['listEvents'] = (ticketId, query, options) => {
      if (query.only !== 'status') return stage.adapter.listEvents(ticketId, query, options);
      asked += 1;
      return adapter.listEvents(ticketId, query, options);
    };
    const element = await thread(id, { ...stage.adapter, listEvents });
    await shows(element, 'Message 54');
    assert.strictEqual(asked, 0);
    (await find(element, '.disclosure')).click();
    await until(() => deep(element, '.bone-step'), 'nothing shows that it loads');
    assert.strictEqual(deep(element, '.history > div')?.ariaBusy, 'true');
    await isAccessibleInBothSchemes(element);
    release();
    await until(() => steps(element).length === 3, 'no history');
    assert.strictEqual(asked, 1);
  });

  it('says that the history could not be loaded, tries again, and keeps focus near', async () => {
    const id = await longTicket();
    let isBroken = true;
    const listEvents: SupportAdapter['listEvents'] = (ticketId, query, options) =>
      isBroken && query.only === 'status'
        ? Promise.reject(failure('unavailable'))
        : stage.adapter.listEvents(ticketId, query, options);
    const element = await thread(id, { ...stage.adapter, listEvents });
    const { said, stop } = listen();
    (await find(element, '.disclosure')).click();
    await shows(element, 'We couldn’t load the status history.');
    await until(() => said.includes('We couldn’t load the status history.'), 'not announced');
    await isAccessibleInBothSchemes(element);
    isBroken = false;
    (await find(element, '.history button')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => steps(element).length === 3, 'no history');
    await until(() => focused()?.matches('.disclosure'), 'focus was lost');
    stop();
  });

  it('closes the history when another ticket is shown', async () => {
    const element = await thread(await stage.ask('One'));
    (await find(element, '.disclosure')).click();
    await until(() => steps(element).length === 1, 'no history');
    element.ticket = await stage.ask('Two');
    await shows(element, 'Two');
    assert.strictEqual((await find(element, '.disclosure')).getAttribute('aria-expanded'), 'false');
  });
});
