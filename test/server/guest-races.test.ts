/**
 * What the guest door promises when many come at the same instant: in memory, over SQLite on a disk, and from two
 * processes over one real Postgres. Budgets hold whatever the order, and what was confirmed is there after a restart.
 */
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../src/node/database.ts';
import { hashOf } from '../../src/server/guest/secrets.ts';
import type { Repository } from '../../src/server/repository.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { rejectionOf } from '../../src/testing/assert.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { day, guestWorld, hour, minute, notThe, outcomeOf, type GuestWorld } from './guest-world.ts';

interface Store {
  name: string;
  missing?: string | undefined;
  /** Tries of an attack: a database takes longer for each. */
  tries: number;
  /** An empty store, and the same one as another process sees it. */
  open(): Promise<{ repository: Repository; other: Repository }>;
  /** The same store after a restart, where it outlives one. */
  reopen?: (repository: Repository) => Promise<Repository>;
}

const postgres = await startPostgres();
const urls = new Map<Repository, { url?: string; directory: string }>();

async function opened(place: { url?: string; directory: string }): Promise<Repository> {
  const { repository } = await openDatabase(place);
  urls.set(repository, place);
  return repository;
}

async function reopen(repository: Repository): Promise<Repository> {
  const place = urls.get(repository);
  if (!place) throw new Error('Not one of ours.');
  await repository.close();
  return opened(place);
}

/** Rows of the door's tallies in the file of an embedded database that nobody has open. */
function talliesIn(directory: string): number {
  const database = new DatabaseSync(join(directory, 'helpdock.db'), { readOnly: true });
  const row = database.prepare('select count(*) as tallies from helpdock_guest_tallies').get();
  database.close();
  return Number(row?.['tallies']);
}

const stores: Store[] = [
  {
    name: 'memory',
    tries: 10_000,
    async open() {
      const repository = memoryRepository();
      return { repository, other: repository };
    },
  },
  {
    name: 'SQLite',
    tries: 1000,
    async open() {
      const repository = await opened({ directory: temporaryFolder() });
      return { repository, other: repository };
    },
    reopen,
  },
  {
    name: 'Postgres, two processes',
    missing: 'missing' in postgres ? postgres.missing : undefined,
    tries: 1000,
    async open() {
      if ('missing' in postgres) throw new Error(postgres.missing);
      const place = { url: await postgres.newDatabase(), directory: '' };
      return { repository: await opened(place), other: await opened(place) };
    },
    reopen,
  },
];

after(async () => {
  await Promise.all([...urls.keys()].map((repository) => repository.close()));
  if (!('missing' in postgres)) await postgres.remove();
});

