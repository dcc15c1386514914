/** Mails leave the outbox while the server runs: at once, one round at a time, late where they must, and never twice. */
import { strict as assert } from 'node:assert';
import { EventEmitter, once } from 'node:events';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { openDatabase } from '../../src/node/database.ts';
import type { ServerLogEntry } from '../../src/node/log.ts';
import { openMailRoom } from '../../src/node/mail-room.ts';
import { smtpSender } from '../../src/node/smtp.ts';
import { ticketAlerts } from '../../src/server/guest/alerts.ts';
import { repositoryStaffDesk } from '../../src/server/desk/staff-desk.ts';
import { GuestDoor } from '../../src/server/guest/guest-door.ts';
import { doorKeys } from '../../src/server/guest/secrets.ts';
import { mailComposer } from '../../src/server/mail/compose.ts';
import { Courier } from '../../src/server/mail/courier.ts';
import type { MailOrder } from '../../src/server/mail/outbox.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { call, environment, staffKey } from '../helpers/server-world.ts';
import { guestWorld, hour, keys } from '../server/guest-world.ts';

const key = 'a key of the server that has 32 bytes or more';
const page = 'https://shop.example/help';
const customer = { email: 'Ola@Poczta.example', locale: 'pl-PL' };

const ends: (() => unknown)[] = [];
after(() => Promise.all(ends.map((end) => end())));

async function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const server = await startMailServer(options, port);
  ends.push(() => server.close());
  return server;
}

/** A mail server that takes connections and then says nothing; `connected` resolves with the first. */
async function silentMailServer() {
  const { promise: connected, resolve } = Promise.withResolvers<void>();
  const server = await mailServer({ onConnect: () => resolve(), closeTimeout: 1 });
  return { ...server, connected };
}

/** A log that can be waited for. */
function logBook() {
  const entries: ServerLogEntry[] = [];
  const news = new EventEmitter();
  return {
    entries,
    log: (entry: ServerLogEntry) => {
      entries.push(entry);
      news.emit('entry');
    },
    told: async (matches: (entry: ServerLogEntry) => boolean): Promise<void> => {
      while (!entries.some(matches)) await once(news, 'entry');
    },
  };
}

const guests = { sweep: async () => undefined };
const sender = { close: () => undefined };
/** Longer than any test: whoever waits for it fails by never ending. */
const never = 2 ** 30;

