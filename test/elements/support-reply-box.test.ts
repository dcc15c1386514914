import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SupportReplyBoxElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  holdBack,
  listen,
  mount,
  shows,
  type Stage,
  until,
} from './stage.ts';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportErrorCode } from '../../src/contract/errors.ts';

describe('support-reply-box', () => {
  let stage: Stage;
  let ticket: string;

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
  });

  const box = (adapter: SupportAdapter = stage.adapter) =>
    mount<SupportReplyBoxElement>(html`<support-reply-box .adapter=${adapter} ticket=${ticket}></support-reply-box>`);
  const type = async (element: Element, text: string) => {
    (await find(element, 'textarea')).focus();
    await sendKeys({ type: text });
  };
  const timeline = async () => {
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { items } = await stage.adapter.listEvents(ticket, { limit: 50 }, call);
    return items.filter((event) => event.type === 'message').map(({ body }) => body.text);
  };

  it('has a visible label, and is accessible', async () => {
    const element = await box();
    await shows(element, 'Your reply');
    await assert.isAccessible(element);
  });

  it('sends with Ctrl and Enter, while Enter alone begins a new line', async () => {
    const element = await box();
    const asked = collect(element, 'support-before-send');
    const sent = collect(element, 'support-message-sent');
    const { said, stop } = listen();
    await type(element, 'First line');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'second line' });
    await sendKeys({ press: 'Control+Enter' });
    await until(() => sent.length === 1, 'nothing was sent');
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ ticketId: ticket, text: 'First line\nsecond line', attachmentIds: [] }],
    );
    assert.strictEqual(sent[0]?.detail.message.clientId, sent[0]?.detail.clientId);
    assert.deepEqual(await timeline(), ['Please help.', 'First line\nsecond line']);
    assert.strictEqual((await find<HTMLTextAreaElement>(element, 'textarea')).value, '');
    await until(() => said.includes('Reply sent'), 'sending was not announced');
    stop();
  });

  it('does not send while an input method composes', async () => {
    const element = await box();
    const asked = collect(element, 'support-before-send');
    await type(element, 'にほん');
    const key = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true };
    (await find(element, 'textarea')).dispatchEvent(new KeyboardEvent('keydown', key));
    assert.strictEqual(asked.length, 0);
  });

  it('never disables the button: an empty box is explained and gets focus', async () => {
    const element = await box();
    const { said, stop } = listen();
    (await find(element, '.button-primary')).click();
    await shows(element, 'Write a message or attach a file first.');
    const textarea = await find(element, 'textarea');
    assert.strictEqual(focused(), textarea);
    assert.strictEqual(textarea.getAttribute('aria-invalid'), 'true');
    assert.strictEqual(textarea.getAttribute('aria-describedby'), 'error');
    await until(() => said.length > 0, 'the fault was not announced');
    await assert.isAccessible(element);
    await sendKeys({ type: 'x' });
    await until(() => !deep(element, '#error'), 'the fault stays though it is mended');
    stop();
  });

  it('lets the page hold a reply back, and keeps its words', async () => {
    const element = await box();
    element.addEventListener('support-before-send', (event) => event.preventDefault());
    await type(element, 'Held back');
    assert.strictEqual(await element.send(), false);
    assert.strictEqual(element.value, 'Held back');
    assert.deepEqual(await timeline(), ['Please help.']);
  });

  it('sends once, however often the button is pressed', async () => {
    const { adapter, release } = holdBack(stage.adapter, ['sendMessage']);
    const element = await box(adapter);
    const sent = collect(element, 'support-message-sent');
    await type(element, 'Only once');
    const button = await find(element, '.button-primary');
    for (let press = 0; press < 3; press += 1) button.click();
    await until(() => element.matches(':state(sending)'), 'not sending');
    release();
    await until(() => sent.length > 0, 'nothing was sent');
    assert.deepEqual(await timeline(), ['Please help.', 'Only once']);
    assert.strictEqual(sent.length, 1);
  });

  const reasons: [SupportErrorCode, string][] = [
    ['forbidden', 'You don’t have access to this.'],
    ['validation', 'The server didn’t accept it.'],
    ['ticket_closed', 'This ticket is closed'],
    ['session_expired', 'Sign in again to carry on.'],
  ];
  for (const [code, words] of reasons) {
    it(`keeps the words and says why when sending fails with ${code}`, async () => {
      const sendMessage = () => Promise.reject(failure(code, 'req_9'));
      const element = await box({ ...stage.adapter, sendMessage });
      const failed = collect(element, 'support-message-failed');
      const { said, stop } = listen();
      await type(element, 'Do not lose me');
      (await find(element, '.button-primary')).click();
      await shows(element, words);
      assert.strictEqual(element.value, 'Do not lose me');
      assert.deepEqual(
        failed.map(({ detail }) => detail.error.code),
        [code],
      );
      assert.notStrictEqual(failed[0]?.detail.clientId, '');
      await until(() => said.length > 0, 'the failure was not announced');
      assert.strictEqual(said.length, 1);
      await inBothSchemes(element, () => assert.isAccessible(element));
      stop();
    });
  }

  it('asks the page for a sign-in where the session is over', async () => {
    const sendMessage = () => Promise.reject(failure('session_expired'));
    const element = await box({ ...stage.adapter, sendMessage });
    const asked = collect(element, 'support-auth-required');
    await type(element, 'Do not lose me');
    await element.send();
    await shows(element, 'Sign in');
    (await find(element, '.fault button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail.reason),
      ['expired'],
    );
  });

  it('counts down near the limit and does not send beyond it', async () => {
    const element = await box();
    await shows(element, 'Send');
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { limits } = await stage.adapter.getConfig(call);
    element.value = 'x'.repeat(limits.messageMaxLength - 3);
    await shows(element, '3 characters left');
    element.value = 'x'.repeat(limits.messageMaxLength + 2);
    await shows(element, 'Your reply is 2 characters too long.');
    assert.strictEqual(await element.send(), false);
    assert.deepEqual(await timeline(), ['Please help.']);
    await assert.isAccessible(element);
  });

  it('takes words that were set before it had a backend', async () => {
    const element = document.createElement('support-reply-box');
    element.value = 'Prepared';
    element.ticket = ticket;
    document.body.append(element);
    element.adapter = stage.adapter;
    await until(() => deep<HTMLTextAreaElement>(element, 'textarea')?.value === 'Prepared', 'the words are not there');
    assert.strictEqual(element.value, 'Prepared');
    element.remove();
  });

  it('takes part in a form', async () => {
    const form = await mount<HTMLFormElement>(
      html`<form>
        <support-reply-box name="reply" required .adapter=${stage.adapter} ticket=${ticket}></support-reply-box>
      </form>`,
    );
    const element = form.querySelector('support-reply-box') as SupportReplyBoxElement;
    await shows(element, 'Your reply');
    assert.strictEqual(form.checkValidity(), false);
    await type(element, 'In a form');
    await element.updateComplete;
    assert.strictEqual(new FormData(form).get('reply'), 'In a form');
    assert.strictEqual(form.checkValidity(), true);
    form.reset();
    assert.strictEqual(element.value, '');
  });
});
