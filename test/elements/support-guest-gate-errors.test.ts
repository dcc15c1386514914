import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { inBothSchemes } from './conversation.ts';
import { deep, focused, isShown, listen, shows, until } from './stage.ts';
import {
  enterCode,
  fieldOf,
  headingOf,
  inputOf,
  mainOf,
  mountCode,
  mountGate,
  mountIntro,
  resendOf,
  token,
} from './support-guest-gate.stage.ts';

/** The digits are still there, and the next key replaces them. */
function isReadyForAnother(gate: Element, digits: string): void {
  const input = inputOf(gate);
  assert.strictEqual(focused(), input);
  assert.strictEqual(input.value, digits);
  assert.deepEqual([input.selectionStart, input.selectionEnd], [0, digits.length]);
}

describe('a link in support-guest-gate', () => {
  it('that could not be checked can be tried again', async () => {
    const { gate, refuse, resolve } = await mountGate();
    await refuse('resolveLink', 'unavailable', { reference: 'K7Q2-9F' });
    await shows(gate, 'We couldn’t check your link');
    await shows(gate, 'Error reference: K7Q2-9F');
    assert.isTrue(gate.matches(':state(error)'));
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await resolve();
    await shows(gate, 'Confirm your email');
    assert.strictEqual(focused(), headingOf(gate));
  });

  it('admits after eight seconds that it takes longer than usual', async () => {
    const { gate } = await mountGate();
    await shows(gate, 'This is taking longer than usual…');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });

  for (const [code, title, body] of [
    ['link_expired', 'This link has expired', 'We can email you a new one.'],
    ['link_invalid', 'This link doesn’t work', 'It may be cut off.'],
  ] as const)
    it(`that is refused with ${code} leads to a form for a new one`, async () => {
      const { gate, refuse } = await mountGate();
      await refuse('resolveLink', code);
      await shows(gate, title);
      await shows(gate, body);
      assert.strictEqual(fieldOf(gate, 'email').value, '');
      assert.strictEqual(fieldOf(gate, 'number').value, '');
      await inBothSchemes(gate, () => assert.isAccessible(gate));
    });

  it('that expires while somebody is at it leads to the form, with the number and without the address', async () => {
    const { gate, refuse } = await mountCode();
    await enterCode(gate, '123456');
    await refuse('verifyCode', 'link_expired');
    await shows(gate, 'This link has expired');
    assert.strictEqual(focused(), headingOf(gate));
    assert.strictEqual(fieldOf(gate, 'number').value, '1042');
    assert.strictEqual(fieldOf(gate, 'email').value, '');
    assert.strictEqual(inputOf(gate).value, '', 'the code is forgotten');
  });
});

describe('asking for a code in support-guest-gate', () => {
  for (const [code, text] of [
    ['unavailable', 'We couldn’t send the code. Try again.'],
    ['offline', 'You’re offline. Try again when the connection is back.'],
  ] as const)
    it(`says below the button when it failed with ${code}, and goes out again under the same key`, async () => {
      const { gate, adapter, mail } = await mountIntro();
      const { said, stop } = listen();
      mainOf(gate).focus();
      await sendKeys({ press: 'Enter' });
      const first = await adapter.next('requestCode');
      first.fail(code);
      await shows(gate, text);
      assert.deepEqual(said, [text]);
      assert.strictEqual(focused(), mainOf(gate));
      assert.strictEqual(mainOf(gate).getAttribute('aria-describedby'), 'request-error');
      await inBothSchemes(gate, () => assert.isAccessible(gate));
      await sendKeys({ press: 'Enter' });
      const second = await adapter.next('requestCode');
      assert.strictEqual(second.args[1], first.args[1]);
      second.fail(code);
      await until(() => said.length === 2, 'a second failure is told too');
      mainOf(gate).click();
      await mail();
      await shows(gate, 'Check your inbox');
      stop();
    });

  it('waits where too many codes were sent, and says when it can go on', async () => {
    const { gate, adapter, refuse } = await mountCode({ resendInMs: 0 });
    const { said, stop } = listen();
    resendOf(gate).click();
    await refuse('requestCode', 'rate_limited', { retryAfterMs: 2_500, reference: 'K7Q2-9F' });
    await shows(gate, 'Several codes were already sent. Try again in 0:0');
    assert.isFalse(isShown(gate, 'K7Q2-9F'), 'nothing to report where only waiting helps');
    assert.strictEqual(resendOf(gate).getAttribute('aria-disabled'), 'true');
    assert.isFalse(isShown(gate, 'Available in'));
    resendOf(gate).click();
    assert.strictEqual(adapter.countOf('requestCode'), 2);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await until(() => said.includes('You can get a new code now.'), 'never over');
    assert.isFalse(isShown(gate, 'Several codes were already sent'));
    assert.lengthOf(said, 2);
    stop();
  });

  it('waits in front of the first code too, for hours in words', async () => {
    const { gate, refuse } = await mountIntro();
    mainOf(gate).click();
    await refuse('requestCode', 'rate_limited', { retryAfterMs: 5 * 3_600_000 });
    await shows(gate, 'Try again in 5 hours.');
    assert.strictEqual(mainOf(gate).getAttribute('aria-disabled'), 'true');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });
});

