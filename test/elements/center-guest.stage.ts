/** A customer who comes by mail: the backend, the link, the mailbox, and what the page may see of all that. */
import { html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { SupportAdapter } from '../../src/contract/index.ts';
import type { SupportCenterElement } from '../../src/elements.ts';
import { createMemoryBackend } from '../../src/testing/index.ts';
import { deep, find, focused, mount, shows, until } from './stage.ts';

export const gateTag = 'support-guest-gate';
export const threadTag = 'support-ticket-thread';
export const listTag = 'support-ticket-list';

const call = { signal: new AbortController().signal, locale: 'en' };
const types = [
  'ready',
  'navigate',
  'session-change',
  'auth-required',
  'before-send',
  'message-sent',
  'message-failed',
  'status-change',
  'code-complete',
  'error',
];

export type GuestStage = Awaited<ReturnType<typeof createGuestStage>>;

/** Somebody who wrote once, has no session, and reads their mail. */
export async function createGuestStage() {
  let passedMs = 0;
  const backend = createMemoryBackend({ now: () => Date.now() + passedMs });
  const customer = { subject: 'customer', email: 'anna@example.com', name: 'Anna' };
  const { value } = await backend.staffDesk.openTicket(
    { customer, subject: 'The parcel', text: 'Where is it?', from: 'customer' },
    call,
  );
  const lists: string[] = [];
  const spied = (adapter: SupportAdapter): SupportAdapter => ({
    ...adapter,
    listTickets: (query, options) => {
      lists.push(query.filter ?? '');
      return adapter.listTickets(query, options);
    },
  });
  return {
    backend,
    customer,
    ticketId: value.id,
    token: await backend.linkTo(value.id),
    /** Nobody is signed in. The session of a guest lives as long as this object. */
    adapter: spied(backend.anonymousAdapter({ guestStorage: 'memory' })),
    /** The customer signed in to the page. */
    userAdapter: spied(backend.adapterFor(customer)),
    /** Each time that a list was asked for. */
    lists,
    /** The code in the newest mail. */
    code: async () => (await backend.codesFor(customer.email)).at(-1) ?? '',
    passTime: (ms: number) => void (passedMs += ms),
  };
}

export async function mountCenter(
  adapter: SupportAdapter,
  settings: Partial<SupportCenterElement> = {},
): Promise<SupportCenterElement> {
  const around = await mount<HTMLElement>(html`<div></div>`);
  const element = Object.assign(document.createElement('support-center'), { adapter, ...settings });
  around.append(element);
  return element;
}

/** From the first look at the link to the field for the code, with keys alone. */
export async function askForCode(element: Element, ...path: string[]): Promise<void> {
  await shows(element, 'Send the code');
  (await find(element, ...path, gateTag, '.main')).focus();
  await sendKeys({ press: 'Enter' });
  await until(() => deep(element, gateTag, 'support-code-input')?.checkVisibility(), 'there is no field for the code');
}

/** Types the code and confirms it. */
export async function enterCode(element: Element, code: string): Promise<void> {
  (await find(element, gateTag, 'support-code-input')).focus();
  await sendKeys({ type: code });
  await sendKeys({ press: 'Enter' });
}

/** All the way in. */
export async function comeIn(element: Element, stage: GuestStage): Promise<void> {
  await askForCode(element);
  await enterCode(element, await stage.code());
  await shows(element, 'Where is it?');
}

/** Every event of the elements that leaves the page's document, as a page that logs everything would keep it. */
export function log(): { entries: string[]; stop: () => void } {
  const entries: string[] = [];
  const note = (event: Event) => entries.push(`${event.type} ${JSON.stringify((event as CustomEvent).detail)}`);
  for (const type of types) document.addEventListener(`support-${type}`, note);
  return {
    entries,
    stop: () => {
      for (const type of types) document.removeEventListener(`support-${type}`, note);
    },
  };
}

/** The markup of an element with all that is in shadow roots below it. */
export function markupOf(element: Element): string {
  const inner = Array.from(element.shadowRoot?.children ?? [], markupOf).join('');
  const own = Array.from(element.attributes, ({ name, value }) => `${name}="${value}"`).join(' ');
  return `<${element.localName} ${own}>${inner}${Array.from(element.children, markupOf).join('')}`;
}

/** Whether the link back to the list can be seen or reached. */
export function hasWayBack(element: Element): boolean {
  return deep(element, threadTag, '.back')?.checkVisibility() ?? false;
}

/** Waits until what has focus matches. */
export function hasFocus(selector: string): Promise<void> {
  return until(() => focused()?.matches(selector), `focus is not at ${selector}`);
}
