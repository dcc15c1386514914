/** The list itself, and the promise that nothing drops out of it unseen. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAdapter } from '../../src/adapters/create-adapter.ts';
import type { SearchMatch, SupportAdapter } from '../../src/contract/index.ts';
import { allCases } from '../../src/testing/conformance/cases/all.ts';
import { registerConformance, type ConformanceOptions } from '../../src/testing/conformance/register.ts';
import { backendWorld, calmCall, type ConformanceCase, type World } from '../../src/testing/conformance/world.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

type Listing = (adapter: SupportAdapter) => SupportAdapter['listTickets'];

/** Runs what was registered, and tells which tests failed and which lines were printed. */
async function run(options: Omit<ConformanceOptions, 'name' | 'print'>) {
  const tests: [string, () => Promise<void>][] = [];
  const printed: string[] = [];
  const runner = {
    describe: (_: string, body: () => void) => body(),
    it: (name: string, body: () => Promise<void>) => tests.push([name, body]),
  };
  registerConformance(runner, { ...options, name: 'here', print: (line) => printed.push(line) });
  const failed: string[] = [];
  for (const [name, body] of tests) await body().catch(() => failed.push(name));
  return { failed, printed };
}

/** A backend whose adapters cannot search or change a status. */
function worldWithout(): World {
  const world = backendWorld(createMemoryBackend({ live: localBus() }));
  const limited: World['adapterFor'] = (visitor) => {
    const adapter = world.adapterFor(visitor);
    const getConfig = async () => ({ limits: (await adapter.getConfig(calmCall())).limits });
    return createAdapter({ ...adapter, setStatus: undefined, getConfig });
  };
  const anonymous = () => limited({ subject: 'nobody', email: 'nobody@example.com' });
  return { ...world, adapterFor: limited, anonymous };
}

/** A backend whose adapters do some things in another way. */
function worldOf(methods: { [M in keyof SupportAdapter]?: (adapter: SupportAdapter) => SupportAdapter[M] }): World {
  const world = backendWorld(createMemoryBackend({ live: localBus() }));
  const adapterFor: World['adapterFor'] = (visitor) => {
    const adapter = world.adapterFor(visitor);
    const others = Object.entries(methods).map(([name, method]) => [name, method(adapter)]);
    return { ...adapter, ...(Object.fromEntries(others) as Partial<SupportAdapter>) };
  };
  return { ...world, adapterFor };
}

/** As adapters did before there were counts and matches. */
const silent: Listing = (adapter) => async (query, options) => {
  const { items, next, total } = await adapter.listTickets(query, options);
  return { items: items.map(({ match: _, ...row }) => row), next, total };
};

/** Counts the places from one. */
const shifted: Listing = (adapter) => async (query, options) => {
  const page = await adapter.listTickets(query, options);
  const subject = (match: SearchMatch) => match.subject?.map(([start, end]): [number, number] => [start + 1, end + 1]);
  return {
    ...page,
    items: page.items.map(({ match, ...row }) =>
      match ? { ...row, match: { ...match, subject: subject(match) } } : row,
    ),
  };
};

/** As adapters did before there was `only`. */
const withoutOnly =
  (adapter: SupportAdapter): SupportAdapter['listEvents'] =>
  (id, { only: _, ...query }, options) =>
    adapter.listEvents(id, query, options);

const searching: ConformanceCase = { id: 'a/search', title: 'searches', needs: ['search'], run: async () => undefined };
const failing: ConformanceCase = {
  id: 'a/failure',
  title: 'fails',
  run: () => Promise.reject(new Error('as it does')),
};

describe('the conformance list', () => {
  it('has at least 100 cases, each with an id of its own', () => {
    assert.ok(allCases.length >= 100, `${allCases.length} cases`);
    assert.equal(new Set(allCases.map(({ id }) => id)).size, allCases.length);
    for (const { id } of allCases) assert.match(id, /^[a-z]+\/[a-z_-]+$/);
  });

  it('fails a test when its case fails', async () => {
    const { failed } = await run({ cases: [failing], world: worldWithout });
    assert.deepEqual(failed, ['a/failure: fails']);
  });

  it('prints what it leaves out, and passes when that is recorded', async () => {
    const { failed, printed } = await run({ cases: [searching], world: worldWithout, skipped: ['a/search'] });
    assert.deepEqual(failed, []);
    assert.deepEqual(printed, ['here leaves out a/search']);
  });

  it('fails when more is left out than recorded', async () => {
    const { failed } = await run({ cases: [searching], world: worldWithout });
    assert.deepEqual(failed, ['leaves out exactly the recorded cases']);
  });

  it('fails when a recorded case runs again', async () => {
    const world = () => backendWorld(createMemoryBackend({ live: localBus() }));
    const { failed } = await run({ cases: [searching], world, skipped: ['a/search'] });
    assert.deepEqual(failed, ['leaves out exactly the recorded cases']);
  });

  it('lets an adapter pass that tells neither counts nor where a search found its words', async () => {
    const { failed } = await run({ cases: allCases, world: () => worldOf({ listTickets: silent }) });
    assert.deepEqual(failed, []);
  });

  it('finds an adapter that does not know `only`, and nothing else wrong with it', async () => {
    const { failed } = await run({ cases: allCases, world: () => worldOf({ listEvents: withoutOnly }) });
    assert.deepEqual([...new Set(failed.map((name) => name.replace(/-status.*/, '')))], ['threads/only']);
    assert.ok(failed[0]?.includes('ignores `only`'), failed.join(', '));
  });

  it('finds a desk whose marks are beside the words', async () => {
    const { failed } = await run({ cases: allCases, world: () => worldOf({ listTickets: shifted }) });
    assert.ok(failed.length >= 3 && failed.every((name) => name.startsWith('search/')), failed.join(', '));
  });

  it('finds a desk that shows internal notes as messages', async () => {
    const backend = createMemoryBackend({ live: localBus() });
    const world = backendWorld(backend);
    const addNote = (ticketId: string, text: string) => world.asAgent.reply(ticketId, { text });
    const leaky = { ...world, asAgent: { ...world.asAgent, addNote } };
    const { failed } = await run({ cases: allCases, world: () => leaky });
    assert.equal(failed.filter((name) => name.startsWith('notes/')).length, failed.length);
    assert.ok(failed.length >= 5, `${failed.length} cases fail`);
  });

  it('finds a desk that does not look whose a ticket is', async () => {
    const backend = createMemoryBackend({ live: localBus() });
    const world = backendWorld(backend);
    const owner = { subject: 'everybody', email: 'everybody@example.com' };
    const open: World = {
      ...world,
      adapterFor: () => world.adapterFor(owner),
      asAgent: {
        ...world.asAgent,
        openTicket: (ticket) => world.asAgent.openTicket({ ...ticket, customer: owner }),
      },
    };
    const { failed } = await run({ cases: allCases, world: () => open });
    const touched = failed.filter((name) => name.startsWith('ownership/'));
    assert.ok(touched.length >= 8, `${touched.length} cases of ownership fail`);
  });
});
