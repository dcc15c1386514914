import { assert, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
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
  setOnline,
  shows,
  type Stage,
  standing,
  until,
} from './stage.ts';

describe('the states of a thread', () => {
  let stage: Stage;

  before(async () => {
    await setViewport({ width: 900, height: 800 });
    await emulateMedia({ reducedMotion: 'reduce' });
    document.body.style.margin = '0';
  });

  beforeEach(() => {
    stage = createStage();
  });

  afterEach(async () => {
    document.documentElement.style.removeProperty('color-scheme');
    document.documentElement.removeAttribute('dir');
    document.documentElement.lang = 'en';
    await emulateMedia({ media: 'screen' });
    await setViewport({ width: 900, height: 800 });
  });

  const thread = (ticket: string, adapter: SupportAdapter = stage.adapter, framed = false) =>
    mount<SupportTicketThreadElement>(
      html`<support-ticket-thread .adapter=${adapter} .framed=${framed} ticket=${ticket}></support-ticket-thread>`,
    );

  async function isAccessibleInBothSchemes(element: Element): Promise<void> {
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      await assert.isAccessible(element);
    }
  }

  /** Until the function is called, the browser says that there is no network. */
  it('shows three messages to come while it loads, and says so to those who cannot see them', async () => {
    const id = await stage.ask('Slow story');
    const { adapter, release } = holdBack(stage.adapter, ['getTicket', 'listEvents']);
    const element = await thread(id, adapter);
    const { said, stop } = listen();
    await find(element, '.skeleton');
    assert.strictEqual(element.shadowRoot?.querySelectorAll('.bone-message').length, 3);
    assert.strictEqual((await find(element, '.thread')).getAttribute('aria-busy'), 'true');
    await isAccessibleInBothSchemes(element);
    await until(() => said.includes('Loading the conversation…'), 'not announced');
    release();
    await shows(element, 'Slow story');
    await until(() => deep(element, 'article'), 'no message');
    assert.strictEqual((await find(element, '.thread')).getAttribute('aria-busy'), 'false');
    stop();
  });

  it('says that it takes long when it takes long', async () => {
    const id = await stage.ask('Very slow story');
    const { adapter } = holdBack(stage.adapter, ['getTicket', 'listEvents']);
    const element = await thread(id, adapter);
    await shows(element, 'This is taking longer than usual…');
  });

  it('shows a failure with its code, and tries again', async () => {
    const id = await stage.ask('Later');
    let isBroken = true;
    const getTicket: SupportAdapter['getTicket'] = (...args) =>
      isBroken ? Promise.reject(failure('unavailable', 'req_7')) : stage.adapter.getTicket(...args);
    const element = await thread(id, { ...stage.adapter, getTicket });
    await shows(element, 'We couldn’t load this ticket');
    await shows(element, 'req_7');
    await isAccessibleInBothSchemes(element);
    isBroken = false;
    (await find(element, '.notice-actions button')).click();
    await shows(element, 'Please help.');
  });

  it('looks the same for a ticket that is missing and one that is forbidden', async () => {
    const seen: string[] = [];
    for (const code of ['not_found', 'forbidden'] as const) {
      const getTicket = () => Promise.reject(failure(code, 'req_9'));
      const element = await thread('tk_1', { ...stage.adapter, getTicket });
      await shows(element, 'It may have been removed, or you may not have access to it.');
      await isAccessibleInBothSchemes(element);
      seen.push(element.shadowRoot?.querySelector('.thread')?.textContent.replace(/\s+/g, ' ') ?? '');
    }
    assert.strictEqual(seen[0], seen[1]);
  });

  it('says that there is no network, and for a moment that it is back', async () => {
    const element = await thread(await stage.ask('On a train'));
    await shows(element, 'Please help.');
    const { said, stop } = listen();
    setOnline(false);
    await shows(element, 'You’re offline. What you see may be out of date.');
    assert.strictEqual(said.filter((text) => text.startsWith('You’re offline')).length, 1);
    assert.strictEqual(isShown(element, 'Please help.'), true);
    await isAccessibleInBothSchemes(element);
    setOnline(true);
    await shows(element, 'You’re back online.');
    await until(() => !isShown(element, 'You’re back online.'), 'it is still said');
    stop();
  });

  it('keeps that in sight wherever the reader is', async () => {
    const element = await thread(await stage.ask('On a train', 'x\n'.repeat(90)));
    await until(() => window.scrollY > 100, 'it did not open at the end');
    setOnline(false);
    const strip = await find(element, '.strip');
    assert.isAtLeast(strip.getBoundingClientRect().top, 0);
    setOnline(true);
  });

  it('leaves it to the support center around it to say that there is no network', async () => {
    const element = await thread(await stage.ask('On a train'), stage.adapter, true);
    await shows(element, 'Please help.');
    const { said, stop } = listen();
    setOnline(false);
    await element.updateComplete;
    assert.strictEqual(deep(element, '.strip'), null);
    assert.deepEqual(said, []);
    setOnline(true);
    stop();
  });

  it('keeps the conversation when a later look fails, says why, and tries again', async () => {
    let isBroken = false;
    const getTicket: SupportAdapter['getTicket'] = (...args) =>
      isBroken ? Promise.reject(failure('unavailable')) : stage.adapter.getTicket(...args);
    const element = await thread(await stage.ask('Still here'), { ...stage.adapter, getTicket });
    await shows(element, 'Please help.');
    isBroken = true;
    await element.refresh();
    await shows(element, 'The support service isn’t answering. Try again in a moment.');
    assert.strictEqual(isShown(element, 'Please help.'), true);
    await isAccessibleInBothSchemes(element);
    isBroken = false;
    (await find(element, '.strip button')).click();
    await until(() => !deep(element, '.strip'), 'the strip is still there');
  });

  it('asks to sign in again when the session is over, and leaves the conversation there', async () => {
    let hasEnded = false;
    const getTicket: SupportAdapter['getTicket'] = (...args) =>
      hasEnded ? Promise.reject(failure('session_expired')) : stage.adapter.getTicket(...args);
    const getSession: SupportAdapter['getSession'] = (...args) =>
      hasEnded ? Promise.reject(failure('session_expired')) : stage.adapter.getSession(...args);
    const element = await thread(await stage.ask('Private'), { ...stage.adapter, getTicket, getSession });
    await shows(element, 'Please help.');
    hasEnded = true;
    await element.refresh();
    await shows(element, 'Your session has ended');
    await isAccessibleInBothSchemes(element);
    const requests = collect(element, 'support-auth-required');
    (await find(element, '.strip .button-primary')).click();
    assert.deepEqual(
      requests.map(({ detail }) => detail.reason),
      ['expired'],
    );
  });

  it('invites to choose a ticket where none is chosen', async () => {
    const element = await thread('');
    await shows(element, 'Choose a ticket to read the conversation.');
    await isAccessibleInBothSchemes(element);
  });

  it('prints the conversation with number, subject and dates, without controls, on white', async () => {
    document.documentElement.style.colorScheme = 'dark';
    const id = await stage.ask('For the file', 'long '.repeat(800), [{ text: 'Hi', status: 'awaiting_reply' }]);
    const { number } = await stage.ticket(id);
    const element = await thread(id);
    element.fill = true;
    element.style.blockSize = '400px';
    await shows(element, 'We need your reply');
    await standing(element);
    await emulateMedia({ media: 'print' });
    const isVisible = (selector: string) => (deep(element, selector)?.getClientRects().length ?? 0) > 0;
    for (const control of ['.copy', '.disclosure', '.solve', '.banner-actions', '.dock', '.skip', '.more'])
      assert.strictEqual(isVisible(control), false, control);
    for (const kept of ['.number', '.heading', '.about time', '.banner'])
      assert.strictEqual(isVisible(kept), true, kept);
    assert.include((await find(element, '.number')).textContent, number);
    const conversation = await find(element, '.conversation');
    assert.strictEqual(conversation.scrollHeight, conversation.clientHeight, 'nothing is cut off');
    const body = await find(element, '.fold > .body');
    assert.isAbove(body.clientHeight, 100, 'long messages are there');
    assert.isAtLeast(body.clientHeight, body.scrollHeight, 'folds are open');
    assert.strictEqual(getComputedStyle(element).backgroundColor, 'rgb(255, 255, 255)');
    const time = await find<HTMLTimeElement>(element, '.line time');
    assert.include(getComputedStyle(time, '::after').content, String(new Date().getFullYear()));
  });

  it('fits from 280 to 1200 pixels, in Polish, to the right and to the left', async () => {
    document.documentElement.lang = 'pl';
    const id = await stage.ask('Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5), 'x', [
      { text: 'y', status: 'awaiting_reply' },
    ]);
    for (const direction of ['ltr', 'rtl']) {
      document.documentElement.dir = direction;
      for (const width of [280, 320, 360, 519, 520, 879, 880, 1200]) {
        await setViewport({ width, height: 800 });
        const element = await thread(id, stage.adapter, true);
        await shows(element, 'Czekamy na Twoją odpowiedź');
        assert.isAtMost(document.documentElement.scrollWidth, width, `${width} ${direction}`);
        const bar = await find(element, '.bar');
        assert.isAtMost(bar.offsetHeight, 2 * 36 + 9, `the bar has two lines at most at ${width}`);
        element.remove();
      }
    }
  });

  it('keeps everything in reach at 400 % zoom and with text twice as large', async () => {
    await setViewport({ width: 320, height: 256 });
    const id = await stage.ask('Zoomed', 'x', [{ text: 'y', status: 'awaiting_reply' }]);
    const element = await mount<SupportTicketThreadElement>(
      html`<support-ticket-thread
        fill
        style="block-size: 256px; --support-font-size: 2rem"
        .adapter=${stage.adapter}
        ticket=${id}
      ></support-ticket-thread>`,
    );
    await shows(element, 'We need your reply');
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    const box = await find(element, 'support-reply-box', 'textarea');
    (await find(element, '.banner button')).click();
    assert.strictEqual(focused(), box);
    await until(() => {
      const { top, bottom } = box.getBoundingClientRect();
      return bottom > 0 && top < 256;
    }, 'the reply box is out of reach');
  });

  it('keeps the reply box above an on-screen keyboard', async () => {
    const real = window.visualViewport;
    const keyboard = Object.assign(new EventTarget(), { height: 800, offsetTop: 0, scale: 1 });
    Object.defineProperty(window, 'visualViewport', { value: keyboard, configurable: true });
    try {
      const element = await thread(await stage.ask('On a phone', 'x\n'.repeat(90)));
      await shows(element, 'On a phone');
      await standing(element);
      const foot = await find(element, '#foot');
      await until(() => foot.getBoundingClientRect().bottom > 790, 'it is not at the bottom');
      keyboard.height = 450;
      keyboard.dispatchEvent(new Event('resize'));
      window.scrollTo(0, 100);
      await until(() => foot.getBoundingClientRect().bottom <= 450, 'the keyboard covers it');
      assert.isAtMost(foot.offsetHeight, 450 * 0.4 + 1);
    } finally {
      Object.defineProperty(window, 'visualViewport', { value: real, configurable: true });
    }
  });

  it('can be used with the keyboard from the skip link to the status', async () => {
    const id = await stage.ask('Keys only', 'Hello', [{ text: 'Hi', status: 'solved' }]);
    const element = await thread(id, stage.adapter, true);
    await shows(element, 'Yes, it’s solved');
    const order: string[] = [];
    await sendKeys({ press: 'Tab' });
    while (focused()?.localName !== 'textarea' && order.length < 20) {
      order.push(focused()?.textContent.trim() || (focused()?.getAttribute('aria-label') ?? ''));
      await sendKeys({ press: 'Tab' });
    }
    assert.deepEqual(order, [
      'Skip to reply',
      'Back to tickets',
      'Copy ticket number',
      'Show status history',
      'Yes, it’s solved',
      'No, I still need help',
    ]);
  });
});
