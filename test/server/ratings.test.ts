/** Ratings as they pass the wire and as time goes by, and what the team reads of them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { NewRating, Problem, StaffTicket, Ticket } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import type { Backend } from '../../src/testing/backend.ts';
import { createMemoryBackend } from '../../src/testing/memory-adapter.ts';

const anna = { subject: 'anna', email: 'anna@example.com', name: 'Anna' };
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let now = 0;
let backend: Backend;
let id = '';

async function put(rating: unknown, as = anna, path = `/tickets/${id}/rating`): Promise<Response> {
  return backend.handler(
    new Request(`http://helpdock.test/v1${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await backend.tokenFor(as)}`, 'content-type': 'application/json' },
      body: JSON.stringify(rating),
    }),
  );
}

const rated = async (rating: NewRating) => (await (await put(rating)).json()) as Ticket;
const solve = () => backend.staffDesk.setStatus(id, { to: 'solved' }, calmCall());
const forTeam = () => backend.staffDesk.getTicket(id, calmCall());
const refusal = async (rating: unknown) => {
  const response = await put(rating);
  const { code, errors } = (await response.json()) as Problem;
  return [response.status, code, errors?.[0] && `${errors[0].pointer} ${errors[0].code}`];
};

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 12);
  backend = createMemoryBackend({ now: () => now });
  const ticket = { customer: anna, subject: 'Lamp', text: 'It flickers.', from: 'customer' } as const;
  id = (await backend.staffDesk.openTicket(ticket, calmCall())).value.id;
});

describe('a rating on the wire', () => {
  it('is a PUT that answers with the ticket, under the entity tag that it had', async () => {
    const before = await solve();
    const response = await put({ score: 5, comment: 'Thanks' });
    assert.deepEqual([response.status, response.headers.get('etag')], [200, `"${before.version}"`]);
    const { rating, can } = (await response.json()) as Ticket;
    const at = new Date(now).toISOString();
    const changeableUntil = new Date(now + dayMs).toISOString();
    assert.deepEqual([rating, can.rate], [{ score: 5, comment: 'Thanks', at, changeableUntil }, true]);
  });

  it('names the fault of a request that is none, and keeps nothing', async () => {
    await solve();
    assert.deepEqual(await refusal({ score: 6 }), [400, 'validation', '/score value']);
    assert.deepEqual(await refusal({ score: '5' }), [400, 'validation', '/score value']);
    assert.deepEqual(await refusal({ comment: 'x' }), [400, 'validation', '/score value']);
    assert.deepEqual(await refusal({ score: 5, comment: 7 }), [400, 'validation', '/comment type']);
    assert.deepEqual(await refusal({ score: 5, comment: 'x'.repeat(2001) }), [422, 'validation', '/comment too_long']);
    assert.equal((await forTeam()).rating, undefined);
  });

  it('is refused before the end, and where the ticket is somebody else’s', async () => {
    assert.deepEqual(await refusal({ score: 5 }), [409, 'conflict', undefined]);
    await solve();
    assert.equal((await put({ score: 1 }, { ...anna, subject: 'eve', email: 'eve@example.com' })).status, 404);
    assert.equal((await put({ score: 1 }, anna, '/tickets/tk_none/rating')).status, 404);
    assert.equal((await forTeam()).rating, undefined);
  });
});

describe('a rating in time', () => {
  it('can be changed for a day after the first one, however often, and then stands', async () => {
    await solve();
    const { rating: first } = await rated({ score: 1, comment: 'Slow.' });
    now += dayMs - hourMs;
    assert.equal((await rated({ score: 2 })).rating?.at, first?.at);
    now += hourMs;
    assert.equal((await rated({ score: 3 })).rating?.score, 3);
    now += 1;
    assert.deepEqual(await refusal({ score: 4 }), [403, 'forbidden', undefined]);
    const { rating, can } = await backend.adapterFor(anna).getTicket(id, calmCall());
    assert.deepEqual([rating?.score, can.rate], [3, false]);
    assert.equal((await put({ score: 3 })).status, 200, 'the same again is harmless');
  });

  it('can be given for thirty days after the ticket was solved, or closed', async () => {
    await solve();
    now += 30 * dayMs;
    assert.equal((await backend.adapterFor(anna).getTicket(id, calmCall())).can.rate, true);
    now += 1;
    assert.deepEqual(await refusal({ score: 4 }), [403, 'forbidden', undefined]);
    await backend.staffDesk.setStatus(id, { to: 'closed' }, calmCall());
    assert.equal((await put({ score: 4 })).status, 200);
  });
});

describe('the team', () => {
  const staffTickets = async () => {
    const request = new Request('http://helpdock.test/v1/staff/tickets', {
      headers: { authorization: `Bearer ${backend.staffKey}` },
    });
    return ((await (await backend.handler(request)).json()) as { items: StaffTicket[] }).items;
  };

  it('reads the rating in its list, and those of earlier solutions', async () => {
    await solve();
    const { rating: first } = await rated({ score: 1, comment: 'It flickers again.' });
    await backend.adapterFor(anna).setStatus(id, 'open', calmCall());
    const [open] = await staffTickets();
    assert.deepEqual([open?.rating, open?.pastRatings], [undefined, [first]]);
    now += hourMs;
    await solve();
    const { rating: second } = await rated({ score: 5 });
    const [solved] = await staffTickets();
    assert.deepEqual([solved?.rating, solved?.pastRatings], [second, [first]]);
  });

  it('finds its list in the order in which it was, and no mail ordered', async () => {
    const other = { customer: anna, subject: 'Later', text: 'Hello', from: 'customer' } as const;
    await solve();
    now += hourMs;
    await backend.staffDesk.openTicket(other, calmCall());
    const order = (await staffTickets()).map(({ subject }) => subject);
    now += hourMs;
    await rated({ score: 2 });
    assert.deepEqual(order, ['Later', 'Lamp']);
    assert.deepEqual(
      (await staffTickets()).map(({ subject }) => subject),
      order,
    );
    assert.deepEqual(await backend.repository.mails.claim(now + dayMs, 0, 9), []);
  });
});
