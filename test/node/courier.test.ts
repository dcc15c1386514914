/**
 * From the press on "send code" to the mailbox, over a real mail server and real databases: what was ordered arrives once,
 * late where the mail server is away, and never where nobody needs it any more.
 */
import { strict as assert } from 'node:assert';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { openDatabase } from '../../src/node/database.ts';
import { smtpSender } from '../../src/node/smtp.ts';
import { doorKeys } from '../../src/server/guest/secrets.ts';
import { codeMail } from '../../src/server/mail/code-mail.ts';
import { Courier, type MailOutcome, waitAfter } from '../../src/server/mail/courier.ts';
import type { Repository } from '../../src/server/repository.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { guestWorld, hour, keys, minute, outcomeOf, type GuestWorld } from '../server/guest-world.ts';

const postgres = await startPostgres();
const ends: (() => unknown)[] = [];
after(async () => {
  await Promise.all(ends.map((end) => end()));
  if (!('missing' in postgres)) await postgres.remove();
});

interface Store {
  name: string;
  missing?: string | undefined;
  /** The same empty store as two processes see it. */
  open(): Promise<[Repository, Repository]>;
}

const stores: Store[] = [
  {
    name: 'memory',
    async open() {
      const repository = memoryRepository();
      return [repository, repository];
    },
  },
  {
    name: 'SQLite',
    async open() {
      const repository = await opened({ directory: temporaryFolder() });
      return [repository, repository];
    },
  },
  {
    name: 'Postgres, two processes',
    missing: 'missing' in postgres ? postgres.missing : undefined,
    async open() {
      if ('missing' in postgres) throw new Error(postgres.missing);
      const place = { url: await postgres.newDatabase(), directory: '' };
      return [await opened(place), await opened(place)];
    },
  },
];

async function opened(place: { url?: string; directory: string }): Promise<Repository> {
  const { repository } = await openDatabase(place);
  ends.push(() => repository.close());
  return repository;
}

async function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const server = await startMailServer(options, port);
  ends.push(() => server.close());
  return server;
}

const strangeKeys = doorKeys('the key of a server that was set up in another way');

/** A courier of one process, with a connection of its own; `outcomes` are what it reported. */
function courierOf(repository: Repository, port: number, { clock }: Pick<GuestWorld, 'clock'>, ownKeys = keys) {
  const outcomes: MailOutcome[] = [];
  const sender = smtpSender({
    url: `smtp://127.0.0.1:${port}`,
    from: { name: 'Shop', address: 'help@shop.example' },
    timeouts: { connectionMs: 500, greetingMs: 500, socketMs: 500 },
  });
  ends.push(() => sender.close());
  const courier = new Courier({
    outbox: repository.mails,
    sender,
    keys: ownKeys,
    compose: ({ id, to, locale, ticketNumber }, code) =>
      codeMail({
        to,
        code,
        ticketNumber: `${ticketNumber}`,
        host: 'shop.example',
        locale,
        minutes: 10,
        messageId: `<${id}@help.example>`,
      }),
    report: ({ outcome }) => void outcomes.push(outcome),
    now: () => clock.now,
  });
  return { courier, outcomes };
}

const refusing = (responseCode: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('No.'), { responseCode })),
});

