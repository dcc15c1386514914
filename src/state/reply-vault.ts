/**
 * Where words outlive their page: what such a place has to offer, and how words look while they lie there. What comes back
 * is not trusted: an older version, another program or a broken disk may have written it.
 */
import type { Attachment } from '../contract/attachment.ts';
import { isSupportErrorCode, SupportError, type SupportErrorCode } from '../contract/errors.ts';
import { unsentBubbles } from './bubbles.ts';
import { fileFrom, isFileList, plainFile } from './kept-files.ts';
import type { OutgoingReply, ReplySnapshot, ReturnedWords } from './slices.ts';

/** A place for plain values by name. Nothing here rejects: a place that fails keeps what it can for as long as it can. */
export interface ReplyVault {
  /** All that is there, whoever put it there. */
  read(): Promise<readonly (readonly [name: string, value: unknown])[]>;
  /** Resolves with whether it will be there after a reload. What was asked for first is done first. */
  write(name: string, value: KeptReply): Promise<boolean>;
  remove(names: readonly string[]): Promise<void>;
  readonly files: FileVault;
}

/** A place for bytes by name, beside the words that name them. Nothing here rejects either. */
export interface FileVault {
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Blob | undefined>;
  write(name: string, file: Blob): Promise<boolean>;
  remove(names: readonly string[]): Promise<void>;
}

/** The pages that share those places: what one of them keeps is nobody else's as long as it runs. */
export interface VaultPages {
  /** Of this page; never repeats. */
  readonly id: string;
  /** From now on the others know that this page runs. */
  enter(): void;
  leave(): void;
  /** Which others run. `left` is called once when one of them no longer does. */
  others(left: () => void): Promise<ReadonlySet<string>>;
  /** Runs the work while no other page runs its own. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Calls back whenever this may have been the last moment. Returns how to stop. */
  onLeaving(listener: () => void): () => void;
}

export interface ReplyVaults {
  /** For visitors with an account. */
  readonly device: ReplyVault;
  /** For guests: it ends with the tab. */
  readonly tab: ReplyVault;
  readonly pages: VaultPages;
}

/** Whose words these are, on which ticket, and which page keeps them. */
export interface KeptName {
  readonly backend: string;
  readonly visitor: string;
  readonly ticketId: string;
  readonly page: string;
}

/** A file as an entry of words names it; its bytes lie elsewhere and are put to it when they are read. */
export interface KeptFile {
  readonly clientId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Where the server has it all. */
  readonly attachment?: Attachment | undefined;
  readonly blob?: Blob | undefined;
}

interface KeptBubble extends Omit<OutgoingReply, 'failure' | 'files'> {
  readonly files?: readonly KeptFile[];
  readonly failure?: { readonly code: SupportErrorCode; readonly retryable: boolean; readonly reference?: string };
}

export interface KeptReply {
  readonly draft: string;
  /** When the draft was typed, in milliseconds since 1970. */
  readonly at: number;
  readonly files?: readonly KeptFile[];
  readonly returned?: Omit<ReturnedWords, 'files'> & { readonly files?: readonly KeptFile[] };
  readonly outgoing: readonly KeptBubble[];
}

const dayMs = 86_400_000;
const draftKeptMs = 7 * dayMs;
const sentBySelfMs = dayMs;

export function nameOf({ backend, visitor, ticketId, page }: KeptName): string {
  return JSON.stringify([backend, visitor, ticketId, page]);
}

/** `undefined` for a name that is not one of ours. */
export function readName(name: string): KeptName | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(name);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 4 || !parts.every((part) => typeof part === 'string')) return undefined;
  const [backend = '', visitor = '', ticketId = '', page = ''] = parts;
  return { backend, visitor, ticketId, page };
}

