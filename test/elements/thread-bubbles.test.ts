import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SupportError, type SupportErrorCode } from '../../src/contract/errors.ts';
import type { NewReply, SupportAdapter, TicketMessage } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import { articlesOf, inBothSchemes, mountThread } from './conversation.ts';
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
  textOf,
  until,
} from './stage.ts';
import { html } from '@open-wc/testing';

describe('replies that the server does not have yet', () => {
  let stage: Stage;
  let ticket: string;
  let sent: NewReply[];

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
    sent = [];
  });

  /** Refuses as often as it is told to, and then lets everything in. */
  const refusing = (times: number, error = failure('rate_limited')): SupportAdapter => ({
    ...stage.adapter,
    async sendMessage(ticketId, reply, call) {
      sent.push(reply);
      if (sent.length <= times) throw new SupportError(error.message, { ...error, code: error.code });
      return stage.adapter.sendMessage(ticketId, reply, call);
    },
  });
  const open = async (adapter: SupportAdapter) => {
    const thread = await mountThread(adapter, ticket);
    await shows(thread, 'Please help.');
    return thread;
  };
  const write = async (thread: Element, text: string) => {
    const box = await find<HTMLTextAreaElement>(thread, 'support-reply-box', 'textarea');
    box.focus();
    await sendKeys({ type: text });
    await sendKeys({ press: 'Control+Enter' });
  };
  const bubble = (thread: Element) => articlesOf(thread).at(-1) as HTMLElement;
  const press = (thread: Element, name: string) => {
    const buttons = Array.from(thread.shadowRoot?.querySelectorAll<HTMLElement>('.lines button') ?? []);
    const button = buttons.findLast(({ textContent }) => textContent?.trim() === name);
    assert.ok(button, `no button ${name}`);
    button.click();
  };
  const words = (thread: Element) => deep<HTMLTextAreaElement>(thread, 'support-reply-box', 'textarea')?.value;
  const stored = async () => {
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { items } = await stage.adapter.listEvents(ticket, { limit: 50 }, call);
    return items.filter((event): event is TicketMessage => event.type === 'message').map(({ body }) => body.text);
  };
  const failedOnce = async (times = 1) => {
    const thread = await open(refusing(times));
    await write(thread, 'Do not lose me');
    await shows(thread, 'Not sent');
    return thread;
  };
  it('appear at once as quiet bubbles, and become messages in their place', async () => {
    const { adapter, release } = holdBack(stage.adapter, ['sendMessage']);
    const thread = await open(adapter);
    const { said, stop } = listen();
    await write(thread, 'On its way');
    await shows(thread, 'Sending…');
    assert.strictEqual(words(thread), '');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    const article = bubble(thread);
    const { top, height } = article.getBoundingClientRect();
    release();
    await until(() => textOf(article).includes('Sent'), 'it was not sent');
    const after = article.getBoundingClientRect();
    assert.strictEqual(bubble(thread), article);
    assert.closeTo(after.height, height, 1);
    assert.closeTo(after.top, top, 1);
    await until(() => said.length > 0, 'not announced');
    assert.deepEqual(said, ['Reply sent']);
    stop();
  });

  it('wait for a connection where there is none, and go out by themselves', async () => {
    const thread = await open(refusing(0));
    const box = await find(thread, 'support-reply-box');
    const events = collect(box, 'support-message-sent');
    const { said, stop } = listen();
    setOnline(false);
    await shows(thread, 'You’re offline. We’ll send your reply when the connection is back.');
    await write(thread, 'Later then');
    await shows(thread, 'Waiting for a connection');
    assert.ok(bubble(thread).querySelector('.status .icon'));
    assert.deepEqual(sent, []);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    setOnline(true);
    await until(() => events.length > 0, 'it was not sent');
    await until(() => said.includes('Reply sent'), 'not announced');
    assert.strictEqual(events.length, 1);
    assert.strictEqual(said.filter((text) => text === 'Reply sent').length, 1);
    stop();
  });

  it('say that they failed and why, and can be sent again, edited or discarded', async () => {
    const { said, stop } = listen();
    const thread = await failedOnce();
    assert.match(textOf(bubble(thread)), /Not sent\s*\.\s*Too many requests\. Try again in a moment\./);
    const buttons = Array.from(bubble(thread).querySelectorAll('button'), ({ textContent }) => textContent?.trim());
    assert.deepEqual(buttons, ['Send again', 'Edit and send', 'Discard']);
    assert.strictEqual(words(thread), '');
    await until(() => said.length > 0, 'not announced');
    assert.deepEqual(said, ['Your reply was not sent. Too many requests. Try again in a moment.']);
    for (const button of bubble(thread).querySelectorAll('button')) assert.isAtLeast(button.offsetHeight, 24);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    stop();
  });

  const reasons: [SupportErrorCode, string][] = [
    ['timeout', 'The server didn’t answer in time.'],
    ['unavailable', 'The support service isn’t answering.'],
    ['unknown', 'The connection was lost.'],
  ];
  for (const [code, reason] of reasons) {
    it(`are tried three times before they fail with ${code}`, async () => {
      const thread = await open(refusing(9, failure(code)));
      await write(thread, 'Try hard');
      await shows(thread, reason);
      assert.strictEqual(sent.length, 3);
      assert.strictEqual(new Set(sent.map(({ clientId }) => clientId)).size, 1);
      assert.strictEqual(bubble(thread).querySelectorAll('button').length, 3);
    });
  }

  it('count down where the server said how long to wait', async () => {
    const error = new SupportError('slow down', { code: 'rate_limited', retryAfterMs: 4_000 });
    const thread = await open(refusing(1, error));
    const { said, stop } = listen();
    await write(thread, 'Too fast');
    await shows(thread, 'Try again in 4 seconds.');
    await shows(thread, 'Try again in 3 seconds.');
    await shows(thread, 'Try again in a moment.');
    assert.strictEqual(said.filter((text) => text.includes('Too many')).length, 1, 'the seconds are silent');
    stop();
  });

  it('go out again under the same key, tell of it once more, and keep focus', async () => {
    const thread = await failedOnce();
    const box = await find(thread, 'support-reply-box');
    const events = collect(box, 'support-message-sent');
    const { said, stop } = listen();
    const article = bubble(thread);
    press(thread, 'Send again');
    await until(() => events.length === 1, 'it was not sent');
    await until(() => said.length > 0, 'not announced');
    assert.deepEqual(said, ['Reply sent']);
    assert.strictEqual(focused(), article);
    assert.strictEqual(sent[0]?.clientId, sent[1]?.clientId);
    assert.deepEqual(await stored(), ['Please help.', 'Do not lose me']);
    stop();
  });

  it('tell of each failure once, also when sending again failed too', async () => {
    const { said, stop } = listen();
    const thread = await open(refusing(2));
    const failed = collect(thread, 'support-message-failed');
    await write(thread, 'Twice refused');
    await shows(thread, 'Not sent');
    press(thread, 'Send again');
    await until(() => failed.length === 2, 'the second failure was not told');
    await until(() => said.length === 2, 'the second failure was not announced');
    assert.deepEqual(
      failed.map(({ detail }) => detail.error.code),
      ['rate_limited', 'rate_limited'],
    );
    stop();
  });

  it('return to the box for editing, in front of what is written there', async () => {
    const thread = await failedOnce();
    (await find(thread, 'support-reply-box', 'textarea')).focus();
    await sendKeys({ type: 'And more' });
    press(thread, 'Edit and send');
    await until(() => words(thread) === 'Do not lose me\n\nAnd more', 'the words did not return');
    assert.strictEqual(focused()?.matches('textarea'), true);
    assert.strictEqual(isShown(thread, 'Not sent'), false);
  });

  it('can be discarded, had back, and discarded again; focus follows', async () => {
    const thread = await failedOnce();
    press(thread, 'Discard');
    await until(() => focused()?.matches('.undo'), 'focus is not on the button to undo');
    assert.strictEqual(isShown(thread, 'Reply discarded'), true);
    assert.strictEqual(isShown(thread, 'Do not lose me'), false);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    await sendKeys({ press: 'Enter' });
    await shows(thread, 'Do not lose me');
    await until(() => focused() === bubble(thread), 'focus is not on the reply');
    assert.strictEqual(isShown(thread, 'Not sent'), true);
    press(thread, 'Discard');
    await until(() => focused()?.matches('.undo'), 'focus is not on the button to undo');
    await until(() => focused()?.matches('textarea'), 'focus is lost when the time is over');
    assert.strictEqual(isShown(thread, 'Reply discarded'), false);
    assert.deepEqual(await stored(), ['Please help.']);
  });

  it('stay in their order when one of several is thrown away', async () => {
    const thread = await failedOnce(2);
    await write(thread, 'The second');
    await until(
      () => articlesOf(thread).filter((article) => article.dataset['state'] === 'failed').length === 2,
      'two',
    );
    const [, first] = articlesOf(thread);
    Array.from(first?.querySelectorAll('button') ?? [])
      .at(-1)
      ?.click();
    await shows(thread, 'Reply discarded');
    const lines = Array.from(thread.shadowRoot?.querySelectorAll('.lines > li') ?? [], textOf).slice(-2);
    assert.match(lines[0] ?? '', /Reply discarded/);
    assert.match(lines[1] ?? '', /The second/);
  });

  it('can be worked with by keyboard alone', async () => {
    const thread = await failedOnce();
    bubble(thread).querySelector('button')?.focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    assert.strictEqual(focused()?.textContent?.trim(), 'Discard');
    await sendKeys({ press: 'Shift+Tab' });
    await sendKeys({ press: 'Enter' });
    await until(() => words(thread) === 'Do not lose me', 'the words did not return');
    await sendKeys({ press: 'Control+Enter' });
    await until(() => textOf(bubble(thread)).includes('Sent'), 'it was not sent');
    assert.strictEqual(sent[0]?.clientId, sent[1]?.clientId);
  });

  it('go back to the box where sending again would be of no use', async () => {
    const thread = await open(refusing(1, failure('forbidden')));
    await write(thread, 'Not like this');
    await shows(thread, 'Your reply was not sent. You don’t have access to this.');
    assert.strictEqual(words(thread), 'Not like this');
    assert.strictEqual(articlesOf(thread).length, 1);
  });

  it('are told of once where two threads show the same ticket', async () => {
    const { said, stop } = listen();
    const provider = await mount(
      html`<support-provider .adapter=${refusing(1)}>
        <support-ticket-thread ticket=${ticket}></support-ticket-thread>
        <support-ticket-thread ticket=${ticket}></support-ticket-thread>
      </support-provider>`,
    );
    const [first, second] = provider.querySelectorAll<SupportTicketThreadElement>('support-ticket-thread');
    assert.ok(first && second);
    const failed = collect(provider as HTMLElement, 'support-message-failed');
    const done = collect(provider as HTMLElement, 'support-message-sent');
    await shows(first, 'Please help.');
    await write(first, 'Said once');
    await shows(second, 'Not sent');
    press(second, 'Send again');
    await until(() => done.length > 0, 'it was not sent');
    await until(() => said.length >= 2, 'not announced');
    assert.strictEqual(failed.length, 1);
    assert.strictEqual(done.length, 1);
    assert.deepEqual(said.slice(1), ['Reply sent']);
    stop();
  });
});
