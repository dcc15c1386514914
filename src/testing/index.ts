/** `helpdock/testing`: a backend in memory, and the conformance kit for adapters and desks of one's own. */
export { createBackend, type Backend, type BackendOptions, type TestVisitor } from './backend.ts';
export { allCases } from './conformance/cases/all.ts';
export { registerConformance, type ConformanceOptions, type Runner } from './conformance/register.ts';
export { backendWorld, type ConformanceCase, type World } from './conformance/world.ts';
export {
  createMemoryAdapter,
  createMemoryBackend,
  type MemoryAdapterOptions,
  type MemoryTicket,
} from './memory-adapter.ts';
export { repositoryCases, type RepositoryCase, type RepositoryWorld } from './repository-cases.ts';
