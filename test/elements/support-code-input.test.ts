import { assert, html } from '@open-wc/testing';
import { emulateMedia, executeServerCommand, sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportCodeInputElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
import { collect, deep, find, focused, mount, shows, until } from './stage.ts';
import { autofill, inputOf, mountCode, mountForm, paste, suggest } from './support-code-input.stage.ts';

describe('support-code-input', () => {
  it('has a visible label and a hint, and is accessible', async () => {
    const element = await mountCode();
    await shows(element, 'Code from the email');
    await shows(element, '6 digits. You can paste it.');
    const snapshot = await executeServerCommand<string, { selector: string }>('aria-snapshot', {
      selector: 'support-code-input',
    });
    assert.include(snapshot, 'textbox "Code from the email"');
    await inBothSchemes(element, () => assert.isAccessible(element));
  });

  it('is one field that autofill and an on-screen keyboard know', async () => {
    const element = await mountCode();
    assert.strictEqual(element.shadowRoot?.querySelectorAll('input').length, 1);
    const input = inputOf(element);
    for (const [name, value] of [
      ['type', 'text'],
      ['inputmode', 'numeric'],
      ['autocomplete', 'one-time-code'],
      ['pattern', '[0-9]*'],
      ['spellcheck', 'false'],
      ['autocapitalize', 'off'],
      ['dir', 'ltr'],
    ] as const)
      assert.strictEqual(input.getAttribute(name), value, name);
    assert.isFalse(input.hasAttribute('maxlength'));
  });

  it('speaks the language that it stands in, or the words that it is given', async () => {
    const polish = await mountCode(html`<support-code-input lang="pl" length="4"></support-code-input>`);
    await shows(polish, 'Kod z wiadomości e-mail');
    await shows(polish, '4 cyfry. Kod można wkleić.');
    const own = await mountCode(
      html`<support-code-input label="Your key" hint="From the letter"></support-code-input>`,
    );
    await shows(own, 'Your key');
    await shows(own, 'From the letter');
    const messages = { 'gate.code.label': 'The code' };
    await shows(await mountCode(html`<support-code-input .messages=${messages}></support-code-input>`), 'The code');
  });

  it('takes its name from a label that the page wrote for it', async () => {
    const label = await mount<HTMLLabelElement>(
      html`<label>Door code <support-code-input></support-code-input></label>`,
    );
    const element = label.querySelector('support-code-input') as SupportCodeInputElement;
    await find(element, 'input');
    assert.deepEqual([...element.labels], [label]);
    assert.strictEqual(inputOf(element).getAttribute('aria-label'), 'Door code');
    assert.isTrue((await find(element, 'label')).hidden);
    label.click();
    assert.strictEqual(focused(), inputOf(element));
    await assert.isAccessible(element);
  });

  it('links its error to the field and keeps focus in it, with the digits selected', async () => {
    const element = await mountCode();
    element.focus();
    await sendKeys({ type: '123456' });
    element.error = 'That code isn’t right. 2 tries left.';
    await shows(element, '2 tries left');
    const input = inputOf(element);
    assert.strictEqual(input.getAttribute('aria-invalid'), 'true');
    assert.strictEqual(input.getAttribute('aria-describedby'), 'error hint');
    assert.isTrue(element.matches(':state(error)'));
    element.select();
    assert.strictEqual(focused(), input);
    assert.deepEqual([input.selectionStart, input.selectionEnd], [0, 6]);
    await inBothSchemes(element, () => assert.isAccessible(element));
    element.error = '';
    await until(() => !deep(element, '#error'), 'the error stays');
    assert.strictEqual(input.getAttribute('aria-invalid'), 'false');
  });

  it('keeps focus and digits while it is read-only, takes no change and sends nothing', async () => {
    const { element, submits } = await mountForm(html`<support-code-input name="code"></support-code-input>`);
    element.focus();
    await sendKeys({ type: '123456' });
    element.readonly = true;
    await element.updateComplete;
    assert.strictEqual(focused(), inputOf(element));
    await paste(element, '654321');
    await sendKeys({ type: '7' });
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(element.value, '123456');
    assert.strictEqual(inputOf(element).value, '123456');
    assert.lengthOf(submits, 0);
    await inBothSchemes(element, () => assert.isAccessible(element));
  });

  it('can be switched off, by itself or by a fieldset', async () => {
    const { form, element } = await mountForm(
      html`<fieldset><support-code-input name="code" value="123456"></support-code-input></fieldset>`,
    );
    const fieldset = form.querySelector('fieldset') as HTMLFieldSetElement;
    for (const part of [element, fieldset]) {
      part.disabled = true;
      await element.updateComplete;
      assert.isTrue(inputOf(element).disabled);
      assert.isTrue(element.matches(':disabled'));
      assert.isFalse(new FormData(form).has('code'));
      await inBothSchemes(element, () => assert.isAccessible(element));
      part.disabled = false;
      await element.updateComplete;
      assert.isFalse(inputOf(element).disabled);
    }
  });

  it('warns about a length that no code has, and takes 6', async () => {
    const { warn } = console;
    const warned: string[] = [];
    console.warn = (text: string) => warned.push(text);
    const element = await mountCode(html`<support-code-input length="11"></support-code-input>`);
    console.warn = warn;
    assert.strictEqual(element.length, 6);
    assert.match(warned.join(), /length="11" is not 4 to 10/);
  });

  it('stands wholly in 280 pixels, also with its longest code, large text and forced colours', async () => {
    for (const [width, size, direction] of [
      [320, '16px', 'ltr'],
      [280, '16px', 'ltr'],
      [280, '32px', 'ltr'],
      [280, '32px', 'rtl'],
    ] as const) {
      await setViewport({ width, height: 568 });
      const section = await mount<HTMLElement>(
        html`<section dir=${direction}><support-code-input length="10" error="Wrong."></support-code-input></section>`,
      );
      const element = section.querySelector('support-code-input') as SupportCodeInputElement;
      const input = await find<HTMLInputElement>(element, 'input');
      element.style.setProperty('--support-font-size', size);
      element.value = '1234567890';
      await element.updateComplete;
      assert.isAtMost(document.documentElement.scrollWidth, width, `${width} ${size} ${direction}`);
      if (size === '16px') assert.isAtMost(input.scrollWidth, input.clientWidth, 'digits are cut off');
      assert.strictEqual(getComputedStyle(input).direction, 'ltr');
    }
    await emulateMedia({ forcedColors: 'active' });
    const plain = await mountCode();
    assert.notStrictEqual(getComputedStyle(inputOf(plain)).borderTopWidth, '0px');
    await emulateMedia({ forcedColors: 'none' });
    await setViewport({ width: 800, height: 600 });
  });
});

describe('typing a code', () => {
  it('gives the digits, and leaves what was typed as it is', async () => {
    const element = await mountCode();
    const inputs = collect(element, 'input');
    const changes = collect(element, 'change');
    const completed = collect(element, 'support-code-complete');
    element.focus();
    await sendKeys({ type: '123 4-56' });
    assert.strictEqual(element.value, '123456');
    assert.strictEqual(inputOf(element).value, '123 4-56');
    assert.lengthOf(inputs, 8);
    assert.lengthOf(changes, 0);
    assert.isTrue(element.validity.valid);
    inputOf(element).blur();
    assert.lengthOf(changes, 1);
    assert.isFalse(changes[0]?.composed);
    assert.lengthOf(completed, 0, 'typing is never sent by itself');
  });

  it('keeps the caret where somebody corrects a digit', async () => {
    const element = await mountCode();
    element.focus();
    await sendKeys({ type: '12956' });
    for (const _ of [1, 2, 3]) await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'Delete' });
    await sendKeys({ type: '34' });
    assert.strictEqual(inputOf(element).value, '123456');
    assert.strictEqual(inputOf(element).selectionStart, 4);
    await element.updateComplete;
    assert.strictEqual(inputOf(element).selectionStart, 4);
  });

  it('keeps letters in sight and says that they are at fault', async () => {
    const element = await mountCode();
    element.focus();
    await sendKeys({ type: '12o456' });
    assert.strictEqual(inputOf(element).value, '12o456');
    assert.isTrue(element.validity.patternMismatch);
    assert.strictEqual(element.validationMessage, 'The code has digits only.');
  });

  it('with an input method is not disturbed, and ends in plain digits', async () => {
    const element = await mountCode();
    const completed = collect(element, 'support-code-complete');
    element.focus();
    for (const text of ['１', '１２３', '１２３４５６'])
      await executeServerCommand('cdp', {
        method: 'Input.imeSetComposition',
        params: { text, selectionStart: text.length, selectionEnd: text.length },
      });
    await element.updateComplete;
    assert.strictEqual(inputOf(element).value, '１２３４５６');
    await executeServerCommand('cdp', { method: 'Input.insertText', params: { text: '１２３４５６' } });
    assert.strictEqual(element.value, '123456');
    assert.strictEqual(inputOf(element).value, '１２３４５６');
    assert.lengthOf(completed, 0);
  });
});

