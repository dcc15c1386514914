/** Changes: atomic, once per key, in one order per ticket. */
import type { EventRecord, TicketPatch } from '../../server/repository.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue, rejectionOf } from '../assert.ts';
import { adding, dayOne, message, open, someone, sorted, staff, twenty, type RepositoryCase } from './world.ts';

const texts = (events: readonly EventRecord[]) => events.map(({ searchText }) => searchText);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const changeCases: RepositoryCase[] = [
  {
    id: 'changes/store-fields-and-events',
    title: 'a change stores every field it sets and its events in order',
    async run(world) {
      const { owner, viewer } = someone();
      const before = await open(world, { owner, events: [message('opening')] });
      const patch: Required<TicketPatch> = {
        status: 'solved',
        updatedAt: dayOne + 9,
        readSeq: 2,
        supportReadSeq: 1,
        awaitingSince: dayOne + 1,
        dueAt: dayOne + 2,
        solvedAt: dayOne + 3,
        solvedBy: 'customer',
        closedAt: dayOne + 4,
        rating: { score: 4, comment: 'Quick.\n„Dzięki” 👍', at: dayOne + 5 },
        pastRatings: [
          { score: 1, at: dayOne + 6 },
          { score: 2, comment: 'Again', at: dayOne + 7 },
        ],
        preview: { author: { kind: 'system', automated: true }, text: 'done', attachmentCount: 0 },
      };
      const events = [message('one'), message('two', { counts: false }), message('three')];
      const result = assertPresent(
        await world.repository.changeTicket({ ticketId: before.id, viewer, decide: adding(events, patch) }),
        'the result',
      );
      assertEqual(result.ticket, { ...before, ...patch, lastSeq: 4, unreadCount: 1 }, 'the ticket');
      const expected = events.map((event, index) => ({
        ...event,
        ticketId: before.id,
        seq: index + 2,
        clientId: null,
      }));
      assertEqual(result.events, expected, 'the events');
      assertEqual(result.replayed, false, 'replayed');
      assertEqual(await world.repository.findTicket(before.id, viewer), result.ticket, 'the stored ticket');
      assertEqual(
        await world.repository.listEvents(before.id, viewer, { after: 1, limit: 9 }),
        expected,
        'stored events',
      );
      const cleared = {
        awaitingSince: null,
        dueAt: null,
        solvedAt: null,
        solvedBy: null,
        closedAt: null,
        rating: null,
        pastRatings: [],
        preview: null,
      };
      const after = await world.repository.changeTicket({ ticketId: before.id, viewer, decide: adding([], cleared) });
      assertEqual(after?.ticket, { ...result.ticket, ...cleared }, 'the ticket with fields set back');
    },
  },
  {
    id: 'changes/may-decide-nothing',
    title: 'a decision of nothing changes nothing, and leaves its key free',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner, events: [message('opening')] });
      const request = { ticketId: ticket.id, viewer, key: { author: owner, clientId: 'k' } };
      const nothing = await world.repository.changeTicket({ ...request, decide: () => null });
      assertEqual(nothing, { ticket, events: [], replayed: false }, 'the answer');
      const undefinedPatch = await world.repository.changeTicket({
        ...request,
        decide: adding([], { status: undefined }),
      });
      assertEqual(undefinedPatch?.ticket, ticket, 'a field that is undefined');
      const later = await world.repository.changeTicket({ ...request, decide: adding([message('now')]) });
      assertEqual([later?.replayed, later?.events.length], [false, 1], 'the key later');
    },
  },
  {
    id: 'changes/are-undone-when-deciding-fails',
    title: 'what a decision throws is thrown on, and nothing of the change is kept',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner, events: [message('opening')] });
      const request = { ticketId: ticket.id, viewer, key: { author: owner, clientId: 'k' } };
      const failure = new RangeError('not like this');
      const refused = world.repository.changeTicket({
        ...request,
        decide(held) {
          held.status = 'closed';
          throw failure;
        },
      });
      assertTrue((await rejectionOf(refused, 'a decision that throws')) === failure, 'the same error');
      assertEqual(await world.repository.findTicket(ticket.id, viewer), ticket, 'the ticket');
      const clash = message('twice');
      const half = { ...request, decide: adding([message('kept?'), clash, clash], { status: 'closed' as const }) };
      await rejectionOf(world.repository.changeTicket(half), 'an event id used twice');
      assertEqual(await world.repository.findTicket(ticket.id, viewer), ticket, 'the ticket after a half change');
      const next = await world.repository.changeTicket({ ...request, decide: adding([message('works')]) });
      assertEqual([next?.replayed, next?.events[0]?.seq], [false, 2], 'the next change');
    },
  },
  {
    id: 'changes/happen-once-under-a-key',
    title: 'a second change under the same key changes nothing and shows the first event',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const request = { ticketId, viewer, key: { author: owner, clientId: 'reply-1' } };
      const first = await world.repository.changeTicket({
        ...request,
        decide: adding([message('one'), message('two')]),
      });
      assertEqual(
        first?.events.map(({ clientId }) => clientId),
        ['reply-1', null],
        'client ids',
      );
      let asked = false;
      const second = await world.repository.changeTicket({
        ...request,
        decide() {
          asked = true;
          return { patch: { status: 'closed' }, events: [message('one')] };
        },
      });
      assertEqual(second, { ticket: first!.ticket, events: [first!.events[0]!], replayed: true }, 'the second answer');
      assertEqual(asked, false, 'decide was called again');
      assertEqual((await world.repository.listEvents(ticketId, viewer, { limit: 9 })).length, 2, 'events');
    },
  },
  {
    id: 'changes/keep-keys-apart',
    title: 'the same client id is another key for another author and on another ticket',
    async run(world) {
      const { owner, viewer } = someone();
      const [one, other] = [await open(world, { owner }), await open(world, { owner })];
      const add = async (ticketId: string, author: string) =>
        (
          await world.repository.changeTicket({
            ticketId,
            viewer,
            key: { author, clientId: 'same' },
            decide: adding([message('hi')]),
          })
        )?.replayed;
      assertEqual(await add(one.id, owner), false, 'the customer');
      assertEqual(await add(one.id, 'staff'), false, 'the team');
      assertEqual(await add(other.id, owner), false, 'another ticket');
      assertEqual(await add(one.id, owner), true, 'the customer again');
    },
  },
  {
    id: 'changes/happen-once-at-the-same-instant',
    title: 'of twenty equal changes under one key that arrive together one is stored and the others are its replays',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const key = { author: owner, clientId: crypto.randomUUID() };
      const answers = await twenty(() =>
        world.repository.changeTicket({ ticketId, viewer, key, decide: adding([message('once')]) }),
      );
      assertEqual(answers.filter((answer) => !answer?.replayed).length, 1, 'changes that were new');
      assertEqual(new Set(answers.map((answer) => answer?.events[0]?.id)).size, 1, 'different events');
      const ticket = assertPresent(await world.repository.findTicket(ticketId, viewer), 'ticket');
      assertEqual([ticket.lastSeq, ticket.unreadCount], [1, 1], 'events and unread');
    },
  },
  {
    id: 'changes/wait-for-one-another',
    title: 'of twenty different changes that arrive together each sees the one before it',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const answers = await twenty((index) =>
        world.repository.changeTicket({
          ticketId,
          viewer: index % 2 === 0 ? viewer : staff,
          key: { author: owner, clientId: `reply-${index}` },
          decide: ({ supportReadSeq, lastSeq }) => ({
            patch: { supportReadSeq: supportReadSeq + 1, updatedAt: dayOne + lastSeq },
            events: [message(`reply ${index}`)],
          }),
        }),
      );
      assertEqual(sorted(answers.map((answer) => answer!.events[0]!.seq)), upTo(20), 'sequence numbers');
      const ticket = assertPresent(await world.repository.findTicket(ticketId, viewer), 'ticket');
      assertEqual([ticket.lastSeq, ticket.unreadCount, ticket.supportReadSeq], [20, 20, 20], 'counts');
      assertEqual(ticket.updatedAt, dayOne + 19, 'the last change wins');
      const events = await world.repository.listEvents(ticketId, viewer, { limit: 50 });
      assertEqual(
        events.map(({ seq }) => seq),
        upTo(20),
        'stored sequence numbers',
      );
      assertEqual(sorted(texts(events)), sorted(upTo(20).map((count) => `reply ${count - 1}`)), 'stored words');
    },
  },
  {
    id: 'changes/do-not-wait-for-other-tickets',
    title: 'changes of twenty tickets, opened and answered together, all arrive',
    async run(world) {
      const { owner, viewer } = someone();
      await twenty(async (index) => {
        const { id: ticketId } = await open(world, { owner, events: [message('opening', { counts: false })] });
        await Promise.all([
          world.repository.changeTicket({ ticketId, viewer, decide: adding([message(`a${index}`)]) }),
          world.repository.changeTicket({ ticketId, viewer: staff, decide: adding([message(`b${index}`)]) }),
        ]);
      });
      assertEqual(await world.repository.countUnread(viewer), { tickets: 20, updates: 40 }, 'unread');
    },
  },
  {
    id: 'changes/are-for-the-owner',
    title: 'a stranger changes nothing and is not asked to decide',
    async run(world) {
      const { owner } = someone();
      const ticket = await open(world, { owner });
      const decide = () => {
        throw new Error('asked to decide');
      };
      for (const viewer of [someone().viewer, { role: 'customer', owners: [] } as const]) {
        assertEqual(await world.repository.changeTicket({ ticketId: ticket.id, viewer, decide }), undefined, 'answer');
      }
      for (const ticketId of ['no-such-ticket', '\0', '\ud800']) {
        assertEqual(await world.repository.changeTicket({ ticketId, viewer: staff, decide }), undefined, 'no ticket');
      }
      assertEqual(await world.repository.findTicket(ticket.id, staff), ticket, 'the ticket');
    },
  },
  {
    id: 'changes/show-a-copy-to-decide',
    title: 'what a decision does to the ticket it is shown, and later to what it returned, is not stored',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner });
      const event = message('as sent');
      const result = await world.repository.changeTicket({
        ticketId: ticket.id,
        viewer,
        decide(held) {
          held.customer.email = 'changed@example.test';
          held.lastSeq = 40;
          return { patch: {}, events: [event] };
        },
      });
      event.author.name = 'changed';
      result!.events[0]!.author.name = 'changed';
      assertEqual(
        await world.repository.findTicket(ticket.id, viewer),
        { ...ticket, lastSeq: 1, unreadCount: 1 },
        'ticket',
      );
      const [stored] = await world.repository.listEvents(ticket.id, viewer, { limit: 1 });
      assertEqual(stored?.author.name, 'Ola', 'the author');
    },
  },
  {
    id: 'changes/refuse-impossible-keys',
    title: 'a key that could not be found again is refused',
    async run(world) {
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner });
      for (const clientId of ['a\0', '\udc00']) {
        const change = {
          ticketId: ticket.id,
          viewer,
          key: { author: owner, clientId },
          decide: adding([message('hi')]),
        };
        await assertRejects(world.repository.changeTicket(change), 'validation');
      }
      const odd = { ticketId: ticket.id, viewer, decide: adding([message('hi', { id: 'ev\0' })]) };
      await assertRejects(world.repository.changeTicket(odd), 'validation');
      assertEqual(await world.repository.findTicket(ticket.id, viewer), ticket, 'the ticket');
    },
  },
];
