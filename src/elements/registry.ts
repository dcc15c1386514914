/**
 * Adapters by name. `adapter="main"` is a string, so it survives server rendering, hydration and every framework; the
 * object behind it may be registered before the element exists or after. The registry hangs on `globalThis`, so that a
 * copy from a CDN and a copy from npm on the same page find each other.
 */
import type { SupportAdapter } from '../contract/adapter.ts';

/** Called once, when the first element asks for the name. */
export type AdapterFactory = () => SupportAdapter | Promise<SupportAdapter>;

/** Makes an adapter for an `endpoint` attribute. */
export type EndpointAdapter = (endpoint: string) => SupportAdapter;

interface Registration {
  factory: AdapterFactory | undefined;
  asked: boolean;
  made: boolean;
  readonly answer: PromiseWithResolvers<SupportAdapter>;
}

interface AdapterRegistry {
  readonly names: Map<string, Registration>;
  fromEndpoint: EndpointAdapter | undefined;
}

const registryKey = Symbol.for('helpdock.adapters');

function registry(): AdapterRegistry {
  const shared = globalThis as { [registryKey]?: AdapterRegistry };
  return (shared[registryKey] ??= { names: new Map(), fromEndpoint: undefined });
}

/** Names an adapter for the whole page. Elements that wait for the name take it; naming it again replaces it for later ones. */
export function registerAdapter(name: string, factory: AdapterFactory): void {
  const known = registry().names.get(name);
  const registration = known && !known.factory ? known : added(name);
  registration.factory = factory;
  makeWhenAsked(registration);
}

/** The adapter of that name; pending until somebody registers it. */
export function resolveAdapter(name: string): Promise<SupportAdapter> {
  const registration = registry().names.get(name) ?? added(name);
  registration.asked = true;
  makeWhenAsked(registration);
  return registration.answer.promise;
}

/** Whether somebody registered that name. */
export function isRegistered(name: string): boolean {
  return registry().names.get(name)?.factory !== undefined;
}

/** Teaches the registry what an `endpoint` attribute means: the elements themselves know no transport. */
export function wireEndpoints(make: EndpointAdapter): void {
  registry().fromEndpoint = make;
}

/** An adapter for that endpoint, or `undefined` where nothing was wired. */
export function adapterForEndpoint(endpoint: string): SupportAdapter | undefined {
  return registry().fromEndpoint?.(endpoint);
}

function added(name: string): Registration {
  const registration = {
    factory: undefined,
    asked: false,
    made: false,
    answer: Promise.withResolvers<SupportAdapter>(),
  };
  registry().names.set(name, registration);
  return registration;
}

function makeWhenAsked(registration: Registration): void {
  const { factory, asked, made, answer } = registration;
  if (!factory || !asked || made) return;
  registration.made = true;
  answer.resolve(new Promise((resolve) => resolve(factory())));
}
