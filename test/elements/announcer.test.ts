import { assert } from '@open-wc/testing';
import { announce, prepareAnnouncer } from '../../src/ui/announcer.ts';
import { listen, until } from './stage.ts';

describe('the announcer', () => {
  it('speaks through one polite and one assertive region of the page, which no reader can see', async () => {
    const { polite, assertive } = prepareAnnouncer();
    const { stop } = listen();
    assert.deepEqual(
      Array.from(document.querySelectorAll('body > [data-helpdock="announcer"]')),
      [polite, assertive],
      'there is one of each, also after many elements',
    );
    announce('Three tickets loaded');
    announce('Not sent', 'assertive');
    assert.strictEqual(polite.textContent, 'Three tickets loaded');
    assert.strictEqual(assertive.textContent, 'Not sent');
    assert.strictEqual(polite.getAttribute('aria-live'), 'polite');
    assert.isAtMost(polite.getBoundingClientRect().width, 1);
    await until(() => polite.textContent === '', 'the text was not cleared');
    stop();
  });

  it('lets the newest text replace the one before', () => {
    const { stop } = listen();
    announce('Old');
    announce('New');
    assert.strictEqual(prepareAnnouncer().polite.textContent, 'New');
    stop();
  });

  it('comes back after the page has rewritten its body', () => {
    const { stop } = listen();
    for (const region of Object.values(prepareAnnouncer())) region.remove();
    announce('Still here');
    assert.strictEqual(document.querySelector('[aria-live="polite"]')?.textContent, 'Still here');
    stop();
  });

  it('asks the browser itself where it can speak', () => {
    const asked: unknown[] = [];
    const notify = (...given: unknown[]) => asked.push(given);
    Object.defineProperty(document, 'ariaNotify', { value: notify, configurable: true });
    announce('Sent');
    announce('Not sent', 'assertive');
    Reflect.deleteProperty(document, 'ariaNotify');
    assert.deepEqual(asked, [
      ['Sent', { priority: 'normal' }],
      ['Not sent', { priority: 'high' }],
    ]);
  });
});
