/** What the demo keeps on disk: the support server's database and files with the stories in them, and keys made at the first start. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryBlobs, openDatabase } from 'helpdock/node';
import { plantStories } from '../../mocks/seed/plant.ts';

interface ShopKeys {
  /** Signs the tokens of the shop's customers. */
  secret: string;
  staffKey: string;
  /** Of the support server itself. */
  serverKey: string;
}

export interface ShopData extends ShopKeys {
  databaseFolder: string;
}

/** Opens the folder, or fills it at the first start. A first start that was interrupted begins again from nothing. */
export async function openShopData(folder: string): Promise<ShopData> {
  const databaseFolder = join(folder, 'helpdock');
  const keysFile = join(folder, 'keys.json');
  const known = await readFile(keysFile, 'utf8').catch(() => undefined);
  if (known !== undefined) {
    // A folder of an older demo lacks the keys that came later.
    const keys = { ...newKeys(), ...(JSON.parse(known) as Partial<ShopKeys>) };
    await storeKeys(keysFile, keys);
    return { databaseFolder, ...keys };
  }

  await rm(databaseFolder, { recursive: true, force: true });
  await mkdir(databaseFolder, { recursive: true });
  const database = await openDatabase({ directory: databaseFolder });
  // Where `helpdock serve` looks for them, unless told otherwise.
  const blobs = await directoryBlobs(join(databaseFolder, 'files'));
  await plantStories({ repository: database.repository, blobs }, Date.now());
  await database.close();
  const keys = newKeys();
  await storeKeys(keysFile, keys);
  return { databaseFolder, ...keys };
}

function newKeys(): ShopKeys {
  const key = () => randomBytes(32).toString('base64url');
  return { secret: key(), staffKey: key(), serverKey: key() };
}

function storeKeys(file: string, keys: ShopKeys): Promise<void> {
  return writeFile(file, JSON.stringify(keys), { mode: 0o600 });
}