describe('a mail room', () => {
  it('goes on at once while there is work, and then rests', async () => {
    const { log } = logBook();
    const { promise: rested, resolve } = Promise.withResolvers<void>();
    const found = [20, 3, 0];
    const courier = {
      async round() {
        const count = found.shift() ?? assert.fail('a round too many');
        if (found.length === 0) resolve();
        return count;
      },
    };
    const room = openMailRoom({ courier, sender, guests, log, waits: { idleMs: never }, clerks: 1 });
    await rested;
    await room.close();
  });

  it('lets a slow mail hold up none that comes after it', async () => {
    const { log } = logBook();
    const { promise: slow, resolve: release } = Promise.withResolvers<number>();
    const { promise: passed, resolve: pass } = Promise.withResolvers<void>();
    const rounds = [() => slow, async () => 0, async () => 1];
    const courier = {
      round: () =>
        (
          rounds.shift() ??
          (async () => {
            pass();
            return 0;
          })
        )(),
    };
    const room = openMailRoom({ courier, sender, guests, log, waits: { idleMs: 1 } });
    await passed;
    release(1);
    await room.close();
  });

  it('tells of an outbox that cannot be asked, and asks again', async () => {
    const { log, entries } = logBook();
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    let rounds = 0;
    const courier = {
      async round() {
        rounds += 1;
        if (rounds < 4) throw new Error('The database is away.');
        resolve();
        return 0;
      },
    };
    const room = openMailRoom({ courier, sender, guests, log, waits: { idleMs: 1 }, clerks: 1 });
    await asked;
    await room.close();
    assert.deepEqual(
      entries.map(({ level, event }) => `${level} ${event}`),
      Array.from({ length: 3 }, () => 'error mail_room_failed'),
    );
  });

  it('waits for the running round when it closes, and begins no other', async () => {
    const { log, entries } = logBook();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: held, resolve: release } = Promise.withResolvers<number>();
    let rounds = 0;
    const courier = {
      round() {
        rounds += 1;
        begin();
        return held;
      },
    };
    const room = openMailRoom({ courier, sender, guests, log, waits: { idleMs: 1, finishWithinMs: never }, clerks: 1 });
    await begun;
    let isClosed = false;
    const closed = room.close().then(() => (isClosed = true));
    await new Promise((next) => setImmediate(next));
    assert.equal(isClosed, false);
    release(20);
    await closed;
    assert.deepEqual([rounds, entries], [1, []]);
  });

  it('does not wait for ever, and says so', async () => {
    const { log, entries } = logBook();
    let senderIsClosed = false;
    const closing = { close: () => void (senderIsClosed = true) };
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: held, reject: fail } = Promise.withResolvers<number>();
    const courier = {
      round() {
        begin();
        return held;
      },
    };
    const room = openMailRoom({ courier, sender: closing, guests, log, waits: { finishWithinMs: 1 }, clerks: 1 });
    await begun;
    await room.close();
    fail(new Error('The repository is closed.'));
    await new Promise((next) => setImmediate(next));
    assert.deepEqual(entries, [{ level: 'warn', event: 'mails_cut', afterMs: 1 }]);
    assert.equal(senderIsClosed, true);
  });

  it('clears away what ended a day ago, and nothing that limits still count', async () => {
    const { log } = logBook();
    const { promise: swept, resolve } = Promise.withResolvers<number>();
    const before = Date.now();
    const courier = { round: async () => 0 };
    const room = openMailRoom({ courier, sender, guests: { sweep: async (time) => resolve(time) }, log });
    const time = (await swept) + 24 * hour;
    assert.ok(time >= before && time <= Date.now());
    await room.close();
  });

  it('delivers once, when the mail server is back', async () => {
    const { repository } = await openDatabase({ directory: temporaryFolder() });
    ends.push(() => repository.close());
    const { clock, door } = await guestWorld({}, repository);
    const { port, close } = await mailServer();
    await close();
    const book = logBook();
    const smtp = smtpSender({ url: `smtp://127.0.0.1:${port}`, from: { name: '', address: 'help@shop.example' } });
    const courier = new Courier({
      outbox: repository.mails,
      sender: smtp,
      keys,
      compose: mailComposer({ door, tickets: repository, page, from: 'help@shop.example' }),
      report: (report) => book.log({ level: 'info', event: 'mail', ...report }),
      now: () => clock.now,
    });
    const options = { signal: new AbortController().signal, locale: 'en' };
    const opening = { customer, subject: 'Lamp', text: 'It is dark', from: 'customer' as const };
    const desk = repositoryStaffDesk(repository, { alerts: ticketAlerts({ door, keys }), now: () => clock.now });
    const room = openMailRoom({
      courier,
      sender: smtp,
      guests: repository.guests,
      log: book.log,
      waits: { idleMs: 1 },
    });
    const { value: ticket } = await desk.openTicket(opening, options);
    await desk.reply(ticket.id, { text: 'We looked into it.' }, options);
    await book.told((entry) => entry.event === 'mail' && entry.outcome === 'delayed');
    const back = await mailServer({}, port);
    clock.now += 15_000;
    await book.told((entry) => entry.event === 'mail' && entry.outcome === 'sent');
    await room.close();
    assert.equal(back.deliveries.length, 1);
    assert.deepEqual(await repository.mails.claim(clock.now + hour, 0, 10), []);
  });
});

