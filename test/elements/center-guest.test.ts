import { assert, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { SupportCenterElement } from '../../src/elements.ts';
import {
  askForCode,
  comeIn,
  createGuestStage,
  enterCode,
  gateTag,
  type GuestStage,
  hasFocus,
  hasWayBack,
  listTag,
  log,
  markupOf,
  mountCenter,
  threadTag,
} from './center-guest.stage.ts';
import { collect, deep, find, isShown, listen, mount, shows, until } from './stage.ts';

const home = location.pathname + location.search;

describe('a guest in support-center', () => {
  let stage: GuestStage;

  beforeEach(async () => {
    await setViewport({ width: 700, height: 900 });
    stage = await createGuestStage();
  });

  afterEach(() => history.replaceState(null, '', home));

  const follow = (settings: Partial<SupportCenterElement> = {}, adapter = stage.adapter) => {
    history.replaceState(null, '', `#support/g/${stage.token}`);
    return mountCenter(adapter, settings);
  };

  it('comes in by keys alone, to the heading of the ticket, and the page never sees the link', async () => {
    const { entries, stop } = log();
    const steps = history.length;
    const element = await follow({ router: 'hash' });
    assert.strictEqual(location.hash, '');
    await shows(element, 'Send the code');
    assert.isNull(deep(element, listTag));
    assert.isNull(deep(element, threadTag));
    assert.strictEqual(document.activeElement, document.body);
    await assert.isAccessible(element);
    const changes = collect(element, 'support-session-change');
    const heard = listen();
    await askForCode(element);
    assert.notInclude(markupOf(element), stage.token);
    await enterCode(element, await stage.code());
    await hasFocus('#subject');
    await shows(element, 'Where is it?');
    assert.isNull(deep(element, gateTag));
    assert.strictEqual(location.hash, `#support/t/${stage.ticketId}`);
    assert.strictEqual(history.length, steps);
    assert.deepEqual(
      changes.map(({ detail }) => [detail.reason, detail.session.kind]),
      [['verified', 'guest']],
    );
    assert.strictEqual(isShown(element, 'You signed in with a different account'), false);
    assert.include(heard.said, 'Email confirmed. Opening the ticket.');
    assert.notInclude(
      markupOf(element) + entries.join() + heard.said.join() + JSON.stringify(sessionStorage),
      stage.token,
    );
    assert.isTrue(entries.some((entry) => entry.startsWith('support-navigate')));
    await assert.isAccessible(element);
    heard.stop();
    stop();
  });

  it('has one ticket: no list is asked for, nothing leads to one, and nothing stands beside it', async () => {
    await setViewport({ width: 1200, height: 900 });
    const element = await follow();
    await comeIn(element, stage);
    assert.strictEqual(element.matches(':state(guest)'), true);
    assert.strictEqual(element.matches(':state(split)'), false);
    assert.isNull(deep(element, listTag));
    assert.strictEqual(hasWayBack(element), false);
    assert.isAbove((await find(element, threadTag)).clientWidth, 1000);
    const asked = collect(element, 'support-navigate');
    await element.open({ view: 'list' });
    await element.open({ view: 'ticket', ticketId: 'another' });
    await element.refresh();
    assert.strictEqual(element.ticket, stage.ticketId);
    assert.deepEqual([asked.length, stage.lists.length], [0, 0]);
    await assert.isAccessible(element);
  });

  it('in a narrow place has the number of the ticket above the first letter of its subject', async () => {
    await setViewport({ width: 320, height: 900 });
    const element = await follow();
    await comeIn(element, stage);
    const start = async (selector: string) => (await find(element, threadTag, selector)).getBoundingClientRect().left;
    assert.strictEqual(await start('.number'), await start('#subject'));
  });

  it('finds the ticket again after a reload, whatever the address says, and however wide it is', async () => {
    const before = await follow();
    await comeIn(before, stage);
    before.remove();
    await setViewport({ width: 1200, height: 900 });
    for (const hash of ['', '#support', `#support/t/${stage.ticketId}`, '#support/t/another']) {
      history.replaceState(null, '', home + hash);
      const element = await mountCenter(stage.adapter, { router: 'hash' });
      const reasons = collect(element, 'support-session-change');
      await shows(element, 'Where is it?');
      assert.strictEqual(location.hash, hash);
      assert.isNull(deep(element, listTag));
      assert.strictEqual(hasWayBack(element), false);
      assert.deepEqual(
        reasons.map(({ detail }) => detail.reason),
        ['loaded'],
      );
      element.remove();
    }
    assert.deepEqual(stage.lists, []);
  });

  it('is taken on only if the page agrees, which may show the ticket itself', async () => {
    const element = await follow();
    const asked = collect(element, 'support-navigate');
    element.addEventListener('support-navigate', (event) => event.preventDefault(), { once: true });
    await askForCode(element);
    await enterCode(element, await stage.code());
    await until(() => asked.length > 0, 'the page was not asked');
    assert.deepEqual(asked[0]?.detail.route, { view: 'ticket', ticketId: stage.ticketId });
    await element.updateComplete;
    assert.isNotNull(deep(element, gateTag));
    element.ticket = stage.ticketId;
    await shows(element, 'Where is it?');
    assert.isNull(deep(element, gateTag));
  });

  it('who is signed in already goes straight to the ticket, and sees no list on the way', async () => {
    const element = await follow({}, stage.userAdapter);
    await shows(element, 'Where is it?');
    await hasFocus('#subject').catch(() => undefined);
    assert.deepEqual([element.view, element.ticket, element.session.kind], ['ticket', stage.ticketId, 'user']);
    assert.deepEqual(stage.lists, []);
    assert.strictEqual(hasWayBack(element), true);
    (await find(element, threadTag, '.back')).click();
    await shows(element, 'The parcel');
    assert.deepEqual(stage.lists, ['open']);
  });

  it('can sign in instead, and gets to the ticket without a code', async () => {
    let isIn = false;
    const now = () => (isIn ? stage.userAdapter : stage.adapter);
    const element = await follow(
      {},
      {
        ...stage.adapter,
        getSession: (options) => now().getSession(options),
        getTicket: (...given) => now().getTicket(...given),
        listEvents: (...given) => now().listEvents(...given),
        guest: { ...stage.adapter.guest, resolveLink: (...given) => now().guest.resolveLink(...given) },
      },
    );
    const asked = collect(element, 'support-auth-required');
    await shows(element, 'Send the code');
    (await find(element, gateTag, '.aside')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail.reason),
      ['anonymous'],
    );
    isIn = true;
    await element.refresh();
    await shows(element, 'Where is it?');
    assert.strictEqual(isShown(element, 'You signed in with a different account'), false);
  });

  it('without a link is offered the form for a new one, and the way back', async () => {
    const element = await mountCenter(stage.adapter);
    await shows(element, 'Sign in to see your tickets');
    await assert.isAccessible(element);
    (await find(element, '.new-link')).focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Get a new link');
    await hasFocus('#heading');
    assert.strictEqual(isShown(element, 'Sign in to see your tickets'), false);
    await assert.isAccessible(element);
    (await find(element, '.gate-back')).focus();
    await sendKeys({ press: 'Enter' });
    await hasFocus('.new-link');
    assert.strictEqual(isShown(element, 'Sign in to see your tickets'), true);
  });

  it('who asked for the form and signs in after all sees the list', async () => {
    let isIn = false;
    const now = () => (isIn ? stage.userAdapter : stage.adapter);
    const element = await mountCenter({
      ...stage.adapter,
      getSession: (options) => now().getSession(options),
      listTickets: (...given) => now().listTickets(...given),
    });
    (await find(element, '.new-link')).click();
    await shows(element, 'Get a new link');
    isIn = true;
    await element.refresh();
    await shows(element, 'The parcel');
    assert.isNull(deep(element, gateTag));
  });

  it('is offered nothing where no mailed link lets anybody in', async () => {
    const { adapter } = stage;
    const element = await mountCenter({
      ...adapter,
      getConfig: async (options) => ({ ...(await adapter.getConfig(options)), guest: undefined }),
    });
    await shows(element, 'Sign in to see your tickets');
    assert.isNull(deep(element, '.new-link'));
  });

  it('is told that the service cannot be reached, and meets the gate when it can', async () => {
    let isDown = true;
    const { adapter } = stage;
    const element = await follow(
      {},
      {
        ...adapter,
        getConfig: async (options) => {
          if (isDown) throw new TypeError('Failed to fetch');
          return adapter.getConfig(options);
        },
      },
    );
    await shows(element, 'Support isn’t available right now');
    assert.isNull(deep(element, gateTag));
    isDown = false;
    (await find(element, '.notice button')).click();
    await shows(element, 'Send the code');
  });

  it('in a language that reads from right to left and in 280 pixels sees all of the gate', async () => {
    await setViewport({ width: 280, height: 900 });
    const page = await mount<HTMLElement>(html`<div dir="rtl"></div>`);
    const element = await follow();
    page.append(element);
    await shows(element, 'Send the code');
    assert.isAtMost(document.documentElement.scrollWidth, 280);
    assert.isAtMost((await find(element, gateTag)).scrollWidth, element.clientWidth);
  });
});
