/**
 * Keeps the bytes of chosen files where they outlive the page: each file once, however often the words around it are
 * written. The entry of words names the file and is there before its bytes, so whatever no entry names is left over.
 */
import type { Attachment } from '../contract/attachment.ts';
import { SupportError } from '../contract/errors.ts';
import { type FileVault, type KeptFile, type KeptName, type KeptReply, nameOf, readName } from './reply-vault.ts';
import type { ReplyFile } from './slices.ts';

/** Whose files these are. */
export type FileOwner = Omit<KeptName, 'page'>;

export interface KeptFiles {
  /** From now on these and no others are kept. Resolves with whether all of them will be there after a reload. */
  keep(owner: FileOwner, vault: FileVault, files: readonly ReplyFile[]): Promise<boolean>;
  /** Puts the bytes of its files to what was kept. */
  read(owner: FileOwner, vault: FileVault, words: readonly KeptReply[]): Promise<KeptReply[]>;
  /** Nothing is being written any more. */
  settled(): Promise<unknown>;
  clear(): void;
}

export function createKeptFiles(): KeptFiles {
  /** By ticket and file: whether its bytes will be there after a reload. */
  const kept = new Map<string, Map<string, Promise<boolean>>>();

  function keptOf(ticketId: string): Map<string, Promise<boolean>> {
    const mine = kept.get(ticketId) ?? new Map<string, Promise<boolean>>();
    kept.set(ticketId, mine);
    return mine;
  }

  return {
    async keep(owner, vault, files) {
      const mine = keptOf(owner.ticketId);
      const wanted = new Set(files.map(({ clientId }) => clientId));
      const gone = [...mine].filter(([clientId]) => !wanted.has(clientId));
      for (const [clientId] of gone) mine.delete(clientId);
      for (const { clientId, blob } of files)
        if (blob && !mine.has(clientId)) mine.set(clientId, vault.write(fileName(owner, clientId), blob));
      const outcomes = [...mine.values()];
      await Promise.all(gone.map(([, written]) => written));
      if (gone.length > 0) await vault.remove(gone.map(([clientId]) => fileName(owner, clientId)));
      return (await Promise.all(outcomes)).every(Boolean);
    },
    read(owner, vault, words) {
      const withBytes = async (file: KeptFile): Promise<KeptFile> => {
        const blob = await vault.read(fileName(owner, file.clientId));
        if (blob?.size !== file.size) return file;
        keptOf(owner.ticketId).set(file.clientId, Promise.resolve(true));
        return { ...file, blob };
      };
      const whole = async <T extends { readonly files?: readonly KeptFile[] }>(one: T): Promise<T> =>
        one.files ? { ...one, files: await Promise.all(one.files.map(withBytes)) } : one;
      return Promise.all(
        words.map(async (one) => ({ ...(await whole(one)), outgoing: await Promise.all(one.outgoing.map(whole)) })),
      );
    },
    settled: () => Promise.all([...kept.values()].flatMap((files) => [...files.values()])),
    clear: () => kept.clear(),
  };
}

/** Bytes have the same kind of name as words, with the file in the place of the page. */
function fileName(owner: FileOwner, clientId: string): string {
  return nameOf({ ...owner, page: clientId });
}

/** Which of these names belong to nobody: no entry of words names the file. */
export function unnamed(names: readonly string[], backend: string, named: ReadonlySet<string>): string[] {
  return names.filter((name) => {
    const owner = readName(name);
    return owner?.backend === backend && !named.has(owner.page);
  });
}

/** As it goes on. Without its bytes only what the server has already can be sent. */
export function fileFrom({ clientId, name, mediaType, size, attachment, blob }: KeptFile): ReplyFile {
  const file = { clientId, name, mediaType, size, ...(blob && { blob }) };
  if (attachment) return { ...file, state: 'done', sent: size, attachment };
  if (blob) return { ...file, state: 'waiting', sent: 0 };
  return { ...file, state: 'failed', sent: 0, failure: new SupportError('The file was not kept.', { code: 'gone' }) };
}

export function plainFile({ clientId, name, mediaType, size, attachment }: ReplyFile): KeptFile {
  return { clientId, name, mediaType, size, ...(attachment && { attachment }) };
}

/** The same files, as far as what is kept of them goes: not how many bytes are there by now. */
export function areSameFiles(some: readonly ReplyFile[], others: readonly ReplyFile[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ clientId, attachment }, place) => {
      const other = others[place];
      return other?.clientId === clientId && other.attachment === attachment;
    })
  );
}

export function isFileList(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isFile));
}

function isFile(value: unknown): boolean {
  const { clientId, name, mediaType, size, attachment } = { ...(value as Partial<KeptFile>) };
  const isWhole = [clientId, name, mediaType].every((text) => typeof text === 'string');
  return isWhole && Number.isFinite(size) && (attachment === undefined || isAttachment(attachment));
}

function isAttachment(value: unknown): boolean {
  const { id, name, mediaType, size, state } = { ...(value as Partial<Attachment>) };
  return [id, name, mediaType, state].every((text) => typeof text === 'string') && Number.isFinite(size);
}
