/** What the http adapter does for a guest: whom it speaks for, where the session is kept, and when it ends. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createHttpAdapter, type HttpAdapterOptions } from '../../src/adapters/http/http-adapter.ts';
import type { SupportAdapter } from '../../src/contract/index.ts';
import { assertRejects } from '../../src/testing/assert.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const endpoint = 'http://helpdock.test/v1';
const ola = { subject: 'ola', email: 'ola@poczta.example' };

/** A tab's storage, as a browser has it. */
class TabStorage extends Map<string, string> {
  getItem = (name: string) => this.get(name) ?? null;
  setItem = (name: string, value: string) => void this.set(name, value);
  removeItem = (name: string) => void this.delete(name);
}

function useStorage(storage: unknown): void {
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get: () => storage });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});

async function world(clock = { now: Date.UTC(2026, 10, 28, 9) }) {
  const backend = createMemoryBackend({ now: () => clock.now });
  const opened = await backend.staffDesk.openTicket(
    { customer: ola, subject: 'A question', text: 'Hello?', from: 'customer' },
    calmCall(),
  );
  const ticketId = opened.value.id;
  const seen: (string | null)[] = [];
  const page = (options: Partial<HttpAdapterOptions> = {}) =>
    createHttpAdapter({
      endpoint,
      fetch: (request) => {
        seen.push(request.headers.get('authorization'));
        return backend.handler(request);
      },
      ...options,
    });
  const link = await backend.linkTo(ticketId);
  const comeIn = async (adapter: SupportAdapter) => {
    const { challengeId } = await adapter.guest.requestCode(link, crypto.randomUUID(), calmCall());
    const [code = ''] = await backend.codesFor(ola.email);
    return adapter.guest.verifyCode(challengeId, code, calmCall());
  };
  return { backend, clock, ticketId, link, page, seen, comeIn };
}

const kindOf = async (adapter: SupportAdapter) => (await adapter.getSession(calmCall())).kind;

describe('a guest’s session', () => {
  it('is not in what a page is given', async () => {
    const { page, comeIn } = await world();
    assert.deepEqual(Object.keys(await comeIn(page())).sort(), ['session', 'ticketId']);
  });

  it('stays with the tab, also when the page is loaded anew', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn, ticketId } = await world();
    await comeIn(page());
    const reloaded = page();
    assert.equal(await kindOf(reloaded), 'guest');
    assert.equal((await reloaded.getTicket(ticketId, calmCall())).id, ticketId);
    assert.deepEqual([...tab.keys()], [`helpdock.guest ${endpoint}`]);
    useStorage(new TabStorage());
    assert.equal(await kindOf(page()), 'anonymous');
  });

  it('of one server is not shown to another', async () => {
    useStorage(new TabStorage());
    const { page, comeIn, seen } = await world();
    await comeIn(page());
    seen.length = 0;
    await page({ endpoint: 'http://helpdock.test/v2' })
      .getSession(calmCall())
      .catch(() => undefined);
    assert.deepEqual(seen, [null]);
  });

  for (const [what, storage] of [
    ['there is no storage', undefined],
    ['the browser forbids it', { getItem: refuse, setItem: refuse, removeItem: refuse }],
  ] as const)
    it(`lasts as long as the page where ${what}`, async () => {
      useStorage(storage);
      const { page, comeIn, ticketId } = await world();
      const adapter = page();
      await comeIn(adapter);
      assert.equal((await adapter.getTicket(ticketId, calmCall())).id, ticketId);
      assert.equal(await kindOf(page()), 'anonymous');
    });

  it('lasts as long as the page where the page wants it so, and leaves nothing in the tab', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn } = await world();
    const adapter = page({ guestStorage: 'memory' });
    await comeIn(adapter);
    assert.equal(await kindOf(adapter), 'guest');
    assert.equal(tab.size, 0);
  });

  it('that ended is told as such until the guest is back, and its token is shown to nobody any more', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn, clock, ticketId, seen } = await world();
    const adapter = page();
    await comeIn(adapter);
    assert.equal(await kindOf(adapter), 'guest');
    clock.now += 31 * 60_000;
    await assertRejects(adapter.getSession(calmCall()), 'session_expired');
    assert.equal(tab.size, 0);
    seen.length = 0;
    await assertRejects(adapter.getSession(calmCall()), 'session_expired');
    await assertRejects(adapter.getTicket(ticketId, calmCall()), 'unauthenticated');
    assert.deepEqual(seen, [null, null]);
    await comeIn(adapter);
    assert.equal(await kindOf(adapter), 'guest');
  });

  it('that ended before the page was loaded is no session', async () => {
    useStorage(new TabStorage());
    const { page, comeIn, clock } = await world();
    await comeIn(page());
    clock.now += 31 * 60_000;
    assert.equal(await kindOf(page()), 'anonymous');
  });

  it('is over with signing out: nobody is told that its time had come', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn } = await world();
    const adapter = page();
    await comeIn(adapter);
    await adapter.signOut(calmCall());
    assert.equal(await kindOf(adapter), 'anonymous');
    assert.equal(tab.size, 0);
  });
});

