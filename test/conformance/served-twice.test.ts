/**
 * The one law: serve what you call. The adapter of a first server is served by a second one and called back, and the
 * customer at the end of the chain sees no difference.
 */
import { describe, it } from 'node:test';
import type { Customer } from '../../src/contract/index.ts';
import { adapterDesk } from '../../src/server/adapter-desk.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import { createBackend } from '../../src/testing/backend.ts';
import { allCases } from '../../src/testing/conformance/cases/all.ts';
import { registerConformance } from '../../src/testing/conformance/register.ts';
import { backendWorld, type World } from '../../src/testing/conformance/world.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

function servedTwice(): World {
  const first = createMemoryBackend({ live: localBus() });
  const adapterFor = (customer?: Customer) => {
    const { subject = '', email = '', name } = customer ?? {};
    return customer ? first.adapterFor({ subject, email, name }) : first.anonymousAdapter();
  };
  const second = createBackend({
    repository: first.repository,
    wrapDesk: () => adapterDesk('first server', adapterFor),
  });
  // A guest sees one ticket; an adapter, made for a whole customer, cannot promise that.
  const { guest: _, ...world } = backendWorld(second);
  return { ...world, asAgent: backendWorld(first).asAgent };
}

// Nor does it take files in parts.
const skipped = allCases
  .filter(({ needs }) => needs?.includes('guest') || needs?.includes('files'))
  .map(({ id }) => id);
registerConformance({ describe, it }, { name: 'served twice', cases: allCases, world: servedTwice, skipped });