describe('a code in support-guest-gate', () => {
  for (const [typed, text] of [
    ['', 'Enter the code from the email.'],
    ['123', 'The code has 6 digits. You entered 3.'],
    ['12a456', 'The code has digits only.'],
  ] as const)
    it(`"${typed}" is at fault without costing a try`, async () => {
      const { gate, adapter } = await mountCode();
      const { said, stop } = listen();
      inputOf(gate).focus();
      if (typed) await sendKeys({ type: typed });
      await sendKeys({ press: 'Enter' });
      await shows(gate, text);
      assert.deepEqual(said, [text]);
      isReadyForAnother(gate, typed);
      assert.strictEqual(inputOf(gate).getAttribute('aria-invalid'), 'true');
      assert.include(inputOf(gate).getAttribute('aria-describedby') ?? '', 'error');
      await inBothSchemes(gate, () => assert.isAccessible(gate));
      await sendKeys({ type: '1' });
      await until(() => !isShown(gate, text), 'stays after a correction');
      assert.strictEqual(adapter.countOf('verifyCode'), 0);
      stop();
    });

  it('that is wrong stays selected, and tells how many tries are left', async () => {
    const { gate, adapter, refuse } = await mountCode();
    const { said, stop } = listen();
    await enterCode(gate, '123456');
    await refuse('verifyCode', 'code_wrong', { attemptsLeft: 2 });
    await shows(gate, 'That code isn’t right. 2 tries left.');
    isReadyForAnother(gate, '123456');
    assert.isTrue(gate.matches(':state(error)'));
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(adapter.countOf('verifyCode'), 1, 'the same wrong code costs no second try');
    await sendKeys({ type: '654321' });
    await until(() => !isShown(gate, 'tries left'), 'stays after a correction');
    await sendKeys({ press: 'Enter' });
    await refuse('verifyCode', 'code_wrong', { attemptsLeft: 1 });
    await shows(gate, '1 try left.');
    isReadyForAnother(gate, '654321');
    const [first, again, second] = said;
    assert.deepEqual([first, again], Array(2).fill('That code isn’t right. 2 tries left.'));
    assert.strictEqual(second, 'That code isn’t right. 1 try left.');
    assert.lengthOf(said, 3);
    stop();
  });

  it('that has expired leads to the button for another one, which can be pressed at once', async () => {
    const { gate, refuse, mail } = await mountCode();
    const { said, stop } = listen();
    await enterCode(gate, '123456');
    await refuse('verifyCode', 'code_expired');
    await shows(gate, 'This code has expired. Get a new one.');
    assert.deepEqual(said, ['This code has expired. Get a new one.']);
    assert.strictEqual(focused(), resendOf(gate));
    assert.isFalse(resendOf(gate).hasAttribute('aria-disabled'));
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ press: 'Enter' });
    await mail();
    isReadyForAnother(gate, '123456');
    assert.isFalse(isShown(gate, 'This code has expired'));
    stop();
  });

  for (const [code, text] of [
    ['timeout', 'We couldn’t check the code. Try again.'],
    ['offline', 'You’re offline. Try again when the connection is back.'],
    ['rate_limited', 'Too many requests. Try again in a moment.'],
  ] as const)
    it(`that met ${code} is kept for another try`, async () => {
      const { gate, adapter, refuse } = await mountCode();
      const { said, stop } = listen();
      await enterCode(gate, '123456');
      await refuse('verifyCode', code);
      await shows(gate, text);
      assert.deepEqual(said, [text]);
      isReadyForAnother(gate, '123456');
      await inBothSchemes(gate, () => assert.isAccessible(gate));
      await sendKeys({ press: 'Enter' });
      assert.strictEqual((await adapter.next('verifyCode')).args[1], '123456');
      stop();
    });

  it('that was tried too often gives way to a clock, and the gate begins anew when that is over', async () => {
    const { gate, refuse } = await mountCode();
    const { said, stop } = listen();
    await enterCode(gate, '123456');
    await refuse('verifyCode', 'code_locked', { retryAfterMs: 2_500 });
    await shows(gate, 'Too many tries');
    await shows(gate, 'Try again in 0:0');
    assert.isFalse(inputOf(gate).checkVisibility());
    assert.strictEqual(focused(), headingOf(gate));
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await shows(gate, 'Confirm your email to open ticket 1042');
    assert.match(said[0] ?? '', /^To keep the ticket safe, codes are blocked for now\. Try again in 0:0\d\.$/);
    assert.deepEqual(said.slice(1), ['You can get a new code now.']);
    assert.strictEqual(focused(), headingOf(gate));
    stop();
  });
});

