/** An adapter of one's own from the methods one has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAdapter, type AdapterMethods } from '../../src/adapters/create-adapter.ts';
import { supportConfigSchema, type SupportFeatures } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { createMemoryAdapter } from '../../src/testing/memory-adapter.ts';

const limits = {
  messageMaxLength: 5000,
  attachments: { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] },
};

/** The seven methods that must be written, and what else is given. */
function methods(more: Partial<AdapterMethods> = {}, features?: Partial<SupportFeatures>): AdapterMethods {
  const getConfig = async () => ({ limits, ...(features && { features }) });
  const none = { signOut: undefined, setStatus: undefined, rateTicket: undefined, getUnread: undefined };
  return { ...createMemoryAdapter(), ...none, subscribe: undefined, name: 'mine', getConfig, ...more };
}

describe('an adapter of one’s own', () => {
  it('rejects what it cannot do, and its features say so beforehand', async () => {
    const adapter = createAdapter(methods());
    const unsupported = { name: 'SupportError', code: 'unsupported', retryable: false };
    await assert.rejects(adapter.signOut(calmCall()), unsupported);
    await assert.rejects(adapter.getUnread(calmCall()), unsupported);
    await assert.rejects(adapter.setStatus('tk_1', 'solved', calmCall()), unsupported);
    await assert.rejects(adapter.rateTicket('tk_1', { score: 5 }, calmCall()), unsupported);
    await assert.rejects(adapter.subscribe({}, calmCall())[Symbol.asyncIterator]().next(), unsupported);
    const config = await adapter.getConfig(calmCall());
    assert.deepEqual(supportConfigSchema.parse(config), config);
    assert.ok(Object.values(config.features).every((offered) => !offered));
  });

  it('offers what it has a method for, unless its configuration denies it', async () => {
    const setStatus = () => Promise.reject(new Error('never called'));
    const featuresOf = async (features?: Partial<SupportFeatures>) =>
      (await createAdapter(methods({ setStatus }, features)).getConfig(calmCall())).features;
    assert.deepEqual([(await featuresOf()).solve, (await featuresOf()).reopen], [true, true]);
    assert.deepEqual(await featuresOf({ reopen: false, search: true, html: true }), {
      search: true,
      html: true,
      solve: true,
      reopen: false,
      rating: false,
      push: false,
      live: false,
    });
  });

  it('asks for a rating where it can keep one, and hands on who rates what', async () => {
    const rateTicket: AdapterMethods['rateTicket'] = async (id, { score }) => ({ id, score }) as never;
    const adapter = createAdapter(methods({ rateTicket }));
    assert.equal((await adapter.getConfig(calmCall())).features.rating, true);
    assert.deepEqual(await adapter.rateTicket('tk_1', { score: 2 }, calmCall()), { id: 'tk_1', score: 2 });
    const silent = createAdapter(methods({ rateTicket }, { rating: false }));
    assert.equal((await silent.getConfig(calmCall())).features.rating, false);
  });

  it('tells what changes where it can, unless its configuration denies it', async () => {
    const subscribe: AdapterMethods['subscribe'] = async function* ({ ticketId = '' }) {
      yield { id: ticketId, type: 'resync' };
    };
    const adapter = createAdapter(methods({ subscribe }));
    assert.equal((await adapter.getConfig(calmCall())).features.live, true);
    const told = await adapter.subscribe({ ticketId: 'tk_1' }, calmCall())[Symbol.asyncIterator]().next();
    assert.deepEqual(told.value, { id: 'tk_1', type: 'resync' });
    const silent = createAdapter(methods({ subscribe }, { live: false }));
    assert.equal((await silent.getConfig(calmCall())).features.live, false);
  });

  it('never offers what it has no method for, whatever its configuration says', async () => {
    const all = { search: true, html: true, solve: true, reopen: true, push: true, live: true, rating: true };
    const { features } = await createAdapter(methods({}, all)).getConfig(calmCall());
    assert.deepEqual(features, { ...all, solve: false, reopen: false, rating: false, push: false, live: false });
  });

  it('may be a class with a state of its own', async () => {
    class Counting {
      #count = 0;
      async getUnread() {
        this.#count += 1;
        return { tickets: this.#count, updates: this.#count };
      }
    }
    const { getUnread: _, ...rest } = methods();
    const adapter = createAdapter(Object.assign(new Counting(), rest));
    await adapter.getUnread(calmCall());
    assert.deepEqual(await adapter.getUnread(calmCall()), { tickets: 2, updates: 2 });
  });
});
