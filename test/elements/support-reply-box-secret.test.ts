import { assert, html } from '@open-wc/testing';
import { executeServerCommand, sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportCenterElement, SupportReplyBoxElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
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
  shows,
  type Stage,
  standing,
  until,
} from './stage.ts';

const secret = 'It does not let me in.\nMy password is Kitten2024, please look';
const transaction = `Here is the transaction: ${'0123456789abcdef'.repeat(4)}`;

describe('a reply that looks like a secret', () => {
  let stage: Stage;
  let ticket: string;

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
  });

  const dialogOf = (box: Element) => deep<HTMLDialogElement>(box, 'dialog');
  const mountBox = async (adapter: SupportAdapter = stage.adapter) => {
    const box = await mount<SupportReplyBoxElement>(
      html`<support-reply-box .adapter=${adapter} ticket=${ticket}></support-reply-box>`,
    );
    await standing(box);
    await until(() => deep(box, 'textarea'), 'no field');
    return box;
  };
  /** A box with the words, and the question on screen. */
  const asked = async (adapter?: SupportAdapter) => {
    const box = await mountBox(adapter);
    box.value = secret;
    const sending = box.send();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    return { box, sending, dialog: dialogOf(box) as HTMLDialogElement };
  };
  const press = async (box: Element, name: string) => {
    const buttons = Array.from(dialogOf(box)?.querySelectorAll('button') ?? []);
    buttons.find(({ textContent }) => textContent.trim() === name)?.click();
    await until(() => !dialogOf(box), 'the dialog stays');
  };
  const timeline = async () => {
    const call = { signal: new AbortController().signal, locale: 'en' };
    const { items } = await stage.adapter.listEvents(ticket, { limit: 50 }, call);
    return items.filter((event) => event.type === 'message').map(({ body }) => body.text);
  };

  const ways: [string, (box: SupportReplyBoxElement) => unknown][] = [
    ['with the button', async (box) => (await find(box, '.row .button-primary')).click()],
    [
      'with Ctrl and Enter',
      async (box) => {
        box.focus();
        await sendKeys({ press: 'Control+Enter' });
      },
    ],
    ['by the page', (box) => void box.send()],
  ];
  for (const [way, send] of ways)
    it(`is asked about before it goes out ${way}`, async () => {
      const box = await mountBox();
      const events = collect(box, 'support-before-send');
      box.value = secret;
      await box.updateComplete;
      await send(box);
      await until(() => dialogOf(box)?.open, 'nothing was asked');
      assert.strictEqual(isShown(box, 'This looks like something you should keep private'), true);
      assert.strictEqual(isShown(box, 'We never ask for passwords, one-time codes, private keys'), true);
      assert.strictEqual(dialogOf(box)?.matches(':modal'), true);
      assert.deepEqual(events, []);
      assert.deepEqual(await timeline(), ['Please help.']);
      await press(box, 'Edit my reply');
    });

  it('is not asked about where it is a transaction id, or nothing secret at all', async () => {
    const box = await mountBox();
    for (const words of [transaction, 'I forgot my password']) {
      box.value = words;
      assert.strictEqual(await box.send(), true);
    }
    assert.deepEqual(await timeline(), ['Please help.', transaction, 'I forgot my password']);
  });

  it('is a dialog with a name and a text, which takes focus to the safe button, and nothing else is announced', async () => {
    const { said, stop } = listen();
    const { box, dialog } = await asked();
    assert.strictEqual(focused()?.textContent?.trim(), 'Edit my reply');
    const snapshot = await executeServerCommand<string, { selector: string }>('aria-snapshot', {
      selector: 'support-reply-box',
    });
    assert.match(snapshot, /alertdialog "This looks like something you should keep private"/);
    const described = dialog.getAttribute('aria-describedby') ?? '';
    assert.match(dialog.querySelector(`#${described}`)?.textContent ?? '', /^We never ask for passwords/);
    assert.deepEqual(said, []);
    await inBothSchemes(box, () => assert.isAccessible(box));
    stop();
    await press(box, 'Edit my reply');
  });

  it('goes back to its author for editing, with focus in the words and nothing sent', async () => {
    const { box, sending } = await asked();
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(await sending, false);
    await until(() => focused()?.matches('textarea'), 'focus is not in the field');
    assert.strictEqual(box.value, secret);
    assert.strictEqual(dialogOf(box), null);
    assert.deepEqual(await timeline(), ['Please help.']);
  });

  it('is edited with Escape too', async () => {
    const { box, sending } = await asked();
    await sendKeys({ press: 'Escape' });
    assert.strictEqual(await sending, false);
    await until(() => focused()?.matches('textarea'), 'focus is not in the field');
    assert.strictEqual(box.value, secret);
    await until(() => !dialogOf(box), 'the dialog stays');
  });

  it('keeps the keyboard inside of the question', async () => {
    const { box } = await asked();
    await sendKeys({ press: 'Tab' });
    assert.strictEqual(focused()?.textContent?.trim(), 'Send anyway');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'x' });
    assert.strictEqual(focused()?.matches('textarea') ?? false, false);
    assert.strictEqual(box.value, secret);
    await press(box, 'Edit my reply');
  });

  it('goes out as it is for who means it, and only then the page hears of it', async () => {
    const box = await mountBox();
    const events = collect(box, 'support-before-send');
    const sent = collect(box, 'support-message-sent');
    box.value = `  ${secret}\n`;
    const button = await find(box, '.row .button-primary');
    button.focus();
    button.click();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    assert.strictEqual(events.length, 0);
    await press(box, 'Send anyway');
    await until(() => sent.length === 1, 'it was not sent');
    assert.deepEqual(
      events.map(({ detail }) => detail.text),
      [secret],
    );
    assert.deepEqual(await timeline(), ['Please help.', secret]);
    assert.strictEqual(focused(), button);
  });

  it('may still be held back by the page, and is not asked about again', async () => {
    const box = await mountBox();
    let isHeld = true;
    box.addEventListener('support-before-send', (event) => isHeld && event.preventDefault());
    box.value = secret;
    const sending = box.send();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    await press(box, 'Send anyway');
    assert.strictEqual(await sending, false);
    assert.strictEqual(box.value, secret);
    isHeld = false;
    assert.strictEqual(await box.send(), true);
    assert.deepEqual(await timeline(), ['Please help.', secret]);
  });

  it('is asked about once, also when it came back', async () => {
    let tries = 0;
    const { box, sending } = await asked({
      ...stage.adapter,
      sendMessage: (...given) =>
        (tries += 1) === 1 ? Promise.reject(failure('forbidden')) : stage.adapter.sendMessage(...given),
    });
    await press(box, 'Send anyway');
    assert.strictEqual(await sending, false);
    assert.strictEqual(box.value, secret);
    assert.strictEqual(await box.send(), true);
    assert.deepEqual(await timeline(), ['Please help.', secret]);
  });

  it('is asked about anew with other words', async () => {
    const { box, sending } = await asked({ ...stage.adapter, sendMessage: () => Promise.reject(failure('forbidden')) });
    await press(box, 'Send anyway');
    await sending;
    box.value = `${secret}. The PIN is 4821`;
    void box.send();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    await press(box, 'Edit my reply');
  });

  it('is asked about anew once it was sent', async () => {
    const { box, sending } = await asked();
    await press(box, 'Send anyway');
    assert.strictEqual(await sending, true);
    box.value = secret;
    void box.send();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    await press(box, 'Edit my reply');
  });

  it('is not sent a second time while the question stands', async () => {
    const { box, sending } = await asked();
    assert.strictEqual(await box.send(), false);
    await press(box, 'Send anyway');
    assert.strictEqual(await sending, true);
    assert.deepEqual(await timeline(), ['Please help.', secret]);
  });

  const changes: [string, (box: SupportReplyBoxElement) => unknown][] = [
    ['the words change', (box) => (box.value = 'Something else')],
    ['another ticket is shown', async (box) => (box.ticket = await stage.ask('Another matter'))],
    ['the box leaves the page', (box) => box.remove()],
    ['the box is hidden', (box) => (box.hidden = true) && box.requestUpdate()],
    ['another backend comes', (box) => (box.adapter = createStage().adapter)],
  ];
  for (const [when, change] of changes)
    it(`is not sent when ${when} meanwhile, and the question is off`, async () => {
      const { box, sending, dialog } = await asked();
      await change(box);
      assert.strictEqual(await sending, false);
      assert.strictEqual(dialog.open, false);
      assert.deepEqual(await timeline(), ['Please help.']);
    });

  it('is not sent when the session ends meanwhile: the dialog to come back is what has focus', async () => {
    let hasEnded = false;
    const over = () => Promise.reject(failure('session_expired'));
    const adapter: SupportAdapter = {
      ...stage.adapter,
      getSession: (...given) => (hasEnded ? over() : stage.adapter.getSession(...given)),
      getTicket: (...given) => (hasEnded ? over() : stage.adapter.getTicket(...given)),
      listEvents: (...given) => (hasEnded ? over() : stage.adapter.listEvents(...given)),
    };
    const center = await mount<SupportCenterElement>(
      html`<support-center .adapter=${adapter} ticket=${ticket}></support-center>`,
    );
    const box = await find<SupportReplyBoxElement>(center, 'support-ticket-thread', 'support-reply-box');
    await shows(center, 'Please help.');
    await standing(box);
    box.value = secret;
    box.focus();
    await sendKeys({ press: 'Control+Enter' });
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    hasEnded = true;
    await center.refresh();
    await until(() => deep(center, '.ended-dialog'), 'the session goes on');
    await until(() => focused()?.matches('.ended-dialog'), 'focus is elsewhere');
    assert.strictEqual(dialogOf(box), null);
    assert.strictEqual(box.value, secret);
    hasEnded = false;
    assert.deepEqual(await timeline(), ['Please help.']);
  });

  it('leaves the form around the box alone', async () => {
    const form = await mount<HTMLFormElement>(
      html`<form>
        <support-reply-box name="reply" .adapter=${stage.adapter} ticket=${ticket}></support-reply-box>
      </form>`,
    );
    const submitted = collect(form, 'submit');
    const box = form.querySelector('support-reply-box') as SupportReplyBoxElement;
    await standing(box);
    box.value = secret;
    void box.send();
    await until(() => dialogOf(box)?.open, 'nothing was asked');
    await sendKeys({ press: 'Enter' });
    await until(() => !dialogOf(box), 'the dialog stays');
    assert.strictEqual(new FormData(form).get('reply'), secret);
    assert.deepEqual(submitted, []);
  });

  it('is kept out of the log', async () => {
    const own = { ...console };
    const logged: unknown[] = [];
    const log = (...given: unknown[]) => void logged.push(given);
    Object.assign(console, { log, info: log, warn: log, error: log, debug: log });
    const { box, sending } = await asked();
    await press(box, 'Send anyway');
    await sending;
    Object.assign(console, own);
    assert.deepEqual(logged, []);
  });

  for (const language of ['en', 'pl'])
    it(`is asked about in a narrow window and in large type (${language})`, async () => {
      document.documentElement.lang = language;
      await setViewport({ width: 320, height: 568 });
      const { box, dialog } = await asked();
      const title =
        language === 'pl' ? 'To wygląda na poufne dane' : 'This looks like something you should keep private';
      assert.strictEqual(isShown(box, title), true);
      for (const size of ['1rem', '2rem']) {
        box.style.setProperty('--support-font-size', size);
        const { left, right, top, bottom } = dialog.getBoundingClientRect();
        assert.deepEqual([left >= 0, right <= 320, top >= 0, bottom <= 568], [true, true, true, true], size);
        assert.isAtMost(dialog.scrollWidth, dialog.clientWidth, size);
        for (const button of dialog.querySelectorAll('button')) {
          button.scrollIntoView();
          const { left, right, height } = button.getBoundingClientRect();
          assert.deepEqual([left >= 0, right <= 320, height >= 30], [true, true, true], size);
        }
      }
      await inBothSchemes(box, () => assert.isAccessible(box));
      await press(box, language === 'pl' ? 'Popraw odpowiedź' : 'Edit my reply');
      document.documentElement.lang = 'en';
      await setViewport({ width: 900, height: 800 });
    });
});