for (const store of stores) {
  describe(store.name, { skip: store.missing ?? false }, () => {
    const start = async (limits: Parameters<typeof guestWorld>[0] = {}) => {
      const { repository, other } = await store.open();
      const world = await guestWorld(limits, repository);
      return { ...world, doors: [world.door, world.otherDoor(other)] as const };
    };

    it('opens exactly one session for fifty right codes', async () => {
      const { door, doors, link } = await start();
      const { challenge, code } = await door.makeCode(await link(), 'n');
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, count) => outcomeOf(doors[count % 2 === 0 ? 0 : 1].verify(challenge.id, code))),
      );
      assert.equal(results.filter((result) => result === 'ok').length, 1);
      assert.equal(results.filter((result) => result === 'code_expired').length, 49);
    });

    it('sends one code for twenty presses', async () => {
      const { doors, link } = await start();
      const token = await link();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, count) => outcomeOf(doors[count % 2 === 0 ? 0 : 1].makeCode(token, `${count}`))),
      );
      assert.equal(results.filter((result) => result === 'ok').length, 1);
      assert.equal(results.filter((result) => result === 'rate_limited').length, 19);
    });

    it('sends one code to an address, whichever of its links asks', async () => {
      const { doors, link } = await start();
      const links = await Promise.all(Array.from({ length: 10 }, () => link()));
      const results = await Promise.all(
        links.map((token, count) => outcomeOf(doors[count % 2 === 0 ? 0 : 1].makeCode(token, `${count}`))),
      );
      assert.equal(results.filter((result) => result === 'ok').length, 1, results.join());
    });

    it('judges at most ten wrong codes in a day, from 200 addresses, in parallel, across resends and a restart', async () => {
      const world = await start();
      const token = await world.link();
      let { repository, doors } = world as Pick<GuestWorld, 'repository'> & Pick<typeof world, 'doors'>;
      const results = new Map<string, number>();
      const rounds = 10;
      for (let round = 0; round < rounds; round += 1) {
        const sent = await doors[0].makeCode(token, `network ${round % 200}`).catch(() => undefined);
        const id = sent?.challenge.id ?? '';
        const outcomes = await Promise.all(
          Array.from({ length: store.tries / rounds }, (_, step) =>
            outcomeOf(doors[step % 2 === 0 ? 0 : 1].verify(id, notThe(sent?.code ?? '000000', step))),
          ),
        );
        for (const outcome of outcomes) results.set(outcome, (results.get(outcome) ?? 0) + 1);
        world.clock.now += 2 * hour;
        if (round !== 2 || !store.reopen) continue;
        repository = await store.reopen(repository);
        doors = [world.otherDoor(repository), doors[1]];
        if (store.name === 'SQLite') doors = [doors[0], doors[0]];
      }
      assert.equal((await repository.guests.findLink(await hashOf(token)))?.judged, 10);
      assert.equal(results.get('ok'), undefined);
      // The fifth wrong code of each is answered as a lock.
      assert.equal(results.get('code_wrong'), 8);
    });

    const { reopen: restart } = store;
    if (restart) {
      it('keeps links, codes, budgets and sessions over a restart', async () => {
        const { repository, door, link, otherDoor, ticketId } = await start();
        const [one, two] = [await link('jan@poczta.example'), await link()];
        const first = await door.makeCode(one, 'n');
        const { token, session } = await door.verify(first.challenge.id, first.code);
        const second = await door.makeCode(two, 'n');
        await outcomeOf(door.verify(second.challenge.id, notThe(second.code)));
        const restarted = otherDoor(await restart(repository));
        assert.deepEqual(await restarted.findSession(token), session);
        assert.equal(session.ticketId, ticketId);
        assert.equal((await restarted.findLink(two)).challenge?.judged, 1);
        await restarted.verify(second.challenge.id, second.code);
        assert.equal(await outcomeOf(restarted.verify(first.challenge.id, first.code)), 'code_expired');
      });
    }

    it('writes nothing when a decision throws', async () => {
      const { repository, link } = await start();
      const hash = await hashOf(await link());
      const before = await repository.guests.findLink(hash);
      const failing = repository.guests.changeLink({
        find: { hash },
        tallies: () => ['some tally'],
        decide: () => {
          throw new Error('No.');
        },
      });
      assert.match(String(await rejectionOf(failing, 'the failing decision')), /No\./);
      assert.deepEqual(await repository.guests.findLink(hash), before);
    });

    it('refuses a link without a ticket, and the same link twice', async () => {
      const { repository, link } = await start();
      const stored = await repository.guests.findLink(await hashOf(await link()));
      assert.ok(stored);
      await rejectionOf(repository.guests.addLink(stored), 'a link that is there');
      await rejectionOf(repository.guests.addLink({ ...stored, hash: 'x', ticketId: 'tk_none' }), 'a link to nothing');
    });

    it('forgets what has ended, and nothing else', async () => {
      const { repository, door, link, clock } = await start();
      const token = await link();
      const { challenge, code } = await door.makeCode(token, 'n');
      const opened = await door.verify(challenge.id, code);
      await repository.guests.sweep(clock.now);
      assert.notEqual(typeof (await door.findSession(opened.token)), 'string');
      assert.equal(await outcomeOf(door.makeCode(token, 'n')), 'rate_limited');
      clock.now += minute + 31 * day;
      await repository.guests.sweep(clock.now - day);
      assert.equal(await door.findSession(opened.token), 'absent');
      assert.equal(await outcomeOf(door.findLink(token)), 'link_invalid');
    });
  });
}

describe('guessing', () => {
  it('succeeds as often as the budget allows, and no more often', async () => {
    // Codes of one digit, so that luck shows: each judged try hits with a chance of 1 in 10.
    let tries = 0;
    let hits = 0;
    for (let count = 0; count < 400; count += 1) {
      const { door, link, clock } = await guestWorld({ codeLength: 1 });
      const token = await link();
      for (let round = 0; round < 4; round += 1) {
        const sent = await door.makeCode(token, 'n').catch(() => undefined);
        for (let step = 0; sent && step < 6; step += 1) {
          const outcome = await outcomeOf(door.verify(sent.challenge.id, String(Math.floor(Math.random() * 10))));
          if (outcome === 'ok') hits += 1;
          if (outcome === 'ok' || outcome === 'code_wrong' || (outcome === 'code_locked' && step === 4)) tries += 1;
          if (outcome === 'ok') break;
        }
        clock.now += minute;
      }
    }
    const expected = tries / 10;
    const sigma = Math.sqrt(tries * 0.1 * 0.9);
    assert.ok(tries > 1000, `${tries} tries`);
    assert.ok(Math.abs(hits - expected) < 4 * sigma, `${hits} hits of ${tries} tries`);
  });
});

describe('whoever is refused', () => {
  it('leaves nothing behind, and what is old is swept away', async () => {
    const directory = temporaryFolder();
    const repository = await opened({ directory });
    const { door, clock } = await guestWorld({}, repository);
    for (let count = 0; count < 500; count += 1)
      await door.requestLink({ email: `nobody.${count}@poczta.example`, ticketNumber: '1' }, 'en', 'n');
    await repository.close();
    // Twenty that were taken, and their network.
    assert.equal(talliesIn(directory), 21);
    const later = await opened({ directory });
    await later.guests.sweep(clock.now + 1);
    await later.close();
    assert.equal(talliesIn(directory), 0);
  });
});
