/** What a page's author did wrong. Told in the console, and loaded only where there is something to tell: see `blame`. */
import type { ReactiveElement } from 'lit';
import { warnOnce } from '../ui/warn-once.ts';

export function adapterIsText({ localName }: ReactiveElement): void {
  warnOnce(`<${localName}> got its adapter as an attribute. Set the property, or register it and give its name.`);
}

export function endpointHasNoEffect(endpoint: string): void {
  warnOnce(`endpoint="${endpoint}" has no effect: import 'helpdock/define', or give an adapter.`);
}

export function endpointIsWrong(endpoint: string, cause: unknown): void {
  console.error(`[helpdock] endpoint="${endpoint}" cannot be used.`, cause);
}

export function factoryFailed(name: string, cause: unknown): void {
  console.error(`[helpdock] The factory of the adapter "${name}" failed.`, cause);
}

export function nameIsUnknown(name: string): void {
  console.error(`[helpdock] No adapter is registered as "${name}": call registerAdapter('${name}', …).`);
}

export function hasNoBackend({ localName }: ReactiveElement): void {
  console.error(
    `[helpdock] <${localName}> has no backend: set \`endpoint\` or \`adapter\`, or put it inside <support-provider>.`,
  );
}

export function valueIsUnknown(
  { localName }: ReactiveElement,
  name: string,
  given: string,
  values: readonly string[],
): void {
  warnOnce(`<${localName}> ${name}="${given}" is unknown: use ${values.join(', ')}. Taking ${values[0] ?? ''}.`);
}
