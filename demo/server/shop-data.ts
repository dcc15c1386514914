/** What the demo keeps on disk: the support server's database with the stories in it, and keys made at the first start. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from 'helpdock/node';
import { plantStories } from '../../mocks/seed/plant.ts';

export interface ShopData {
  databaseFolder: string;
  secret: string;
  staffKey: string;
}

/** Opens the folder, or fills it at the first start. A first start that was interrupted begins again from nothing. */
export async function openShopData(folder: string): Promise<ShopData> {
  const databaseFolder = join(folder, 'helpdock');
  const keysFile = join(folder, 'keys.json');
  const known = await readFile(keysFile, 'utf8').catch(() => undefined);
  if (known !== undefined) return { databaseFolder, ...(JSON.parse(known) as { secret: string; staffKey: string }) };

  await rm(databaseFolder, { recursive: true, force: true });
  await mkdir(databaseFolder, { recursive: true });
  const database = await openDatabase({ directory: databaseFolder });
  await plantStories(database.repository, Date.now());
  await database.close();
  const keys = { secret: randomBytes(32).toString('base64url'), staffKey: randomBytes(32).toString('base64url') };
  await writeFile(keysFile, JSON.stringify(keys), { mode: 0o600 });
  return { databaseFolder, ...keys };
}
