/** The state machine as a table: what each act makes of a ticket in each status. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ticketStatuses, type RatingScore, type TicketStatus } from '../../src/contract/index.ts';
import type { TicketChange, TicketRecord } from '../../src/server/repository.ts';
import {
  abilitiesOf,
  actTime,
  changeableUntil,
  customerRating,
  customerReply,
  customerStatus,
  openingEvents,
  staffReply,
  staffStatus,
  type Act,
} from '../../src/server/desk/rules.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 22, 12);
const body = { format: 'text', text: 'Hello' } as const;

function ticket(status: TicketStatus, more: Partial<TicketRecord> = {}): TicketRecord {
  return {
    id: 'tk_1',
    number: 10001,
    owner: 'subject:anna',
    customer: { email: 'anna@example.com' },
    subject: 'A question',
    status,
    createdAt: now - 5 * day,
    updatedAt: now - day,
    lastSeq: 4,
    readSeq: 2,
    unreadCount: 0,
    supportReadSeq: 0,
    awaitingSince: status === 'awaiting_reply' ? now - day : null,
    dueAt: status === 'awaiting_reply' ? now + day : null,
    solvedAt: status === 'solved' ? now - day : null,
    solvedBy: status === 'solved' ? 'support' : null,
    closedAt: status === 'closed' ? now - day : null,
    rating: null,
    pastRatings: [],
    preview: null,
    ...more,
  };
}

function actOf(kind: 'customer' | 'support'): Act {
  let count = 0;
  return { author: { kind }, at: now, newEventId: () => `ev_${(count += 1)}` };
}

const customer = () => actOf('customer');
const support = () => actOf('support');

/** A change in short: `message`, `open>solved:solved`, each with `*` where it counts as unread. */
function told(change: TicketChange | null): string[] {
  return (change?.events ?? []).map(({ content, counts }) => {
    const star = counts ? '*' : '';
    if (content.type !== 'status') return content.type + star;
    return `${content.from}>${content.to}:${content.reason ?? ''}${star}`;
  });
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
}

describe('a reply of the customer', () => {
  const outcomes: [TicketStatus, string[]][] = [
    ['open', ['message']],
    ['awaiting_reply', ['message', 'awaiting_reply>open:']],
    ['solved', ['message', 'solved>open:reopened']],
  ];
  for (const [status, events] of outcomes) {
    it(`to a ticket that is ${status} leaves it open: ${events.join(', ')}`, () => {
      const change = customerReply(ticket(status), { body }, customer());
      assert.deepEqual(told(change), events);
      const { status: to, awaitingSince, dueAt, solvedAt, solvedBy, closedAt } = change.patch;
      assert.deepEqual(
        [to, awaitingSince, dueAt, solvedAt, solvedBy, closedAt],
        ['open', null, null, null, null, null],
      );
    });
  }

  it('to a closed ticket is refused, also while it could be reopened', () => {
    assert.equal(
      codeOf(() => customerReply(ticket('closed'), { body }, customer())),
      'ticket_closed',
    );
  });

  it('becomes the preview and the time of the last update', () => {
    const { patch } = customerReply(ticket('open'), { body: { format: 'text', text: 'Two\nlines' } }, customer());
    assert.deepEqual(patch.preview, { author: { kind: 'customer' }, text: 'Two lines', attachmentCount: 0 });
    assert.equal(patch.updatedAt, now);
    assert.equal('readSeq' in patch, false);
  });
});

describe('a status that the customer sets', () => {
  const outcomes: [TicketStatus, 'solved' | 'open', string[] | 'ticket_closed'][] = [
    ['open', 'solved', ['open>solved:solved']],
    ['awaiting_reply', 'solved', ['awaiting_reply>solved:solved']],
    ['solved', 'solved', ['solved>solved:solved']],
    ['closed', 'solved', 'ticket_closed'],
    ['open', 'open', []],
    ['awaiting_reply', 'open', []],
    ['solved', 'open', ['solved>open:reopened']],
    ['closed', 'open', ['closed>open:reopened']],
  ];
  for (const [status, to, outcome] of outcomes) {
    it(`${to} on a ticket that is ${status}: ${outcome.length === 0 ? 'no change' : outcome.toString()}`, () => {
      const act = () => customerStatus(ticket(status), to, customer(), 14);
      if (outcome === 'ticket_closed') return assert.equal(codeOf(act), outcome);
      assert.deepEqual(told(act()), outcome);
    });
  }

  it('names the customer as the one who solved, also when confirming', () => {
    for (const status of ['open', 'solved'] as const) {
      const change = customerStatus(ticket(status), 'solved', customer(), 14);
      assert.deepEqual([change?.patch.solvedBy, change?.patch.solvedAt], ['customer', now]);
    }
  });

  it('is nothing new when the customer had solved the ticket before', () => {
    assert.equal(customerStatus(ticket('solved', { solvedBy: 'customer' }), 'solved', customer(), 14), null);
  });

  it('reopens a closed ticket up to the last moment of its days and no longer', () => {
    const closed = (closedAt: number) => ticket('closed', { closedAt });
    assert.equal(customerStatus(closed(now - 14 * day), 'open', customer(), 14)?.patch.status, 'open');
    assert.equal(
      codeOf(() => customerStatus(closed(now - 14 * day - 1), 'open', customer(), 14)),
      'ticket_closed',
    );
  });
});

