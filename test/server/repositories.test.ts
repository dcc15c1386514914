/** All repositories keep the same promises: memory, SQLite on a disk, and a real Postgres. */
import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { openDatabase } from '../../src/node/database.ts';
import type { Repository } from '../../src/server/repository.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { rejectionOf } from '../../src/testing/assert.ts';
import { newTicket, open, someone, twenty } from '../../src/testing/repository-cases/world.ts';
import { repositoryCases } from '../../src/testing/repository-cases.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

interface Store {
  name: string;
  /** Why it cannot be tested here. */
  missing?: string | undefined;
  /** Opens an empty store of its own. */
  open(): Promise<Repository>;
}

const postgres = await startPostgres();

const stores: Store[] = [
  { name: 'memory', open: async () => memoryRepository() },
  { name: 'SQLite', open: async () => (await openDatabase({ directory: temporaryFolder() })).repository },
  {
    name: 'Postgres',
    missing: 'missing' in postgres ? postgres.missing : undefined,
    async open() {
      if ('missing' in postgres) throw new Error(postgres.missing);
      return (await openDatabase({ url: await postgres.newDatabase(), directory: '' })).repository;
    },
  },
];

after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

it('has an id of its own for every case', () => {
  assert.equal(new Set(repositoryCases.map(({ id }) => id)).size, repositoryCases.length);
});

for (const store of stores) {
  describe(store.name, { skip: store.missing ?? false }, () => {
    let repository: Repository;
    before(async () => {
      repository = await store.open();
    });
    after(() => repository.close());

    for (const each of repositoryCases) it(`${each.id}: ${each.title}`, () => each.run({ repository }));

    it('numbers tickets from 10001 without gaps, also when some are refused', async () => {
      const fresh = await store.open();
      const { owner } = someone();
      const taken = newTicket({ owner });
      const { ticket } = await fresh.addTicket(taken);
      await rejectionOf(fresh.addTicket(taken), 'a taken id');
      const numbers = await twenty(async () => (await open({ repository: fresh }, { owner })).number);
      await fresh.close();
      assert.equal(ticket.number, 10001);
      assert.deepEqual(
        numbers.sort(),
        Array.from({ length: 20 }, (_, index) => 10002 + index),
      );
    });

    it('finishes what is running before it closes, and refuses what comes later', async () => {
      const closing = await store.open();
      const { owner, viewer } = someone();
      await closing.ping();
      const running = Array.from({ length: 30 }, () => closing.addTicket(newTicket({ owner })));
      const closed = [closing.close(), closing.close()];
      const late = rejectionOf(closing.countTickets({ viewer }), 'a late call');
      assert.equal((await Promise.all(running)).length, 30);
      assert.equal(((await late) as { code?: string }).code, 'unavailable');
      await Promise.all(closed);
      await rejectionOf(closing.ping(), 'a ping of a closed repository');
    });
  });
}
