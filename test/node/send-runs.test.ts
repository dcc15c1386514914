/**
 * No word is lost and none is doubled, whatever happens between a page and its server: the page's real store over the real
 * http adapter writes to a real server, over SQLite on a disk and over a real Postgres, through a line with all the faults
 * that lines have and past a server that is killed again and again. Each run follows from its seed, which is named when
 * it fails: `TEST_SEED=<seed> TEST_TRIALS=1` repeats it alone.
 */
import { strict as assert } from 'node:assert';
import { after, describe, it, mock } from 'node:test';
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import type { SupportAdapter, TicketMessage } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { phrasesOf, shortOf } from '../helpers/ledger.ts';
import { Phoenix } from '../helpers/phoenix.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { sendRun, type SendRun } from '../helpers/send-run.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand } from '../helpers/server-process.ts';
import { environment, hostToken, openTicket } from '../helpers/server-world.ts';
import { seed, trialsOf } from '../helpers/soak.ts';

const trials = trialsOf({ usual: 24, whole: 500 });
const together = 12;
/** A page's clock runs a hundred times as fast as the machine's: its pauses take no time, and the line stays real. */
const tickMs = 100;

interface Trial {
  seed: number;
  tickets: string[];
  tokens: { good: string; expired: string };
}

async function prepare(url: string, seed: number): Promise<Trial> {
  const subject = `customer-${seed}`;
  const email = `${subject}@example.test`;
  const tokens = { good: await hostToken(subject, email), expired: await hostToken(subject, email, '-1h') };
  const tickets: string[] = [];
  for (let left = 1 + (seed % 3); left > 0; left -= 1) tickets.push(await openTicket(url, subject));
  return { seed, tickets, tokens };
}

/** Runs all trials, some at a time, by the fast clock; those that broke are told of by their seed. */
async function runAll(server: Phoenix, waiting: readonly Trial[]) {
  const queue = [...waiting];
  const done: { trial: Trial; run: SendRun }[] = [];
  const broken: string[] = [];
  // Node's types do not know the second yet.
  mock.timers.enable({ apis: ['setTimeout', 'AbortSignal.timeout' as 'setTimeout'] });
  const clock = setInterval(() => mock.timers.tick(tickMs), 1);
  const work = async () => {
    for (let trial = queue.shift(); trial; trial = queue.shift()) {
      try {
        done.push({ trial, run: await sendRun({ ...trial, server }) });
      } catch (error) {
        broken.push(`seed ${trial.seed}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  clearInterval(clock);
  mock.timers.reset();
  return { done, broken };
}

async function messagesOf(adapter: SupportAdapter, ticketId: string): Promise<TicketMessage[]> {
  const messages: TicketMessage[] = [];
  for (let before: string | undefined; ;) {
    const page = await adapter.listEvents(ticketId, { limit: 100, ...(before && { before }) }, calmCall());
    messages.unshift(...page.items.filter((event) => event.type === 'message'));
    if (page.before === null) return messages;
    before = page.before;
  }
}

/** What is wrong with what the server has after a run. */
async function faultsAfter(
  url: string,
  { tickets, tokens }: Trial,
  { ledger, files, left }: SendRun,
): Promise<string[]> {
  const adapter = createHttpAdapter({
    endpoint: `${url}/v1`,
    getAccessToken: () => tokens.good,
    guestStorage: 'memory',
  });
  const faults = left.map((name) => `left on the device: ${name}`);
  for (const ticketId of tickets) {
    const [opening, ...messages] = await messagesOf(adapter, ticketId);
    if (opening?.body.text !== 'How can we help?') faults.push('the opening message changed');
    const texts = messages.map(({ body }) => body.text);
    const wrong = ledger.faultsOf(ticketId, texts);
    const shown = messages.map(({ clientId, body }) => `${clientId}: ${phrasesOf(body.text).map(shortOf).join(' ')}`);
    if (wrong.length > 0) faults.push(...wrong, `the conversation is ${shown.join(', ')}`);
    for (const { body, attachments } of messages) {
      const file = files.find(({ phrase }) => phrase === body.text);
      if (attachments.length !== (file ? 1 : 0)) faults.push(`${attachments.length} files with ${body.text}`);
      if (!file || !attachments[0]) continue;
      const { url } = await adapter.files.linkTo(ticketId, attachments[0].id, 'download', calmCall());
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      if (Buffer.compare(bytes, file.bytes) !== 0) faults.push(`other bytes in ${file.name}`);
      if (attachments[0].name !== file.name) faults.push(`${file.name} is called ${attachments[0].name}`);
    }
  }
  return faults;
}

const postgres = await startPostgres();
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});
const databases = [
  { name: 'SQLite', skip: undefined, settings: async () => ({ HELPDOCK_DATA: temporaryFolder() }) },
  {
    name: 'Postgres',
    skip: 'missing' in postgres ? postgres.missing : undefined,
    settings: async () => {
      if ('missing' in postgres) throw new Error(postgres.missing);
      return { DATABASE_URL: await postgres.newDatabase(), HELPDOCK_FILES: temporaryFolder() };
    },
  },
];

for (const { name, skip, settings } of databases) {
  describe(`what a customer hands over to a server over ${name}`, { skip }, () => {
    it(`arrives once and in order in ${trials} runs through all faults (from seed ${seed})`, async (t) => {
      const env = { ...environment, HELPDOCK_ACCEPT: 'text/plain', ...(await settings()) };
      const server = new Phoenix(() => startCommand(['serve'], env));
      const url = await server.url();
      const waiting: Trial[] = [];
      for (let index = 0; index < trials; index += 1) waiting.push(await prepare(url, seed + index));

      const { done, broken } = await runAll(server, waiting);
      const faults: Record<string, number> = {};
      let phrases = 0;
      for (const { trial, run } of done) {
        phrases += run.ledger.size;
        for (const [fault, times] of Object.entries(run.faults)) faults[fault] = (faults[fault] ?? 0) + times;
        const wrong = await faultsAfter(await server.url(), trial, run);
        if (wrong.length > 0) broken.push([`seed ${trial.seed}: ${wrong.join('; ')}`, ...run.story].join('\n'));
      }
      await server.end();
      t.diagnostic(`${phrases} replies, ${server.killed} kills, ${JSON.stringify(faults)}`);
      assert.equal(broken.length, 0, `TEST_TRIALS=1 TEST_SEED=<seed> repeats one:\n${broken.join('\n')}`);
      assert.equal(done.length, trials);
    });
  });
}
