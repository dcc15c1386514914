import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileLinksOf, fileUrl, type WantedLink } from '../../src/state/file-links.ts';
import { createSupportStore } from '../../src/state/support-store.ts';
import { createFakeAdapter } from '../helpers/fake-adapter.ts';
import { fakeConfig, fakeUser } from '../helpers/fake-contract.ts';

const minute = 60_000;
const picture = { ticketId: 't', attachmentId: 'a', use: 'inline' } as const;
const archive = { ticketId: 't', messageId: 'm' } as const;
const url = 'https://files.example/a';

function openPage() {
  const clock = { now: 0 };
  const adapter = createFakeAdapter({ getConfig: async () => fakeConfig(), getSession: async () => fakeUser('ola') });
  const store = createSupportStore({ adapter, locale: () => 'pl', now: () => clock.now });
  const links = fileLinksOf(store);
  const ask = (wanted: WantedLink = picture, asking = new AbortController()) => links.ask(wanted, asking.signal);
  const linkFor = (ms: number, to = url) => ({ url: to, expiresAt: new Date(clock.now + ms).toISOString() });
  return { adapter, ask, clock, linkFor, links, store };
}

describe('the link to a file', () => {
  test('is asked for in the language of the visitor, and known from then on', async () => {
    const { adapter, ask, linkFor, links } = openPage();
    assert.equal(links.of(picture).status, 'idle');
    const asked = ask();
    const call = await adapter.next('linkTo');
    assert.deepEqual(call.args.slice(0, 3), ['t', 'a', 'inline']);
    assert.equal(call.locale, 'pl');
    call.answer(linkFor(5 * minute));
    assert.deepEqual(await asked, { status: 'ready', value: linkFor(5 * minute) });
    assert.equal(await ask(), links.of(picture));
    assert.equal(adapter.countOf('linkTo'), 1);
  });

  test('is one for each use, and another one for all files of a message', async () => {
    const { adapter, ask, linkFor } = openPage();
    const asked = [ask(), ask({ ...picture, use: 'download' }), ask(archive)];
    for (const method of ['linkTo', 'linkTo', 'linkToAll'] as const)
      (await adapter.next(method)).answer(linkFor(minute));
    assert.deepEqual(
      (await Promise.all(asked)).map(({ status }) => status),
      ['ready', 'ready', 'ready'],
    );
    assert.equal(adapter.countOf('linkToAll'), 1);
  });

  test('is asked for once by all who want it at the same time', async () => {
    const { adapter, ask, linkFor } = openPage();
    const asked = [ask(), ask()];
    (await adapter.next('linkTo')).answer(linkFor(minute));
    const [one, other] = await Promise.all(asked);
    assert.equal(one, other);
    assert.equal(adapter.countOf('linkTo'), 1);
  });

  test('is asked for anew shortly before it stops working', async () => {
    const { adapter, ask, clock, linkFor, links } = openPage();
    const first = ask();
    (await adapter.next('linkTo')).answer(linkFor(2 * minute));
    await first;
    clock.now = 2 * minute - 20_001;
    assert.equal(links.of(picture).status, 'ready');
    clock.now += 1;
    assert.equal(links.of(picture).status, 'idle');
    const second = ask();
    (await adapter.next('linkTo')).answer(linkFor(minute, `${url}?2`));
    assert.deepEqual(await second, { status: 'ready', value: linkFor(minute, `${url}?2`) });
  });

  test('is not kept for long where the clock of the server is ahead, and handed on where it is behind', async () => {
    const { adapter, ask, clock, linkFor, links } = openPage();
    const ahead = ask();
    (await adapter.next('linkTo')).answer(linkFor(600 * minute));
    await ahead;
    clock.now = 4 * minute;
    assert.equal(links.of(picture).status, 'idle');
    const behind = ask();
    (await adapter.next('linkTo')).answer(linkFor(-600 * minute));
    assert.equal((await behind).status, 'ready');
    assert.equal(links.of(picture).status, 'idle');
  });

  test('is asked for anew once it was found not to work', async () => {
    const { adapter, ask, linkFor, links } = openPage();
    const first = ask();
    (await adapter.next('linkTo')).answer(linkFor(minute));
    await first;
    links.drop(picture);
    void ask();
    await adapter.next('linkTo');
    assert.equal(adapter.countOf('linkTo'), 2);
  });

  test('that cannot be had says why, and is asked for again by whoever wants it next', async () => {
    const { adapter, ask, linkFor } = openPage();
    const asked = ask();
    (await adapter.next('linkTo')).fail('gone');
    const link = await asked;
    assert.equal(link.status === 'failed' && link.error.code, 'gone');
    const again = ask();
    (await adapter.next('linkTo')).answer(linkFor(minute));
    assert.equal((await again).status, 'ready');
  });

  test('is given up with the last one who wanted it', async () => {
    const { adapter, ask } = openPage();
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [ask(picture, one), ask(picture, other)];
    const call = await adapter.next('linkTo');
    one.abort();
    assert.equal((await asked[0])?.status, 'idle');
    assert.equal(call.signal.aborted, false);
    other.abort();
    assert.equal((await asked[1])?.status, 'idle');
    assert.equal(call.signal.aborted, true);
    assert.equal((await ask(picture, other)).status, 'idle');
    assert.equal(adapter.countOf('linkTo'), 1);
  });

  test('is forgotten when everything is, and what is under way is given up', async () => {
    const { adapter, ask, linkFor, links, store } = openPage();
    const known = ask();
    (await adapter.next('linkTo')).answer(linkFor(minute));
    await known;
    void ask(archive);
    const call = await adapter.next('linkToAll');
    store.dispose();
    assert.equal(links.of(picture).status, 'idle');
    assert.equal(call.signal.aborted, true);
    assert.equal((await ask()).status, 'idle');
  });

  test('tells the page when nobody is signed in any more', async () => {
    const { adapter, ask, store } = openPage();
    await store.session.load();
    const asked = ask();
    (await adapter.next('linkTo')).fail('session_expired');
    await asked;
    assert.equal(store.session.snapshot.status, 'failed');
  });

  for (const bad of ['javascript:alert(1)', 'data:text/html,x', '/below', 'file:///etc/passwd', ''])
    test(`that leads to "${bad}" is none`, async () => {
      const { adapter, ask, linkFor, links } = openPage();
      const asked = ask();
      (await adapter.next('linkTo')).answer(linkFor(minute, bad));
      const link = await asked;
      assert.equal(link.status === 'failed' && link.error.code, 'unavailable');
      assert.equal(links.of(picture).status, 'idle');
      assert.equal(fileUrl(bad), undefined);
    });

  test('may lead to the web, and into the memory of the page', () => {
    assert.equal(fileUrl('HTTPS://files.example'), 'https://files.example/');
    assert.equal(fileUrl('http://localhost:1/a'), 'http://localhost:1/a');
    assert.equal(fileUrl('blob:https://shop.example/1'), 'blob:https://shop.example/1');
  });
});
