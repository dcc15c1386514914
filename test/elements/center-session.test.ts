import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportCenterElement } from '../../src/elements.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  isAccessibleInBothThemes,
  isShown,
  listen,
  mount,
  setOnline,
  shows,
  type Stage,
  until,
} from './stage.ts';

const threadTag = 'support-ticket-thread';

/** An adapter whose session is over as soon as the test says so. */
function endable(adapter: SupportAdapter) {
  const state = { isOver: false };
  const guarded =
    <A extends unknown[], R>(real: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      if (state.isOver) throw failure('session_expired');
      return real(...args);
    };
  const ending: SupportAdapter = {
    ...adapter,
    sendMessage: guarded((...given: Parameters<typeof adapter.sendMessage>) => adapter.sendMessage(...given)),
    listTickets: guarded((...given: Parameters<typeof adapter.listTickets>) => adapter.listTickets(...given)),
    getTicket: guarded((...given: Parameters<typeof adapter.getTicket>) => adapter.getTicket(...given)),
  };
  return { adapter: ending, end: () => (state.isOver = true), renew: () => (state.isOver = false) };
}

describe('the session of support-center', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = createStage();
    await setViewport({ width: 700, height: 900 });
  });

  const center = (adapter: SupportAdapter) =>
    mount<SupportCenterElement>(html`<support-center .adapter=${adapter}></support-center>`);
  const words = (element: Element) =>
    deep<HTMLTextAreaElement>(element, threadTag, 'support-reply-box', 'textarea')?.value;

  async function endWhileWriting() {
    const id = await stage.ask('Do not lose me');
    const session = endable(stage.adapter);
    const element = await center(session.adapter);
    await element.open({ view: 'ticket', ticketId: id });
    await shows(element, 'Please help.');
    const changes = collect(element, 'support-session-change');
    (await find(element, threadTag, 'support-reply-box')).focus();
    await sendKeys({ type: 'My careful words' });
    session.end();
    await sendKeys({ press: 'Control+Enter' });
    await shows(element, 'Your session has ended');
    return { element, session, changes };
  }

  it('that ends covers the view with a dialog, takes focus there, and keeps ticket and words behind it', async () => {
    const { element, changes } = await endWhileWriting();
    await until(() => focused()?.matches('[role="alertdialog"]'), 'focus is not in the dialog');
    assert.strictEqual(isShown(element, 'Please help.'), true);
    assert.strictEqual(words(element), 'My careful words');
    assert.strictEqual((await find(element, '.panes')).matches('[inert]'), true);
    assert.deepEqual(
      changes.map(({ detail }) => detail.reason),
      ['expired'],
    );
    await isAccessibleInBothThemes(element);
  });

  it('that ended offers to sign in, does not yield to Escape, and leaves the page around it usable', async () => {
    const { element } = await endWhileWriting();
    const asked = collect(element, 'support-auth-required');
    await sendKeys({ press: 'Escape' });
    assert.strictEqual(isShown(element, 'Your session has ended'), true);
    (await find(element, '.ended-dialog button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => [detail.reason, asked[0]?.cancelable]),
      [['expired', true]],
    );
    const outside = await mount<HTMLButtonElement>(html`<button>Elsewhere</button>`);
    outside.focus();
    assert.strictEqual(document.activeElement, outside);
  });

  it('that goes on brings the visitor back to the words', async () => {
    const { element, session } = await endWhileWriting();
    session.renew();
    await element.refresh();
    await until(() => !isShown(element, 'Your session has ended'), 'the dialog stays');
    await until(() => focused()?.matches('textarea'), 'focus is not in the box');
    assert.strictEqual(words(element), 'My careful words');
    assert.strictEqual(isShown(element, 'You signed in with a different account'), false);
  });

  it('that ends while focus is elsewhere is announced and takes no focus', async () => {
    await stage.ask('Do not lose me');
    const session = endable(stage.adapter);
    const element = await center(session.adapter);
    await shows(element, 'Do not lose me');
    const { said, stop } = listen();
    session.end();
    await element.refresh();
    await shows(element, 'Your session has ended');
    await until(() => said.includes('Your session has ended'), 'not announced');
    assert.strictEqual(document.activeElement, document.body);
    stop();
  });

  it('of somebody else wipes the screen first and says so', async () => {
    await stage.ask('Private');
    const other = createStage();
    await other.ask('Somebody else’s');
    let isOther = false;
    const { adapter } = stage;
    const now = () => (isOther ? other.adapter : adapter);
    const element = await center({
      ...adapter,
      getSession: (call) => now().getSession(call),
      listTickets: (query, call) => now().listTickets(query, call),
    });
    await shows(element, 'Private');
    const { said, stop } = listen();
    isOther = true;
    await element.refresh();
    await shows(element, 'Somebody else’s');
    assert.strictEqual(isShown(element, 'Private'), false);
    await shows(element, 'You signed in with a different account');
    assert.strictEqual(said.filter((text) => text.startsWith('You signed in with')).length, 1);
    await assert.isAccessible(element);
    (await find(element, '.strip button')).click();
    await until(() => !isShown(element, 'You signed in with a different account'), 'it stays');
    stop();
  });

  it('is forgotten with all it showed when the visitor signs out', async () => {
    await stage.ask('Private');
    let isOut = false;
    const element = await center({
      ...stage.adapter,
      signOut: async () => void (isOut = true),
      getSession: async (call) => (isOut ? { kind: 'anonymous' } : stage.adapter.getSession(call)),
    });
    await shows(element, 'Private');
    const { said, stop } = listen();
    await element.signOut();
    await shows(element, 'Sign in to see your tickets');
    assert.strictEqual(isShown(element, 'Private'), false);
    await until(() => said.includes('You’re signed out on this device.'), 'not announced');
    stop();
  });
});

describe('the network around support-center', () => {
  it('that goes away is told once, above what stays on screen, and again when it is back', async () => {
    const stage = createStage();
    await stage.ask('Still here');
    const element = await mount<SupportCenterElement>(
      html`<support-center .adapter=${stage.adapter}></support-center>`,
    );
    await shows(element, 'Still here');
    const { said, stop } = listen();
    setOnline(false);
    await shows(element, 'You’re offline. What you see may be out of date.');
    assert.strictEqual(isShown(element, 'Still here'), true);
    await assert.isAccessible(element);
    setOnline(true);
    await shows(element, 'You’re back online.');
    assert.strictEqual(isShown(element, 'You’re offline'), false);
    setOnline(false);
    setOnline(true);
    const told = said.filter((text) => /(off|on)line/.test(text));
    assert.deepEqual(told, ['You’re offline. What you see may be out of date.']);
    stop();
  });
});
