/**
 * Where unsent words and files outlive the page: databases of the browser for visitors with an account; for guests the
 * tab's own storage, and what is too large for it sealed in a database. Where the browser refuses both (a private window,
 * a full disk, a frame without rights) the page's memory takes their place, so that an element that leaves the page and
 * comes back finds its words.
 */
import { createStore, entries, get, keys, promisifyRequest, type UseStore } from 'idb-keyval';
import type { FileVault, ReplyVault, ReplyVaults } from '../../state/reply-vault.ts';
import { tabFiles, type Table } from './tab-files.ts';
import { createVaultPages } from './vault-pages.ts';

const prefix = 'helpdock:words:';

/** Opened when it is first asked for. */
function openable(name: string, store: string): () => UseStore {
  let database: UseStore | undefined;
  return () => (database ??= createStore(name, store));
}

const words = openable('helpdock', 'words');
const files = openable('helpdock-files', 'files');

/** Commits at once: what a page only asks for while it ends is thrown away with it. */
function change(database: UseStore, act: (entries: IDBObjectStore) => void): Promise<void> {
  return database('readwrite', (entries) => {
    act(entries);
    entries.transaction.commit();
    return promisifyRequest(entries.transaction);
  });
}

function removeFrom(database: UseStore, names: readonly string[]): Promise<void> {
  return change(database, (entries) => {
    for (const name of names) entries.delete(name);
  });
}

const fileTable: Table = {
  names: async () => (await keys(files())).filter((name) => typeof name === 'string'),
  get: (name) => get<unknown>(name, files()),
  put: (name, value) => change(files(), (entries) => entries.put(value, name)),
  remove: async (names) => {
    if (names.length > 0) await removeFrom(files(), names);
  },
};

const onDevice: ReplyVault = {
  read: async () => (await entries<string, unknown>(words())).filter(([name]) => typeof name === 'string'),
  async write(name, value) {
    await change(words(), (entries) => entries.put(value, name));
    return true;
  },
  remove: (names) => removeFrom(words(), names),
  files: {
    names: () => fileTable.names(),
    async read(name) {
      const file = await fileTable.get(name);
      return file instanceof Blob ? file : undefined;
    },
    async write(name, file) {
      await fileTable.put(name, file);
      return true;
    },
    remove: (names) => fileTable.remove(names),
  },
};

const inTab: ReplyVault = {
  read: async () =>
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => [key.slice(prefix.length), readable(sessionStorage.getItem(key))]),
  async write(name, value) {
    sessionStorage.setItem(prefix + name, JSON.stringify(value));
    return true;
  },
  async remove(names) {
    for (const name of names) sessionStorage.removeItem(prefix + name);
  },
  files: tabFiles(fileTable),
};

/** What a place refused. */
const memory = new Map<string, unknown>();
const fileMemory = new Map<string, Blob>();

async function trying<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

function withMemory(place: ReplyVault): ReplyVault {
  return {
    read: async () => [...(await trying(() => place.read(), [])), ...memory],
    async write(name, value) {
      const isLasting = await trying(() => place.write(name, value), false);
      if (isLasting) memory.delete(name);
      else memory.set(name, value);
      return isLasting;
    },
    remove(names) {
      for (const name of names) memory.delete(name);
      return names.length > 0 ? trying(() => place.remove(names), undefined) : Promise.resolve();
    },
    files: filesWithMemory(place.files),
  };
}

function filesWithMemory(place: FileVault): FileVault {
  return {
    names: async () => [...(await trying(() => place.names(), [])), ...fileMemory.keys()],
    read: async (name) => fileMemory.get(name) ?? (await trying(() => place.read(name), undefined)),
    async write(name, file) {
      const isLasting = await trying(() => place.write(name, file), false);
      if (!isLasting) fileMemory.set(name, file);
      return isLasting;
    },
    remove(names) {
      for (const name of names) fileMemory.delete(name);
      return trying(() => place.remove(names), undefined);
    },
  };
}

/** For one store: another one on the same page is another page to it. */
export function replyVaults(): ReplyVaults {
  return { device: withMemory(onDevice), tab: withMemory(inTab), pages: createVaultPages() };
}

function readable(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
