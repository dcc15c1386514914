/**
 * The server is killed at any moment between "send code" and "verified", over SQLite on a disk and over a real Postgres,
 * with a real mail server. A press mails one code, however often it is repeated; a session that was confirmed is there
 * after the restart. The moments are drawn from a seed that is printed on failure.
 */
import { strict as assert } from 'node:assert';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import pg from 'pg';
import { guestRoutes, pathOf, routes } from '../../src/contract/index.ts';
import { openDatabase } from '../../src/node/database.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { randomNumbers } from '../helpers/random.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { call, environment, staffKey } from '../helpers/server-world.ts';
import { seed, trialsOf } from '../helpers/soak.ts';

const trials = trialsOf({ usual: 6, whole: 100 });
const customer = { email: 'ola@poczta.example', locale: 'en' };
/** Longer than a request and the mail that it causes. */
const longestMs = 60;

const postgres = await startPostgres();
const missing = 'missing' in postgres ? postgres.missing : undefined;
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

const databases: {
  name: string;
  skip?: string | undefined;
  place: () => Promise<{ url?: string; directory: string }>;
}[] = [
  { name: 'SQLite', place: async () => ({ directory: temporaryFolder() }) },
  {
    name: 'Postgres',
    skip: missing,
    place: async () => {
      if ('missing' in postgres) throw new Error(missing);
      return { url: await postgres.newDatabase(), directory: temporaryFolder() };
    },
  },
];

/** Postgres notices only after a while that a process is gone, and keeps what it held. */
async function endConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function world(place: { url?: string; directory: string }) {
  const mails = await startMailServer();
  after(() => mails.close());
  const env = {
    ...environment,
    HELPDOCK_DATA: place.directory,
    ...(place.url && { DATABASE_URL: place.url }),
    HELPDOCK_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    HELPDOCK_MAIL_FROM: 'support@shop.example',
    HELPDOCK_PAGE: 'https://shop.example/help',
    HELPDOCK_KEY: 'a-key-of-the-server-that-has-32-bytes-or-more',
    HELPDOCK_GUEST_CODE_GAP_SECONDS: '0',
    HELPDOCK_GUEST_SENDS_PER_ADDRESS: '10000/1h',
    HELPDOCK_GUEST_SENDS_PER_LINK: '10000/1h',
    HELPDOCK_GUEST_SENDS_PER_TICKET: '10000/1h',
    HELPDOCK_GUEST_SENDS_PER_NETWORK: '10000/1h',
  };
  let server: ServerProcess = startCommand(['serve'], env);
  let url = await server.ready;

  /** As if the time had passed for which an order belongs to whoever took it and died. */
  const releaseOrders = async () => {
    if (place.url) await endConnections(place.url);
    const { repository } = await openDatabase(place);
    const now = Date.now();
    for (const { id } of await repository.mails.claim(now + 3_600_000, 0, 100))
      await repository.mails.postpone(id, now);
    await repository.close();
  };
  const kill = async () => {
    server.child.kill('SIGKILL');
    await server.ended;
  };
  return {
    mails,
    get url() {
      return url;
    },
    kill,
    async restart() {
      await kill();
      await releaseOrders();
      server = startCommand(['serve'], env);
      url = await server.ready;
    },
    /** Once the mail room has had its turn at everything that waited. */
    async ordersLeft() {
      const { length } = mails.deliveries;
      await openTicketFor(url, { email: 'last@poczta.example' });
      const isLast = () =>
        mails.deliveries.slice(length).some(({ recipients }) => recipients.includes('last@poczta.example'));
      while (!isLast()) await mails.delivered(mails.deliveries.length + 1);
      server.child.kill('SIGTERM');
      await server.ended;
      const { repository } = await openDatabase(place);
      const left = await repository.mails.claim(Date.now() + 86_400_000, 0, 100);
      await repository.close();
      return left.length;
    },
  };
}

