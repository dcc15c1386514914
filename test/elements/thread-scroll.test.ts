import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import {
  createStage,
  failure,
  find,
  focused,
  isShown,
  listen,
  mount,
  setOnline,
  shows,
  type Stage,
  standing,
  until,
} from './stage.ts';

const lorem = 'A line of a conversation that goes on for a while.\n'.repeat(6);

describe('where the reader is in a conversation', () => {
  let stage: Stage;

  before(() => setViewport({ width: 900, height: 800 }));

  beforeEach(() => {
    stage = createStage();
  });

  afterEach(() => {
    document.documentElement.style.removeProperty('overflow-anchor');
    window.scrollTo(0, 0);
  });

  /** A ticket that was read to its end, so that it opens there. */
  async function longTicket(count = 12): Promise<string> {
    const id = await stage.ask('Long story', `Message 0 ${lorem}`);
    for (let number = 1; number <= count; number += 1) await stage.write(id, `Message ${number} ${lorem}`);
    return id;
  }

  async function open(id: string, { fill = true, adapter = stage.adapter } = {}) {
    const element = await mount<SupportTicketThreadElement>(
      html`<support-ticket-thread
        ?fill=${fill}
        .adapter=${adapter}
        ticket=${id}
        style=${fill ? 'block-size: 500px' : ''}
      ></support-ticket-thread>`,
    );
    await shows(element, 'Long story');
    await find(element, 'article');
    await standing(element);
    const scroller = fill ? await find(element, '.conversation') : document.documentElement;
    return { element, scroller };
  }

  /** The end of the conversation is in sight, and nothing is below it but the reply box and the margin of the page. */
  const isAtEnd = (scroller: Element) => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 9;
  const pill = (element: Element) => element.shadowRoot?.querySelector<HTMLElement>('.pill:not(.pill-latest)');
  const article = (element: Element, text: string) =>
    Array.from(element.shadowRoot?.querySelectorAll('article') ?? []).find((each) => each.textContent.includes(text));

  for (const fill of [true, false]) {
    const where = fill ? 'inside its own box' : 'on a page that scrolls';

    it(`opens at its end and stays there when an answer comes, ${where}`, async () => {
      const id = await longTicket();
      const { element, scroller } = await open(id, { fill });
      await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
      await stage.answer(id, { text: 'Here is the answer.' });
      await element.refresh();
      await shows(element, 'Here is the answer.');
      await until(() => isAtEnd(scroller), 'it did not follow');
      assert.notExists(pill(element));
    });

    it(`stays at its end while messages above and below grow late, ${where}`, async () => {
      const { element, scroller } = await open(await longTicket(), { fill });
      await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
      const articles = Array.from(element.shadowRoot?.querySelectorAll<HTMLElement>('article') ?? []);
      for (const late of [articles.at(-3), articles.at(0), articles.at(-1)] as HTMLElement[]) {
        late.style.minBlockSize = `${late.offsetHeight + 300}px`;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
      await until(() => isAtEnd(scroller), 'it lost the end');
    });

    it(`stays at its end when word about the connection takes room above, ${where}`, async () => {
      const { element, scroller } = await open(await longTicket(), { fill });
      await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
      setOnline(false);
      await find(element, '.strip');
      await until(() => isAtEnd(scroller), 'it lost the end');
      setOnline(true);
    });

    it(`shows what is new in a pill that leads there, ${where}`, async () => {
      const id = await longTicket();
      const { element, scroller } = await open(id, { fill });
      await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
      scroller.scrollTop = 40;
      await stage.answer(id, { text: `First answer ${lorem.repeat(2)}` });
      await stage.answer(id, { text: `Second answer ${lorem.repeat(2)}` });
      await element.refresh();
      await shows(element, '2 new messages');
      assert.closeTo(scroller.scrollTop, 40, 1, 'the place did not change');
      const button = pill(element) as HTMLElement;
      const foot = (await find(element, '#foot')).getBoundingClientRect();
      assert.isAtMost(button.getBoundingClientRect().bottom, foot.top, 'it stands above the reply box');
      assert.isAtLeast(button.getBoundingClientRect().top, foot.top - 80);
      await assert.isAccessible(element);
      button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => !pill(element), 'the pill is still there');
      assert.strictEqual(focused(), article(element, 'First answer'));
      const top = focused()?.getBoundingClientRect().top ?? 0;
      const bar = (await find(element, '.bar')).getBoundingClientRect();
      assert.closeTo(top, bar.bottom + 8, 2, 'the first new message is at the upper edge');
    });

    it(`keeps the first visible message in its place when earlier ones come, ${where}, without help of the browser`, async () => {
      const id = await stage.ask('Long story', 'Message 0');
      for (let number = 1; number <= 60; number += 1) await stage.write(id, `Message ${number}`);
      const { element, scroller } = await open(id, { fill });
      scroller.style.overflowAnchor = 'none';
      await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
      scroller.scrollTop = 0;
      const first = (await find(element, 'article')).getBoundingClientRect().top;
      const before = await find(element, 'article');
      const { said, stop } = listen();
      (await find(element, '.earlier')).click();
      await shows(element, 'Message 0');
      assert.closeTo(before.getBoundingClientRect().top, first, 1);
      await until(() => said.some((text) => /^\d+ earlier messages loaded/.test(text)), 'not announced');
      stop();
    });
  }

  it('keeps focus on the button that brought earlier messages, as long as there are more', async () => {
    const id = await stage.ask('Long story', 'Message 0');
    for (let number = 1; number <= 110; number += 1) await stage.write(id, `Message ${number}`);
    const { element } = await open(id);
    (await find(element, '.earlier')).focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Message 30 ');
    await until(() => focused()?.matches('.earlier[aria-disabled="false"]'), 'focus left the button');
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Start of the conversation');
    await until(() => focused()?.matches('.start'), 'focus is not at the start');
  });

  it('says that earlier messages could not be loaded, and loads them at the next try', async () => {
    const id = await stage.ask('Long story', 'Message 0');
    for (let number = 1; number <= 55; number += 1) await stage.write(id, `Message ${number}`);
    let isBroken = true;
    const listEvents: typeof stage.adapter.listEvents = (ticketId, query, options) =>
      isBroken && query.before
        ? Promise.reject(failure('unavailable'))
        : stage.adapter.listEvents(ticketId, query, options);
    const { element } = await open(id, { adapter: { ...stage.adapter, listEvents } });
    const { said, stop } = listen();
    (await find(element, '.earlier')).click();
    await shows(element, 'We couldn’t load earlier messages.');
    await until(() => said.includes('We couldn’t load earlier messages.'), 'not announced');
    stop();
    await assert.isAccessible(element);
    isBroken = false;
    (await find(element, '.earlier')).click();
    await shows(element, 'Start of the conversation');
  });

  it('takes the pill away when the reader gets to the end without it', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 40;
    await stage.answer(id, { text: 'Here is the answer.' });
    await element.refresh();
    await shows(element, '1 new message');
    scroller.scrollTop = scroller.scrollHeight;
    await until(() => !pill(element), 'the pill is still there');
  });

  it('does not move while text is selected', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    const words = article(element, 'Message 12')?.querySelector('.body') as Element;
    document.getSelection()?.setBaseAndExtent(words, 0, words, words.childNodes.length);
    const before = scroller.scrollTop;
    await stage.answer(id, { text: `Here is the answer. ${lorem}` });
    await element.refresh();
    await shows(element, '1 new message');
    assert.closeTo(scroller.scrollTop, before, 1);
    document.getSelection()?.removeAllRanges();
  });

  it('does not move while focus is inside an older message', async () => {
    const id = await longTicket(11);
    await stage.write(id, 'Look at https://example.com/page');
    await stage.write(id, 'That was it.');
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    (await find(element, 'article a')).focus();
    const before = scroller.scrollTop;
    await stage.answer(id, { text: `Here is the answer. ${lorem}` });
    await element.refresh();
    await shows(element, '1 new message');
    assert.closeTo(scroller.scrollTop, before, 1);
  });

  it('goes to the end with the reader’s own reply, wherever they were', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 0;
    const box = await find<HTMLTextAreaElement>(element, 'support-reply-box', 'textarea');
    box.focus();
    await sendKeys({ type: 'My own words' });
    await sendKeys({ press: 'Control+Enter' });
    await shows(element, 'My own words');
    await until(() => isAtEnd(scroller), 'not at the end');
  });

  it('offers the way back to the latest message from far above', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 0;
    const button = await find(element, '.pill-latest');
    assert.strictEqual(button.getAttribute('aria-label'), 'Go to the latest message');
    await assert.isAccessible(element);
    button.click();
    await until(() => isAtEnd(scroller), 'not at the end');
    assert.strictEqual(focused(), article(element, 'Message 12'));
    await until(() => !element.shadowRoot?.querySelector('.pill-latest'), 'the button is still there');
  });

  it('shows the beginning of an answer that is longer than the view', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    await stage.answer(id, { text: `Beginning ${'and so on, '.repeat(190)}` });
    await element.refresh();
    await shows(element, 'Beginning');
    const bar = (await find(element, '.bar')).getBoundingClientRect();
    assert.isAtLeast(article(element, 'Beginning')?.getBoundingClientRect().top ?? 0, bar.bottom);
  });

  it('keeps the end in sight when the reply box grows', async () => {
    const id = await longTicket();
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop -= 200;
    scroller.scrollTop = scroller.scrollHeight;
    const foot = await find(element, '#foot');
    foot.style.paddingBlockStart = '90px';
    await until(() => foot.offsetHeight > 90 && isAtEnd(scroller), 'the end is covered');
  });

  it('measures a few lines for a message that comes in, however many there are', async () => {
    const id = await longTicket(40);
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 40;
    await stage.answer(id, { text: 'Here is the answer.' });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
    const real = Element.prototype.getBoundingClientRect;
    let measured = 0;
    Element.prototype.getBoundingClientRect = function count(this: Element) {
      if (this.matches('.line')) measured += 1;
      return real.call(this);
    };
    try {
      await element.refresh();
      await shows(element, '1 new message');
    } finally {
      Element.prototype.getBoundingClientRect = real;
    }
    assert.isAbove(measured, 0);
    assert.isBelow(measured, 12);
  });

  it('announces what came within two seconds once', async () => {
    const id = await longTicket(2);
    const { element } = await open(id);
    const { said, stop } = listen();
    await stage.answer(id, { text: 'One', agent: 'Marek' });
    await element.refresh();
    await stage.answer(id, { text: 'Two', agent: 'Marek' });
    await element.refresh();
    await until(() => said.some((text) => text.startsWith('2 new messages in ticket')), 'not announced');
    assert.strictEqual(said.filter((text) => text.toLowerCase().includes('new message')).length, 1);
    stop();
  });

  it('reports the ticket read only once the last message is in sight, and once for all that came', async () => {
    const id = await longTicket();
    await stage.answer(id, { text: `Answer ${lorem.repeat(3)}` });
    await stage.answer(id, { text: `The last one ${lorem}` });
    let reports = 0;
    const markRead: typeof stage.adapter.markRead = async (ticketId, upTo, options) => {
      reports += 1;
      return stage.adapter.markRead(ticketId, upTo, options);
    };
    const { element, scroller } = await open(id, { adapter: { ...stage.adapter, markRead } });
    await shows(element, 'New since your last visit');
    await until(() => scroller.scrollTop > 100 && !isAtEnd(scroller), 'it did not open at the first unread message');
    assert.strictEqual(reports, 0);
    scroller.scrollTop = scroller.scrollHeight;
    await until(() => reports > 0, 'it was not reported');
    await until(() => element.shadowRoot, 'gone');
    assert.strictEqual(reports, 1);
    assert.strictEqual((await stage.ticket(id)).unreadCount, 0);
  });

  it('brings what the keyboard reaches out from under the reply box', async () => {
    await setViewport({ width: 500, height: 800 });
    const id = await longTicket(4);
    await stage.write(id, 'Look at https://example.com/page');
    for (let number = 0; number < 6; number += 1) await stage.write(id, `After ${number} ${lorem}`);
    const { element } = await open(id, { fill: false });
    const link = await find(element, 'article a');
    const foot = await find(element, '#foot');
    await until(() => window.scrollY > 100, 'not at the end');
    link.setAttribute('id', 'target');
    window.scrollBy(0, link.getBoundingClientRect().top - foot.getBoundingClientRect().top - 10);
    await sendKeys({ press: 'Tab' });
    link.focus();
    await until(() => link.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top, 'the box covers it');
    await setViewport({ width: 900, height: 800 });
  });

  it('leaves other tickets alone: their news, their pill', async () => {
    const id = await longTicket();
    const other = await stage.ask('Other story', 'Short');
    const { element, scroller } = await open(id);
    await until(() => isAtEnd(scroller) && scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 0;
    await stage.answer(id, { text: 'Here is the answer.' });
    await element.refresh();
    await shows(element, '1 new message');
    element.ticket = other;
    await shows(element, 'Other story');
    await until(() => !pill(element), 'the pill is still there');
    assert.strictEqual(isShown(element, 'Here is the answer.'), false);
  });
});
