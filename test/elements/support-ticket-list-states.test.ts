import { assert, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SupportTicketListElement } from '../../src/elements.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  holdBack,
  isShown,
  listen,
  mount,
  setOnline,
  shows,
  type Stage,
  until,
} from './stage.ts';
import { endable, isAccessible, listing, mountList, rowsOf, subjectsOf } from './support-ticket-list.stage.ts';

describe('what support-ticket-list shows instead of rows', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  async function mountedRoot(element: SupportTicketListElement): Promise<ShadowRoot> {
    document.body.append(element);
    await until(() => element.shadowRoot, 'nothing is drawn');
    return element.shadowRoot as ShadowRoot;
  }

  it('tells a new customer that there is nothing yet, whatever the filter', async () => {
    const element = await mountList(stage.adapter);
    for (const filter of ['open', 'all', 'closed'] as const) {
      element.filter = filter;
      await until(() => element.matches(':state(empty)'), 'the list is not empty');
      await shows(element, 'No tickets yet');
      await isAccessible(element);
    }
  });

  it('has its own words for every kind of nothing', async () => {
    const element = await mountList(stage.adapter);
    const kinds = {
      closed: 'No closed tickets',
      attention: 'Nothing is waiting for you',
      unread: 'You’re all caught up',
      open: 'No open tickets',
    } as const;
    const ticketId = await stage.ask('The only one');
    await element.refresh();
    for (const [filter, title] of Object.entries(kinds)) {
      if (filter === 'open') await stage.setStatus(ticketId, 'closed');
      element.filter = filter as keyof typeof kinds;
      await shows(element, title);
      assert.strictEqual(element.matches(':state(empty)'), true);
      await isAccessible(element);
    }
  });

  it('stays on the open tickets when all are closed, and leads to those', async () => {
    await stage.setStatus(await stage.ask('Done'), 'closed');
    const element = await mountList(stage.adapter);
    await shows(element, 'Everything is taken care of. Closed tickets are still here to read.');
    assert.strictEqual(element.filter, 'open');
    const button = await find(element, '.notice-actions button');
    assert.strictEqual(button.textContent?.trim(), 'Show closed tickets');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Done');
    assert.strictEqual(element.filter, 'closed');
    assert.strictEqual(focused()?.id, 'heading');
  });

  it('keeps the way to help in sight where there is no row, and only there', async () => {
    const element = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${stage.adapter}
        ><a slot="get-help" href="#help">Get help</a></support-ticket-list
      >`,
    );
    await shows(element, 'Get help');
    await stage.ask('Now there is one');
    await element.refresh();
    await shows(element, 'Now there is one');
    assert.strictEqual(isShown(element, 'Get help'), false);
  });

  it('shows six rows to come while a slow backend answers, and says that it is loading, once', async () => {
    await stage.ask('Worth the wait');
    const { adapter, release } = holdBack(stage.adapter, ['listTickets']);
    const { said, stop } = listen();
    const element = await mountList(adapter);
    await until(() => deep(element, '.skeleton:not(.unseen)'), 'no skeleton');
    assert.strictEqual(element.shadowRoot?.querySelectorAll('.skeleton > .row').length, 6);
    assert.strictEqual((await find(element, 'section')).getAttribute('aria-busy'), 'true');
    assert.strictEqual(element.matches(':state(loading)'), true);
    await until(() => said.includes('Loading tickets…'), 'loading was not announced');
    await isAccessible(element);
    release();
    await shows(element, 'Worth the wait');
    assert.strictEqual(deep(element, '[part~="skeleton"]'), null);
    assert.strictEqual(said.filter((text) => text === 'Loading tickets…').length, 1);
    assert.strictEqual((await find(element, 'section')).getAttribute('aria-busy'), 'false');
    stop();
  });

  it('shows no skeleton where the answer comes at once', async () => {
    await stage.ask('Quick');
    const element = document.createElement('support-ticket-list');
    element.adapter = stage.adapter;
    const seen: Element[] = [];
    const watch = new MutationObserver(() =>
      seen.push(...(element.shadowRoot?.querySelectorAll('.skeleton:not(.unseen)') ?? [])),
    );
    watch.observe(element.shadowRoot ?? (await mountedRoot(element)), {
      subtree: true,
      childList: true,
      attributes: true,
    });
    await shows(element, 'Quick');
    assert.deepEqual(seen, []);
    watch.disconnect();
    element.remove();
  });

  it('moves nothing when the rows arrive, and gives them the room that the skeleton kept', async () => {
    await stage.ask('Just one line', 'Hello', [{ text: 'Which one?', status: 'awaiting_reply' }]);
    const { adapter, release } = holdBack(stage.adapter, ['listTickets']);
    const element = await mountList(adapter);
    element.sort = 'updated_desc';
    element.style.inlineSize = '600px';
    await until(() => deep(element, '.skeleton:not(.unseen)'), 'no skeleton');
    const bone = await find(element, '.skeleton > .row');
    const [top, height] = [bone.getBoundingClientRect().top, bone.offsetHeight];
    release();
    await shows(element, 'Just one line');
    const [row] = rowsOf(element);
    assert.approximately(row?.getBoundingClientRect().top ?? 0, top, 1);
    assert.approximately(row?.offsetHeight ?? 0, height, 1);
  });

  it('keeps a skeleton that came for long enough to be seen', async () => {
    await stage.ask('In a moment');
    const { adapter, release } = holdBack(stage.adapter, ['listTickets']);
    const element = await mountList(adapter);
    // The clock stands still from here, so that a slow machine cannot use up the time that the skeleton has.
    const now = performance.now();
    Object.defineProperty(performance, 'now', { value: () => now, configurable: true });
    await until(() => deep(element, '.skeleton:not(.unseen)'), 'no skeleton');
    release();
    await until(() => !element.matches(':state(loading)'), 'the rows do not come');
    assert.ok(deep(element, '.skeleton:not(.unseen)'));
    assert.deepEqual(subjectsOf(element), []);
    await shows(element, 'In a moment');
    assert.strictEqual(deep(element, '.skeleton'), null);
    Reflect.deleteProperty(performance, 'now');
  });

  it('admits after eight seconds that it takes longer than usual', async () => {
    const { adapter, release } = holdBack(stage.adapter, ['listTickets']);
    const element = await mountList(adapter);
    await shows(element, 'This is taking longer than usual…');
    await isAccessible(element);
    release();
    await shows(element, 'No tickets yet');
    assert.strictEqual(isShown(element, 'This is taking longer'), false);
  });

  it('keeps the filters in sight and in focus while another one loads', async () => {
    await stage.ask('Current');
    const gate = Promise.withResolvers<undefined>();
    const element = await mountList(
      listing(stage.adapter, async (query, ask) => {
        if (query.filter === 'closed') await gate.promise;
        return ask();
      }),
    );
    await shows(element, 'Current');
    (await find(element, 'input[value="open"]')).focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => deep(element, '.skeleton:not(.unseen)'), 'no skeleton');
    assert.strictEqual((focused() as HTMLInputElement).value, 'closed');
    gate.resolve(undefined);
    await shows(element, 'No closed tickets');
    assert.strictEqual((focused() as HTMLInputElement).value, 'closed');
  });

  it('explains a failure with the reference to quote, tells the page once, and tries again', async () => {
    await stage.ask('Found after all');
    let fails = true;
    const element = await mountList(
      listing(stage.adapter, async (_query, ask) => {
        if (fails) throw failure('unavailable', 'req_42');
        return ask();
      }),
    );
    const errors = collect(element, 'support-error');
    await shows(element, 'We couldn’t load your tickets');
    assert.strictEqual(isShown(element, 'req_42'), true);
    assert.deepEqual(
      errors.map(({ detail }) => detail),
      [{ error: { code: 'unavailable', retryable: true, reference: 'req_42' }, where: 'list', fatal: true }],
    );
    await isAccessible(element);
    fails = false;
    const retry = await find(element, '.notice-actions button');
    retry.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused()?.id === 'heading', 'focus is lost');
    await shows(element, 'Found after all');
  });

  it('keeps the rows when a later look fails, says so above them, and tries again', async () => {
    await stage.ask('Seen before');
    let fails = false;
    const element = await mountList(
      listing(stage.adapter, async (_query, ask) => {
        if (fails) throw failure('timeout');
        return ask();
      }),
    );
    await shows(element, 'Seen before');
    fails = true;
    await element.refresh();
    await shows(element, 'The server didn’t answer in time.');
    assert.deepEqual(subjectsOf(element), ['Seen before']);
    await isAccessible(element);
    fails = false;
    const retry = await find(element, '.strip button');
    assert.strictEqual(retry.textContent?.trim(), 'Try again');
    retry.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => !deep(element, '.strip'), 'the message stays');
    assert.strictEqual(focused()?.id, 'heading');
  });

  it('keeps the rows without a network, says so above them, and says when it is back', async () => {
    await stage.ask('In memory');
    const element = await mountList(stage.adapter);
    await shows(element, 'In memory');
    const { said, stop } = listen();
    setOnline(false);
    await shows(element, 'You’re offline. What you see may be out of date.');
    assert.deepEqual(subjectsOf(element), ['In memory']);
    await until(() => said.includes('You’re offline. What you see may be out of date.'), 'not announced');
    await isAccessible(element);
    setOnline(true);
    await shows(element, 'You’re back online.');
    setOnline(false);
    setOnline(true);
    assert.strictEqual(said.length, 1, 'a connection that comes and goes is announced once in a while');
    await until(() => !isShown(element, 'You’re back online.'), 'it stays');
    stop();
  });

  it('says nothing of the network inside a frame that says it, and says it once where nothing is loaded', async () => {
    setOnline(false);
    const adapter = listing(stage.adapter, async () => {
      throw failure('offline');
    });
    const framed = await mount<SupportTicketListElement>(
      html`<support-ticket-list .adapter=${adapter} .framed=${true}></support-ticket-list>`,
    );
    await shows(framed, 'Check your connection and try again.');
    assert.strictEqual(isShown(framed, 'You’re offline'), false);
    const alone = await mountList(adapter);
    await shows(alone, 'Check your connection and try again.');
    assert.strictEqual(alone.shadowRoot?.textContent?.split('You’re offline').length, 2);
    await isAccessible(alone);
  });

  it('asks for sign-in where nobody is signed in', async () => {
    const element = await mountList(stage.backend.anonymousAdapter());
    await shows(element, 'Sign in to see your tickets');
    const asked = collect(element, 'support-auth-required');
    (await find(element, '.notice-actions button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      [{ reason: 'anonymous', returnTo: null }],
    );
    await isAccessible(element);
  });

  it('removes the rows when the session ends, and asks for sign-in', async () => {
    await stage.ask('Private');
    const session = endable(stage.adapter, () => failure('session_expired'));
    const element = await mountList(session.adapter);
    await shows(element, 'Private');
    const asked = collect(element, 'support-auth-required');
    rowsOf(element)[0]?.focus();
    session.end();
    await element.refresh();
    await shows(element, 'Your session has ended');
    assert.strictEqual(element.shadowRoot?.textContent?.includes('Private'), false);
    assert.strictEqual(focused()?.id, 'heading');
    await isAccessible(element);
    (await find(element, '.notice-actions button')).click();
    assert.deepEqual(
      asked.map(({ detail }) => detail.reason),
      ['expired'],
    );
  });
});
