/** The conformance list over the wire and a repository in memory. */
import { describe, it } from 'node:test';
import { allCases } from '../../src/testing/conformance/cases/all.ts';
import { registerConformance } from '../../src/testing/conformance/register.ts';
import { backendWorld } from '../../src/testing/conformance/world.ts';
import { localBus } from '../../src/server/live/live-bus.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

registerConformance(
  { describe, it },
  { name: 'memory', cases: allCases, world: () => backendWorld(createMemoryBackend({ live: localBus() })) },
);
