/**
 * Bytes of a guest's files. They lie in the browser's database, where the next person at the computer could look, so each
 * is sealed (AES-GCM) with a key of its own that the tab's own storage holds: once the tab is gone, what is left is noise,
 * and is swept away after a week. Names are in the tab's storage as well.
 */
import type { FileVault } from '../../state/reply-vault.ts';

/** A table of plain values by name. May reject. */
export interface Table {
  names(): Promise<readonly string[]>;
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
}

/** What the tab knows of a file: where its bytes are, and how to read them. */
interface Seal {
  readonly place: string;
  readonly key: JsonWebKey;
}

const prefix = 'helpdock:file:';
/** Followed by when it was written, which tells a sweeper all that it has to know. */
const sealedPrefix = 'sealed ';
const keptMs = 7 * 86_400_000;
/** Each key seals one file, so the nonce need not differ. */
const cipher = { name: 'AES-GCM', iv: new Uint8Array(12) };

export function tabFiles(table: Table): FileVault {
  const sealOf = (name: string): Seal | undefined => {
    const text = sessionStorage.getItem(prefix + name);
    return text === null ? undefined : (JSON.parse(text) as Seal);
  };

  async function sweep(): Promise<void> {
    const isOver = (place: string) => Number(place.slice(sealedPrefix.length).split(' ')[0]) < Date.now() - keptMs;
    const places = (await table.names()).filter((place) => place.startsWith(sealedPrefix));
    await table.remove(places.filter(isOver));
  }

  return {
    async names() {
      await sweep();
      const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
      return keys.map((key) => key.slice(prefix.length));
    },
    async read(name) {
      const seal = sealOf(name);
      const sealed = seal && (await table.get(seal.place));
      if (!seal || !(sealed instanceof Blob)) return undefined;
      const key = await crypto.subtle.importKey('jwk', seal.key, cipher.name, false, ['decrypt']);
      return new Blob([await crypto.subtle.decrypt(cipher, key, await sealed.arrayBuffer())]);
    },
    async write(name, file) {
      const key = await crypto.subtle.generateKey({ name: cipher.name, length: 256 }, true, ['encrypt', 'decrypt']);
      const sealed = await crypto.subtle.encrypt(cipher, key, await file.arrayBuffer());
      const seal: Seal = {
        place: `${sealedPrefix}${Date.now()} ${crypto.randomUUID()}`,
        key: await crypto.subtle.exportKey('jwk', key),
      };
      await table.put(seal.place, new Blob([sealed]));
      sessionStorage.setItem(prefix + name, JSON.stringify(seal));
      return true;
    },
    async remove(names) {
      const places = names.flatMap((name) => sealOf(name)?.place ?? []);
      for (const name of names) sessionStorage.removeItem(prefix + name);
      await table.remove(places);
    },
  };
}
