import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { collect } from './stage.ts';
import { inputOf, mountForm } from './support-code-input.stage.ts';

describe('a code in a form', () => {
  it('is submitted under its name, at once after a script set it', async () => {
    const { form, element } = await mountForm(html`<support-code-input name="code"></support-code-input>`);
    assert.strictEqual(element.form, form);
    element.value = '１２３-456';
    assert.strictEqual(new FormData(form).get('code'), '123456');
  });

  it('is submitted with Enter, also without a button', async () => {
    const { element, submits } = await mountForm(html`<support-code-input name="code"></support-code-input>`);
    const changes = collect(element, 'change');
    element.focus();
    await sendKeys({ type: '123456' });
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(
      submits.map((data) => data.get('code')),
      ['123456'],
    );
    assert.lengthOf(changes, 1, 'the change comes before');
  });

  it('is submitted by the button of the form, and not while that is switched off', async () => {
    const { form, element, submits } = await mountForm(
      html`<support-code-input name="code"></support-code-input> <button type="button">Other</button
        ><button name="do" value="confirm">Confirm</button>`,
    );
    const submitters: unknown[] = [];
    form.addEventListener('submit', ({ submitter }) => submitters.push(submitter));
    const button = form.querySelector<HTMLButtonElement>('[name=do]') as HTMLButtonElement;
    element.focus();
    await sendKeys({ type: '123456' });
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(submitters, [button]);
    button.disabled = true;
    await sendKeys({ press: 'Enter' });
    assert.lengthOf(submits, 1);
  });

  it('holds the form back while it cannot be right, and shows it from then on', async () => {
    const { form, element, submits } = await mountForm(
      html`<support-code-input name="code" required></support-code-input>`,
    );
    assert.isFalse(element.matches(':state(user-invalid)'));
    assert.isTrue(element.validity.valueMissing);
    assert.strictEqual(element.validationMessage, 'Enter the code from the email.');
    element.focus();
    await sendKeys({ press: 'Enter' });
    assert.lengthOf(submits, 0);
    assert.isTrue(element.matches(':state(user-invalid)'));
    await sendKeys({ type: '1234' });
    assert.isTrue(element.validity.tooShort);
    assert.strictEqual(element.validationMessage, 'The code has 6 digits. You entered 4.');
    await sendKeys({ type: '567' });
    assert.isTrue(element.validity.tooLong);
    await sendKeys({ press: 'Backspace' });
    assert.isTrue(form.checkValidity());
    assert.isFalse(element.matches(':state(user-invalid)'));
    assert.isTrue(element.willValidate && element.checkValidity() && element.reportValidity());
  });

  it('goes back to the value of its attribute with a reset', async () => {
    const { form, element } = await mountForm(
      html`<support-code-input name="code" value="111111"></support-code-input>`,
    );
    assert.strictEqual(new FormData(form).get('code'), '111111');
    element.focus();
    await sendKeys({ press: 'Control+A' });
    await sendKeys({ type: '22' });
    assert.strictEqual(element.value, '22');
    element.setAttribute('value', '333333');
    await element.updateComplete;
    assert.strictEqual(element.value, '22', 'what was typed stays');
    form.reset();
    await element.updateComplete;
    assert.strictEqual(element.value, '333333');
    assert.strictEqual(inputOf(element).value, '333333');
    assert.strictEqual(new FormData(form).get('code'), '333333');
  });

  it('does not come back with a page that is visited again', async () => {
    const { element } = await mountForm(html`<support-code-input name="code"></support-code-input>`);
    const control = element as unknown as { formStateRestoreCallback?: (state: string, why: string) => void };
    control.formStateRestoreCallback?.('123456', 'restore');
    assert.strictEqual(element.value, '');
  });
});