/** What of a ticket's words is worth keeping; `undefined` for nothing. */
export function keptOf({ draft, files, outgoing, returned }: ReplySnapshot, at: number): KeptReply | undefined {
  if (draft.trim() === '' && files.length === 0 && outgoing.length === 0) return undefined;
  // One at a time is under way, and whoever finds it again cannot know whether it arrived.
  const underWay = unsentBubbles(outgoing)[0];
  const isStillThere = returned && draft.startsWith(returned.text);
  return {
    draft,
    at,
    ...plainFiles(files),
    ...(isStillThere && {
      returned: {
        ...{ clientId: returned.clientId, text: returned.text, isInDoubt: returned.isInDoubt },
        ...plainFiles(returned.files),
      },
    }),
    outgoing: outgoing.map((bubble) => {
      const { clientId, text, files: carried, startedAt, state, failure } = bubble;
      const isInDoubt = bubble.isInDoubt || (bubble === underWay && state === 'sending');
      return {
        ...{ clientId, text, startedAt, state, ...plainFiles(carried) },
        ...(isInDoubt && { isInDoubt }),
        ...(failure && { failure: plainFailure(failure) }),
      };
    }),
  };
}

function plainFiles(files: ReplySnapshot['files'] = []): { files?: readonly KeptFile[] } {
  return files.length > 0 ? { files: files.map(plainFile) } : {};
}

/** `undefined` for what cannot have been written here. */
export function readKept(value: unknown): KeptReply | undefined {
  const isKept =
    isRecord(value) &&
    typeof value.draft === 'string' &&
    Number.isFinite(value.at) &&
    isFileList(value.files) &&
    (value.returned === undefined || isReturned(value.returned)) &&
    Array.isArray(value.outgoing) &&
    value.outgoing.every(isBubble);
  return isKept ? (value as unknown as KeptReply) : undefined;
}

/** Without what is too old to be put into a box again. Bubbles never go away by themselves. */
export function unexpired(kept: KeptReply, now: number): KeptReply | undefined {
  if (now - kept.at < draftKeptMs) return kept;
  return kept.outgoing.length > 0 ? { draft: '', at: kept.at, outgoing: kept.outgoing } : undefined;
}

/** As it goes on: what was on its way goes out again, unless it is so old that its author has to decide. */
export function bubbleFrom({ failure, files, ...kept }: KeptBubble, now: number): OutgoingReply {
  const bubble = { ...kept, ...(files && { files: files.map(fileFrom) }) };
  if (bubble.state === 'failed') return { ...bubble, failure: failure && new SupportError('kept', failure) };
  if (now - bubble.startedAt < sentBySelfMs) return { ...bubble, state: 'sending' };
  // Nobody knows whether it arrived.
  return { ...bubble, state: 'failed', failure: new SupportError('The answer never came.', { code: 'timeout' }) };
}

/** How long a server wanted to be left alone is over by the time that anybody reads this. */
function plainFailure({ code, retryable, reference }: SupportError): KeptBubble['failure'] {
  return { code, retryable, ...(reference !== undefined && { reference }) };
}

function isBubble(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { clientId, text, files, startedAt, state, isInDoubt, failure } = value;
  const isWhole = isText(clientId) && hasContent(text, files) && Number.isFinite(startedAt);
  const isKnown = state === 'sending' || state === 'queued' || state === 'failed';
  return (
    isWhole &&
    isKnown &&
    (isInDoubt === undefined || typeof isInDoubt === 'boolean') &&
    (failure === undefined || isFailure(failure))
  );
}

function isFailure(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { code, retryable, reference } = value;
  return (
    isSupportErrorCode(code) &&
    typeof retryable === 'boolean' &&
    (reference === undefined || typeof reference === 'string')
  );
}

function isReturned(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return isText(value.clientId) && hasContent(value.text, value.files) && typeof value.isInDoubt === 'boolean';
}

/** Words, files or both. */
function hasContent(text: unknown, files: unknown): boolean {
  return typeof text === 'string' && isFileList(files) && (text !== '' || files !== undefined);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