describe('a reply of the team', () => {
  it('counts as one update, with a change of status or without', () => {
    assert.deepEqual(told(staffReply(ticket('open'), { body }, support())), ['message*']);
    assert.deepEqual(told(staffReply(ticket('open'), { body, to: 'solved' }, support())), [
      'message*',
      'open>solved:solved',
    ]);
    assert.deepEqual(told(staffReply(ticket('open'), { body, to: 'awaiting_reply' }, support())), [
      'message*',
      'open>awaiting_reply:info_requested',
    ]);
  });

  it('without a status leaves the ticket what it is, with everything that belongs to it', () => {
    for (const status of ticketStatuses) {
      const before = ticket(status);
      const { patch } = staffReply(before, { body }, support());
      const { awaitingSince, dueAt, solvedAt, solvedBy, closedAt } = before;
      const kept = { status, awaitingSince, dueAt, solvedAt, solvedBy, closedAt };
      assert.deepEqual({ ...patch, ...kept }, patch);
    }
  });

  it('asks until a due date, and may move the date with the next question', () => {
    const asked = staffReply(ticket('open'), { body, to: 'awaiting_reply', dueAt: now + day }, support());
    assert.deepEqual([asked.patch.awaitingSince, asked.patch.dueAt], [now, now + day]);
    const again = staffReply(ticket('awaiting_reply'), { body, to: 'awaiting_reply', dueAt: now + 2 * day }, support());
    assert.deepEqual([again.patch.awaitingSince, again.patch.dueAt], [now - day, now + 2 * day]);
    assert.deepEqual(told(again), ['message*']);
  });

  it('marks everything up to itself as seen by the team', () => {
    assert.equal(staffReply(ticket('open'), { body, to: 'solved' }, support()).patch.supportReadSeq, 6);
  });
});

describe('a status that the team sets', () => {
  it('is one update for the customer', () => {
    assert.deepEqual(told(staffStatus(ticket('open'), 'solved', null, support())), ['open>solved:solved*']);
    assert.deepEqual(told(staffStatus(ticket('solved'), 'closed', null, support())), ['solved>closed:closed*']);
    assert.deepEqual(told(staffStatus(ticket('closed'), 'open', null, support())), ['closed>open:reopened*']);
  });

  it('changes nothing when the ticket has it already', () => {
    for (const status of ticketStatuses) assert.equal(staffStatus(ticket(status), status, now, support()), null);
  });

  it('empties what belonged to the status before', () => {
    for (const from of ticketStatuses) {
      for (const to of ticketStatuses.filter((status) => status !== from)) {
        const patch = staffStatus(ticket(from), to, null, support())?.patch ?? {};
        const { awaitingSince, solvedAt, solvedBy, closedAt } = patch;
        const filled = { awaitingSince, solvedAt, solvedBy, closedAt };
        const names = Object.entries(filled).flatMap(([name, value]) => (value === null ? [] : [name]));
        const expected = {
          open: [],
          awaiting_reply: ['awaitingSince'],
          solved: ['solvedAt', 'solvedBy'],
          closed: ['closedAt'],
        };
        assert.deepEqual(names, expected[to], `${from} to ${to}`);
      }
    }
  });
});