describe('the page’s own field in support-guest-gate', () => {
  const mountOwn = () =>
    mountCode(
      {},
      (adapter) =>
        html`<support-guest-gate .adapter=${adapter} link=${token}
          ><input slot="code" aria-label="Code" inputmode="numeric"
        /></support-guest-gate>`,
    );

  it('is sent with Enter, is told what is wrong, and keeps its digits', async () => {
    const { gate, adapter, refuse } = await mountOwn();
    const { said, stop } = listen();
    const input = gate.querySelector('input') as HTMLInputElement;
    await until(() => !deep(gate, 'support-code-input')?.checkVisibility(), 'two fields');
    input.focus();
    await sendKeys({ press: 'Enter' });
    await shows(gate, 'Enter the code from the email.');
    assert.strictEqual(input.getAttribute('aria-description'), 'Enter the code from the email.');
    await sendKeys({ type: '123 456' });
    await sendKeys({ press: 'Enter' });
    const call = await adapter.next('verifyCode');
    assert.strictEqual(call.args[1], '123456');
    assert.isTrue(input.readOnly);
    call.fail('code_wrong', { attemptsLeft: 2 });
    await shows(gate, '2 tries left');
    assert.deepEqual(said, ['Enter the code from the email.', 'That code isn’t right. 2 tries left.']);
    assert.strictEqual(input.getAttribute('aria-invalid'), 'true');
    assert.strictEqual(document.activeElement, input);
    assert.strictEqual(input.selectionEnd, input.value.length);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ type: '654321' });
    await until(() => input.getAttribute('aria-invalid') === 'false', 'still at fault');
    assert.isFalse(input.hasAttribute('aria-description'));
    await sendKeys({ press: 'Enter' });
    await refuse('verifyCode', 'timeout');
    assert.isFalse(input.readOnly);
    stop();
  });

  it('sends a code by itself that a password manager filled in', async () => {
    const { gate, adapter } = await mountOwn();
    const input = gate.querySelector('input') as HTMLInputElement;
    input.value = 'Code: 123-456';
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    assert.strictEqual((await adapter.next('verifyCode')).args[1], '123456');
  });
});

