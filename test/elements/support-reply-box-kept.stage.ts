/** Reply boxes of one visitor, before and after a reload: a new element has a new store and knows nothing. */
import { html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createStore, entries, set } from 'idb-keyval';
import type { NewReply, Session, SupportAdapter } from '../../src/contract/index.ts';
import type { SupportReplyBoxElement } from '../../src/elements.ts';
import { createStage, deep, find, mount, type Stage, standing, until } from './stage.ts';

const database = createStore('helpdock', 'words');

export interface KeptStage extends Omit<Stage, 'ticket'> {
  ticket: string;
  /** Of a backend that no other test knows, because all of them share the browser's database. */
  adapter: SupportAdapter;
}

export async function createKeptStage(): Promise<KeptStage> {
  const stage = createStage();
  const ticket = await stage.ask('A matter');
  return { ...stage, ticket, adapter: { ...stage.adapter, name: `kept ${crypto.randomUUID()}` } };
}

/** The same for a guest of this ticket. */
export function asGuest<T extends Pick<KeptStage, 'adapter' | 'ticket'>>(stage: T): T {
  const session: Session = {
    kind: 'guest',
    ticketIds: [stage.ticket],
    emailHint: 'a•••@example.com',
    expiresAt: '2030-01-01T00:00:00Z',
  };
  return { ...stage, adapter: { ...stage.adapter, getSession: async () => session } };
}

export async function openBox({
  adapter,
  ticket,
}: Pick<KeptStage, 'adapter' | 'ticket'>): Promise<SupportReplyBoxElement> {
  const box = await mount<SupportReplyBoxElement>(
    html`<support-reply-box .adapter=${adapter} ticket=${ticket}></support-reply-box>`,
  );
  await find(box, 'textarea');
  await standing(box);
  return box;
}

/** The page goes, in the middle of whatever it does, and comes back. */
export async function reload(
  box: SupportReplyBoxElement,
  stage: Pick<KeptStage, 'adapter' | 'ticket'>,
): Promise<SupportReplyBoxElement> {
  box.remove();
  return openBox(stage);
}

export async function type(box: Element, text: string): Promise<void> {
  (await find(box, 'textarea')).focus();
  await sendKeys({ type: text });
}

export const isRestored = (box: Element): boolean => noteOf(box).includes('We brought back your draft');
export const noteOf = (box: Element): string => deep(box, '.draft-note')?.textContent ?? '';
export const press = async (box: Element, text: string): Promise<void> => {
  const buttons = () => Array.from(box.shadowRoot?.querySelectorAll('button') ?? []);
  const named = () => buttons().find((button) => button.textContent?.trim() === text);
  await until(named, `no button "${text}"`);
  named()?.click();
};

/** What the browser's database holds of this backend. */
export async function keptOf({ adapter }: Pick<KeptStage, 'adapter'>): Promise<Record<string, unknown>[]> {
  const all = await entries<string, Record<string, unknown>>(database);
  return all.filter(([name]) => name.includes(adapter.name)).map(([, value]) => value);
}

/** Writes something else in the place of what is kept. */
export async function spoil({ adapter }: Pick<KeptStage, 'adapter'>, value: unknown): Promise<void> {
  const all = await entries<string, unknown>(database);
  for (const [name] of all) if (name.includes(adapter.name)) await set(name, value, database);
}

/** Waits until the browser keeps as many tickets' words as that. */
export function keeps(stage: Pick<KeptStage, 'adapter'>, count: number): Promise<void> {
  return comesTrue(async () => (await keptOf(stage)).length === count, `not ${count} entries are kept`);
}

/** Waits for what has to be asked for. */
export async function comesTrue(ask: () => Promise<boolean>, what: string): Promise<void> {
  let isTrue = false;
  let isAsking = false;
  await until(() => {
    if (!isAsking) {
      isAsking = true;
      void ask().then((answer) => {
        isTrue = answer;
        isAsking = false;
      });
    }
    return isTrue;
  }, what);
}

/** What goes out, and how it is answered; as always unless it is said how. */
export function sending(
  adapter: SupportAdapter,
  answer: SupportAdapter['sendMessage'] = (...asked) => adapter.sendMessage(...asked),
): { adapter: SupportAdapter; sent: NewReply[] } {
  const sent: NewReply[] = [];
  const sendMessage: SupportAdapter['sendMessage'] = (ticketId, reply, options) => {
    sent.push(reply);
    return answer(ticketId, reply, options);
  };
  return { adapter: { ...adapter, sendMessage }, sent };
}

/** No answer ever comes. */
export const silence = (): Promise<never> => new Promise(() => undefined);

/** Lets days go by, until the returned function is called. */
export function later(hours: number): () => void {
  const { now } = Date;
  Date.now = () => now() + hours * 3_600_000;
  return () => (Date.now = now);
}
