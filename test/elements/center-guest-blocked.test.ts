import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createGuestStage, gateTag, hasFocus, mountCenter } from './center-guest.stage.ts';
import { deep, find, isShown, listen, shows, until } from './stage.ts';

/** From here on the browser loads no script, so this test is a file of its own. */
function blockScripts(): void {
  const policy = document.head.appendChild(document.createElement('meta'));
  policy.httpEquiv = 'content-security-policy';
  policy.content = "script-src 'none'";
}

describe('a gate that cannot be loaded', () => {
  it('is told of, can be tried again, and leaves the way back', async () => {
    const { adapter, token } = await createGuestStage();
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (...told: unknown[]) => warnings.push(told.map(String).join(' '));
    const tries = () => warnings.filter((text) => text.includes('support-guest-gate')).length;
    const element = await mountCenter(adapter);
    await shows(element, 'Sign in to see your tickets');
    await assert.isAccessible(element);
    const { said, stop } = listen();
    blockScripts();
    (await find(element, '.new-link')).focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Support isn’t available right now');
    await hasFocus('.gate-place');
    assert.deepEqual(said, ['Support isn’t available right now']);
    await assert.isAccessible(element);
    await sendKeys({ press: 'Tab' });
    await hasFocus('.notice button');
    await sendKeys({ press: 'Enter' });
    await until(() => tries() === 2, 'it is not tried again');
    await shows(element, 'Support isn’t available right now');
    await hasFocus('.gate-place');
    assert.isNull(deep(element, gateTag));
    assert.notInclude(warnings.join(), token);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await hasFocus('.gate-back');
    await sendKeys({ press: 'Enter' });
    await hasFocus('.new-link');
    assert.strictEqual(isShown(element, 'Support isn’t available right now'), false);
    stop();
    console.warn = warn;
  });
});
