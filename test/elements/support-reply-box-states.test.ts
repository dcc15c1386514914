import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportReplyBoxElement, SupportTicketThreadElement } from '../../src/elements.ts';
import { inBothSchemes, mountThread, textOfLines } from './conversation.ts';
import {
  collect,
  createStage,
  deep,
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

const boxOf = (thread: Element) => find<SupportReplyBoxElement>(thread, 'support-reply-box');
const type = async (element: Element, text: string) => {
  (await find(element, 'textarea')).focus();
  await sendKeys({ type: text });
};

describe('tips of the reply box', () => {
  const areOpen = (box: Element) => deep<HTMLDetailsElement>(box, 'details')?.open;

  it('are open for a first reply, and close once one was sent', async () => {
    const stage = createStage();
    const thread = await mountThread(stage.adapter, await stage.ask('A matter'));
    const box = await boxOf(thread);
    await until(() => areOpen(box), 'they are closed');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    await type(box, 'My first reply');
    await box.send();
    await until(() => !areOpen(box), 'they stay open');
    const other = await boxOf(await mountThread(stage.adapter, await stage.ask('Another')));
    await until(() => deep(other, 'textarea'), 'no box');
    await shows(
      other.getRootNode() instanceof ShadowRoot ? (other.getRootNode() as ShadowRoot).host : other,
      'Another',
    );
    assert.strictEqual(areOpen(other), false);
  });

  it('are open while support waits for an answer', async () => {
    const stage = createStage();
    const answers = [{ text: 'Which one?', status: 'awaiting_reply' }] as const;
    const box = await boxOf(await mountThread(stage.adapter, await stage.ask('A matter', 'Hello', answers)));
    await until(() => areOpen(box), 'they are closed');
  });

  it('follow the setting of the page', async () => {
    const stage = createStage();
    const ticket = await stage.ask('A matter');
    const box = await mount<SupportReplyBoxElement>(
      html`<support-reply-box .adapter=${stage.adapter} ticket=${ticket} hints="open"></support-reply-box>`,
    );
    await find(box, 'details');
    assert.strictEqual(areOpen(box), true);
    assert.strictEqual(isShown(box, 'Never share passwords'), true);
    box.hints = 'none';
    await box.updateComplete;
    assert.strictEqual((await find(box, 'details')).hidden, true);
  });
});

describe('the reply box by the state of its ticket', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = createStage();
  });

  it('says that a reply reopens a solved ticket', async () => {
    const thread = await mountThread(stage.adapter, await stage.ask('A', 'B', [{ text: 'Done', status: 'solved' }]));
    const box = await boxOf(thread);
    await shows(box, 'Send and reopen');
    assert.strictEqual(isShown(box, 'Sending a reply will reopen this ticket.'), true);
    assert.strictEqual((await find(box, 'textarea')).getAttribute('aria-describedby'), 'hint');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('is not there for a closed ticket, unless words came back to it', async () => {
    const ticket = await stage.ask('A');
    const thread = await mountThread(stage.adapter, ticket);
    const box = await boxOf(thread);
    await shows(thread, 'Please help.');
    await stage.setStatus(ticket, 'closed');
    await thread.refresh();
    await until(() => box.matches(':state(closed)'), 'it is still there');
    assert.strictEqual((await find(box, '.composer')).hidden, true);
    box.value = 'Came back';
    await until(() => !box.matches(':state(closed)'), 'the words cannot be seen');
    assert.strictEqual((await find<HTMLTextAreaElement>(box, 'textarea')).readOnly, true);
    assert.strictEqual((await find(box, '.row')).hidden, true);
  });

  it('keeps words in sight whose ticket was closed under them', async () => {
    const ticket = await stage.ask('A');
    const sendMessage = async () => {
      await stage.setStatus(ticket, 'closed');
      throw failure('ticket_closed');
    };
    const thread = await mountThread({ ...stage.adapter, sendMessage }, ticket);
    const box = await boxOf(thread);
    await shows(thread, 'Please help.');
    await type(box, 'Too late');
    await box.send();
    await shows(box, 'Your reply was not sent. This ticket is closed');
    await until(() => deep<HTMLTextAreaElement>(box, 'textarea')?.readOnly, 'it can be written on');
    assert.strictEqual(box.value, 'Too late');
    assert.isAbove(box.offsetHeight, 0);
    assert.strictEqual(isShown(box, 'Sending a reply will reopen this ticket.'), false);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('draws itself for each key, and the conversation for none', async () => {
    const thread = await mountThread(stage.adapter, await stage.ask('A'));
    const box = await boxOf(thread);
    await shows(thread, 'Please help.');
    await type(box, 'a');
    await thread.updateComplete;
    box.value = 'ab';
    assert.strictEqual(box.isUpdatePending, true);
    assert.strictEqual(thread.isUpdatePending, false);
  });

  it('says while there is no network that it sends later, and accepts a reply', async () => {
    const thread = await mountThread(stage.adapter, await stage.ask('A'));
    const box = await boxOf(thread);
    await shows(thread, 'Please help.');
    setOnline(false);
    await shows(box, 'You’re offline. We’ll send your reply when the connection is back.');
    assert.strictEqual((await find(box, 'textarea')).getAttribute('aria-describedby'), 'hint');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    setOnline(true);
    await until(() => !isShown(box, 'You’re offline.'), 'the hint stays');
  });
});

describe('the field of the reply box', () => {
  let stage: Stage;
  let box: SupportReplyBoxElement;
  let field: HTMLTextAreaElement;

  beforeEach(async () => {
    stage = createStage();
    const ticket = await stage.ask('A matter');
    box = await mount(html`<support-reply-box .adapter=${stage.adapter} ticket=${ticket}></support-reply-box>`);
    field = await find<HTMLTextAreaElement>(box, 'textarea');
  });

  it('grows from 3 lines to 12 and then scrolls', async () => {
    await setViewport({ width: 900, height: 1600 });
    const lines = () => (field.clientHeight - 16) / parseFloat(getComputedStyle(field).lineHeight);
    assert.closeTo(lines(), 3, 0.3);
    box.value = textOfLines(6);
    await box.updateComplete;
    assert.closeTo(lines(), 6, 0.3);
    box.value = textOfLines(40);
    await box.updateComplete;
    assert.closeTo(lines(), 12, 0.3);
    assert.isAbove(field.scrollHeight, field.clientHeight);
    await setViewport({ width: 900, height: 800 });
  });

  it('follows the direction of its words, checks spelling, and asks a phone for sentences and new lines', () => {
    const { dir, spellcheck, autocapitalize, enterKeyHint } = field;
    assert.deepEqual([dir, spellcheck, autocapitalize, enterKeyHint], ['auto', true, 'sentences', 'enter']);
  });

  it('comes with a hint about keys where there are some', () => {
    assert.strictEqual(matchMedia('(hover: hover) and (pointer: fine)').matches, true);
    assert.match(deep(box, '.shortcut')?.innerText ?? '', /^(Ctrl|⌘) \+ Enter sends$/);
  });

  it('is not zoomed into by a phone', () => {
    const rules = Array.from(box.shadowRoot?.adoptedStyleSheets ?? []).flatMap(({ cssRules }) => Array.from(cssRules));
    const media = rules.filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule);
    const coarse = media.find(
      ({ conditionText, cssText }) => conditionText === '(pointer: coarse)' && cssText.includes('.field'),
    );
    assert.match(coarse?.cssText ?? '', /font-size: max\(16px/);
  });

  it('says aloud at 100, 20 and 0 how much is left, and nothing in between', async () => {
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { limits } = await stage.adapter.getConfig(call);
    await standing(box);
    const { said, stop } = listen();
    for (const left of [501, 500, 101, 100, 99, 20, 19, 0, -1]) {
      box.value = 'x'.repeat(limits.messageMaxLength - left);
      await box.updateComplete;
      await new Promise((done) => setTimeout(done));
      assert.strictEqual(isShown(box, 'left') || isShown(box, 'too long'), left <= 500, String(left));
    }
    assert.deepEqual(said, ['100 characters left', '20 characters left', '0 characters left']);
    stop();
  });

  const composing: [string, (field: HTMLElement) => void][] = [
    ['while a word is composed', (target) => press(target, { isComposing: true })],
    ['for a key that an input method took', (target) => press(target, { keyCode: 229 })],
    [
      'for the key that ended a composition, as Safari reports it',
      (target) => {
        target.dispatchEvent(new CompositionEvent('compositionend', { data: 'あ' }));
        press(target, {});
      },
    ],
  ];
  const press = (target: HTMLElement, part: KeyboardEventInit) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, ...part }));
  for (const [when, act] of composing) {
    it(`does not send ${when}`, async () => {
      const asked = collect(box, 'support-before-send');
      await type(box, 'a');
      act(field);
      assert.strictEqual(asked.length, 0);
      await new Promise((done) => setTimeout(done, 60));
      await sendKeys({ press: 'Control+Enter' });
      await until(() => asked.length === 1, 'the shortcut does not work any more');
    });
  }

  it('gets focus when it is sent empty, with the reason beside it', async () => {
    await box.send();
    await until(() => focused() === field, 'focus is not in the field');
    await shows(box, 'Write a message or attach a file first.');
    assert.strictEqual(field.getAttribute('aria-invalid'), 'true');
    await inBothSchemes(box, () => assert.isAccessible(box));
  });
});