/** The team writes to a customer. */
async function openTicketFor(url: string, customer: { email: string; locale?: string }): Promise<string> {
  const body = { customer, subject: 'Your order', from: 'support', text: 'How can we help?' };
  const response = await call(url, staffKey, { method: 'POST', path: '/staff/tickets', body });
  return ((await response.json()) as { id: string }).id;
}

/** What a guest's page asks; `undefined` where the server died before it answered. */
async function ask(url: string, path: string, body?: unknown, token = ''): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  try {
    const response = await fetch(`${url}/v1${path}`, init);
    return new Response(await response.text(), response);
  } catch {
    return undefined;
  }
}

async function jsonOf(response: Response | undefined): Promise<Record<string, unknown>> {
  return (await response?.json()) as Record<string, unknown>;
}

for (const { name, skip, place } of databases)
  describe(`a server over ${name} that is killed while somebody proves a mailbox`, { skip }, () => {
    it(`mails one code for one press and loses no session that it confirmed (seed ${seed})`, async () => {
      const random = randomNumbers(seed);
      const all = await world(await place());
      const { mails } = all;
      const ticketId = await openTicketFor(all.url, customer);
      const [update] = await mails.delivered(1);
      const link = /#support\/g\/([\w-]{43})/.exec((await simpleParser(update!.raw)).text ?? '')?.[1];
      const sessions: string[] = [];
      /** Of all mails with codes: one for each press, however many copies came. */
      const outlines = new Set<string>();

      for (let trial = 0; trial < trials; trial += 1) {
        const before = mails.deliveries.length;
        const press = { link, clientId: `press-${trial}` };
        // The first answer may be lost; the page repeats the press until it has one.
        const first = ask(all.url, guestRoutes.requestCode.path, press);
        await later(random() * longestMs);
        await all.restart();
        await first;
        const again = await ask(all.url, guestRoutes.requestCode.path, press);
        assert.equal(again?.status, 202, `trial ${trial}`);
        const { challengeId } = await jsonOf(again);
        const code = await newCodeOf(mails, before, outlines);
        const verify = pathOf(guestRoutes.verifyCode, { challenge: String(challengeId) });
        const verifying = ask(all.url, verify, { code });
        if (random() < 0.5) await later((random() * longestMs) / 4);
        else await verifying;
        await all.restart();
        const verified = await verifying;
        if (verified) {
          assert.equal(verified.status, 200, `trial ${trial}`);
          sessions.push(String((await jsonOf(verified))['accessToken']));
        }

        for (const { raw } of mails.deliveries.slice(before)) outlines.add(await outlineOf(raw));
        assert.equal(outlines.size, trial + 1, `trial ${trial}: ${[...outlines].join(' | ')}`);
        for (const token of sessions) {
          const seen = await ask(all.url, pathOf(routes.getTicket, { ticket: ticketId }), undefined, token);
          assert.equal(seen?.status, 200, `trial ${trial}`);
        }
      }
      assert.ok(sessions.length >= trials / 3, `${sessions.length} sessions were confirmed`);
      assert.equal(await all.ordersLeft(), 0, 'nothing waits to be mailed once more');
    });
  });

/** The code in the next mail that is no copy of an earlier one. */
async function newCodeOf(
  { deliveries, delivered }: MailServer,
  from: number,
  known: ReadonlySet<string>,
): Promise<string> {
  for (let index = from; ; index += 1) {
    await delivered(index + 1);
    const { raw } = deliveries[index]!;
    if (!known.has(await outlineOf(raw))) return codeIn((await simpleParser(raw)).text);
  }
}

function codeIn(text = ''): string {
  return /#(\d{6})$/.exec(text.trim())?.[1] ?? '';
}

/** What tells one mail from another: two copies of one have the same. */
async function outlineOf(raw: Buffer): Promise<string> {
  const { messageId, text } = await simpleParser(raw);
  return `${messageId} ${codeIn(text)}`;
}
