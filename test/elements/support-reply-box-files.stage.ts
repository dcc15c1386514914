/** A reply box whose backend takes files, with uploads that the test answers by hand. */
import { html } from '@open-wc/testing';
import type { NewReply, SupportAdapter, SupportConfig } from '../../src/contract/index.ts';
import type { SupportReplyBoxElement, SupportTicketThreadElement } from '../../src/elements.ts';
import { attachmentFor, createFakeAdapter, type FakeAdapter, type FakeCall } from '../helpers/fake-adapter.ts';
import { createKeptStage, type KeptStage } from './support-reply-box-kept.stage.ts';
import { find, focused, mount, standing, until } from './stage.ts';

type Limits = SupportConfig['limits']['attachments'];

export interface FilesStage extends KeptStage {
  fake: FakeAdapter;
  /** Replies as they went out. */
  sent: NewReply[];
  /** The next upload that nobody looked at yet. */
  upload(): Promise<FakeCall<'upload'>>;
}

const limits: Limits = {
  ...{ maxFiles: 3, maxFileBytes: 5_000_000, maxTotalBytes: 8_000_000, removeLocation: true },
  accept: ['image/*', '.pdf', 'text/plain'],
};

export async function createFilesStage(changed: Partial<Limits> = {}): Promise<FilesStage> {
  const stage = await createKeptStage();
  const fake = createFakeAdapter();
  const sent: NewReply[] = [];
  const adapter: SupportAdapter = {
    ...stage.adapter,
    files: fake.files,
    async getConfig(options) {
      const config = await stage.adapter.getConfig(options);
      return { ...config, limits: { ...config.limits, attachments: { ...limits, ...changed } } };
    },
    async getTicket(...asked) {
      const ticket = await stage.adapter.getTicket(...asked);
      return { ...ticket, can: { ...ticket.can, attach: true } };
    },
    sendMessage(ticketId, reply, options) {
      sent.push(reply);
      // What the server makes of files is the business of other tests.
      const text = reply.text || reply.attachmentIds.join(' ');
      return stage.adapter.sendMessage(ticketId, { ...reply, text, attachmentIds: [] }, options);
    },
  };
  return { ...stage, adapter, fake, sent, upload: () => fake.next('upload') };
}

export async function openBox({ adapter, ticket }: Pick<KeptStage, 'adapter' | 'ticket'>, language = 'en') {
  const box = await mount<SupportReplyBoxElement>(
    html`<support-reply-box .adapter=${adapter} ticket=${ticket} lang=${language}></support-reply-box>`,
  );
  await standing(box);
  // What files need is loaded by itself, and only where there can be files.
  const { limits } = await adapter.getConfig({ signal: new AbortController().signal, locale: language });
  if (limits.attachments.maxFiles > 0) await find(box, '.attach');
  return box;
}

/** A thread with its box. */
export async function openThread({ adapter, ticket }: FilesStage) {
  const thread = await mount<SupportTicketThreadElement>(
    html`<support-ticket-thread .adapter=${adapter} ticket=${ticket}></support-ticket-thread>`,
  );
  const box = await find<SupportReplyBoxElement>(thread, 'support-reply-box');
  await find(box, '.attach');
  return { thread, box };
}

/** `size` bytes, each file with others. */
export function fileOf(name: string, size = 1000, type = 'text/plain'): File {
  return new File([new Uint8Array(size).fill(name.length)], name, { type });
}

export function transferOf(...files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** As the browser's own dialog does once somebody chose. */
export async function choose(box: Element, ...files: readonly File[]): Promise<void> {
  const picker = await find<HTMLInputElement>(box, '#picker');
  picker.files = transferOf(...files).files;
  picker.dispatchEvent(new Event('change', { bubbles: true }));
}

export const paste = (box: Element, transfer: DataTransfer): ClipboardEvent => {
  const event = new ClipboardEvent('paste', {
    clipboardData: transfer,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  box.shadowRoot?.querySelector('textarea')?.dispatchEvent(event);
  return event;
};

export function drag(type: string, target: Element, transfer: DataTransfer): DragEvent {
  const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true });
  target.dispatchEvent(event);
  return event;
}

/** The server has all of it. */
export const arrive = (call: FakeCall<'upload'>): void => call.answer(attachmentFor(call));

export const rowsOf = (box: Element): HTMLElement[] =>
  Array.from(box.shadowRoot?.querySelectorAll<HTMLElement>('.file') ?? []);
export const namesOf = (box: Element): (string | undefined)[] =>
  rowsOf(box).map((row) => row.querySelector('.file-name')?.textContent?.trim());
export const refusalsOf = (box: Element): string[] =>
  Array.from(box.shadowRoot?.querySelectorAll('.refusals li') ?? [], ({ textContent }) => plain(textContent ?? ''));
export const plain = (text: string): string =>
  text
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

export function hasRows(box: Element, count: number): Promise<void> {
  return until(() => rowsOf(box).length === count, `not ${count} rows, but ${namesOf(box).join()}`);
}

export async function states(box: Element, ...expected: readonly string[]): Promise<void> {
  const now = () => rowsOf(box).map(({ dataset }) => dataset.state);
  await until(() => now().join() === expected.join(), `the files are not ${expected.join()}`);
}

/** The name of what has focus, as a screen reader says it. */
export const focusedLabel = (): string => plain(focused()?.getAttribute('aria-label') ?? focused()?.textContent ?? '');
