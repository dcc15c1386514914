/** A customer, a team and a page: what the element tests share. */
import { assert, fixture, type html, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { ReactiveElement } from 'lit';
import type { SupportAdapter, Ticket, TicketStatus } from '../../src/contract/index.ts';
import type { SupportCenterElement } from '../../src/elements.ts';
import { SupportError, type SupportErrorCode } from '../../src/contract/errors.ts';
import { type Backend, createMemoryBackend } from '../../src/testing/index.ts';
import '../../src/define.ts';

type Template = ReturnType<typeof html>;

/** Somebody else in every test, so that no two of them can see each other's tickets. */
let visitors = 0;
const call = { signal: new AbortController().signal, locale: 'en' };
/** Long, because it only ends a test that hangs. */
const patience = { timeout: 20_000, interval: 10 };

export interface Answer {
  text: string;
  html?: string;
  status?: TicketStatus;
  agent?: string;
}

export interface Stage {
  backend: Backend;
  adapter: SupportAdapter;
  /** The customer asks; the team answers in the given order. Resolves with the id. */
  ask(subject: string, text?: string, answers?: readonly Answer[]): Promise<string>;
  answer(ticketId: string, answer: Answer): Promise<void>;
  /** The customer writes from elsewhere. */
  write(ticketId: string, text: string): Promise<void>;
  setStatus(ticketId: string, status: TicketStatus): Promise<void>;
  ticket(ticketId: string): Promise<Ticket>;
}

/** A backend in memory with one signed-in customer. */
export function createStage(): Stage {
  const backend = createMemoryBackend();
  const subject = `customer-${(visitors += 1)}`;
  const visitor = { subject, email: `${subject}@example.com`, name: 'Anna' };
  const adapter = backend.adapterFor(visitor);
  const answer: Stage['answer'] = async (ticketId, { agent = 'Ola', ...reply }) => {
    await backend.staffDesk.reply(ticketId, { ...reply, agent: { name: agent } }, call);
  };
  return {
    backend,
    adapter,
    answer,
    async ask(about, text = 'Please help.', answers = []) {
      const { value } = await backend.staffDesk.openTicket(
        { customer: visitor, subject: about, text, from: 'customer' },
        call,
      );
      for (const each of answers) await answer(value.id, each);
      return value.id;
    },
    async write(ticketId, text) {
      await adapter.sendMessage(ticketId, { clientId: crypto.randomUUID(), text, attachmentIds: [] }, call);
    },
    async setStatus(ticketId, status) {
      await backend.staffDesk.setStatus(ticketId, { to: status }, call);
    },
    ticket: (ticketId) => adapter.getTicket(ticketId, call),
  };
}

/** A failure as adapters report it. */
export function failure(code: SupportErrorCode, reference?: string): SupportError {
  return new SupportError(code, { code, reference });
}

/** Answers of the named methods wait until `release` is called; `fail` makes them fail instead. */
export function holdBack(adapter: SupportAdapter, methods: readonly Exclude<keyof SupportAdapter, 'name'>[]) {
  const gate = Promise.withResolvers<void>();
  const held = { ...adapter } as Record<string, unknown>;
  const methodsByName = adapter as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const method of methods) {
    held[method] = async (...args: unknown[]) => {
      await gate.promise;
      return methodsByName[method]?.(...args);
    };
  }
  return {
    adapter: held as unknown as SupportAdapter,
    release: () => gate.resolve(),
    fail: (error: SupportError) => gate.reject(error),
  };
}

export function mount<T extends Element>(template: Template): Promise<T> {
  return fixture<T>(template);
}

/** Waits until the condition holds; says which one did not. */
export function until(condition: () => unknown, what: string): Promise<void> {
  return waitUntil(() => Boolean(condition()), what, patience);
}

/** The element at the end of a path of selectors, each in the shadow root of the one before. */
export function deep<T extends Element = HTMLElement>(from: Element, ...path: readonly string[]): T | null {
  let found: Element | null = from;
  for (const selector of path) found = found?.shadowRoot?.querySelector(selector) ?? null;
  return found as T | null;
}

/** Waits for that element. */
export async function find<T extends Element = HTMLElement>(from: Element, ...path: readonly string[]): Promise<T> {
  await until(() => deep(from, ...path), `no ${path.join(' › ')}`);
  return deep<T>(from, ...path) as T;
}

/** All text that is rendered in an element and in the shadow roots below it, without what is hidden. */
export function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches('[hidden], style, option:not(:checked)')) return '';
  const children = node instanceof HTMLSlotElement ? slotContent(node) : (node.shadowRoot ?? node).childNodes;
  return Array.from(children, textOf).join(' ');
}

function slotContent(slot: HTMLSlotElement): Node[] {
  return slot.assignedNodes({ flatten: true });
}

/** Waits until the text can be read in the element. */
export function shows(element: Element, text: string): Promise<void> {
  return until(() => plain(textOf(element)).includes(text), `"${text}" is not shown`);
}

/** Waits until a thread or a reply box has what it loads after its first paint: that brings styles of its own. */
export function standing(element: Element): Promise<void> {
  const { elementStyles } = element.constructor as typeof ReactiveElement;
  const sheets = () => element.shadowRoot?.adoptedStyleSheets.length ?? 0;
  return until(() => sheets() > elementStyles.length, 'what comes after the first paint did not');
}

/** Whether the text can be read in the element now. */
export function isShown(element: Element, text: string): boolean {
  return plain(textOf(element)).includes(text);
}

/** Without the marks that fence off other people's words, and with single spaces. */
function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, ' ');
}

/** What has focus, through all shadow roots. */
/** An audit in either theme, without the colours on the way from one to the other. */
export async function isAccessibleInBothThemes(element: SupportCenterElement): Promise<void> {
  await emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['dark', 'light'] as const) {
    element.theme = theme;
    await element.updateComplete;
    await assert.isAccessible(element);
  }
  await emulateMedia({ reducedMotion: 'no-preference' });
}

export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Collects events of a type on their way out of an element. */
export function collect<K extends keyof HTMLElementEventMap>(from: EventTarget, type: K): HTMLElementEventMap[K][] {
  const events: HTMLElementEventMap[K][] = [];
  from.addEventListener(type, (event) => events.push(event as HTMLElementEventMap[K]));
  return events;
}

/** What is said to screen readers from now on. */
export function listen(): { said: string[]; stop: () => void } {
  const said: string[] = [];
  // The browser's own way leaves no trace on the page; without it the live regions are used.
  Object.defineProperty(document, 'ariaNotify', { value: undefined, configurable: true });
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes)
      if (target.textContent) said.push(target.textContent.replace(/[\u2068\u2069]/g, ''));
  });
  for (const region of document.querySelectorAll('[data-helpdock="announcer"]')) {
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return {
    said,
    stop: () => {
      observer.disconnect();
      Reflect.deleteProperty(document, 'ariaNotify');
    },
  };
}

/** Cuts the network, as far as the page can tell, or brings it back. Every test begins with a network. */
export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true });
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}

afterEach(() => Reflect.deleteProperty(navigator, 'onLine'));