describe('a server that sends mails', () => {
  const settings = (directory: string, port: number) => ({
    ...environment,
    HELPDOCK_DATA: directory,
    HELPDOCK_SMTP_URL: `smtp://127.0.0.1:${port}`,
    HELPDOCK_MAIL_FROM: 'Shop <help@shop.example>',
    HELPDOCK_PAGE: page,
    HELPDOCK_KEY: key,
  });

  async function opened(url: string): Promise<string> {
    const body = { customer, subject: 'Lamp', text: 'It is dark' };
    const response = await call(url, staffKey, { method: 'POST', path: '/staff/tickets', body });
    assert.equal(response.status, 201);
    return ((await response.json()) as { id: string }).id;
  }

  async function replied(url: string, ticketId: string, clientId: string): Promise<void> {
    const path = `/staff/tickets/${ticketId}/messages`;
    const response = await call(url, staffKey, { method: 'POST', path, body: { clientId, text: 'planted words' } });
    assert.equal(response.status, 201, await response.text());
  }

  async function ended({ child, ended: end }: ServerProcess): Promise<string> {
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await end;
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  }

  /** The orders that a stopped server left, made due at once as if their time had come. */
  async function leftIn(directory: string): Promise<MailOrder[]> {
    const database = await openDatabase({ directory });
    const { repository } = database;
    const orders = await repository.mails.claim(Date.now() + hour, 0, 10);
    for (const { id } of orders) await repository.mails.postpone(id, 0);
    await database.close();
    return orders;
  }

  it('mails one link for one reply, however often the reply is repeated', async () => {
    const directory = temporaryFolder();
    const mails = await mailServer();
    const server = startCommand(['serve'], settings(directory, mails.port));
    const url = await server.ready;
    const ticketId = await opened(url);
    await replied(url, ticketId, 'first');
    await mails.delivered(1);
    await replied(url, ticketId, 'first');
    await replied(url, ticketId, 'second');
    await mails.delivered(2);
    const log = await ended(server);
    assert.deepEqual(await leftIn(directory), []);
    assert.equal(mails.deliveries.length, 2);

    const database = await openDatabase({ directory });
    const { repository } = database;
    const door = new GuestDoor({ store: repository.guests, keys: doorKeys(key) });
    for (const { recipients, raw } of mails.deliveries) {
      assert.deepEqual(recipients, ['ola@poczta.example']);
      const { text = '', subject, messageId, from } = await simpleParser(raw);
      assert.equal(subject, 'Nowe informacje w zgłoszeniu 10001');
      assert.match(messageId ?? '', /^<up_[\w-]{43}@shop\.example>$/);
      assert.deepEqual(from?.value, [{ name: 'Shop', address: 'help@shop.example' }]);
      assert.ok(!raw.includes('planted'));
      const token = /^https:\/\/shop\.example\/help#support\/g\/([\w-]{43})$/m.exec(text)?.[1] ?? '';
      const link = await door.findLink(token);
      assert.deepEqual([link.ticketId, link.email, link.locale], [ticketId, 'ola@poczta.example', 'pl-PL']);
      assert.ok(!log.includes(token));
    }
    await database.close();

    assert.ok(!log.includes('@') && !log.includes('planted') && !log.includes(key), log);
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const sent = lines.filter(({ event }) => event === 'mail');
    assert.deepEqual(Object.keys(sent[0] ?? {}).sort(), [
      'attempts',
      'event',
      'id',
      'kind',
      'level',
      'outcome',
      'time',
    ]);
    assert.deepEqual(
      sent.map(({ level, kind, outcome, attempts }) => [level, kind, outcome, attempts]),
      [1, 2].map(() => ['info', 'update', 'sent', 1]),
    );
  });

  it('that is killed after a reply was stored sends the mail when it is started again', async () => {
    const directory = temporaryFolder();
    const silent = await silentMailServer();
    const killed = startCommand(['serve'], settings(directory, silent.port));
    const url = await killed.ready;
    await replied(url, await opened(url), 'first');
    await silent.connected;
    killed.child.kill('SIGKILL');
    await killed.ended;
    const left = await leftIn(directory);
    assert.equal(left.length, 1);

    const mails = await mailServer();
    const server = startCommand(['serve'], settings(directory, mails.port));
    const [delivery] = await mails.delivered(1);
    await ended(server);
    assert.deepEqual(await leftIn(directory), []);
    assert.equal(mails.deliveries.length, 1);
    const { messageId } = await simpleParser(delivery?.raw ?? '');
    assert.equal(messageId, `<${left[0]?.id}@shop.example>`);
  });

  it('ends in order while a mail server never answers, and keeps the mail', async () => {
    const directory = temporaryFolder();
    const silent = await silentMailServer();
    const server = startCommand(['serve'], settings(directory, silent.port));
    const url = await server.ready;
    await replied(url, await opened(url), 'first');
    await silent.connected;
    const log = await ended(server);
    const events = log
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    assert.deepEqual(events.slice(-3), ['stopping', 'mails_cut', 'stopped']);
    assert.equal((await leftIn(directory)).length, 1);
  });
});
