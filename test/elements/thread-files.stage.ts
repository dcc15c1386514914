/** Conversations with files, and a backend whose links lead to real bytes. */
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type { Attachment } from '../../src/contract/attachment.ts';
import type { SupportAdapter, TicketMessage } from '../../src/contract/index.ts';
import type { FileLink, FileUse } from '../../src/contract/files.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import { createFakeAdapter, type FakeAdapter } from '../helpers/fake-adapter.ts';
import { fakeConfig, fakeTicket, fakeUser } from '../helpers/fake-contract.ts';
import { articlesOf, mountThread } from './conversation.ts';
import { find, standing } from './stage.ts';

export function file(id: string, part: Partial<Attachment> = {}): Attachment {
  return { id, name: `${id}.png`, mediaType: 'image/png', size: 182_000, state: 'ready', ...part };
}

type LinkTo = (id: string, use: FileUse, o: { signal: AbortSignal }) => Promise<FileLink>;

/** Without `linkTo` each link is given by hand. */
export function backendWith(messages: readonly TicketMessage[], linkTo?: LinkTo, maxFiles = 5): FakeAdapter {
  const config = fakeConfig();
  const limits = { ...config.limits, attachments: { ...config.limits.attachments, maxFiles } };
  return createFakeAdapter({
    getConfig: async () => ({ ...config, limits }),
    getSession: async () => fakeUser('anna'),
    listTickets: async () => ({ items: [], next: null }),
    getTicket: async (id) => fakeTicket(id, { lastReadEventId: messages.at(-1)?.id ?? null }),
    listEvents: async (_, { after }) => ({
      items: after === undefined ? [...messages] : [],
      before: null,
      after: String(messages.length),
    }),
    ...(linkTo && { files: { linkTo: (_, id, use, o) => linkTo(id, use, o) } }),
  });
}

export async function show(adapter: SupportAdapter): Promise<SupportTicketThreadElement> {
  const thread = await mountThread(adapter, 't');
  await find(thread, 'article');
  await standing(thread);
  return thread;
}

export function linkTo(url: string, ms = 300_000): FileLink {
  return { url, expiresAt: new Date(Date.now() + ms).toISOString() };
}

/** Addresses of bytes that are made in the page. */
export function bytes(content: BlobPart, type: string): string {
  return URL.createObjectURL(new Blob([content], { type }));
}

/** A PNG of that size, as a camera would make it. */
export async function picture(width = 640, height = 480, colour = 'steelblue'): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  const { promise, resolve } = Promise.withResolvers<Blob | null>();
  canvas.toBlob(resolve, 'image/png');
  const blob = await promise;
  if (!blob) throw new Error('no picture');
  return URL.createObjectURL(blob);
}

/** A second of silence (WAVE, 8 kHz, 8 bit). */
export function sound(): string {
  const samples = 8000;
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, place) => head.setUint8(at + place, letter.charCodeAt(0)));
  text(0, 'RIFF');
  head.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  for (const [at, value] of [
    [16, 16],
    [24, samples],
    [28, samples],
    [40, samples],
  ] as const)
    head.setUint32(at, value, true);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.setUint16(at, value, true);
  text(36, 'data');
  return URL.createObjectURL(new Blob([head, new Uint8Array(samples).fill(128)], { type: 'audio/wav' }));
}

/** A short recording (WebM), made by the browser itself. */
export async function recording(): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
  const { promise, resolve } = Promise.withResolvers<Blob>();
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: 'video/webm' })));
  recorder.start();
  for (let frame = 0; frame < 10; frame += 1) {
    pen?.fillRect(frame, frame, 20, 20);
    await new Promise(requestAnimationFrame);
  }
  recorder.stop();
  return URL.createObjectURL(await promise);
}

/** Addresses at which there is nothing. */
export function nowhere(): string {
  const url = bytes('', 'image/png');
  URL.revokeObjectURL(url);
  return url;
}

export function itemsOf(thread: Element, message = 0): HTMLElement[] {
  return Array.from(articlesOf(thread)[message]?.querySelectorAll<HTMLElement>('.attachments > li') ?? []);
}

/** The links that are followed by saving, in place of being followed. */
export function catchDownloads(): { links: HTMLAnchorElement[]; stop: () => void } {
  const links: HTMLAnchorElement[] = [];
  const { prototype } = HTMLAnchorElement;
  const own = Object.getOwnPropertyDescriptor(prototype, 'click');
  prototype.click = function click(this: HTMLAnchorElement) {
    links.push(this);
  };
  const stop = () => {
    if (own) Object.defineProperty(prototype, 'click', own);
    else Reflect.deleteProperty(prototype, 'click');
  };
  return { links, stop };
}

/** Each test of this suite begins on a calm page of that size. */
export function onPageOf(size: { width: number; height: number }): void {
  before(async () => {
    await setViewport(size);
    await emulateMedia({ reducedMotion: 'reduce' });
    document.body.style.margin = '0';
  });

  afterEach(async () => {
    document.documentElement.removeAttribute('dir');
    document.documentElement.lang = 'en';
    await emulateMedia({ media: 'screen', forcedColors: 'none' });
    await setViewport(size);
  });
}