for (const store of stores) {
  describe(`mails over ${store.name}`, { skip: store.missing ?? false }, () => {
    const start = async (options: SMTPServerOptions = {}) => {
      const [repository, other] = await store.open();
      const world = await guestWorld({}, repository);
      const server = await mailServer(options);
      return { ...world, other, server, world, ...courierOf(repository, server.port, world) };
    };

    it('bring a code once, and forget it', async () => {
      const { server, courier, outcomes, door, link } = await start();
      const sent = await door.makeCode(await link(), 'n');
      for (let round = 0; round < 3; round += 1) await courier.round();
      assert.deepEqual(outcomes, ['sent']);
      const [delivery, ...more] = server.deliveries;
      assert.deepEqual(more, []);
      assert.deepEqual(delivery?.recipients, ['ola@poczta.example']);
      const mail = await simpleParser(delivery?.raw ?? '');
      assert.equal(mail.text?.trimEnd().split('\n').at(-1), `@shop.example #${sent.code}`);
      assert.equal(mail.messageId, `<${sent.mailId}@help.example>`);
      // Mail servers write down the Message-ID, and a challenge is what codes are tried against.
      assert.ok(!delivery?.raw.includes(sent.challenge.id));
      assert.ok(!mail.subject?.includes(sent.code));
    });

    it('with a code go before all others, for somebody waits for them', async () => {
      const { repository, door, link, clock } = await start();
      for (const number of ['1', '2', '3'])
        await door.requestLink({ email: 'ola@poczta.example', ticketNumber: number }, 'en', 'n');
      clock.now += minute;
      await door.makeCode(await link(), 'n');
      const [first, ...rest] = await repository.mails.claim(clock.now, minute, 2);
      assert.deepEqual([first?.kind, rest.length], ['code', 1]);
    });

    it('that were sealed with another key wait for it', async () => {
      const { repository, server, courier, outcomes, door, link, clock } = await start();
      await door.makeCode(await link(), 'n');
      const { courier: strange, outcomes: strangers } = courierOf(repository, server.port, { clock }, strangeKeys);
      await strange.round();
      assert.deepEqual(strangers, ['delayed']);
      clock.now += 30_000;
      await courier.round();
      assert.deepEqual(outcomes, ['sent']);
    });

    it('hold no code that could be read from the store', async () => {
      const { repository, door, link, clock } = await start();
      const { code, challenge } = await door.makeCode(await link(), 'n');
      const orders = await repository.mails.claim(clock.now, 0, 10);
      assert.equal(orders.length, 1);
      assert.ok(!JSON.stringify(orders).includes(code));
      const { sealed = '', id = '' } = orders[0] ?? {};
      assert.equal(await keys.open(sealed, id), code);
      assert.notEqual(await outcomeOf(keys.open(sealed, `${challenge.id}x`)), 'ok');
    });

    it('are ordered only for a press that was granted', async () => {
      const { server, courier, door, link } = await start();
      const token = await link();
      await Promise.all(Array.from({ length: 20 }, () => outcomeOf(door.makeCode(token, 'n'))));
      await courier.round();
      await courier.round();
      assert.equal(server.deliveries.length, 1);
    });

    it('wait for a mail server that is away, and come when it is back', async () => {
      const { server, courier, outcomes, door, link, clock } = await start();
      await server.close();
      await door.makeCode(await link(), 'n');
      for (let round = 0; round < 3; round += 1) {
        await courier.round();
        clock.now += 15_000 * 2 ** round - 1;
        assert.equal(await courier.round(), 0);
        clock.now += 1;
      }
      const back = await mailServer({}, server.port);
      await courier.round();
      assert.deepEqual(outcomes, ['delayed', 'delayed', 'delayed', 'sent']);
      assert.equal(back.deliveries.length, 1);
    });

    it('with a code are dropped rather than sent late', async () => {
      const { server, courier, outcomes, door, link, clock } = await start();
      await door.makeCode(await link(), 'n');
      clock.now += 10 * minute;
      await courier.round();
      assert.deepEqual(outcomes, ['expired']);
      clock.now += hour;
      assert.equal(await courier.round(), 0);
      assert.equal(server.deliveries.length, 0);
    });

    it('that are refused for good are tried once', async () => {
      const { courier, outcomes, door, link, clock } = await start(refusing(550));
      await door.makeCode(await link(), 'n');
      await courier.round();
      clock.now += hour;
      assert.equal(await courier.round(), 0);
      assert.deepEqual(outcomes, ['refused']);
    });

    it('that are refused for now are tried again', async () => {
      const { courier, outcomes, door, link, clock } = await start(refusing(451));
      await door.makeCode(await link(), 'n');
      await courier.round();
      clock.now += 15_000;
      await courier.round();
      assert.deepEqual(outcomes, ['delayed', 'delayed']);
    });

    it('whose sender died are taken up by another one, after a while and once', async () => {
      const { repository, other, world, server, door, link, clock } = await start();
      await door.makeCode(await link(), 'n');
      assert.equal((await repository.mails.claim(clock.now, 180_000, 10)).length, 1);
      const { courier, outcomes } = courierOf(other, server.port, world);
      clock.now += 180_000 - 1;
      assert.equal(await courier.round(), 0);
      clock.now += 1;
      await courier.round();
      assert.equal(await courier.round(), 0);
      assert.deepEqual(outcomes, ['sent']);
      assert.equal(server.deliveries.length, 1);
    });

    it('are sent once each, however many couriers there are', async () => {
      const { other, world, server, courier, outcomes, door, link } = await start();
      const second = courierOf(other, server.port, world);
      const people = Array.from({ length: 8 }, (_, count) => `person.${count}@poczta.example`);
      for (const email of people) await door.makeCode(await link(email), email);
      const rounds = [courier, second.courier, courier, second.courier].map((each) => each.round());
      await Promise.all(rounds);
      assert.deepEqual(server.deliveries.map(({ recipients }) => recipients.join()).sort(), [...people].sort());
      assert.equal(outcomes.length + second.outcomes.length, people.length);
    });
  });
}

it('wait twice as long after each failure, up to a quarter of an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map(waitAfter);
  assert.deepEqual(
    waits,
    [15, 30, 60, 120, 240, 480, 900, 900, 900].map((seconds) => seconds * 1000),
  );
});