describe('pasting a code', () => {
  const taken: [what: string, text: string][] = [
    ['the code', '123456'],
    ['spaces around it', '  123456 '],
    ['groups of three', '123 456'],
    ['groups of two', '12 34 56'],
    ['a hyphen', '123-456'],
    ['a dash', '123–456'],
    ['single digits', '1 2 3 4 5 6'],
    ['a column of digits', '1\n2\n3\n4\n5\n6'],
    ['a line break at the end', '123456\n'],
    ['full-width digits', '１２３４５６'],
    ['Arabic-Indic digits', '١٢٣٤٥٦'],
    ['Devanagari digits', '१२३४५६'],
    ['a sentence', 'Your code is 123456.'],
    ['a sentence with another number', 'Your code is 123 456, valid 10 minutes'],
    ['a Polish sentence', 'Twój kod to 123-456. Jest ważny przez 10 minut.'],
    ['a whole mail', 'Hello Anna,\n\nyour code:\n123456\n10 minutes from now it expires.'],
    ['a prefix', 'G-123456'],
    ['the code twice', 'Code 123456\n\n@shop.example #123456'],
  ];
  for (const [what, text] of taken)
    it(`takes it from ${what}`, async () => {
      const element = await mountCode();
      const inputs = collect(element, 'input');
      const order: string[] = [];
      for (const type of ['input', 'support-code-complete']) element.addEventListener(type, () => order.push(type));
      await paste(element, text);
      assert.strictEqual(element.value, '123456');
      assert.strictEqual(inputOf(element).value, '123456');
      assert.deepEqual(order, ['input', 'support-code-complete']);
      assert.isTrue(inputs[0]?.composed);
    });

  const kept: [what: string, text: string, value: string][] = [
    ['two codes', 'Use 123456 or 654321', 'Use123456or654321'],
    ['a longer number', '1234567', '1234567'],
    ['a shorter number', 'Code 12345', 'Code12345'],
    ['no number', 'on its way', 'onitsway'],
  ];
  for (const [what, text, value] of kept)
    it(`keeps ${what} in sight and tells nobody that it is whole`, async () => {
      const element = await mountCode();
      const completed = collect(element, 'support-code-complete');
      await paste(element, text);
      assert.strictEqual(inputOf(element).value, text);
      assert.strictEqual(element.value, value);
      assert.isFalse(element.validity.valid);
      assert.lengthOf(completed, 0);
    });

  it('replaces what was in the field', async () => {
    const element = await mountCode();
    element.focus();
    await sendKeys({ type: '999' });
    await paste(element, 'Your code is 123456');
    assert.strictEqual(inputOf(element).value, '123456');
  });

  it('adds the missing half, and tells that the code is whole', async () => {
    const element = await mountCode();
    const completed = collect(element, 'support-code-complete');
    element.focus();
    await sendKeys({ type: '123' });
    await paste(element, '456');
    assert.strictEqual(element.value, '123456');
    assert.lengthOf(completed, 1);
  });

  it('takes a text that is dropped on it', async () => {
    const element = await mountCode();
    const completed = collect(element, 'support-code-complete');
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'Your code is 123 456');
    inputOf(element).dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    assert.strictEqual(element.value, '123456');
    assert.lengthOf(completed, 1);
  });

  it('tells of a change once the field is left', async () => {
    const element = await mountCode();
    const changes = collect(element, 'change');
    await paste(element, '123456');
    inputOf(element).blur();
    assert.lengthOf(changes, 1);
  });
});

