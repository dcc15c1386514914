/**
 * Where unsent words outlive the page: a database of the browser for visitors with an account, the tab's own storage for
 * guests. Where the browser refuses both (a private window, a full disk, a frame without rights) the page's memory takes
 * their place, so that an element that leaves the page and comes back finds its words.
 */
import { createStore, entries, promisifyRequest, type UseStore } from 'idb-keyval';
import type { ReplyVault, ReplyVaults } from '../../state/reply-vault.ts';
import { createVaultPages } from './vault-pages.ts';

const prefix = 'helpdock:words:';
let database: UseStore | undefined;
const openDatabase = () => (database ??= createStore('helpdock', 'words'));

const onDevice: ReplyVault = {
  read: async () => (await entries<string, unknown>(openDatabase())).filter(([name]) => typeof name === 'string'),
  async write(name, value) {
    await change((words) => words.put(value, name));
    return true;
  },
  remove: (names) =>
    change((words) => {
      for (const name of names) words.delete(name);
    }),
};

/** Commits at once: what a page only asks for while it ends is thrown away with it. */
function change(act: (words: IDBObjectStore) => void): Promise<void> {
  return openDatabase()('readwrite', (words) => {
    act(words);
    words.transaction.commit();
    return promisifyRequest(words.transaction);
  });
}

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
};

/** What a place refused. */
const memory = new Map<string, unknown>();

function withMemory(place: ReplyVault): ReplyVault {
  const trying = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch {
      return otherwise;
    }
  };
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