describe('what a customer may do', () => {
  const table: [TicketRecord, { reply: boolean; solve: boolean; reopen: boolean; rate: boolean }][] = [
    [ticket('open'), { reply: true, solve: true, reopen: false, rate: false }],
    [ticket('awaiting_reply'), { reply: true, solve: true, reopen: false, rate: false }],
    [ticket('solved'), { reply: true, solve: true, reopen: true, rate: true }],
    [ticket('solved', { solvedBy: 'customer' }), { reply: true, solve: false, reopen: true, rate: true }],
    [ticket('closed'), { reply: false, solve: false, reopen: true, rate: true }],
    [ticket('closed', { closedAt: now - 15 * day }), { reply: false, solve: false, reopen: false, rate: true }],
    [ticket('closed', { closedAt: now - 31 * day }), { reply: false, solve: false, reopen: false, rate: false }],
    [ticket('closed', { closedAt: null }), { reply: false, solve: false, reopen: false, rate: false }],
  ];
  for (const [record, can] of table) {
    it(`with a ticket that is ${record.status} (${JSON.stringify(can)}) is what the rules then allow`, () => {
      assert.deepEqual(abilitiesOf(record, now, 14), can);
      const allowed = (act: () => unknown) => codeOf(act) === undefined;
      assert.equal(
        allowed(() => customerReply(record, { body }, customer())),
        can.reply,
      );
      if (can.solve) assert.ok(customerStatus(record, 'solved', customer(), 14));
      if (can.reopen) assert.ok(customerStatus(record, 'open', customer(), 14));
      assert.equal(
        allowed(() => customerRating(record, { score: 3 }, now)),
        can.rate,
      );
    });
  }
});

describe('a rating', () => {
  const given = (at: number, score: RatingScore = 4) => ({ score, comment: 'Thanks', at });
  const solved = (more: Partial<TicketRecord> = {}) => ticket('solved', { solvedAt: now - 30 * day, ...more });

  it('is taken up to thirty days after the end, and then no more', () => {
    assert.deepEqual(customerRating(solved(), { score: 5 }, now), {
      patch: { rating: { score: 5, comment: undefined, at: now } },
      events: [],
    });
    assert.equal(
      codeOf(() => customerRating(solved(), { score: 5 }, now + 1)),
      'forbidden',
    );
    const closed = ticket('closed', { closedAt: now - 30 * day });
    assert.ok(customerRating(closed, { score: 5 }, now));
  });

  it('is changed within a day of the first one, and keeps its time', () => {
    const rating = given(now - day);
    assert.equal(changeableUntil(rating), now);
    const change = customerRating(solved({ rating }), { score: 1, comment: 'No' }, now);
    assert.deepEqual(change?.patch.rating, { score: 1, comment: 'No', at: now - day });
    assert.equal(
      codeOf(() => customerRating(solved({ rating }), { score: 1 }, now + 1)),
      'forbidden',
    );
    assert.equal(abilitiesOf(solved({ rating }), now + 1, 14).rate, false);
  });

  it('can be repeated as it is, whenever', () => {
    assert.equal(customerRating(solved({ rating: given(now - 3 * day) }), { score: 4, comment: 'Thanks' }, now), null);
  });

  it('waits for the end', () => {
    for (const status of ['open', 'awaiting_reply'] as const)
      assert.equal(
        codeOf(() => customerRating(ticket(status), { score: 4 }, now)),
        'conflict',
      );
  });

  it('of a solution that did not last goes to the past ones, of which the newest twenty stay', () => {
    const rating = given(now - day, 1);
    const past = Array.from({ length: 20 }, (_, index) => given(now - 90 * day + index));
    const expected = { rating: null, pastRatings: [...past.slice(1), rating] };
    const record = solved({ rating, pastRatings: past });
    const moved = [
      customerReply(record, { body }, customer()),
      customerStatus(record, 'open', customer(), 14),
      staffReply(record, { body, to: 'awaiting_reply' }, support()),
      staffStatus(record, 'open', null, support()),
    ];
    for (const change of moved) {
      const { rating, pastRatings } = change?.patch ?? {};
      assert.deepEqual({ rating, pastRatings }, expected);
    }
  });

  it('stays where the solution does', () => {
    const record = solved({ rating: given(now - day) });
    const stays = [
      customerStatus(record, 'solved', customer(), 14),
      staffReply(record, { body }, support()),
      staffStatus(record, 'closed', null, support()),
    ];
    for (const change of stays) assert.equal(change !== null && 'rating' in change.patch, false);
  });
});

describe('time and beginnings', () => {
  it('does not let an event be older than the one before it', () => {
    assert.equal(actTime(ticket('open'), now - 2 * day), now - day);
    assert.equal(actTime(ticket('open'), now), now);
  });

  it('begins with the creation and the first words, which are news only from the team', () => {
    const events = (act: Act) => told({ patch: {}, events: openingEvents(body, act) });
    assert.deepEqual(events(customer()), ['null>open:created', 'message']);
    assert.deepEqual(events(support()), ['null>open:created', 'message*']);
  });
});