describe('a guest’s session beside an account', () => {
  const jan = { subject: 'jan', email: 'jan@poczta.example' };

  it('counts for more while it lasts, and the account is back after it', async () => {
    const { page, comeIn, backend, clock, ticketId } = await world();
    const adapter = page({ getAccessToken: () => backend.tokenFor(jan), guestStorage: 'memory' });
    await comeIn(adapter);
    assert.equal(await kindOf(adapter), 'guest');
    assert.equal((await adapter.getTicket(ticketId, calmCall())).id, ticketId);
    clock.now += 31 * 60_000;
    assert.equal(await kindOf(adapter), 'user');
    await assertRejects(adapter.getTicket(ticketId, calmCall()), 'not_found');
  });

  it('gives way to somebody who signs in after the guest came, and is over on the server as well', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn, backend } = await world();
    await comeIn(page());
    const [kept = ''] = tab.values();
    assert.equal(await kindOf(page({ getAccessToken: () => backend.tokenFor(jan) })), 'user');
    assert.equal(tab.size, 0);
    tab.set(`helpdock.guest ${endpoint}`, kept);
    assert.equal(await kindOf(page()), 'anonymous');
  });

  it('gives way to the account that the link is for', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn, backend, link, ticketId } = await world();
    const adapter = page({ getAccessToken: () => backend.tokenFor(ola) });
    await comeIn(adapter);
    assert.equal(await kindOf(adapter), 'guest');
    assert.equal((await adapter.guest.resolveLink(link, calmCall())).ticketId, ticketId);
    assert.equal(await kindOf(adapter), 'user');
    assert.equal(tab.size, 0);
  });
});

describe('a guest’s session and a slow or missing network', () => {
  it('is not thrown away by a late answer about the one before', async () => {
    const { page, comeIn, clock, backend } = await world();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let isSlow = false;
    const adapter = page({
      guestStorage: 'memory',
      fetch: async (request) => {
        const response = await backend.handler(request);
        if (isSlow && request.url.endsWith('/session')) await held;
        return response;
      },
    });
    await comeIn(adapter);
    clock.now += 31 * 60_000;
    isSlow = true;
    const look = adapter.getSession(calmCall());
    await new Promise((next) => setImmediate(next));
    isSlow = false;
    await comeIn(adapter);
    release();
    assert.equal((await look).kind, 'guest');
    assert.equal(await kindOf(adapter), 'guest');
  });

  it('leaves the tab at once when the guest signs out, whether or not the server hears of it', async () => {
    const tab = new TabStorage();
    useStorage(tab);
    const { page, comeIn, backend } = await world();
    let isDown = false;
    const adapter = page({
      fetch: (request) => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : backend.handler(request)),
    });
    await comeIn(adapter);
    isDown = true;
    await assertRejects(adapter.signOut(calmCall()), 'unavailable');
    assert.equal(tab.size, 0);
  });
});

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}
