/** What is told to a page that listens: everything of its visitor's, in order, and nothing of anybody else's. */
import type { LiveEvent } from '../../../contract/index.ts';
import { assertEqual, assertPresent, rejectionOf } from '../../assert.ts';
import { isType, listen, type LiveListener } from '../listener.ts';
import { newVisitor, sceneOf, textsOf } from '../scene.ts';
import { calmCall, type ConformanceCase } from '../world.ts';

const needs = ['live'] as const;

/** The words of the messages that were told, in order. */
function wordsTold({ told }: Pick<LiveListener, 'told'>, from = 0): string[] {
  return textsOf(told.slice(from).flatMap((event) => (event.type === 'event.added' ? [event.event] : [])));
}

/** Tickets that were told of, each once, in order. */
function ticketsTold({ told }: Pick<LiveListener, 'told'>): string[] {
  const idOf = (event: LiveEvent) => {
    if (event.type === 'ticket.updated') return [event.ticket.id];
    return event.type === 'event.added' ? [event.ticketId] : [];
  };
  return [...new Set(told.flatMap(idOf))];
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return ((await rejectionOf(attempt, 'a stream that is refused')) as { code?: string }).code;
}

export const liveCases: readonly ConformanceCase[] = [
  {
    id: 'live/stands',
    title: 'a stream tells at once that it stands, and ends with its signal',
    needs,
    async run(world) {
      const { adapter, open } = sceneOf(world);
      await open();
      const listener = await listen(adapter);
      assertEqual(wordsTold(listener), [], 'what was there before');
      await listener.end();
    },
  },
  {
    id: 'live/answer',
    title: 'an answer of the team is told with its words, its place, its ticket and the unread counts',
    needs,
    async run(world) {
      const { adapter, open, events } = sceneOf(world);
      const { id } = await open();
      const last = assertPresent((await events(id)).at(-1), 'an event');
      const listener = await listen(adapter);
      await world.asAgent.reply(id, { text: 'Here you are', agent: 'Ola' });
      const added = await listener.until(isType('event.added'));
      assertEqual([added.ticketId, added.after], [id, last.id], 'where it belongs');
      const { ticket } = await listener.until(isType('ticket.updated'));
      const unread = await listener.until(isType('unread'));
      await listener.end();
      assertEqual<unknown>(added.event, (await events(id)).at(-1), 'the message');
      assertEqual(ticket, await adapter.getTicket(id, calmCall()), 'the ticket');
      assertEqual([unread.tickets, unread.updates], [1, 1], 'what is unread');
    },
  },
  {
    id: 'live/own-reply',
    title: 'a reply of the customer reaches the other pages of the customer, under its key',
    needs,
    async run(world) {
      const { adapter, open, say } = sceneOf(world);
      const { id } = await open();
      const listener = await listen(adapter);
      const sent = await say(id, 'One more thing', 'key-of-a-reply');
      const { event } = await listener.until(isType('event.added'));
      await listener.end();
      assertEqual(event, sent, 'the reply');
    },
  },
  {
    id: 'live/status',
    title: 'a change of status is told with the ticket as it is then',
    needs,
    async run(world) {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      const listener = await listen(adapter);
      await world.asAgent.setStatus(id, 'solved');
      const { event } = await listener.until(isType('event.added'));
      const { ticket } = await listener.until(isType('ticket.updated'));
      await listener.end();
      assertEqual([event.type, ticket.status], ['status', 'solved'], 'the change');
    },
  },
  {
    id: 'live/new-ticket',
    title: 'a ticket that is opened for the customer is told with all its events',
    needs,
    async run(world) {
      const { adapter, open, events } = sceneOf(world);
      const listener = await listen(adapter);
      const { id } = await open({ text: 'A new one' });
      await listener.until(isType('ticket.updated', id));
      await listener.end();
      const added = listener.told.filter(isType('event.added'));
      assertEqual(
        added.map(({ event }) => event),
        await events(id),
        'its events',
      );
      assertEqual(added[0]?.after, null, 'what comes before the first');
    },
  },
  {
    id: 'live/read-elsewhere',
    title: 'what is read in one page is told as read in another',
    needs,
    async run(world) {
      const { adapter, open, events } = sceneOf(world);
      const { id } = await open({ from: 'support' });
      const listener = await listen(adapter);
      const last = assertPresent((await events(id)).at(-1), 'an event');
      await adapter.markRead(id, last.id, calmCall());
      const { ticket } = await listener.until(isType('ticket.updated'));
      const unread = await listener.until(isType('unread'));
      await listener.end();
      assertEqual([ticket.unreadCount, ticket.lastReadEventId], [0, last.id], 'the ticket');
      assertEqual([unread.tickets, unread.updates], [0, 0], 'what is unread');
    },
  },
  {
    id: 'live/goes-on',
    title: 'whoever was away for a while goes on from the last event: nothing is missing, and the order is kept',
    needs,
    async run(world) {
      const { adapter, open, say } = sceneOf(world);
      const [first, second] = [await open(), await open()];
      const before = await listen(adapter);
      await before.end();
      const lastEventId = before.told.at(-1)?.id ?? '';
      for (const place of [1, 2, 3]) await world.asAgent.reply(first.id, { text: `Answer ${place}` });
      await say(second.id, 'Meanwhile');
      const after = await listen(adapter, { lastEventId });
      if (after.told.at(-1)?.type !== 'unread') await after.until(isType('unread'));
      await after.end();
      assertEqual(wordsTold(after).sort(), ['Answer 1', 'Answer 2', 'Answer 3', 'Meanwhile'], 'what was missed');
      const inFirst = after.told.filter(isType('event.added', first.id)).map(({ event }) => event);
      assertEqual(textsOf(inFirst), ['Answer 1', 'Answer 2', 'Answer 3'], 'the order in one ticket');
      assertEqual(ticketsTold(after).length, 2, 'tickets');
    },
  },
  {
    id: 'live/cut-anywhere',
    title: 'a stream that is cut after any of its events goes on without losing one',
    needs,
    async run(world) {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      const start = await listen(adapter);
      await start.end();
      for (const place of [1, 2]) await world.asAgent.reply(id, { text: `Answer ${place}`, status: 'awaiting_reply' });
      let lastEventId = start.told.at(-1)?.id ?? '';
      const heard = new Set<string>();
      for (let cut = 1; cut <= 4; cut += 1) {
        const listener = await listen(adapter, { lastEventId });
        for (let read = 1; read < cut; read += 1)
          await listener.until((event): event is LiveEvent => event !== undefined);
        for (const text of wordsTold(listener)) heard.add(text);
        lastEventId = listener.told[cut - 1]?.id ?? lastEventId;
        await listener.end();
      }
      const rest = await listen(adapter, { lastEventId });
      await world.asAgent.reply(id, { text: 'The end' });
      await rest.until(isType('unread'));
      if (!wordsTold(rest).includes('The end')) await rest.until(isType('unread'));
      await rest.end();
      for (const text of wordsTold(rest)) heard.add(text);
      assertEqual([...heard], ['Answer 1', 'Answer 2', 'The end'], 'what was heard');
    },
  },
  {
    id: 'live/unknown-place',
    title: 'a place that nobody was told, or that is another visitor’s, means reading anew',
    needs,
    async run(world) {
      const [one, other] = [sceneOf(world), sceneOf(world)];
      await one.open();
      await other.open();
      const foreign = await listen(other.adapter);
      await foreign.end();
      for (const lastEventId of ['nonsense', '0', '99999999999999999999', foreign.told.at(-1)?.id ?? '']) {
        const listener = await listen(one.adapter, { lastEventId });
        await listener.end();
        assertEqual(listener.first.type, 'resync', `after "${lastEventId}"`);
      }
    },
  },
  {
    id: 'live/too-much',
    title: 'whoever missed very much is told all of it, or told to read anew',
    needs,
    async run(world) {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      const before = await listen(adapter);
      await before.end();
      for (let place = 1; place <= 60; place += 1) await world.asAgent.reply(id, { text: `Answer ${place}` });
      const after = await listen(adapter, { lastEventId: before.told.at(-1)?.id ?? '' });
      if (after.first.type !== 'resync') await after.until(isType('unread'));
      assertEqual(after.first.type === 'resync' || wordsTold(after).length === 60, true, 'all or reading anew');
      const known = after.told.length;
      await world.asAgent.reply(id, { text: 'And one more' });
      await after.until(isType('ticket.updated'));
      await after.end();
      assertEqual(wordsTold(after, known).at(-1), 'And one more', 'what comes after it');
    },
  },
  {
    id: 'live/only-own',
    title: 'nothing of another customer is told',
    needs,
    async run(world) {
      const [one, other] = [sceneOf(world), sceneOf(world)];
      const [mine, theirs] = [await one.open(), await other.open()];
      const listener = await listen(one.adapter);
      await world.asAgent.reply(theirs.id, { text: 'For another' });
      await other.say(theirs.id, 'By another');
      await world.asAgent.reply(mine.id, { text: 'For you' });
      await listener.until(isType('unread'));
      await listener.end();
      assertEqual(ticketsTold(listener), [mine.id], 'tickets');
      assertEqual(wordsTold(listener), ['For you'], 'words');
    },
  },
  {
    id: 'notes/never-told',
    title: 'an internal note is never told',
    needs: ['live', 'notes'],
    async run(world) {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      const before = await listen(adapter);
      await world.asAgent.addNote?.(id, 'A secret');
      await world.asAgent.reply(id, { text: 'An answer' });
      await before.until(isType('unread'));
      await before.end();
      await world.asAgent.addNote?.(id, 'Another secret');
      await world.asAgent.reply(id, { text: 'Another answer' });
      const after = await listen(adapter, { lastEventId: before.told.at(-1)?.id ?? '' });
      await after.until(isType('ticket.updated'));
      await after.end();
      assertEqual([...wordsTold(before), ...wordsTold(after)], ['An answer', 'Another answer'], 'words');
      assertEqual(JSON.stringify([before.told, after.told]).includes('secret'), false, 'a secret was told');
    },
  },
  {
    id: 'live/one-ticket',
    title: 'a stream of one ticket tells of that one, and is refused for a foreign one as for one that is not there',
    needs,
    async run(world) {
      const [one, other] = [sceneOf(world), sceneOf(world)];
      const [first, second, theirs] = [await one.open(), await one.open(), await other.open()];
      const listener = await listen(one.adapter, { ticketId: first.id });
      await world.asAgent.reply(second.id, { text: 'Elsewhere' });
      await world.asAgent.reply(first.id, { text: 'Here' });
      await listener.until(isType('ticket.updated'));
      await listener.end();
      assertEqual([ticketsTold(listener), wordsTold(listener)], [[first.id], ['Here']], 'what was told');
      for (const ticketId of [theirs.id, 'no-such-ticket'])
        assertEqual(await codeOf(listen(one.adapter, { ticketId })), 'not_found', ticketId);
    },
  },
  {
    id: 'live/nobody',
    title: 'nothing is told to somebody who is not signed in',
    needs,
    async run(world) {
      assertEqual(await codeOf(listen(world.anonymous())), 'unauthenticated', 'nobody');
    },
  },
  {
    id: 'live/expired',
    title: 'nothing is told to somebody whose identity has run out or cannot be believed',
    needs: ['live', 'expired', 'forged'],
    async run(world) {
      const visitor = newVisitor();
      const [expired, forged] = [world.expiredAdapter?.(visitor), world.forgedAdapter?.(visitor)];
      assertEqual(await codeOf(listen(assertPresent(expired, 'an adapter'))), 'session_expired', 'run out');
      assertEqual(await codeOf(listen(assertPresent(forged, 'an adapter'))), 'unauthenticated', 'forged');
    },
  },
  {
    id: 'live/guest',
    title: 'a guest hears of one ticket and of no other of the same customer',
    needs: ['live', 'guest'],
    async run(world) {
      const { visitor, open } = sceneOf(world);
      const [first, second] = [await open(), await open()];
      const mailbox = assertPresent(world.guest, 'a mailbox');
      const browser = mailbox.newBrowser();
      const link = await mailbox.linkTo(first.id);
      const { challengeId } = await browser.guest.requestCode(link, 'a-press', calmCall());
      const code = (await mailbox.codesFor(visitor.email)).at(-1) ?? '';
      await browser.guest.verifyCode(challengeId, code, calmCall());
      const listener = await listen(browser);
      await world.asAgent.reply(second.id, { text: 'Not for guests' });
      await world.asAgent.reply(first.id, { text: 'For this guest' });
      const unread = await listener.until(isType('unread'));
      await listener.end();
      assertEqual([ticketsTold(listener), wordsTold(listener)], [[first.id], ['For this guest']], 'what was told');
      assertEqual([unread.tickets, unread.updates], [1, 1], 'what is unread');
      assertEqual(await codeOf(listen(browser, { ticketId: second.id })), 'not_found', 'the other ticket');
    },
  },
];
