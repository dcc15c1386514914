import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ListMemory } from '../../src/elements/support-ticket-list/list-memory.ts';
import type { SupportTicketListElement } from '../../src/elements.ts';
import { createStage, failure, find, mount, shows, type Stage } from './stage.ts';
import { endable, mountList } from './support-ticket-list.stage.ts';

describe('the memory of support-ticket-list', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  beforeEach(() => sessionStorage.clear());

  /** Another page in the same tab. */
  async function reload(element: SupportTicketListElement, adapter = stage.adapter): Promise<SupportTicketListElement> {
    element.remove();
    return mountList(adapter);
  }

  async function chosen(): Promise<SupportTicketListElement> {
    await stage.setStatus(await stage.ask('Card declined'), 'closed');
    const element = await mountList(stage.adapter);
    await shows(element, 'No open tickets');
    (await find(element, 'input[value="closed"]')).click();
    (await find(element, '#sort')).focus();
    await sendKeys({ press: 'End' });
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'card' });
    await sendKeys({ press: 'Enter' });
    await shows(element, '1 ticket matches “card”');
    return element;
  }

  it('brings filter, order and search back in the same tab', async () => {
    const element = await reload(await chosen());
    await shows(element, '1 ticket matches “card”');
    assert.deepEqual([element.filter, element.sort, element.search], ['closed', 'created_asc', 'card']);
    assert.strictEqual((await find<HTMLInputElement>(element, '#search')).value, 'card');
  });

  it('yields to what the page sets later', async () => {
    const element = await reload(await chosen());
    await shows(element, '1 ticket matches “card”');
    element.filter = 'open';
    element.search = '';
    await shows(element, 'No open tickets');
  });

  it('is nobody else’s', async () => {
    const before = await chosen();
    const other = createStage();
    await other.ask('Not yours');
    const element = await reload(before, other.adapter);
    await shows(element, 'Not yours');
    assert.deepEqual([element.filter, element.search], ['open', '']);
    assert.strictEqual(JSON.stringify(sessionStorage).includes('card'), false);
  });

  it('loses the words of a search when the session ends', async () => {
    await stage.ask('Card limit');
    const session = endable(stage.adapter, () => failure('session_expired'));
    const element = await mountList(session.adapter);
    await shows(element, 'Card limit');
    (await find(element, '#search')).focus();
    await sendKeys({ type: 'card' });
    await sendKeys({ press: 'Enter' });
    await shows(element, '1 ticket matches “card”');
    session.end();
    await element.refresh();
    await shows(element, 'Your session has ended');
    assert.strictEqual(element.search, '');
    assert.strictEqual(JSON.stringify(sessionStorage).includes('card'), false);
  });

  it('belongs to the frame where there is one', async () => {
    (await chosen()).remove();
    const element = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${stage.adapter} .framed=${true}></support-ticket-list>`,
    );
    await shows(element, 'No open tickets');
    assert.strictEqual(element.search, '');
  });

  it('corrects what somebody wrote into it', async () => {
    const element = await chosen();
    const [key = ''] = Object.keys(sessionStorage).filter((name) => name.startsWith('helpdock.list:'));
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '') as { owner: string };
    sessionStorage.setItem(key, JSON.stringify({ owner: kept.owner, filter: 'everything', sort: 7 }));
    const after = await reload(element);
    await shows(after, 'No open tickets');
    assert.deepEqual([after.filter, after.sort], ['open', 'attention_first']);
    sessionStorage.setItem(key, 'no JSON');
    await shows(await reload(after), 'No open tickets');
  });

  it('is silent where the browser allows no storage', () => {
    const original = Object.getOwnPropertyDescriptor(window, 'sessionStorage') as PropertyDescriptor;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
    const memory = new ListMemory('forbidden');
    memory.set('me', { filter: 'all', sort: 'created_asc', search: 'x' });
    assert.deepEqual(memory.get('me'), {});
    memory.clear();
    Object.defineProperty(window, 'sessionStorage', original);
  });
});
