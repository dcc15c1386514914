import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportCenterElement } from '../../src/elements.ts';
import {
  comeIn,
  createGuestStage,
  enterCode,
  gateTag,
  type GuestStage,
  hasFocus,
  listTag,
  log,
  markupOf,
  mountCenter,
  threadTag,
} from './center-guest.stage.ts';
import { collect, deep, find, isAccessibleInBothThemes, isShown, listen, shows, until } from './stage.ts';

const home = location.pathname + location.search;
/** Longer than a guest's session lasts while nobody asks anything. */
const longPauseMs = 40 * 60_000;

describe('the session of a guest', () => {
  let stage: GuestStage;

  beforeEach(async () => {
    await setViewport({ width: 700, height: 900 });
    stage = await createGuestStage();
  });

  afterEach(() => history.replaceState(null, '', home));

  const words = (element: Element) =>
    deep<HTMLTextAreaElement>(element, threadTag, 'support-reply-box', 'textarea')?.value;

  async function letIn(): Promise<SupportCenterElement> {
    history.replaceState(null, '', `#support/g/${stage.token}`);
    const element = await mountCenter(stage.adapter);
    await comeIn(element, stage);
    return element;
  }

  /** In the middle of a sentence. */
  async function endWhileWriting(element: SupportCenterElement): Promise<void> {
    await find(element, threadTag, 'support-reply-box', 'textarea');
    assert.strictEqual(element.focusReply(), true);
    await sendKeys({ type: 'My careful words' });
    stage.passTime(longPauseMs);
    await sendKeys({ press: 'Control+Enter' });
    await shows(element, 'Your session has ended');
  }

  it('that ends takes the ticket off the screen, and asks for a new code on the spot', async () => {
    const element = await letIn();
    const changes = collect(element, 'support-session-change');
    await endWhileWriting(element);
    await hasFocus('[role="alertdialog"]');
    await shows(element, 'Confirm your email again to carry on. Your draft is still here.');
    await shows(element, 'Send the code');
    assert.isNull(deep(element, threadTag));
    assert.isNull(deep(element, listTag));
    assert.strictEqual(isShown(element, 'Where is it?'), false);
    assert.deepEqual(
      changes.map(({ detail }) => detail.reason),
      ['expired'],
    );
    await sendKeys({ press: 'Escape' });
    assert.strictEqual(isShown(element, 'Your session has ended'), true);
    assert.notInclude(markupOf(element), stage.token);
    await isAccessibleInBothThemes(element);
  });

  it('that ends shows the way back at the top, however high the page makes the support center', async () => {
    const element = await letIn();
    Object.assign(element.style, { blockSize: '900px' });
    element.fill = true;
    await endWhileWriting(element);
    const dialog = await find(element, '[role="alertdialog"]');
    assert.isBelow(dialog.getBoundingClientRect().top - element.getBoundingClientRect().top, 60);
  });

  it('goes on with a new code, at the same ticket and in the same words', async () => {
    const { entries, stop } = log();
    const element = await letIn();
    await endWhileWriting(element);
    const asked = collect(element, 'support-navigate');
    const changes = collect(element, 'support-session-change');
    await shows(element, 'Send the code');
    (await find(element, gateTag, '.main')).focus();
    await sendKeys({ press: 'Enter' });
    await until(
      () => deep(element, gateTag, 'support-code-input')?.checkVisibility(),
      'there is no field for the code',
    );
    await enterCode(element, await stage.code());
    await hasFocus('textarea');
    assert.strictEqual(words(element), 'My careful words');
    assert.strictEqual(isShown(element, 'Your session has ended'), false);
    assert.strictEqual(isShown(element, 'Where is it?'), true);
    assert.strictEqual(asked.length, 0);
    assert.deepEqual(
      changes.map(({ detail }) => detail.reason),
      ['verified'],
    );
    await sendKeys({ press: 'Control+Enter' });
    await until(() => words(element) === '', 'the reply is not sent');
    await until(() => entries.some((entry) => entry.startsWith('support-message-sent')), 'the page is not told');
    assert.notInclude(entries.join(), stage.token);
    stop();
  });

  it('that ends after a reload asks for the link, which may also be opened right there', async () => {
    (await letIn()).remove();
    const element = await mountCenter(stage.adapter);
    await shows(element, 'Where is it?');
    await endWhileWriting(element);
    await shows(element, 'Open the link from our email to carry on, or ask for a new one.');
    await shows(element, 'Get a new link');
    assert.isNull(deep(element, '.gate-back'));
    await assert.isAccessible(element);
    location.hash = `#support/g/${stage.token}`;
    await shows(element, 'Send the code');
    assert.strictEqual(isShown(element, 'Your session has ended'), false);
    await comeIn(element, stage);
    assert.strictEqual(words(element), 'My careful words');
  });

  it('that ends while focus is elsewhere is announced and takes no focus', async () => {
    const element = await letIn();
    (document.activeElement as HTMLElement).blur();
    const { said, stop } = listen();
    stage.passTime(longPauseMs);
    await element.refresh();
    await shows(element, 'Your session has ended');
    await until(() => said.includes('Your session has ended'), 'not announced');
    assert.strictEqual(document.activeElement, document.body);
    stop();
  });

  it('that the guest ends themselves leaves nothing behind, the link included', async () => {
    const element = await letIn();
    await element.signOut();
    await shows(element, 'Sign in to see your tickets');
    assert.strictEqual(isShown(element, 'Where is it?'), false);
    (await find(element, '.new-link')).click();
    await shows(element, 'Get a new link');
    assert.strictEqual(isShown(element, 'Send the code'), false);
  });
});