describe('the form of support-guest-gate', () => {
  const mountForm = () => mountGate((adapter) => html`<support-guest-gate .adapter=${adapter}></support-guest-gate>`);

  it('stands alone where there is no link, and always gives the same answer', async () => {
    const { gate, adapter } = await mountForm();
    await shows(gate, 'Get a new link');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'anna@example.com' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: ' 1042 ' });
    await sendKeys({ press: 'Enter' });
    await shows(gate, 'Sending your request…');
    const call = await adapter.next('requestNewLink');
    assert.deepEqual(call.args[0], { email: 'anna@example.com', ticketNumber: '1042' });
    call.answer(undefined);
    await shows(gate, 'If the email address and ticket number match');
    assert.strictEqual(focused(), headingOf(gate));
    assert.strictEqual(gate.step, 'link-sent');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
  });

  it('says beside each field what is wrong with its shape, and moves focus to the first', async () => {
    const { gate, adapter } = await mountForm();
    await shows(gate, 'Get a new link');
    const { said, stop } = listen();
    fieldOf(gate, 'email').focus();
    await sendKeys({ type: 'anna' });
    mainOf(gate).click();
    await shows(gate, 'Enter an email address like name@example.com.');
    await shows(gate, 'Enter the ticket number.');
    assert.deepEqual(said, ['Enter an email address like name@example.com. Enter the ticket number.']);
    assert.strictEqual(focused(), fieldOf(gate, 'email'));
    for (const id of ['email', 'number'] as const) {
      assert.strictEqual(fieldOf(gate, id).getAttribute('aria-invalid'), 'true');
      assert.include(fieldOf(gate, id).getAttribute('aria-describedby') ?? '', `${id}-error`);
    }
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ type: '@example.com' });
    await until(() => !deep(gate, '#email-error'), 'stays after a correction');
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(focused(), fieldOf(gate, 'number'));
    assert.strictEqual(adapter.countOf('requestNewLink'), 0);
    stop();
  });

  it('can be gone back to for a mistyped address, with what was typed ready to be corrected', async () => {
    const { gate, adapter } = await mountForm();
    await shows(gate, 'Get a new link');
    fieldOf(gate, 'email').value = 'ana@example.com';
    fieldOf(gate, 'number').value = '1042';
    mainOf(gate).click();
    (await adapter.next('requestNewLink')).answer(undefined);
    await shows(gate, 'Use another address');
    const again = deep<HTMLButtonElement>(gate, '.aside') as HTMLButtonElement;
    again.focus();
    await sendKeys({ press: 'Enter' });
    await shows(gate, 'Get a new link');
    assert.strictEqual(gate.step, 'form');
    assert.strictEqual(focused(), fieldOf(gate, 'email'));
    assert.deepEqual([fieldOf(gate, 'email').value, fieldOf(gate, 'number').value], ['ana@example.com', '1042']);
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    await sendKeys({ type: 'anna@example.com' });
    await sendKeys({ press: 'Enter' });
    const second = await adapter.next('requestNewLink');
    assert.deepEqual(second.args[0], { email: 'anna@example.com', ticketNumber: '1042' });
    second.answer(undefined);
    await shows(gate, 'Use another address');
    gate.link = token;
    (await adapter.next('resolveLink')).fail('link_expired');
    await shows(gate, 'This link has expired');
    assert.strictEqual(fieldOf(gate, 'email').value, '', 'another link may be another person');
  });

  it('keeps what was typed when it could not be sent, or when the server finds its shape wrong', async () => {
    const { gate, refuse } = await mountForm();
    await shows(gate, 'Get a new link');
    const { said, stop } = listen();
    fieldOf(gate, 'email').value = 'anna@example';
    fieldOf(gate, 'number').value = '1042';
    mainOf(gate).click();
    await refuse('requestNewLink', 'timeout');
    await shows(gate, 'We couldn’t send your request. Try again.');
    await inBothSchemes(gate, () => assert.isAccessible(gate));
    mainOf(gate).click();
    await refuse('requestNewLink', 'validation', { fields: [{ pointer: '/email', code: 'format' }] });
    await shows(gate, 'Enter an email address like');
    assert.isFalse(isShown(gate, 'We couldn’t send'));
    assert.strictEqual(focused(), fieldOf(gate, 'email'));
    assert.strictEqual(fieldOf(gate, 'email').value, 'anna@example');
    assert.deepEqual(said, [
      'We couldn’t send your request. Try again.',
      'Enter an email address like name@example.com.',
    ]);
    stop();
  });
});
