/** Solving, confirming, reopening and closing, as the customer sees and does it. */
import type { StatusEvent, Ticket } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { sceneOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

async function ticketIn(world: World, status: Ticket['status']): Promise<Scene & { id: string }> {
  const scene = sceneOf(world);
  const { id } = await scene.open();
  if (status !== 'open') await world.asAgent.setStatus(id, status);
  return { ...scene, id };
}

async function lastStatus({ events }: Scene, id: string): Promise<StatusEvent> {
  const changes = (await events(id)).filter((event) => event.type === 'status');
  return assertPresent(changes.at(-1), 'a status event');
}

/** Cases about the status of a ticket. */
export const statusCases: readonly ConformanceCase[] = [
  {
    id: 'status/asks-for-information',
    title: 'a question of the team makes the ticket wait for the customer, with its due date',
    run: async (world) => {
      const scene = await ticketIn(world, 'open');
      const dueAt = new Date(Date.now() + 86_400_000).toISOString();
      await world.asAgent.reply(scene.id, { text: 'Which one?', status: 'awaiting_reply', dueAt });
      const ticket = await scene.adapter.getTicket(scene.id, calmCall());
      assertEqual(ticket.status, 'awaiting_reply', 'the status');
      assertEqual(Date.parse(ticket.awaiting?.dueAt ?? ''), Date.parse(dueAt), 'the due date');
      assertEqual((await lastStatus(scene, scene.id)).reason, 'info_requested', 'the reason');
    },
  },
  {
    id: 'status/customer-solves',
    title: 'a customer solves an open ticket; the timeline and the ticket say by whom',
    needs: ['solve'],
    run: async (world) => {
      const scene = await ticketIn(world, 'open');
      const ticket = await scene.adapter.setStatus(scene.id, 'solved', calmCall());
      assertEqual([ticket.status, ticket.solved?.by, ticket.can.solve], ['solved', 'you', false], 'the ticket');
      const { author, from, to, reason } = await lastStatus(scene, scene.id);
      assertEqual([author.kind, from, to, reason], ['you', 'open', 'solved', 'solved'], 'the event');
    },
  },
  {
    id: 'status/customer-solves-what-waits',
    title: 'a customer solves a ticket instead of answering the question',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'awaiting_reply');
      const ticket = await adapter.setStatus(id, 'solved', calmCall());
      assertEqual([ticket.status, ticket.awaiting], ['solved', undefined], 'the ticket');
    },
  },
  {
    id: 'status/customer-confirms',
    title: 'a customer confirms what the team has solved',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'solved');
      const before = await adapter.getTicket(id, calmCall());
      assertEqual([before.solved?.by, before.can.solve], ['support', true], 'before');
      const after = await adapter.setStatus(id, 'solved', calmCall());
      assertEqual([after.status, after.solved?.by, after.can.solve], ['solved', 'you', false], 'afterwards');
      assertTrue(after.version !== before.version, 'another version');
    },
  },
  {
    id: 'status/repeats-are-harmless',
    title: 'solving what is solved and opening what is open changes nothing',
    needs: ['solve', 'reopen'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'open');
      const open = await adapter.getTicket(id, calmCall());
      assertEqual(await adapter.setStatus(id, 'open', calmCall()), open, 'an open ticket');
      const solved = await adapter.setStatus(id, 'solved', calmCall());
      assertEqual(await adapter.setStatus(id, 'solved', calmCall()), solved, 'a solved ticket');
    },
  },
  {
    id: 'status/reopens-what-was-solved',
    title: 'a customer opens a solved ticket again',
    needs: ['reopen'],
    run: async (world) => {
      const scene = await ticketIn(world, 'solved');
      const ticket = await scene.adapter.setStatus(scene.id, 'open', calmCall());
      assertEqual([ticket.status, ticket.solved], ['open', undefined], 'the ticket');
      assertEqual((await lastStatus(scene, scene.id)).reason, 'reopened', 'the reason');
    },
  },
  {
    id: 'status/closed-keeps-its-word',
    title: 'a closed ticket can be opened again exactly where it says so',
    needs: ['reopen'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'closed');
      const { can } = await adapter.getTicket(id, calmCall());
      if (can.reopen) assertEqual((await adapter.setStatus(id, 'open', calmCall())).status, 'open', 'the status');
      else await assertRejects(adapter.setStatus(id, 'open', calmCall()), 'ticket_closed');
    },
  },
  {
    id: 'status/closed-cannot-be-solved',
    title: 'a closed ticket cannot be solved',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'closed');
      await assertRejects(adapter.setStatus(id, 'solved', calmCall()), 'ticket_closed');
      assertEqual((await adapter.getTicket(id, calmCall())).status, 'closed', 'the status');
    },
  },
  {
    id: 'status/stale-version',
    title: 'a change that names an older version is a conflict and changes nothing',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'open');
      const { version } = await adapter.getTicket(id, calmCall());
      await world.asAgent.reply(id, { text: 'Wait' });
      await assertRejects(adapter.setStatus(id, 'solved', { ...calmCall(), version }), 'conflict');
      assertEqual((await adapter.getTicket(id, calmCall())).status, 'open', 'the status');
    },
  },
  {
    id: 'status/current-version',
    title: 'a change that names the current version is made',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'open');
      const { version } = await adapter.getTicket(id, calmCall());
      const ticket = await adapter.setStatus(id, 'solved', { ...calmCall(), version });
      assertEqual(ticket.status, 'solved', 'the status');
    },
  },
  {
    id: 'status/answer-is-the-ticket',
    title: 'a change of status resolves as the ticket that is read afterwards',
    needs: ['solve'],
    run: async (world) => {
      const { adapter, id } = await ticketIn(world, 'open');
      const changed = await adapter.setStatus(id, 'solved', calmCall());
      assertEqual(await adapter.getTicket(id, calmCall()), changed, 'the ticket');
    },
  },
  {
    id: 'status/version-follows-events',
    title: 'the version changes with every event and stays without one',
    run: async (world) => {
      const { adapter, id, say } = await ticketIn(world, 'open');
      const version = async () => (await adapter.getTicket(id, calmCall())).version;
      const first = await version();
      const seen = [first];
      assertEqual(await version(), first, 'the version without an event');
      await say(id, 'one');
      seen.push(await version());
      await world.asAgent.setStatus(id, 'awaiting_reply');
      seen.push(await version());
      await world.asAgent.reply(id, { text: 'two' });
      seen.push(await version());
      assertEqual(new Set(seen).size, 4, 'versions');
    },
  },
];
