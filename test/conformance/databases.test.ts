/** The same list over real databases: SQLite on a disk and a Postgres server. */
import { after, describe, it } from 'node:test';
import { openDatabase, type OpenDatabase } from '../../src/node/database.ts';
import { createBackend } from '../../src/testing/backend.ts';
import { allCases } from '../../src/testing/conformance/cases/all.ts';
import { registerConformance } from '../../src/testing/conformance/register.ts';
import { backendWorld, type World } from '../../src/testing/conformance/world.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

const opened: OpenDatabase[] = [];
const postgres = await startPostgres();

async function worldOver(database: Promise<OpenDatabase>): Promise<World> {
  opened.push(await database);
  const { repository, live } = await database;
  return backendWorld(createBackend({ repository, live }));
}

after(async () => {
  for (const database of opened) await database.close();
  if (!('missing' in postgres)) await postgres.remove();
});

registerConformance(
  { describe, it },
  { name: 'SQLite', cases: allCases, world: () => worldOver(openDatabase({ directory: temporaryFolder() })) },
);

if ('missing' in postgres) {
  it('conformance: Postgres', { skip: postgres.missing });
} else {
  registerConformance(
    { describe, it },
    {
      name: 'Postgres',
      cases: allCases,
      world: async () => worldOver(openDatabase({ url: await postgres.newDatabase(), directory: '' })),
    },
  );
}
