/** What is somebody else's cannot be told from what does not exist, by no method and in no detail. */
import type { SupportAdapter, SupportError } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects } from '../../assert.ts';
import { idsOf, newVisitor, sceneOf, uniqueWord } from '../scene.ts';
import { calmCall, type ConformanceCase, type Need } from '../world.ts';

interface Touch {
  name: string;
  needs?: readonly Need[];
  /** Tries something with a ticket; `eventId` is one that this ticket really has. */
  run: (adapter: SupportAdapter, ticketId: string, eventId: string) => Promise<unknown>;
}

const touches: readonly Touch[] = [
  { name: 'get-ticket', run: (adapter, id) => adapter.getTicket(id, calmCall()) },
  { name: 'list-events', run: (adapter, id) => adapter.listEvents(id, { limit: 10 }, calmCall()) },
  {
    name: 'send-message',
    run: (adapter, id) =>
      adapter.sendMessage(id, { clientId: crypto.randomUUID(), text: 'hello', attachmentIds: [] }, calmCall()),
  },
  { name: 'mark-read', run: (adapter, id, eventId) => adapter.markRead(id, eventId, calmCall()) },
  { name: 'solve', needs: ['solve'], run: (adapter, id) => adapter.setStatus(id, 'solved', calmCall()) },
  { name: 'reopen', needs: ['reopen'], run: (adapter, id) => adapter.setStatus(id, 'open', calmCall()) },
  {
    name: 'stale-solve',
    needs: ['solve'],
    run: (adapter, id) => adapter.setStatus(id, 'solved', { ...calmCall(), version: 'stale' }),
  },
];

/** All that an error tells, but for the number of the request. */
function toldBy({ name, message, code, retryable, retryAfterMs, attemptsLeft, fields }: SupportError) {
  return { name, message, code, retryable, retryAfterMs, attemptsLeft, fields };
}

const touchCases: readonly ConformanceCase[] = touches.map(({ name, needs = [], run }) => ({
  id: `ownership/${name}`,
  title: `${name} of another customer’s ticket is refused as if there were none, and changes nothing`,
  needs,
  run: async (world) => {
    const owner = sceneOf(world);
    const { id } = await owner.open();
    const event = assertPresent((await owner.events(id)).at(-1), 'an event');
    const before = await owner.adapter.getTicket(id, calmCall());
    const stranger = world.adapterFor(newVisitor());
    const foreign = await assertRejects(run(stranger, id, event.id), 'not_found');
    const unknown = await assertRejects(run(stranger, uniqueWord('tk_'), event.id), 'not_found');
    assertEqual(toldBy(foreign), toldBy(unknown), 'the two errors');
    assertEqual(await owner.adapter.getTicket(id, calmCall()), before, 'the ticket');
  },
}));

/** Cases about whose a ticket is. */
export const ownershipCases: readonly ConformanceCase[] = [
  ...touchCases,
  {
    id: 'ownership/list',
    title: 'the list and the count hold one’s own tickets only',
    run: async (world) => {
      const [one, two] = [sceneOf(world), sceneOf(world)];
      const mine = await one.open({ from: 'support' });
      await two.open({ from: 'support' });
      assertEqual(idsOf(await one.list()), [mine.id], 'the list');
      assertEqual(await one.adapter.getUnread(calmCall()), { tickets: 1, updates: 1 }, 'the count');
    },
  },
  {
    id: 'ownership/account-before-address',
    title: 'a ticket of an account is not shown to another account with the same address',
    run: async (world) => {
      const owner = sceneOf(world);
      const { id } = await owner.open();
      const heir = sceneOf(world, { ...newVisitor(), email: owner.visitor.email });
      assertEqual(await heir.list(), [], 'the list of the other account');
      await assertRejects(heir.adapter.getTicket(id, calmCall()), 'not_found');
    },
  },
  {
    id: 'ownership/address-alone',
    title: 'a ticket of an address is shown to the account that proves it, whatever the case of its letters',
    run: async (world) => {
      const visitor = newVisitor();
      const { list, open } = sceneOf(world, visitor);
      const ticket = await open({ customer: { email: visitor.email.toUpperCase() } });
      assertEqual(idsOf(await list()), [ticket.id], 'the list');
      assertEqual(await sceneOf(world).list(), [], 'the list of another address');
    },
  },
];
