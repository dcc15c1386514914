import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { routerKinds } from '../../src/elements/support-center/router.ts';
import {
  createGuestStage,
  gateTag,
  type GuestStage,
  hasFocus,
  listTag,
  markupOf,
  mountCenter,
  threadTag,
} from './center-guest.stage.ts';
import { collect, deep, find, isShown, shows, until } from './stage.ts';

const { pathname } = location;
const home = pathname + location.search;

describe('the link of a guest', () => {
  let stage: GuestStage;

  beforeEach(async () => {
    await setViewport({ width: 700, height: 900 });
    stage = await createGuestStage();
  });

  afterEach(() => history.replaceState(null, '', home));

  const changed = () => new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));

  for (const router of routerKinds) {
    it(`leaves the address before anything is drawn, with router="${router}", and takes no step in the history`, async () => {
      for (const [place, kept] of [
        [`${home}#support/g/${stage.token}`, location.search],
        [`${pathname}?support_link=${stage.token}`, ''],
      ] as const) {
        history.replaceState({ framework: 'yes' }, '', place);
        const steps = history.length;
        const element = document.createElement('support-center');
        document.body.append(Object.assign(element, { adapter: stage.adapter, router, base: pathname }));
        assert.deepEqual([element.hasUpdated, location.pathname + location.search], [false, pathname + kept]);
        await shows(element, 'Send the code');
        assert.notInclude(location.href, stage.token);
        assert.notInclude(markupOf(element), stage.token);
        assert.deepEqual([history.state, history.length], [{ framework: 'yes' }, steps]);
        element.remove();
      }
    });
  }

  it('leaves whatever else the address says as it is written', async () => {
    history.replaceState(null, '', `${pathname}?q=a%20b+c&support_link=${stage.token}&empty=&q=%C4%85#prices`);
    const element = await mountCenter(stage.adapter);
    assert.strictEqual(location.search + location.hash, '?q=a%20b+c&empty=&q=%C4%85#prices');
    await shows(element, 'Send the code');
  });

  it('counts behind the # before it counts as a parameter, and is taken out of both', async () => {
    history.replaceState(null, '', `${pathname}?support_link=something#support/g/${stage.token}`);
    const element = await mountCenter(stage.adapter);
    assert.strictEqual(location.href, new URL(pathname, location.href).href);
    await shows(element, 'Send the code');
  });

  it('that is broken says so, whatever is broken', async () => {
    for (const broken of [stage.token.slice(0, 20), `${stage.token}?utm=mail`, '%E0%A4%A', 'x'.repeat(43)]) {
      history.replaceState(null, '', `${home}#support/g/${broken}`);
      const element = await mountCenter(stage.adapter);
      assert.strictEqual(location.hash, '');
      await shows(element, 'This link doesn’t work');
      await assert.isAccessible(element);
      element.remove();
    }
  });

  it('may also come while a ticket is on screen, which makes room and comes back with the button to go back', async () => {
    const element = await mountCenter(stage.userAdapter, { router: 'hash' });
    await element.ready;
    await element.open({ view: 'ticket', ticketId: stage.ticketId });
    await shows(element, 'Where is it?');
    (await find(element, threadTag, 'support-reply-box')).focus();
    const asked = collect(element, 'support-navigate');
    const steps = history.length;
    const arrived = changed();
    location.hash = '#support/g/not-a-link';
    await arrived;
    assert.strictEqual(location.hash, '');
    assert.strictEqual(history.length, steps + 1);
    await shows(element, 'This link doesn’t work');
    await hasFocus('#heading');
    assert.isNull(deep(element, threadTag));
    assert.isNull(deep(element, listTag));
    assert.strictEqual(asked.length, 0);
    history.back();
    await shows(element, 'Where is it?');
    assert.isNull(deep(element, gateTag));
    assert.strictEqual(asked.length, 1);
  });

  it('is found when the button to go back leads to it', async () => {
    history.replaceState(null, '', `${home}#support/g/${stage.token}`);
    history.pushState(null, '', `${home}#elsewhere`);
    const element = await mountCenter(stage.adapter);
    await shows(element, 'Sign in to see your tickets');
    history.back();
    await shows(element, 'Send the code');
    assert.strictEqual(location.hash, '');
  });

  it('is left alone by a support center that is not on the page any more', async () => {
    const element = await mountCenter(stage.adapter);
    element.remove();
    const arrived = changed();
    location.hash = '#support/g/not-a-link';
    await arrived;
    assert.strictEqual(location.hash, '#support/g/not-a-link');
  });

  it('may be handed over by a page that reads its address itself', async () => {
    const element = await mountCenter(stage.adapter);
    await shows(element, 'Sign in to see your tickets');
    element.openLink(stage.token);
    await shows(element, 'Send the code');
    assert.strictEqual(isShown(element, 'Sign in to see your tickets'), false);
    element.openLink('broken');
    await shows(element, 'This link doesn’t work');
  });

  it('wins over the ticket that the page names at first, and yields to one that it names later', async () => {
    history.replaceState(null, '', `${home}#support/g/${stage.token}`);
    const element = await mountCenter(stage.userAdapter, { ticket: 'another' });
    await until(() => element.ticket === stage.ticketId, 'the link is not followed');
    element.openLink('broken');
    await shows(element, 'This link doesn’t work');
    element.view = 'list';
    await shows(element, 'The parcel');
    assert.isNull(deep(element, gateTag));
  });
});
