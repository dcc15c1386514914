/**
 * Nothing acknowledged is lost and nothing is doubled, even when the server is killed in the middle of whatever it does:
 * customers answer at the same time, each again under the same key until it is acknowledged, while the process is killed
 * and started again. What came of it is read through the API.
 */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Phoenix } from '../helpers/phoenix.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { randomNumbers } from '../helpers/random.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { environment, hostToken, openTicket, readMessages, reply } from '../helpers/server-world.ts';
import { someTurns } from '../helpers/turns.ts';

const tickets = 4;
const clientsPerTicket = 2;
const repliesPerClient = 25;
const kills = 6;
const seed = 20261122;

interface Acknowledged {
  id: string;
  text: string;
}

/** Sends until it is acknowledged; a lost answer and a dead server mean: the same again. */
async function sendUntilAcknowledged(
  server: Phoenix,
  token: string,
  { ticketId, text, onSend }: { ticketId: string; text: string; onSend: () => void },
): Promise<Acknowledged> {
  const clientId = crypto.randomUUID();
  for (;;) {
    try {
      const url = await server.url();
      onSend();
      const response = await reply(url, token, ticketId, clientId, text);
      assert.equal(response.status, 201, 'a server that lives says yes');
      return { id: ((await response.json()) as { id: string }).id, text };
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
    }
    await nextTurn();
  }
}

async function survives(start: () => ServerProcess): Promise<void> {
  const random = randomNumbers(seed);
  const server = new Phoenix(start);
  const total = tickets * clientsPerTicket * repliesPerClient;
  const moments = Array.from({ length: kills }, (_, index) => Math.floor(((index + random()) * total) / kills));
  let sent = 0;
  let killing: Promise<void> = Promise.resolve();
  const onSend = () => {
    sent += 1;
    if (moments[0] === undefined || sent < moments[0]) return;
    moments.shift();
    killing = killing.then(() => someTurns(random, 60)).then(() => server.kill());
  };

  const conversations = await Promise.all(
    Array.from({ length: tickets }, async (_, index) => {
      const subject = `customer-${index}`;
      return { token: await hostToken(subject), ticketId: await openTicket(await server.url(), subject) };
    }),
  );
  const answered = await Promise.all(
    conversations.flatMap(({ token, ticketId }) =>
      Array.from({ length: clientsPerTicket }, async (_, client) => {
        const acknowledged: Acknowledged[] = [];
        for (let count = 0; count < repliesPerClient; count += 1) {
          const text = `client ${client}, reply ${count}`;
          acknowledged.push(await sendUntilAcknowledged(server, token, { ticketId, text, onSend }));
        }
        return { ticketId, acknowledged };
      }),
    ),
  );
  await killing;
  assert.equal(server.killed, kills);

  for (const { token, ticketId } of conversations) {
    const [opening, ...messages] = await readMessages(await server.url(), token, ticketId);
    assert.equal(opening?.text, 'How can we help?');
    const mine = answered.filter((each) => each.ticketId === ticketId);
    assert.equal(messages.length, clientsPerTicket * repliesPerClient, 'messages in the ticket');
    assert.equal(new Set(messages.map(({ id }) => id)).size, messages.length, 'different messages');
    for (const { acknowledged } of mine) {
      const ids = new Set(acknowledged.map(({ id }) => id));
      assert.deepEqual(
        messages.filter(({ id }) => ids.has(id)),
        acknowledged,
        'the replies of one client, in its order',
      );
    }
  }
  await server.end();
}

describe('a server that is killed again and again', () => {
  it('loses and doubles no reply with the embedded database', async () => {
    const env = { ...environment, HELPDOCK_DATA: temporaryFolder() };
    await survives(() => startCommand(['serve'], env));
  });

  it('opens its database however its first start was interrupted', async () => {
    const random = randomNumbers(seed);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const env = { ...environment, HELPDOCK_DATA: temporaryFolder() };
      const first = startCommand(['serve'], env);
      const files = ['helpdock.lock', 'helpdock.db', 'helpdock.db-wal'];
      const awaited = join(env.HELPDOCK_DATA, files[attempt % files.length] ?? '');
      while (!existsSync(awaited)) await nextTurn();
      await someTurns(random, 40);
      first.child.kill('SIGKILL');
      await first.ended;
      const second = startCommand(['serve'], env);
      await openTicket(await second.ready, 'ola');
      second.child.kill('SIGTERM');
      assert.equal((await second.ended).code, 0);
    }
  });
});

const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

describe('a server over Postgres', { skip: 'missing' in postgres ? postgres.missing : false }, () => {
  if ('missing' in postgres) return;

  it('loses and doubles no reply when it is killed again and again', async () => {
    const env = { ...environment, DATABASE_URL: await postgres.newDatabase() };
    await survives(() => startCommand(['serve'], env));
  });
});
