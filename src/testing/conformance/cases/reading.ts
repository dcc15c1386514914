/** Read marks and unread counts: what the team did and the customer has not seen. */
import { assertEqual, assertPresent, assertRejects } from '../../assert.ts';
import { sceneOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

async function unreadOf({ adapter }: Scene, ticketId: string): Promise<number> {
  return (await adapter.getTicket(ticketId, calmCall())).unreadCount;
}

/** A scene with three unread answers, and the ids of their events. */
async function threeAnswers(world: World): Promise<Scene & { id: string; answers: [string, string, string] }> {
  const scene = sceneOf(world);
  const { id } = await scene.open();
  for (const text of ['one', 'two', 'three']) await world.asAgent.reply(id, { text });
  const answers = (await scene.events(id)).slice(-3).map((event) => event.id) as [string, string, string];
  return { ...scene, id, answers };
}

/** Cases about read marks and counts. */
export const readingCases: readonly ConformanceCase[] = [
  {
    id: 'unread/own-words-do-not-count',
    title: 'what customers write themselves is not unread',
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open();
      await scene.say(id, 'And another thing');
      assertEqual(await unreadOf(scene, id), 0, 'unread updates');
    },
  },
  {
    id: 'unread/opened-by-support',
    title: 'a ticket that the team opened is unread',
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open({ from: 'support' });
      assertEqual(await unreadOf(scene, id), 1, 'unread updates');
    },
  },
  {
    id: 'unread/message-with-status-is-one',
    title: 'an answer and the change of status that comes with it are one update',
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open();
      await world.asAgent.reply(id, { text: 'Done', status: 'solved' });
      assertEqual(await unreadOf(scene, id), 1, 'unread updates');
    },
  },
  {
    id: 'unread/status-alone-is-one',
    title: 'a change of status by the team is one update',
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open();
      await world.asAgent.setStatus(id, 'solved');
      assertEqual(await unreadOf(scene, id), 1, 'unread updates');
    },
  },
  {
    id: 'unread/same-status-is-none',
    title: 'setting the status that a ticket has is no update',
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open();
      const before = await scene.adapter.getTicket(id, calmCall());
      await world.asAgent.setStatus(id, 'open');
      assertEqual(await scene.adapter.getTicket(id, calmCall()), before, 'the ticket');
    },
  },
  {
    id: 'unread/counts-tickets-and-updates',
    title: 'the count tells tickets with news, and updates in all of them',
    run: async (world) => {
      const { adapter, open } = sceneOf(world);
      const [one, two] = [await open(), await open()];
      await open();
      await world.asAgent.reply(one.id, { text: 'a' });
      await world.asAgent.reply(one.id, { text: 'b' });
      await world.asAgent.setStatus(two.id, 'solved');
      assertEqual(await adapter.getUnread(calmCall()), { tickets: 2, updates: 3 }, 'the count');
    },
  },
  {
    id: 'read/marks-everything',
    title: 'reading up to the newest event leaves nothing unread, in the ticket and in the count',
    run: async (world) => {
      const scene = await threeAnswers(world);
      const { adapter, id, answers } = scene;
      await adapter.markRead(id, answers[2], calmCall());
      const ticket = await adapter.getTicket(id, calmCall());
      assertEqual([ticket.unreadCount, ticket.lastReadEventId], [0, answers[2]], 'the ticket');
      assertEqual(await adapter.getUnread(calmCall()), { tickets: 0, updates: 0 }, 'the count');
      assertEqual(await scene.list({ filter: 'unread' }), [], 'the unread tickets');
    },
  },
  {
    id: 'read/marks-a-part',
    title: 'reading up to an event in the middle leaves the later ones unread',
    run: async (world) => {
      const scene = await threeAnswers(world);
      await scene.adapter.markRead(scene.id, scene.answers[1], calmCall());
      assertEqual(await unreadOf(scene, scene.id), 1, 'unread updates');
    },
  },
  {
    id: 'read/never-goes-back',
    title: 'an older mark that arrives later changes nothing, and the same mark may be repeated',
    run: async (world) => {
      const scene = await threeAnswers(world);
      const { adapter, id, answers } = scene;
      await adapter.markRead(id, answers[2], calmCall());
      await adapter.markRead(id, answers[0], calmCall());
      await adapter.markRead(id, answers[2], calmCall());
      const ticket = await adapter.getTicket(id, calmCall());
      assertEqual([ticket.unreadCount, ticket.lastReadEventId], [0, answers[2]], 'the ticket');
    },
  },
  {
    id: 'read/is-no-update',
    title: 'reading changes neither version nor time of the last update',
    run: async (world) => {
      const { adapter, id, answers } = await threeAnswers(world);
      const before = await adapter.getTicket(id, calmCall());
      await adapter.markRead(id, answers[2], calmCall());
      const after = await adapter.getTicket(id, calmCall());
      assertEqual([after.version, after.updatedAt], [before.version, before.updatedAt], 'version and time');
    },
  },
  {
    id: 'read/writing-is-not-reading',
    title: 'a reply leaves the team’s messages unread until they are marked',
    run: async (world) => {
      const scene = await threeAnswers(world);
      await scene.say(scene.id, 'I write without reading');
      assertEqual(await unreadOf(scene, scene.id), 3, 'unread updates');
    },
  },
  {
    id: 'read/unknown-event',
    title: 'an event that the ticket does not have cannot be marked, be it another ticket’s',
    run: async (world) => {
      const { adapter, id, open, events } = await threeAnswers(world);
      const other = await open();
      const foreign = assertPresent((await events(other.id))[0], 'an event of the other ticket');
      await assertRejects(adapter.markRead(id, 'ev_unknown', calmCall()), 'not_found');
      await assertRejects(adapter.markRead(id, foreign.id, calmCall()), 'not_found');
    },
  },
];
