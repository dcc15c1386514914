/** Opening the database: one process per directory, several per Postgres, and failures in words. */
import { strict as assert } from 'node:assert';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../src/node/database.ts';
import { openSqlite } from '../../src/node/sqlite.ts';
import { StartError } from '../../src/node/start-error.ts';
import { adding, message, newFile, newTicket, someone } from '../../src/testing/repository-cases/world.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

async function sentenceOf(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => assert.fail('the database was opened'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StartError, String(error));
  assert.match(error.message, /^[^\n]+\.$/);
  return error.message;
}

describe('the embedded database', () => {
  it('is made with its directory, for its own user alone, and keeps what was stored', async () => {
    const directory = join(temporaryFolder(), 'new', 'data');
    const { owner, viewer } = someone();
    const first = await openDatabase({ directory });
    const { ticket } = await first.repository.addTicket(newTicket({ owner, events: [message('hello')] }));
    await first.close();
    assert.equal(statSync(directory).mode & 0o077, 0);
    const second = await openDatabase({ directory });
    assert.deepEqual(await second.repository.findTicket(ticket.id, viewer), ticket);
    await second.close();
  });

  it('keeps files with their parts, whether or not they were sent, and the key that signs links to them', async () => {
    const directory = temporaryFolder();
    const { owner, viewer } = someone();
    const first = await openDatabase({ directory });
    const { ticket } = await first.repository.addTicket(newTicket({ owner }));
    const [sent, begun] = [1, 2].map(() => newFile({ ticketId: ticket.id, author: owner }));
    assert.ok(sent && begun);
    const parts = [1, 2].map((count) => ({ key: `part ${count}`, size: 1024 }));
    for (const file of [sent, begun]) {
      await first.repository.files.add(file, viewer);
      for (const [count, part] of parts.entries()) await first.repository.files.addPart(file.id, count, part);
    }
    const event = message('see the file');
    const decide = adding([event]);
    await first.repository.files.settle(sent.id, {
      state: 'ready',
      facts: { mediaType: 'image/png', width: 3, height: 4 },
    });
    await first.repository.changeTicket({ ticketId: ticket.id, viewer, fileIds: [sent.id], decide });
    assert.equal(await first.repository.files.signingKey('first'), 'first');
    await first.close();
    const second = await openDatabase({ directory });
    const { files } = second.repository;
    const carried = { ...sent, parts, state: 'ready', mediaType: 'image/png', width: 3, height: 4, eventId: event.id };
    assert.deepEqual(await files.ofEvent(ticket.id, event.id, viewer), [carried]);
    assert.deepEqual(await files.findByKey(ticket.id, owner, begun.clientId, viewer), { ...begun, parts });
    assert.deepEqual((await files.addPart(begun.id, 2, { key: 'next', size: 1 }))?.parts.length, 3);
    assert.equal(await files.signingKey('second'), 'first');
    await second.close();
  });

  it('syncs every commit to the disk and follows foreign keys', async () => {
    const directory = temporaryFolder();
    const db = new Kysely({ dialect: openSqlite(directory) });
    const told = async (name: string) =>
      (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0]?.[name];
    assert.deepEqual(
      [await told('journal_mode'), await told('synchronous'), await told('foreign_keys')],
      ['wal', 2, 1],
    );
    await db.destroy();
  });

  it('is refused to a second opener until the first has closed it', async () => {
    const directory = temporaryFolder();
    const first = await openDatabase({ directory });
    assert.equal(
      await sentenceOf(openDatabase({ directory })),
      `The directory ${directory} is in use by another process.`,
    );
    await first.close();
    await (await openDatabase({ directory })).close();
  });

  it('says in one sentence why it cannot be opened, and lets go of the directory', async () => {
    const path = temporaryFolder();
    const file = join(path, 'file');
    writeFileSync(file, 'not a directory');
    assert.match(await sentenceOf(openDatabase({ directory: file })), /^The directory .* cannot be made: EEXIST\.$/);
    writeFileSync(join(path, 'helpdock.db'), 'this is no database, and long enough to be looked at as one'.repeat(40));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      assert.match(
        await sentenceOf(openDatabase({ directory: path })),
        /^The database in .* cannot be opened: file is not a database\.$/,
      );
    }
  });

  it('of a newer version is refused and left alone', async () => {
    const directory = temporaryFolder();
    await (await openDatabase({ directory })).close();
    const file = new DatabaseSync(join(directory, 'helpdock.db'));
    file.exec(`insert into helpdock_migrations values ('9999-from-the-future', '2999-01-01T00:00:00.000Z')`);
    file.close();
    assert.match(await sentenceOf(openDatabase({ directory })), /cannot be brought to this version/);
    assert.match(await sentenceOf(openDatabase({ directory })), /cannot be brought to this version/);
  });
});