describe('filling in a code', () => {
  it('by a password manager makes it whole once, also when it says so twice', async () => {
    const element = await mountCode();
    const completed = collect(element, 'support-code-complete');
    autofill(element, '123 456');
    autofill(element, '123456');
    assert.strictEqual(inputOf(element).value, '123456');
    assert.lengthOf(completed, 1);
    assert.isTrue(completed[0]?.bubbles);
    assert.isFalse(completed[0]?.cancelable);
    assert.isNull(completed[0]?.detail, 'a code does not travel with an event');
    autofill(element, '654321');
    assert.lengthOf(completed, 2);
  });

  it('from the suggestion of a keyboard makes it whole', async () => {
    const element = await mountCode();
    const completed = collect(element, 'support-code-complete');
    await suggest(element, '123456');
    assert.strictEqual(element.value, '123456');
    assert.lengthOf(completed, 1);
  });

  it('by a script tells nobody', async () => {
    const element = await mountCode();
    const events = [collect(element, 'input'), collect(element, 'change'), collect(element, 'support-code-complete')];
    element.value = '123-456';
    await element.updateComplete;
    assert.strictEqual(inputOf(element).value, '123456');
    element.focus();
    inputOf(element).blur();
    assert.lengthOf(events.flat(), 0);
  });
});