describe('a reply box that stands alone', () => {
  let stage: Stage;
  let ticket: string;
  let tries = 0;

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
    tries = 0;
  });

  const refusing = (times: number): SupportAdapter => ({
    ...stage.adapter,
    async sendMessage(...given) {
      tries += 1;
      if (tries <= times) throw failure('rate_limited');
      return stage.adapter.sendMessage(...given);
    },
  });
  const failed = async () => {
    const box = await mount<SupportReplyBoxElement>(
      html`<support-reply-box .adapter=${refusing(1)} ticket=${ticket}></support-reply-box>`,
    );
    await type(box, 'Do not lose me');
    await sendKeys({ press: 'Control+Enter' });
    await shows(box, 'Not sent');
    return box;
  };
  const press = (box: Element, name: string) => {
    const buttons = Array.from(box.shadowRoot?.querySelectorAll('button') ?? []);
    buttons.find(({ textContent }) => textContent?.trim() === name)?.click();
  };

  it('shows what was not sent, why, and what can be done', async () => {
    const box = await failed();
    for (const text of ['Do not lose me', 'Too many requests.', 'Send again', 'Edit and send', 'Discard']) {
      assert.strictEqual(isShown(box, text), true, text);
    }
    assert.strictEqual(box.value, '');
    assert.strictEqual(box.matches(':state(error)'), true);
    await inBothSchemes(box, () => assert.isAccessible(box));
  });

  it('still explains an empty box meanwhile', async () => {
    const box = await failed();
    await box.send();
    await shows(box, 'Write a message or attach a file first.');
    assert.strictEqual(isShown(box, 'Not sent'), true);
  });

  it('sends it again, once', async () => {
    const box = await failed();
    const sent = collect(box, 'support-message-sent');
    const { said, stop } = listen();
    press(box, 'Send again');
    await until(() => sent.length > 0, 'it was not sent');
    await until(() => said.length > 0, 'not announced');
    assert.deepEqual(said, ['Reply sent']);
    assert.strictEqual(sent.length, 1);
    assert.strictEqual(deep(box, '.unsent'), null);
    stop();
  });

  it('takes it back for editing', async () => {
    const box = await failed();
    press(box, 'Edit and send');
    await until(() => box.value === 'Do not lose me', 'the words did not return');
    assert.strictEqual(focused()?.matches('textarea'), true);
  });

  it('discards it, and has it back', async () => {
    const box = await failed();
    press(box, 'Discard');
    await until(() => focused()?.matches('.undo'), 'focus is not on the button to undo');
    assert.strictEqual(isShown(box, 'Reply discarded'), true);
    await inBothSchemes(box, () => assert.isAccessible(box));
    await sendKeys({ press: 'Enter' });
    await shows(box, 'Do not lose me');
    await until(() => focused()?.matches('[data-reply]'), 'focus is not on the reply');
  });

  it('leaves that to the thread around it, if there is one', async () => {
    const thread = await mount<SupportTicketThreadElement>(
      html`<support-ticket-thread .adapter=${refusing(1)} ticket=${ticket}>
        <support-reply-box slot="reply" ticket=${ticket}></support-reply-box>
      </support-ticket-thread>`,
    );
    const box = thread.querySelector('support-reply-box') as SupportReplyBoxElement;
    await shows(thread, 'Please help.');
    await type(box, 'Do not lose me');
    await sendKeys({ press: 'Control+Enter' });
    await shows(thread, 'Not sent');
    assert.strictEqual(deep(box, '.unsent'), null);
  });
});
