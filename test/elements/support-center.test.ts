import { assert, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportCenterElement } from '../../src/elements.ts';
import type { SupportAdapter } from '../../src/contract/index.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  isShown,
  mount,
  shows,
  type Stage,
  until,
} from './stage.ts';

const listTag = 'support-ticket-list';
const threadTag = 'support-ticket-thread';

describe('support-center', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = createStage();
    await setViewport({ width: 700, height: 900 });
  });

  const center = (adapter: SupportAdapter | null = stage.adapter, attributes = html``) =>
    mount<SupportCenterElement>(html`<support-center .adapter=${adapter}>${attributes}</support-center>`);
  const row = (element: Element, id: string) => find(element, listTag, `[data-ticket="${id}"]`);
  const isVisible = (element: Element, tag: string) => (deep(element, tag)?.getBoundingClientRect().width ?? 0) > 0;

  const rootsIn = (node: Element): ShadowRoot[] =>
    node.shadowRoot ? [node.shadowRoot, ...Array.from(node.shadowRoot.querySelectorAll('*')).flatMap(rootsIn)] : [];

  it('is a region with a name, ready once config and session are known', async () => {
    const id = await stage.ask('Hello');
    const element = document.createElement('support-center');
    const ready = collect(element, 'support-ready');
    const sessions = collect(element, 'support-session-change');
    element.adapter = stage.adapter;
    document.body.append(element);
    await element.ready;
    assert.strictEqual(element.session.kind, 'user');
    assert.deepEqual(
      ready.map(({ detail }) => detail.session.kind),
      ['user'],
    );
    assert.deepEqual(
      sessions.map(({ detail }) => detail.reason),
      ['loaded'],
    );
    await row(element, id);
    assert.strictEqual((await find(element, 'section')).getAttribute('aria-label'), 'Support center');
    await assert.isAccessible(element);
    element.remove();
  });

  it('opens a ticket by key, moves focus to its heading, and back to the row', async () => {
    for (let number = 1; number <= 8; number += 1) await stage.ask(`Matter ${number}`);
    const id = await stage.ask('The one', 'Hello', [{ text: 'Hi' }]);
    for (let number = 9; number <= 14; number += 1) await stage.ask(`Matter ${number}`);
    const element = await center();
    const asked = collect(element, 'support-navigate');
    const link = await row(element, id);
    link.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused()?.id === 'subject', 'focus is not at the heading');
    await shows(element, 'Back to tickets');
    assert.deepEqual([element.view, element.ticket], ['ticket', id]);
    assert.strictEqual(element.getAttribute('ticket'), id);
    assert.deepEqual([isVisible(element, listTag), isVisible(element, threadTag)], [false, true]);
    await assert.isAccessible(element);
    (await find(element, threadTag, '.back')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused() === link, 'focus is not at the row');
    assert.strictEqual(isVisible(element, listTag), true);
    assert.deepEqual(
      asked.map(({ detail }) => detail.route.view),
      ['ticket', 'list'],
    );
  });

  it('brings the list back to where it was scrolled', async () => {
    for (let number = 1; number <= 20; number += 1) await stage.ask(`Matter ${number}`);
    const id = await stage.ask('The one');
    const element = await center();
    await element.ready;
    element.sort = 'created_asc';
    element.filter = 'all';
    await until(() => deep(element, listTag, 'li:nth-child(20)'), 'the rows are not there');
    window.scrollTo({ top: 700, behavior: 'instant' });
    const before = window.scrollY;
    assert.isAbove(before, 300);
    await element.open({ view: 'ticket', ticketId: id });
    await shows(element, 'Please help.');
    await element.open({ view: 'list' });
    assert.closeTo(window.scrollY, before, 2);
  });

  it('shows the list as its visitor left it, in the same tab, and to nobody else', async () => {
    await stage.setStatus(await stage.ask('Done long ago'), 'closed');
    const element = await center();
    await shows(element, 'No open tickets');
    (await find<HTMLInputElement>(element, listTag, '[value="closed"]')).click();
    await shows(element, 'Done long ago');
    element.remove();
    const again = await center();
    await shows(again, 'Done long ago');
    assert.strictEqual(again.filter, 'closed');
    again.remove();
    const other = await center(createStage().adapter);
    await shows(other, 'No tickets yet');
    assert.strictEqual(other.filter, 'open');
  });

  it('stands list and ticket side by side where it is wide, whatever the window', async () => {
    await setViewport({ width: 1000, height: 900 });
    const id = await stage.ask('Side by side');
    const element = await center();
    await until(() => element.matches(':state(split)'), 'it is not split');
    await shows(element, 'Choose a ticket to read the conversation.');
    await element.open({ view: 'ticket', ticketId: id });
    await shows(element, 'Please help.');
    assert.strictEqual((await row(element, id)).getAttribute('aria-current'), 'true');
    assert.deepEqual([isVisible(element, listTag), isVisible(element, threadTag)], [true, true]);
    assert.strictEqual((await find(element, threadTag, '.back')).getBoundingClientRect().width, 0);
    await assert.isAccessible(element);
    element.style.inlineSize = '600px';
    await until(() => !element.matches(':state(split)'), 'it is still split');
    assert.deepEqual([isVisible(element, listTag), isVisible(element, threadTag)], [false, true]);
    element.layout = 'split';
    await until(() => isVisible(element, listTag), 'layout="split" has no effect');
  });

  it('cuts no words off where its visitor spaces them out, as WCAG 1.4.12 has it', async () => {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    const id = await stage.ask('A subject of some length', 'x\ny', [{ text: 'Which one?', status: 'awaiting_reply' }]);
    for (const width of [320, 600, 1000]) {
      await setViewport({ width, height: 900 });
      const element = await center();
      for (const [route, text] of [
        [{ view: 'list' }, 'A subject of some length'],
        [{ view: 'ticket', ticketId: id }, 'We need your reply'],
      ] as const) {
        await element.open(route);
        await shows(element, text);
        for (const root of rootsIn(element)) root.adoptedStyleSheets.push(spaced);
        assert.isAtMost(document.documentElement.scrollWidth, width);
        const controls = rootsIn(element).flatMap((root) => [
          ...root.querySelectorAll('button, .segment, .badge, summary, select, h1, h2, .banner p'),
        ]);
        const seen = controls.filter(({ clientWidth }) => clientWidth > 1);
        assert.isAbove(seen.length, 5);
        for (const { scrollWidth, scrollHeight, clientWidth, clientHeight, outerHTML } of seen) {
          assert.isAtMost(scrollWidth, clientWidth, `${width}: ${outerHTML}`);
          assert.isAtMost(scrollHeight, clientHeight, `${width}: ${outerHTML}`);
        }
      }
      element.remove();
    }
  });

  it('asks nobody to choose a ticket where there is none', async () => {
    await setViewport({ width: 1000, height: 900 });
    const element = await center();
    await shows(element, 'No tickets yet');
    const isSeen = () => deep(element, threadTag)?.checkVisibility({ visibilityProperty: true });
    assert.isFalse(isSeen());
    await stage.ask('The first one');
    await element.refresh();
    await shows(element, 'The first one');
    assert.isTrue(isSeen());
  });

  it('lets the page navigate itself: a cancelled request changes nothing', async () => {
    const id = await stage.ask('Mine to open');
    const element = await center();
    element.addEventListener('support-navigate', (event) => event.preventDefault());
    (await row(element, id)).click();
    await element.updateComplete;
    assert.deepEqual([element.view, element.ticket], ['list', '']);
    element.ticket = id;
    await shows(element, 'Please help.');
    assert.strictEqual(element.view, 'ticket');
    element.view = 'list';
    await element.updateComplete;
    assert.strictEqual(element.ticket, '');
  });

  it('says once on the console that nothing is connected, and tells the visitor', async () => {
    const errors: unknown[] = [];
    const real = console.error;
    console.error = (...given) => errors.push(given.join(' '));
    const element = await center(null);
    await shows(element, 'The support center isn’t connected');
    await until(() => errors.length > 0, 'nothing was said on the console');
    console.error = real;
    assert.strictEqual(errors.length, 1);
    assert.include(errors[0], '<support-center> has no backend');
    await assert.isAccessible(element);
    element.adapter = stage.adapter;
    await shows(element, 'No tickets yet');
  });

  it('asks an anonymous visitor to sign in, and the page may do it its own way', async () => {
    const element = await center(stage.backend.anonymousAdapter());
    await shows(element, 'Sign in to see your tickets');
    await assert.isAccessible(element);
    const asked = collect(element, 'support-auth-required');
    (await find(element, '.sign-in button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail.reason),
      ['anonymous'],
    );
    assert.strictEqual(asked[0]?.cancelable, true);
  });

  it('shows an unreachable service, tells the page, and recovers', async () => {
    let fails = true;
    const element = document.createElement('support-center');
    const errors = collect(element, 'support-error');
    element.adapter = {
      ...stage.adapter,
      getConfig: async (call) => {
        if (fails) throw failure('unavailable', 'req_1');
        return stage.adapter.getConfig(call);
      },
    };
    document.body.append(element);
    await shows(element, 'Support isn’t available right now');
    assert.strictEqual(isShown(element, 'req_1'), true);
    assert.deepEqual(
      errors.map(({ detail }) => [detail.where, detail.fatal]),
      [['session', true]],
    );
    await assert.isAccessible(element);
    fails = false;
    (await find(element, '.notice-actions button')).click();
    await shows(element, 'No tickets yet');
    element.remove();
  });

  it('has places for the brand and for help, and takes no room for them while they are empty', async () => {
    const bare = await center();
    await shows(bare, 'My tickets');
    assert.strictEqual((await find(bare, 'header')).getBoundingClientRect().height, 0);
    const full = await center(stage.adapter, html`<b slot="brand">Acme</b><a slot="help" href="#help">Help</a>`);
    await until(() => (deep(full, 'header')?.getBoundingClientRect().height ?? 0) > 0, 'the header is empty');
  });

  it('warns once about a setting that it does not know, names the right ones, and goes on', async () => {
    const warnings: string[] = [];
    const real = console.warn;
    console.warn = (...given) => warnings.push(given.join(' '));
    for (let time = 0; time < 2; time += 1) {
      const element = await mount<SupportCenterElement>(
        html`<support-center .adapter=${stage.adapter} theme="dusk"></support-center>`,
      );
      await element.ready;
      assert.strictEqual(element.theme, 'auto');
    }
    console.warn = real;
    assert.deepEqual(
      warnings.filter((text) => text.includes('dusk')),
      ['[helpdock] <support-center> theme="dusk" is unknown: use auto, light, dark. Taking auto.'],
    );
  });

  it('follows the system where the page says nothing about colours, and the page where it does', async () => {
    const background = (element: Element) => getComputedStyle(element).backgroundColor;
    const element = await center();
    await element.ready;
    await emulateMedia({ colorScheme: 'dark' });
    assert.strictEqual(background(element), 'rgb(15, 18, 24)');
    document.documentElement.style.colorScheme = 'light';
    const inPage = await center();
    await inPage.ready;
    assert.strictEqual(background(inPage), 'rgb(255, 255, 255)');
    inPage.theme = 'dark';
    await inPage.updateComplete;
    assert.strictEqual(background(inPage), 'rgb(15, 18, 24)');
    await shows(inPage, 'No tickets yet');
    const segment = await find(inPage, listTag, '.segment:has(:checked)');
    // Colours fade over; what is judged is what stays.
    await until(() => background(segment) === 'rgb(27, 42, 71)', 'the colours did not change');
    await assert.isAccessible(inPage);
    document.documentElement.style.colorScheme = '';
    await emulateMedia({ colorScheme: 'light' });
  });

  it('speaks Polish where the page does', async () => {
    await stage.ask('Sprawa', 'Pomocy', [{ text: 'Jaka karta?', status: 'awaiting_reply' }]);
    const element = await mount<SupportCenterElement>(
      html`<support-center lang="pl" .adapter=${stage.adapter}></support-center>`,
    );
    await shows(element, 'Moje zgłoszenia');
    await shows(element, 'Czeka na Twoją odpowiedź');
    await assert.isAccessible(element);
  });

  it('takes words of the page, in every element inside', async () => {
    const element = await center();
    element.messages = { 'list.title': 'Your cases', 'app.title': 'Case desk' };
    await shows(element, 'Your cases');
    assert.strictEqual((await find(element, 'section')).getAttribute('aria-label'), 'Case desk');
  });

  for (const width of [280, 320, 519, 879]) {
    it(`has no sideways scrolling at ${width} pixels`, async () => {
      await setViewport({ width, height: 700 });
      const id = await stage.ask('Wyjątkowo długi temat zgłoszenia bez końca', 'x'.repeat(300), [
        { text: 'Zażółć', status: 'awaiting_reply' },
      ]);
      const element = await mount<SupportCenterElement>(
        html`<support-center lang="pl" .adapter=${stage.adapter}></support-center>`,
      );
      await row(element, id);
      assert.isAtMost(document.documentElement.scrollWidth, width);
      await element.open({ view: 'ticket', ticketId: id });
      await shows(element, 'Zażółć');
      assert.isAtMost(document.documentElement.scrollWidth, width);
    });
  }

  it('fits into columns that are as wide as their content', async () => {
    await setViewport({ width: 390, height: 800 });
    const page = await mount<HTMLElement>(
      html`<div>
        <div><support-center .adapter=${stage.adapter}></support-center></div>
        <p>Beside it</p>
      </div>`,
    );
    Object.assign(page.style, { display: 'grid', gridTemplateColumns: 'auto 4rem', padding: '0.5rem' });
    await shows(page, 'No tickets yet');
    assert.isAtMost(document.documentElement.scrollWidth, 390);
  });
});
