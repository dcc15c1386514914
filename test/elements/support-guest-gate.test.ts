import { assert, html } from '@open-wc/testing';
import { executeServerCommand, sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportGuestGateElement, SupportProviderElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
import { collect, deep, find, focused, isShown, listen, mount, shows, until } from './stage.ts';
import {
  enterCode,
  headingOf,
  hint,
  inputOf,
  mainOf,
  mountCode,
  mountGate,
  mountIntro,
  resendOf,
  token,
} from './support-guest-gate.stage.ts';

describe('support-guest-gate', () => {
  it('looks at the link, says so when that takes a while, and sends nothing', async () => {
    const { gate, adapter, resolve } = await mountGate();
    const { said, stop } = listen();
    assert.strictEqual(gate.step, 'checking');
    assert.isTrue(gate.matches(':state(loading)'));
    assert.strictEqual(getComputedStyle(headingOf(gate)).opacity, '0', 'nothing for a moment');
    await until(() => getComputedStyle(headingOf(gate)).opacity === '1', 'no heading');
    await shows(gate, 'Checking your link…');
    await until(() => said.length > 0, 'nothing said');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await resolve();
    assert.deepEqual(said, ['Checking your link…']);
    assert.strictEqual(gate.step, 'intro');
    assert.strictEqual(adapter.countOf('requestCode'), 0);
    assert.notStrictEqual(focused(), headingOf(gate), 'a page that loads keeps its focus');
    stop();
  });

  it('takes the token out of the page and gives it to nobody', async () => {
    const { gate, adapter, refuse } = await mountGate();
    assert.isFalse(gate.hasAttribute('link'));
    assert.strictEqual(gate.link, '');
    const events: Event[] = [];
    for (const type of ['support-error', 'support-navigate', 'support-auth-required'])
      document.addEventListener(type, (event) => events.push(event));
    const call = await adapter.next('resolveLink');
    assert.strictEqual(call.args[0], token);
    call.fail('unavailable', { cause: token });
    await shows(gate, 'We couldn’t check your link');
    deep<HTMLButtonElement>(gate, 'button')?.click();
    await refuse('resolveLink', 'link_invalid');
    const markup = `${document.documentElement.outerHTML}${gate.shadowRoot?.innerHTML}`;
    assert.notInclude(markup, token);
    assert.notInclude(location.href, token);
    assert.notInclude(Object.values(gate), token);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['support-error'],
    );
    assert.notInclude(JSON.stringify((events[0] as CustomEvent).detail), token);
  });

  it('takes the token from a property too, also one that was set before it was defined', async () => {
    const { gate, adapter, resolve } = await mountGate(
      (adapter) => html`<support-guest-gate .adapter=${adapter} .link=${'first'}></support-guest-gate>`,
    );
    assert.strictEqual((await adapter.next('resolveLink')).args[0], 'first');
    gate.link = 'second';
    await gate.updateComplete;
    await resolve({ ticketNumber: '2' });
    await shows(gate, 'open ticket 2');
  });

  it('says whose link it is and what will happen, and is accessible', async () => {
    const { gate } = await mountIntro();
    await shows(gate, 'Confirm your email to open ticket 1042');
    await shows(gate, `This link belongs to ${hint}`);
    await shows(gate, 'Not your address?');
    assert.isFalse(isShown(gate, 'Have an account?'));
    const snapshot = await executeServerCommand<string, { selector: string }>('aria-snapshot', {
      selector: 'support-guest-gate',
    });
    assert.match(snapshot, /partly hidden/);
    assert.include(snapshot, 'button "Send the code"');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });

  it('offers to sign in where the page has accounts', async () => {
    const { gate } = await mountIntro(
      (adapter) => html`<support-guest-gate .adapter=${adapter} link=${token} signin></support-guest-gate>`,
    );
    const asked = collect(gate, 'support-auth-required');
    await shows(gate, 'Have an account?');
    deep<HTMLButtonElement>(gate, '.aside')?.click();
    assert.deepEqual(asked[0]?.detail, { reason: 'anonymous', returnTo: null });
    assert.isTrue(asked[0]?.cancelable && asked[0].composed);
    assert.lengthOf(asked, 1);
  });

  it('shows a hostile number and address as text that cannot reorder its sentence', async () => {
    const evil = '\u202e<img src=x onerror=alert(1)>';
    const { gate, resolve } = await mountGate();
    await resolve({ ticketNumber: evil, emailHint: `${evil}${'x'.repeat(400)}` });
    await shows(gate, '<img src=x onerror=alert(1)>');
    assert.notInclude(gate.shadowRoot?.textContent ?? '', '\u202e');
    assert.isNull(deep(gate, 'img'));
    await setViewport({ width: 320, height: 568 });
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    await setViewport({ width: 800, height: 600 });
  });

  it('sends the code at a press, says so, and moves focus to where it went', async () => {
    const { gate, adapter, mail } = await mountIntro();
    const { said, stop } = listen();
    mainOf(gate).focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    await shows(gate, 'Sending the code…');
    assert.isTrue(gate.matches(':state(busy)'));
    assert.strictEqual(focused(), mainOf(gate), 'the button keeps focus');
    await until(() => said.length > 0, 'a slow press is not told');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await mail();
    await shows(gate, 'Check your inbox');
    await shows(gate, `We sent a code to ${hint}`);
    await shows(gate, 'It works for 10 minutes.');
    assert.strictEqual(focused(), headingOf(gate));
    assert.deepEqual(said, ['Sending the code…']);
    assert.strictEqual(adapter.countOf('requestCode'), 1);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    stop();
  });

  it('waits for Enter where a code is typed, keeps focus while it is checked, and opens the ticket once', async () => {
    const { gate, adapter, open } = await mountCode();
    const routes = collect(gate, 'support-navigate');
    const { said, stop } = listen();
    await sendKeys({ press: 'Tab' });
    assert.strictEqual(focused(), inputOf(gate));
    await sendKeys({ type: '123456' });
    assert.strictEqual(adapter.countOf('verifyCode'), 0);
    await sendKeys({ press: 'Enter' });
    await shows(gate, 'Checking the code…');
    assert.isTrue(inputOf(gate).readOnly);
    assert.strictEqual(focused(), inputOf(gate));
    await until(() => said.length > 0, 'a slow check is not told');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await open();
    await until(() => gate.step === 'done', 'not done');
    assert.deepEqual(said, ['Checking the code…', 'Email confirmed. Opening the ticket.']);
    assert.deepEqual(
      routes.map(({ detail, cancelable }) => ({ ...detail, cancelable })),
      [{ route: { view: 'ticket', ticketId: 't' }, href: null, cancelable: true }],
    );
    assert.strictEqual(focused(), headingOf(gate));
    gate.requestUpdate();
    await gate.updateComplete;
    assert.lengthOf(routes, 1);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    stop();
  });

  it('sends a code by itself that was pasted, and tells the page nothing of it', async () => {
    const { gate, adapter } = await mountCode();
    const completed = collect(gate, 'support-code-complete');
    const input = inputOf(gate);
    input.focus();
    const data = new DataTransfer();
    data.setData('text/plain', 'Your code is 123 456.');
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
    );
    const call = await adapter.next('verifyCode');
    assert.deepEqual(call.args.slice(0, 2), ['ch', '123456']);
    assert.lengthOf(completed, 0);
  });

  it('opens the ticket without a code for who proved the address before', async () => {
    const { gate, adapter } = await mountGate();
    adapter.getSession = async () => ({ kind: 'user', subject: 'ola' });
    const routes = collect(gate, 'support-navigate');
    (await adapter.next('resolveLink')).answer({ ticketNumber: '1', emailHint: hint, verified: true, ticketId: 't' });
    await until(() => routes.length > 0, 'not opened');
    assert.strictEqual(gate.step, 'done');
    assert.lengthOf(routes, 1);
  });

  it('begins anew with the link that the page’s store still has, and does not repeat what was before', async () => {
    const { gate, adapter } = await mountGate();
    const store = await mount<SupportProviderElement>(
      html`<support-provider .adapter=${adapter}><support-guest-gate></support-guest-gate></support-provider>`,
    );
    const first = store.querySelector('support-guest-gate') as SupportGuestGateElement;
    gate.remove();
    adapter.getSession = async () => ({ kind: 'user', subject: 'ola' });
    await shows(first, 'Get a new link');
    const second = document.createElement('support-guest-gate');
    first.replaceWith(second);
    await shows(second, 'Get a new link');
    const routes = collect(store, 'support-navigate');
    second.link = token;
    await adapter.next('resolveLink');
    (await adapter.next('resolveLink')).answer({ ticketNumber: '1', emailHint: hint, verified: true, ticketId: 't' });
    await until(() => routes.length === 1, 'not opened');
    const third = document.createElement('support-guest-gate');
    second.replaceWith(third);
    const again = await adapter.next('resolveLink');
    assert.strictEqual(again.args[0], token);
    assert.strictEqual(third.step, 'checking');
    assert.lengthOf(routes, 1);
    again.answer({ ticketNumber: '7', emailHint: hint, verified: false });
    await shows(third, 'open ticket 7');
    assert.lengthOf(routes, 1);
  });

  it('counts down in silence until another code can be had, and says once that it can', async () => {
    const { gate, adapter, mail } = await mountCode({ resendInMs: 2_500 });
    const { said, stop } = listen();
    await shows(gate, 'Available in 0:0');
    assert.strictEqual(resendOf(gate).getAttribute('aria-disabled'), 'true');
    resendOf(gate).click();
    assert.strictEqual(adapter.countOf('requestCode'), 1);
    await until(() => !resendOf(gate).hasAttribute('aria-disabled'), 'never ready');
    assert.deepEqual(said, ['You can get a new code now.']);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    resendOf(gate).focus();
    await sendKeys({ press: 'Space' });
    await mail();
    await shows(gate, 'We sent a new code. Earlier ones no longer work.');
    assert.deepEqual(said, ['You can get a new code now.', 'We sent a new code. Earlier ones no longer work.']);
    assert.strictEqual(focused(), inputOf(gate));
    stop();
  });

  it('has advice for who gets no email, or the page’s own', async () => {
    const { gate } = await mountCode(
      {},
      (adapter) =>
        html`<support-guest-gate .adapter=${adapter} link=${token}
          ><p slot="trouble">Call us.</p>
          <p slot="footer">Privacy</p></support-guest-gate
        >`,
    );
    const summary = await find(gate, 'summary');
    summary.focus();
    await sendKeys({ press: 'Enter' });
    assert.isTrue(gate.querySelector('p')?.checkVisibility());
    assert.isTrue(gate.querySelector('p + p')?.checkVisibility());
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });

  it('speaks Polish', async () => {
    const { gate } = await mountCode(
      {},
      (adapter) => html`<support-guest-gate lang="pl" .adapter=${adapter} link=${token}></support-guest-gate>`,
    );
    await shows(gate, 'Sprawdź skrzynkę e‑mail');
    await shows(gate, 'Jest ważny przez 10 minut.');
    await shows(gate, 'Dostępny za');
  });

  it('can be gone through with keys alone', async () => {
    const { gate, mail, open } = await mountIntro();
    const routes = collect(gate, 'support-navigate');
    await sendKeys({ press: 'Tab' });
    assert.strictEqual(focused(), mainOf(gate));
    await sendKeys({ press: 'Enter' });
    await mail();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: '123456' });
    const order = [];
    for (const _ of [1, 2, 3]) {
      await sendKeys({ press: 'Tab' });
      order.push(focused()?.textContent?.trim());
    }
    assert.deepEqual(order, ['Confirm', 'Send a new code', 'No email?']);
    for (const _ of [1, 2]) await sendKeys({ press: 'Shift+Tab' });
    await sendKeys({ press: 'Space' });
    await open();
    assert.lengthOf(routes, 1);
  });

  it('stands on a screen of 320 × 568 without scrolling, in each step', async () => {
    await setViewport({ width: 320, height: 568 });
    for (const lang of ['en', 'pl']) {
      const { gate, mail, refuse } = await mountIntro(
        (adapter) =>
          html`<support-guest-gate lang=${lang} .adapter=${adapter} link=${token} signin></support-guest-gate>`,
      );
      const fits = () => {
        assert.isAtMost(gate.getBoundingClientRect().height, 568, gate.step);
        assert.isAtMost(document.documentElement.scrollWidth, 320, gate.step);
      };
      fits();
      mainOf(gate).click();
      await refuse('requestCode', 'unavailable', { reference: 'K7Q2-9F' });
      fits();
      mainOf(gate).click();
      await mail({ resendInMs: 0 });
      resendOf(gate).click();
      await mail();
      await enterCode(gate, '123456');
      await refuse('verifyCode', 'code_wrong', { attemptsLeft: 2 });
      deep<HTMLElement>(gate, 'summary')?.click();
      fits();
      await enterCode(gate, '123457');
      await refuse('verifyCode', 'link_expired');
      mainOf(gate).click();
      await gate.updateComplete;
      fits();
      gate.remove();
    }
    await setViewport({ width: 800, height: 600 });
  });

  it('tells the visitor where the page connected nothing', async () => {
    const { error } = console;
    console.error = () => undefined;
    const { gate } = await mountGate(() => html`<support-guest-gate></support-guest-gate>`);
    await shows(gate, 'isn’t connected');
    console.error = error;
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });
});
