/** Bytes of chosen files in the browser's own database, as a store keeps them. */
import { assert } from '@open-wc/testing';
import { createStore, entries, set } from 'idb-keyval';
import { replyVaults } from '../../src/elements/conversation-tools/reply-vaults.ts';
import type { FileVault } from '../../src/state/reply-vault.ts';
import { later } from './support-reply-box-kept.stage.ts';

const database = createStore('helpdock-files', 'files');
const secret = 'the bytes of a photo of a passport';
const photo = () => new Blob([secret], { type: 'image/jpeg' });

/** A name that no other test knows. */
const newName = () => JSON.stringify(['shop', 'user ola', 't', crypto.randomUUID()]);
const textOf = async (vault: FileVault, name: string) => (await vault.read(name))?.text();

/** All that lies in the database, as somebody with the computer in their hands finds it. */
async function rawText(): Promise<string> {
  const all = await entries<string, unknown>(database);
  const texts = all.map(async ([name, value]) => name + (value instanceof Blob ? await value.text() : String(value)));
  return (await Promise.all(texts)).join('\n');
}

/** What the tab knows of a file. */
function sealOf(name: string): { place: string; key: JsonWebKey } {
  return JSON.parse(sessionStorage.getItem(`helpdock:file:${name}`) ?? '') as { place: string; key: JsonWebKey };
}

afterEach(() => sessionStorage.clear());

for (const place of ['device', 'tab'] as const) {
  describe(`files in the ${place}`, () => {
    const vault = () => replyVaults()[place].files;

    it('are there for the next page, byte for byte', async () => {
      const name = newName();
      const bytes = crypto.getRandomValues(new Uint8Array(60_000));
      assert.isTrue(await vault().write(name, new Blob([bytes])));
      const read = await vault().read(name);
      assert.deepEqual(new Uint8Array((await read?.arrayBuffer()) ?? []), bytes);
      assert.include(await vault().names(), name);
    });

    it('are gone once they are removed', async () => {
      const name = newName();
      await vault().write(name, photo());
      await vault().remove([name]);
      assert.isUndefined(await vault().read(name));
      assert.notInclude(await vault().names(), name);
      assert.notInclude(await rawText(), name);
    });

    it('that were never there are not found', async () => {
      assert.isUndefined(await vault().read(newName()));
    });

    it('are in the page’s memory where there is no room for them, and that is admitted', async () => {
      const name = newName();
      const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put') ?? {};
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('There is no room.', 'QuotaExceededError');
      };
      try {
        assert.isFalse(await vault().write(name, photo()));
        assert.strictEqual(await textOf(vault(), name), secret);
      } finally {
        Object.defineProperty(IDBObjectStore.prototype, 'put', put);
      }
      await vault().remove([name]);
      assert.isUndefined(await vault().read(name));
    });
  });
}

describe('files of a guest', () => {
  const vault = () => replyVaults().tab.files;

  it('cannot be read once the tab is gone, and do not say whose they were', async () => {
    const name = newName();
    await vault().write(name, photo());
    const raw = await rawText();
    assert.notInclude(raw, secret);
    assert.notInclude(raw, name);
    sessionStorage.clear();
    assert.isUndefined(await vault().read(name));
    assert.notInclude(await vault().names(), name);
  });

  it('are sealed with another key each', async () => {
    const names = [newName(), newName()];
    for (const name of names) await vault().write(name, photo());
    assert.strictEqual(new Set(names.map((name) => sealOf(name).key.k)).size, 2);
  });

  it('that somebody tampered with do not come back as something else', async () => {
    const name = newName();
    await vault().write(name, photo());
    await set(sealOf(name).place, new Blob([new Uint8Array(60)]), database);
    assert.isUndefined(await vault().read(name));
  });

  it('whose tab is gone are swept away after a week, and those of this tab and of accounts are not', async () => {
    const [lost, mine, account] = [newName(), newName(), newName()];
    await vault().write(lost, photo());
    sessionStorage.clear();
    const before = (await entries(database)).length;
    await replyVaults().device.files.write(account, photo());
    const back = later(8 * 24);
    try {
      await vault().write(mine, photo());
      await vault().names();
    } finally {
      back();
    }
    assert.isAtMost((await entries(database)).length, before + 1);
    assert.strictEqual(await textOf(vault(), mine), secret);
    assert.strictEqual(await textOf(replyVaults().device.files, account), secret);
  });
});
