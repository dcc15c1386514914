/** The reference desk's lists and histories: what comes with which page, at which cost. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Desk, StaffDesk, TicketQuery } from '../../src/contract/index.ts';
import { repositoryDesk } from '../../src/server/desk/desk.ts';
import { repositoryStaffDesk } from '../../src/server/desk/staff-desk.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import type { Repository } from '../../src/server/repository.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';

const anna = { subject: 'anna', email: 'anna@example.com' };

let desk: Desk;
let staff: StaffDesk;
/** Names of the repository's methods, in the order in which they were called. */
let asked: string[];

beforeEach(() => {
  asked = [];
  const repository = new Proxy(memoryRepository(), {
    get(target, name: keyof Repository): unknown {
      asked.push(name);
      return Reflect.get(target, name);
    },
  });
  desk = repositoryDesk(repository);
  staff = repositoryStaffDesk(repository);
});

async function openTickets(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { value } = await staff.openTicket(
      { customer: anna, subject: `Lamp ${index}`, text: 'The lamp', from: 'customer' },
      calmCall(),
    );
    await staff.reply(
      value.id,
      { text: 'Another lamp', status: index % 2 === 0 ? 'awaiting_reply' : 'solved' },
      calmCall(),
    );
  }
  asked = [];
}

const list = (query: Partial<TicketQuery> = {}) =>
  desk.listTickets(anna, { filter: 'all', sort: 'updated_desc', limit: 100, ...query }, calmCall());

describe('a page of the list', () => {
  it('brings the counts of all filters when it is the first, and not again', async () => {
    await openTickets(5);
    const first = await list({ limit: 2, filter: 'closed', search: 'lamp 1' });
    assert.deepEqual(first.counts, { all: 5, open: 3, closed: 2, attention: 3, unread: 5 });
    const { next, counts } = await list({ limit: 2 });
    assert.deepEqual(counts, first.counts);
    const second = await list({ limit: 2, cursor: next ?? '' });
    assert.deepEqual(['counts' in second, second.total], [false, 5]);
  });

  it('asks the repository as often for a hundred rows as for one', async () => {
    await openTickets(100);
    const costOf = async (query: Partial<TicketQuery>) => {
      asked = [];
      await list(query);
      return asked;
    };
    assert.deepEqual(await costOf({}), ['listTickets', 'countByStatus']);
    const search = ['listTickets', 'countByStatus', 'countTickets', 'findMentions'];
    assert.deepEqual(await costOf({ search: 'lamp', limit: 1 }), search);
    assert.deepEqual(await costOf({ search: 'lamp', limit: 100 }), search);
  });

  it('takes a search of nothing for no search', async () => {
    await openTickets(1);
    for (const search of ['', ' ', '\u200b']) {
      const { items, total } = await list({ search });
      assert.deepEqual([items[0] && 'match' in items[0], total], [false, 1]);
    }
  });
});

describe('the history of a status', () => {
  it('does not break cursors of the timeline that pages hold already', async () => {
    await openTickets(1);
    const [ticket] = (await list()).items;
    const read = (query: object) => desk.listEvents(anna, ticket?.id ?? '', { limit: 1, ...query }, calmCall());
    const { before } = await read({});
    assert.deepEqual((await read({ before, only: undefined })).items.length, 1);
    await assert.rejects(read({ before, only: 'status' }), { code: 'cursor_invalid' });
  });

  it('has a beginning, also when a page ends exactly there', async () => {
    await openTickets(1);
    const [ticket] = (await list()).items;
    const read = (limit: number) => desk.listEvents(anna, ticket?.id ?? '', { limit, only: 'status' }, calmCall());
    assert.deepEqual(
      [(await read(1)).before === null, (await read(2)).before, (await read(3)).before],
      [false, null, null],
    );
  });
});
