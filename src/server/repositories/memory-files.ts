/** Files in memory: every operation runs in one go, so each is atomic. */
import type { FileRecord, FileStore } from '../files/file-store.ts';
import type { Viewer } from '../repository.ts';
import { authorsOf } from './records.ts';

type Files = Map<string, FileRecord>;
type Aged = Pick<FileRecord, 'id' | 'createdAt'>;

/** Objects are copied on the way in and on the way out. `sees` tells whether a viewer has a ticket; `files` is where changes find them. */
export function memoryFiles(sees: (ticketId: string, viewer: Viewer) => boolean, files: Files): FileStore {
  let signingKey: string | undefined;
  const loose = new Map<string, number>();
  const select = (holds: (file: FileRecord) => boolean) => [...files.values()].filter(holds);
  const uploading = (fileId: string) => {
    const file = files.get(fileId);
    return file?.state === 'uploading' ? file : undefined;
  };
  const keyed = (ticketId: string, author: string, clientId: string) =>
    select((file) => file.ticketId === ticketId && file.author === author && file.clientId === clientId)[0];

  return {
    async add(file, viewer) {
      if (!sees(file.ticketId, viewer)) return undefined;
      const earlier = keyed(file.ticketId, file.author, file.clientId);
      if (earlier) return { file: structuredClone(earlier), replayed: true };
      if (files.has(file.id)) throw new Error('A file with this id is there already.');
      files.set(file.id, structuredClone(file));
      return { file: structuredClone(file), replayed: false };
    },

    async find(ticketId, fileId, viewer) {
      const file = files.get(fileId);
      if (file?.ticketId !== ticketId || file.eventId === null || !sees(ticketId, viewer)) return undefined;
      return structuredClone(file);
    },

    async findByKey(ticketId, author, clientId, viewer) {
      return sees(ticketId, viewer) ? structuredClone(keyed(ticketId, author, clientId)) : undefined;
    },

    async ofEvent(ticketId, eventId, viewer) {
      if (!sees(ticketId, viewer)) return [];
      return structuredClone(select((file) => file.ticketId === ticketId && file.eventId === eventId));
    },

    async expectBlob(key, at) {
      loose.set(key, at);
    },

    async addPart(fileId, partCount, part) {
      const file = uploading(fileId);
      if (file?.parts.length !== partCount) return undefined;
      loose.delete(part.key);
      file.parts = [...file.parts, structuredClone(part)];
      return structuredClone(file);
    },

    async settle(fileId, { state, facts: { mediaType, width = null, height = null } }) {
      const file = uploading(fileId);
      return file && structuredClone(Object.assign(file, { state, mediaType, width, height }));
    },

    async remove(fileId, at) {
      const file = files.get(fileId);
      if (file?.eventId !== null) return undefined;
      files.delete(fileId);
      for (const { key } of file.parts) loose.set(key, at);
      return file;
    },

    async looseBlobs(before, limit) {
      const old = Array.from(loose, ([id, createdAt]) => ({ id, createdAt })).filter(
        ({ createdAt }) => createdAt < before,
      );
      return old
        .sort(byAge)
        .slice(0, limit)
        .map(({ id }) => id);
    },

    async forgetBlobs(keys) {
      for (const key of keys) loose.delete(key);
    },

    async abandoned(before, limit) {
      const old = select((file) => file.eventId === null && file.createdAt < before);
      return structuredClone(old.sort(byAge).slice(0, limit));
    },

    async pending(author) {
      const own = select((file) => file.eventId === null && file.author === author);
      return { files: own.length, bytes: own.reduce((sum, { size }) => sum + size, 0) };
    },

    async signingKey(made) {
      return (signingKey ??= made);
    },
  };
}

/** The files that a change names and may carry, in its order. */
export function heldFiles(
  files: Files,
  { ticketId, viewer, fileIds }: { ticketId: string; viewer: Viewer; fileIds: readonly string[] },
): FileRecord[] {
  const authors = authorsOf(viewer);
  const named = fileIds.map((id) => files.get(id));
  return named.filter((file) => file?.ticketId === ticketId && authors.includes(file.author)) as FileRecord[];
}

/** Lets an event carry files: behind all others, so that those of one event lie in its order. */
export function carryFiles(files: Files, carried: readonly FileRecord[], eventId: string): void {
  for (const file of carried) {
    files.delete(file.id);
    files.set(file.id, { ...file, eventId });
  }
}

function byAge(a: Aged, b: Aged): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
