import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
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
  shows,
  type Stage,
  until,
  standing,
} from './stage.ts';

describe('support-ticket-thread', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  const thread = (ticket: string, { adapter = stage.adapter, fill = false } = {}) =>
    mount<SupportTicketThreadElement>(
      html`<support-ticket-thread
        ?fill=${fill}
        .adapter=${adapter}
        ticket=${ticket}
        class=${fill ? 'low' : ''}
      ></support-ticket-thread>`,
    );
  const articles = (element: Element) => Array.from(element.shadowRoot?.querySelectorAll('article') ?? []);

  it('shows the conversation by day, with authors in words and events in between', async () => {
    const id = await stage.ask('No deposit', 'It did not arrive.', [
      { text: 'Which address?', agent: 'Ola', status: 'awaiting_reply' },
    ]);
    const element = await thread(id);
    await shows(element, 'Which address?');
    for (const text of ['No deposit', 'Today', 'Ticket created', 'You', 'Ola', 'Support asked for more information']) {
      assert.strictEqual(isShown(element, text), true, text);
    }
    const [own, theirs] = articles(element);
    assert.match(own?.getAttribute('aria-label') ?? '', /^You, /);
    assert.match(theirs?.getAttribute('aria-label') ?? '', /^Ola, /);
    assert.strictEqual(own?.part.contains('message-own'), true);
    await assert.isAccessible(element);
  });

  it('is accessible in every status, and offers what fits it', async () => {
    const statuses = {
      open: 'Mark as solved',
      awaiting_reply: 'We need your reply',
      solved: 'Did this solve your problem?',
      closed: 'This ticket is closed',
    } as const;
    for (const [status, words] of Object.entries(statuses)) {
      const id = await stage.ask(status, 'Hello', [{ text: 'Hi', status: status as keyof typeof statuses }]);
      const element = await thread(id);
      await shows(element, words);
      await assert.isAccessible(element);
      assert.strictEqual((await find(element, '#foot')).hidden, status === 'closed');
    }
  });

  it('marks what is new since the last visit, and reports it read once it was seen', async () => {
    const id = await stage.ask('News', 'Hello', [{ text: 'An answer' }]);
    const element = await thread(id);
    await shows(element, 'New since your last visit');
    assert.strictEqual((await stage.ticket(id)).unreadCount, 1);
    await until(() => deep(element, '#end'), 'no end');
    let unread = 1;
    await until(() => {
      void stage.ticket(id).then(({ unreadCount }) => (unread = unreadCount));
      return unread === 0;
    }, 'it was not marked as read');
    assert.strictEqual(isShown(element, 'New since your last visit'), true, 'the mark stays where it was');
  });

  it('opens at the first unread message', async () => {
    const id = await stage.ask('Catching up', 'y\n'.repeat(60));
    await stage.answer(id, { text: `First news ${'z\n'.repeat(60)}` });
    const element = await thread(id, { fill: true });
    element.style.blockSize = '500px';
    await shows(element, 'First news');
    const scroller = await find(element, '.conversation');
    const mark = await find(element, '.new');
    const above = () => mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    await until(() => above() >= 0 && above() < 40, 'the mark is not at the top');
  });

  it('confirms that the ticket is solved', async () => {
    const id = await stage.ask('Fixed?', 'Hello', [{ text: 'Should work now', status: 'solved' }]);
    const element = await thread(id);
    await shows(element, 'Yes, it’s solved');
    const { said, stop } = listen();
    (await find(element, '.banner .button-primary')).click();
    await shows(element, 'Thanks for letting us know.');
    assert.strictEqual((await stage.ticket(id)).solved?.by, 'you');
    await until(() => focused()?.matches('.banner'), 'focus did not stay at the banner');
    assert.strictEqual(
      said.some((text) => text.startsWith('Thanks for letting us know.')),
      true,
    );
    stop();
  });

  it('takes a reply instead where the problem is not solved', async () => {
    const id = await stage.ask('Fixed?', 'Hello', [{ text: 'Should work now', status: 'solved' }]);
    const element = await thread(id);
    await shows(element, 'No, I still need help');
    const [, no] = element.shadowRoot?.querySelectorAll<HTMLElement>('.banner button') ?? [];
    no?.click();
    await until(() => focused()?.matches('textarea'), 'focus is not in the reply box');
    assert.strictEqual(isShown(element, 'Send and reopen'), true);
    assert.strictEqual(isShown(element, 'Sending a reply will reopen this ticket.'), true);
  });

  it('solves and reopens, tells the page of both, and leaves focus where the work goes on', async () => {
    const id = await stage.ask('On and off');
    const element = await thread(id);
    const changes = collect(element, 'support-status-change');
    await shows(element, 'Mark as solved');
    (await find(element, '.actions button')).click();
    await shows(element, 'Marked as solved by you');
    await stage.setStatus(id, 'closed');
    await element.refresh();
    await shows(element, 'Reopen ticket');
    (await find(element, '.banner button')).click();
    await shows(element, 'Reopened by you');
    await until(() => focused()?.matches('textarea'), 'focus is not in the reply box');
    assert.deepEqual(
      changes.map(({ detail }) => `${detail.from} ${detail.to}`),
      ['open solved', 'solved closed', 'closed open'],
    );
  });

  it('says why the status could not be changed, and keeps everything', async () => {
    const id = await stage.ask('Stubborn');
    const setStatus = () => Promise.reject(failure('unavailable'));
    const element = await thread(id, { adapter: { ...stage.adapter, setStatus } });
    await shows(element, 'Mark as solved');
    const errors = collect(element, 'support-error');
    (await find(element, '.actions button')).click();
    await shows(element, 'We couldn’t mark the ticket as solved.');
    assert.strictEqual(errors.length, 1);
    assert.strictEqual(isShown(element, 'Please help.'), true);
    await assert.isAccessible(element);
  });

  it('opens a long conversation at its end, and keeps its place when earlier messages come', async () => {
    const id = await stage.ask('Long story', 'Message 0');
    for (let number = 1; number <= 60; number += 1) await stage.write(id, `Message ${number}`);
    const element = await thread(id, { fill: true });
    element.style.blockSize = '600px';
    await shows(element, 'Message 60');
    const scroller = await find(element, '.conversation');
    await until(() => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2, 'not at the end');
    await standing(element);
    const { said, stop } = listen();
    scroller.scrollTop = 0;
    const button = await find(element, '.earlier');
    const first = articles(element)[0] as HTMLElement;
    const before = first.getBoundingClientRect().top;
    button.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Message 0');
    await until(() => said.some((text) => text.includes('earlier message')), 'earlier messages were not announced');
    assert.closeTo(first.getBoundingClientRect().top, before, 1);
    await until(() => focused()?.matches('.start'), 'focus is not at the start');
    stop();
    await assert.isAccessible(element);
  });

  it('announces a message that arrives, and stays at the end when the reader is there', async () => {
    const id = await stage.ask('Chat', 'x\n'.repeat(60));
    const element = await thread(id, { fill: true });
    element.style.blockSize = '500px';
    await shows(element, 'Chat');
    const scroller = await find(element, '.conversation');
    const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
    await until(isAtEnd, 'not at the end');
    await standing(element);
    const { said, stop } = listen();
    await stage.answer(id, { text: 'Here is the answer.', agent: 'Marek' });
    await element.refresh();
    await shows(element, 'Here is the answer.');
    await until(() => said.some((text) => text.startsWith('New message from Marek')), 'not announced');
    assert.strictEqual(isAtEnd(), true);
    stop();
  });

  it('leaves a reader who scrolled back where they are', async () => {
    const id = await stage.ask('Chat', 'x\n'.repeat(60));
    const element = await thread(id, { fill: true });
    element.style.blockSize = '500px';
    await shows(element, 'Chat');
    await standing(element);
    const scroller = await find(element, '.conversation');
    await until(() => scroller.scrollTop > 100, 'not at the end');
    scroller.scrollTop = 10;
    await stage.answer(id, { text: 'Here is the answer.' });
    await element.refresh();
    await shows(element, 'Here is the answer.');
    assert.closeTo(scroller.scrollTop, 10, 1);
  });

  it('says the same about a ticket that is missing and one that belongs to somebody else', async () => {
    const foreign = await createStage().ask('Not yours');
    for (const id of ['tk_nowhere', foreign]) {
      const element = await thread(id);
      await shows(element, 'We can’t show this ticket');
      assert.strictEqual(isShown(element, 'Try again'), false);
      await assert.isAccessible(element);
    }
  });

  it('offers another try when the backend fails, and shows the skeleton meanwhile', async () => {
    const id = await stage.ask('Later', 'Finally here');
    const { adapter, fail } = holdBack(stage.adapter, ['getTicket']);
    const element = await thread(id, { adapter });
    const errors = collect(element, 'support-error');
    await find(element, '[part~="skeleton"]');
    await assert.isAccessible(element);
    fail(failure('unavailable', 'req_7'));
    await shows(element, 'We couldn’t load this ticket');
    await shows(element, 'req_7');
    assert.deepEqual(
      errors.map(({ detail }) => detail.where),
      ['thread'],
    );
    await assert.isAccessible(element);
    element.adapter = stage.adapter;
    await shows(element, 'Finally here');
  });

  it('copies the number, and the skip link leads to the reply', async () => {
    const id = await stage.ask('Quote me');
    const element = await thread(id);
    await shows(element, 'Quote me');
    const { number } = await stage.ticket(id);
    let copied = '';
    const clipboard = { writeText: async (text: string) => void (copied = text) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    (await find(element, '.copy')).click();
    await until(() => copied === number, 'the number was not copied');
    Reflect.deleteProperty(navigator, 'clipboard');
    (await find(element, '.skip')).focus();
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(focused()?.matches('textarea'), true);
  });

  it('shows markup in text, names and subjects as text, and markup in HTML without what is dangerous', async () => {
    const hostile = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
    const id = await stage.ask(hostile, hostile, [{ text: 'plain', html: `<b>bold</b>${hostile}`, agent: hostile }]);
    const element = await thread(id);
    await shows(element, 'bold');
    assert.strictEqual(isShown(element, hostile), true);
    const rich = await find(element, 'support-rich-text');
    assert.strictEqual(rich.shadowRoot?.querySelector('img, script'), null);
    assert.strictEqual(element.shadowRoot?.querySelector('img, script'), null);
    assert.strictEqual('pwned' in window, false);
  });

  it('lets the page put its own reply box in, and a line below the banner', async () => {
    const id = await stage.ask('Own box');
    const element = await mount<SupportTicketThreadElement>(
      html`<support-ticket-thread .adapter=${stage.adapter} ticket=${id}>
        <button slot="reply">Call us</button>
        <p slot="banner">We are on holiday.</p>
      </support-ticket-thread>`,
    );
    await shows(element, 'Call us');
    await shows(element, 'We are on holiday.');
    assert.strictEqual(element.focusReply(), true);
    assert.strictEqual(focused()?.textContent, 'Call us');
  });

  it('fits into 320 pixels with long words', async () => {
    await setViewport({ width: 320, height: 700 });
    const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(9);
    const id = await stage.ask(long, long, [{ text: long, agent: long, status: 'awaiting_reply' }]);
    const element = await thread(id);
    await shows(element, 'We need your reply');
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    await setViewport({ width: 900, height: 800 });
  });
});