const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

describe('Postgres', { skip: 'missing' in postgres ? postgres.missing : false }, () => {
  if ('missing' in postgres) return;

  it('may be opened by several processes at the same moment', async () => {
    const url = await postgres.newDatabase();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase({ url, directory: '' })));
    const { owner, viewer } = someone();
    const numbers = await Promise.all(
      opened.map(async ({ repository }) => (await repository.addTicket(newTicket({ owner }))).ticket.number),
    );
    assert.deepEqual(numbers.sort(), [10001, 10002, 10003, 10004, 10005, 10006]);
    assert.equal(await opened[0]?.repository.countTickets({ viewer }), 6);
    const keys = opened.map(({ repository }, index) => repository.files.signingKey(`key ${index}`));
    assert.equal(new Set(await Promise.all(keys)).size, 1);
    await Promise.all(opened.map((each) => each.close()));
  });

  it('says in one sentence without the password why it cannot be used', async () => {
    const url = new URL(await postgres.newDatabase());
    const { password, host } = url;
    const changed = (change: Partial<Record<'password' | 'port' | 'pathname' | 'hostname', string>>) => {
      const other = Object.assign(new URL(url), change);
      return sentenceOf(openDatabase({ url: other.href, directory: '' }));
    };
    const sentences = [
      await changed({ password: 'wrong-password' }),
      await changed({ pathname: '/missing' }),
      await changed({ port: '1' }),
      await changed({ hostname: 'no-such-host.invalid' }),
    ];
    assert.deepEqual(sentences.slice(0, 3), [
      `The database at ${host}${url.pathname} refuses this user or password.`,
      `The database at ${host}/missing does not exist.`,
      `The database at 127.0.0.1:1${url.pathname} refuses connections.`,
    ]);
    assert.match(sentences[3] ?? '', /has a host name that/);
    for (const sentence of sentences)
      assert.ok(!sentence.includes(password) && !sentence.includes('wrong-password'), sentence);
  });

  it('may break its connections at any moment without ending the process or half a change', async () => {
    const url = await postgres.newDatabase();
    const lost: Error[] = [];
    const database = await openDatabase({ url, directory: '', onConnectionLost: (error) => lost.push(error) });
    const { repository } = database;
    const { owner, viewer } = someone();
    const { ticket } = await repository.addTicket(newTicket({ owner }));
    const other = new pg.Client(url);
    await other.connect();
    const cut = () =>
      other.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'helpdock'`);
    const acknowledged: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const changes = Array.from({ length: 5 }, async (_, index) => {
        const clientId = `${round}-${index}`;
        await repository.changeTicket({
          ticketId: ticket.id,
          viewer,
          key: { author: owner, clientId },
          decide: () => ({ patch: {}, events: [message(clientId)] }),
        });
        acknowledged.push(clientId);
      });
      await Promise.all([cut(), Promise.allSettled(changes)]);
    }
    await cut();
    await other.end();
    while ((await repository.ping().catch(() => 'not yet')) === 'not yet');
    const events = await repository.listEvents(ticket.id, viewer, { limit: 100 });
    const stored = new Set(events.map(({ clientId }) => clientId));
    assert.ok(lost.length > 0, 'no connection was lost');
    assert.deepEqual(
      acknowledged.filter((clientId) => !stored.has(clientId)),
      [],
    );
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, index) => index + 1),
    );
    assert.equal((await repository.findTicket(ticket.id, viewer))?.unreadCount, events.length);
    await database.close();
  });
});
