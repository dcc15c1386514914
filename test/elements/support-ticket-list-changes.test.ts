import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createStage, deep, failure, find, focused, isShown, listen, shows, type Stage, until } from './stage.ts';
import {
  isAccessible,
  listing,
  madeUp,
  mountList,
  nextMoment,
  pageOf,
  rowsOf,
  subjectsOf,
} from './support-ticket-list.stage.ts';

describe('support-ticket-list while time passes', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });

  it('loads more at the press of a button, which keeps focus until the end is reached', async () => {
    for (let number = 1; number <= 5; number += 1) await stage.ask(`Matter ${number}`);
    const element = await mountList(stage.adapter);
    element.pagesize = 2;
    await until(() => rowsOf(element).length === 2, 'the first page is not there');
    const { said, stop } = listen();
    (await find(element, '.more-button')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => rowsOf(element).length === 4, 'the second page is not there');
    assert.strictEqual(focused()?.matches('.more-button'), true);
    await until(() => said.includes('2 more tickets loaded.'), 'the second page was not announced');
    await sendKeys({ press: 'Enter' });
    await until(() => rowsOf(element).length === 5, 'the last page is not there');
    await until(() => focused()?.matches('.end'), 'focus is not at the end');
    assert.strictEqual(focused()?.textContent, 'That’s all your tickets');
    stop();
  });

  it('keeps the rows and offers another try when the next page fails', async () => {
    for (let number = 1; number <= 3; number += 1) await stage.ask(`Matter ${number}`);
    let fails = true;
    const element = await mountList({
      ...stage.adapter,
      listTickets: async (query, options) => {
        if (query.cursor && fails) throw failure('unavailable');
        return stage.adapter.listTickets(query, options);
      },
    });
    element.pagesize = 2;
    await until(() => rowsOf(element).length === 2, 'the first page is not there');
    const { said, stop } = listen();
    (await find(element, '.more-button')).focus();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'We couldn’t load more tickets.');
    assert.strictEqual(said.at(-1), 'We couldn’t load more tickets.');
    assert.strictEqual(focused()?.textContent?.trim(), 'Try again');
    stop();
    assert.strictEqual(rowsOf(element).length, 2);
    await isAccessible(element);
    fails = false;
    (await find(element, '.more-button')).click();
    await until(() => rowsOf(element).length === 3, 'the next page is not there');
  });

  it('says on the button that more is on the way, keeps focus there, and asks once', async () => {
    const gate = Promise.withResolvers<undefined>();
    let pages = 0;
    const element = await mountList(
      listing(stage.adapter, async (query) => {
        if (query.cursor) {
          pages += 1;
          await gate.promise;
        }
        return pageOf(madeUp(45), query);
      }),
    );
    await until(() => rowsOf(element).length === 20, 'the first twenty are not there');
    const button = await find(element, '.more-button');
    assert.strictEqual(button.textContent?.trim(), 'Show more tickets');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => button.textContent?.trim() === 'Loading more tickets…', 'the button does not say so');
    assert.strictEqual(button.getAttribute('aria-disabled'), 'true');
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(focused(), button);
    await isAccessible(element);
    gate.resolve(undefined);
    await until(() => rowsOf(element).length === 40, 'the next twenty are not there');
    assert.strictEqual(pages, 1);
    assert.strictEqual(focused(), button);
  });

  it('pages through a thousand tickets, drawing only the new ones', async () => {
    const element = await mountList(listing(stage.adapter, async (query) => pageOf(madeUp(1000), query)));
    element.pagesize = 100;
    await until(() => rowsOf(element).length === 100, 'the first page is not there');
    const [first] = rowsOf(element);
    let drawn = 0;
    const watch = new MutationObserver((changes) => (drawn += changes.length));
    for (const row of rowsOf(element)) watch.observe(row, { subtree: true, childList: true, attributes: true });
    for (let shown = 200; shown <= 1000; shown += 100) {
      (await find(element, '.more-button')).click();
      await until(() => rowsOf(element).length === shown, `${shown} are not there`);
    }
    assert.strictEqual(rowsOf(element)[0], first);
    assert.strictEqual(drawn, 0);
    await shows(element, 'That’s all your tickets');
    watch.disconnect();
  });

  it('leaves rows where they are while somebody is at them, and shows changes at the press of a button', async () => {
    const old = await stage.ask('Older');
    await nextMoment();
    await stage.ask('Newer');
    await nextMoment();
    const element = await mountList(stage.adapter);
    element.sort = 'updated_desc';
    await until(() => subjectsOf(element)[0] === 'Newer', 'not in order');
    const { said, stop } = listen();
    rowsOf(element)[0]?.focus();
    const { top } = rowsOf(element)[0]?.getBoundingClientRect() ?? {};
    await stage.answer(old, { text: 'An answer that moves it up' });
    await element.refresh();
    await shows(element, '1 ticket has changed');
    await shows(element, 'An answer that moves it up');
    assert.deepEqual(subjectsOf(element), ['Newer', 'Older']);
    assert.strictEqual(rowsOf(element)[0]?.getBoundingClientRect().top, top);
    assert.strictEqual(focused(), rowsOf(element)[0]);
    await element.refresh();
    await element.refresh();
    assert.strictEqual(said.filter((text) => text === '1 ticket has changed').length, 1);
    await isAccessible(element);
    const show = await find(element, '.changes button');
    assert.strictEqual(show.textContent?.trim(), 'Show changes');
    show.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => subjectsOf(element)[0] === 'Older', 'the order is the old one');
    assert.strictEqual((focused() as HTMLElement | null)?.dataset['ticket'], old);
    assert.strictEqual(deep(element, '.changes'), null);
    stop();
  });

  it('puts rows in order by itself where nobody is at them', async () => {
    const old = await stage.ask('Older');
    await nextMoment();
    await stage.ask('Newer');
    await nextMoment();
    const element = await mountList(stage.adapter);
    element.sort = 'updated_desc';
    await until(() => subjectsOf(element)[0] === 'Newer', 'not in order');
    const { said, stop } = listen();
    await stage.answer(old, { text: 'An answer' });
    await element.refresh();
    await until(() => subjectsOf(element)[0] === 'Older', 'the order is the old one');
    assert.strictEqual(isShown(element, 'has changed'), false);
    assert.deepEqual(said, []);
    stop();
  });

  it('asks first when somebody has scrolled down', async () => {
    let tickets = madeUp(15);
    const element = await mountList(listing(stage.adapter, async (query) => pageOf(tickets, query)));
    element.style.cssText = 'block-size: 400px; overflow: auto';
    await until(() => rowsOf(element).length === 15, 'no rows');
    element.scrollTop = 600;
    const top = rowsOf(element)[9]?.getBoundingClientRect().top;
    tickets = [...tickets.slice(5, 6), ...tickets.slice(0, 5), ...tickets.slice(6)];
    await element.refresh();
    await shows(element, '1 ticket has changed');
    assert.strictEqual(rowsOf(element)[9]?.getBoundingClientRect().top, top);
    const bar = (await find(element, '.pill')).getBoundingClientRect();
    const box = element.getBoundingClientRect();
    assert.ok(bar.top >= box.top && bar.bottom <= box.bottom, 'the bar is out of sight');
    (await find(element, '.changes button')).click();
    await until(() => subjectsOf(element)[0] === 'Matter 5', 'the order is the old one');
    assert.strictEqual((focused() as HTMLElement | null)?.dataset['ticket'], 'made-up-5');
  });

  it('shows a new status where the row stands, in the group where it stands', async () => {
    const first = await stage.ask('Waits', 'Hello', [{ text: 'Which one?', status: 'awaiting_reply' }]);
    await stage.ask('Idle');
    const element = await mountList(stage.adapter);
    await shows(element, 'Idle');
    const [row] = rowsOf(element);
    row?.focus();
    await stage.setStatus(first, 'open');
    await element.refresh();
    await until(() => row?.querySelector('.badge')?.textContent.includes('Open'), 'the status is the old one');
    assert.strictEqual(focused(), row);
    assert.ok(row?.closest('ul[aria-labelledby="attention"]'));
    row?.blur();
    await element.refresh();
    element.requestUpdate();
    await until(() => !deep(element, '#attention'), 'the group stays');
  });

  it('tells nobody who scrolls or types of a poll that brings nothing', async () => {
    await stage.ask('Quiet');
    const element = await mountList(stage.adapter);
    await shows(element, 'Quiet');
    const { said, stop } = listen();
    await element.refresh();
    await element.refresh();
    assert.deepEqual(said, []);
    stop();
  });
});
