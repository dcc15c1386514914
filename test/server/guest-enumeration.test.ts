/**
 * Whoever asks for a new link learns nothing of who has a ticket: over a real database the answers to known and unknown
 * pairs of address and number are the same bytes, and a rank test cannot tell their times apart.
 */
import { strict as assert } from 'node:assert';
import { after, describe, it } from 'node:test';
import { guestRoutes } from '../../src/contract/index.ts';
import { openDatabase } from '../../src/node/database.ts';
import type { Repository } from '../../src/server/repository.ts';
import { createBackend } from '../../src/testing/backend.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

/** On each side. */
const samples = 500;
const postgres = await startPostgres();
const missing = 'missing' in postgres ? postgres.missing : undefined;
after(async () => {
  if (!('missing' in postgres)) await postgres.remove();
});

const stores: { name: string; missing?: string | undefined; open: () => Promise<Repository> }[] = [
  { name: 'SQLite', open: async () => (await openDatabase({ directory: temporaryFolder() })).repository },
  {
    name: 'Postgres',
    missing,
    open: async () => {
      if ('missing' in postgres) throw new Error(missing);
      return (await openDatabase({ url: await postgres.newDatabase(), directory: '' })).repository;
    },
  },
];

/** How far two samples lie apart (Mann–Whitney U, normal approximation): a standard normal variable where they do not. */
function rankDistance(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, mine: true })), ...other.map((value) => ({ value, mine: false }))];
  all.sort((a, b) => a.value - b.value);
  const ranks = all.reduce((sum, { mine }, index) => (mine ? sum + index + 1 : sum), 0);
  const [n, m] = [one.length, other.length];
  const u = ranks - (n * (n + 1)) / 2;
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

for (const { name, missing: skip, open } of stores)
  describe(`asking for a new link over ${name}`, { skip }, () => {
    it('is answered alike, byte for byte and in time, whether there is such a ticket or not', async () => {
      const repository = await open();
      const backend = createBackend({ repository, networkOf: (request) => request.headers.get('x-network') ?? '' });
      const known: { email: string; ticketNumber: string }[] = [];
      for (let index = 0; index < samples; index += 1) {
        const email = `known-${index}@poczta.example`;
        const ticket = { customer: { email }, subject: 'A question', text: 'Hello?', from: 'customer' as const };
        const { number: ticketNumber } = (await backend.staffDesk.openTicket(ticket, calmCall())).value;
        known.push({ email, ticketNumber });
      }
      // Each as long as its pair, so that what is written down has one size.
      const unknown = known.map(({ email, ticketNumber }, index) =>
        index % 2 === 0 ? { email: email.replace('known', 'other'), ticketNumber } : { email, ticketNumber: '99999' },
      );
      let networks = 0;
      const ask = async (body: unknown) => {
        networks += 1;
        const request = new Request(`http://helpdock.test/v1${guestRoutes.requestNewLink.path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-network': `${networks}` },
          body: JSON.stringify(body),
        });
        const start = performance.now();
        const response = await backend.handler(request);
        const bytes = await response.text();
        const time = performance.now() - start;
        const headers = [...response.headers].filter(([header]) => header !== 'support-request-id');
        return { time, answer: JSON.stringify([response.status, headers, bytes]) };
      };
      for (let warm = 0; warm < 50; warm += 1) await ask({ email: `warm-${warm}@poczta.example`, ticketNumber: '1' });

      const times = { known: [] as number[], unknown: [] as number[] };
      const answers = new Set<string>();
      for (let index = 0; index < samples; index += 1) {
        // Side by side and in turn, so that whatever else this machine does meets both.
        const sides = index % 4 < 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        for (const side of sides) {
          const { time, answer } = await ask({ known, unknown }[side][index]);
          times[side].push(time);
          answers.add(answer);
        }
      }
      assert.deepEqual(
        [...answers].map((answer) => answer.slice(0, 4)),
        ['[202'],
      );
      // One in ten million where nothing differs; 5 % more work for one side would show as 10 or more.
      const distance = rankDistance(times.known, times.unknown);
      assert.ok(Math.abs(distance) < 5.3, `the times lie ${distance.toFixed(1)} apart`);
      await repository.close();
    });
  });

describe('the rank test', () => {
  it('notices a side that takes a little longer', () => {
    const noisy = (more: number) =>
      Array.from({ length: samples }, (_, index) => 1 + ((index * 7919) % 101) / 500 + more);
    assert.ok(Math.abs(rankDistance(noisy(0), noisy(0.05))) > 10);
    assert.ok(Math.abs(rankDistance(noisy(0), noisy(0))) < 1);
  });
});
