/** What an author did wrong in connecting an element. Told in the console, and loaded only when there is something to tell. */
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
