/** Configuration and identity: what everybody may know, and who is let in. */
import {
  contractVersion,
  sessionSchema,
  supportConfigSchema,
  type SupportAdapter,
  type SupportErrorCode,
} from '../../../contract/index.ts';
import { assertEqual, assertRejects, assertTrue } from '../../assert.ts';
import { newVisitor, queryOf, sceneOf } from '../scene.ts';
import { calmCall, type ConformanceCase } from '../world.ts';

/** Asks for everything that needs an identity; each must be refused in the same way. */
async function refuseAll(adapter: SupportAdapter, ticketId: string, code: SupportErrorCode): Promise<void> {
  const reply = { clientId: crypto.randomUUID(), text: 'hello', attachmentIds: [] };
  await assertRejects(adapter.listTickets(queryOf(), calmCall()), code);
  await assertRejects(adapter.getTicket(ticketId, calmCall()), code);
  await assertRejects(adapter.listEvents(ticketId, { limit: 10 }, calmCall()), code);
  await assertRejects(adapter.sendMessage(ticketId, reply, calmCall()), code);
  await assertRejects(adapter.markRead(ticketId, 'ev_any', calmCall()), code);
  await assertRejects(adapter.setStatus(ticketId, 'solved', calmCall()), code);
  await assertRejects(adapter.rateTicket(ticketId, { score: 5 }, calmCall()), code);
  await assertRejects(adapter.getUnread(calmCall()), code);
}

/** Cases about configuration and identity. */
export const sessionCases: readonly ConformanceCase[] = [
  {
    id: 'config/has-the-shape',
    title: 'the configuration has the shape of the contract, and its version',
    run: async (world) => {
      const config = await sceneOf(world).adapter.getConfig(calmCall());
      assertTrue(supportConfigSchema.safeParse(config).success, 'a configuration of the contract');
      assertEqual(config.contract, contractVersion, 'the version');
    },
  },
  {
    id: 'config/is-public',
    title: 'the configuration is the same for a visitor who is not signed in',
    run: async (world) => {
      const config = await sceneOf(world).adapter.getConfig(calmCall());
      assertEqual(await world.anonymous().getConfig(calmCall()), config, 'the public configuration');
    },
  },
  {
    id: 'config/tells-what-cannot-be-done',
    title: 'a method whose feature is off rejects as unsupported, and one whose feature is on does not',
    run: async (world) => {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      const { features } = await adapter.getConfig(calmCall());
      const solving = adapter.setStatus(id, 'solved', calmCall());
      if (features.solve) await solving;
      else await assertRejects(solving, 'unsupported');
      const rating = world.asAgent.setStatus(id, 'solved').then(() => adapter.rateTicket(id, { score: 5 }, calmCall()));
      if (features.rating) await rating;
      else await assertRejects(rating, 'unsupported');
      const reopening = adapter.setStatus(id, 'open', calmCall());
      if (features.reopen) await reopening;
      else await assertRejects(reopening, 'unsupported');
    },
  },
  {
    id: 'session/nobody-is-anonymous',
    title: 'without an identity the session is anonymous, which is no error',
    run: async (world) => {
      assertEqual(await world.anonymous().getSession(calmCall()), { kind: 'anonymous' }, 'the session');
    },
  },
  {
    id: 'session/names-the-account',
    title: 'the session of a signed-in customer names the account',
    run: async (world) => {
      const { adapter, visitor } = sceneOf(world);
      const session = await adapter.getSession(calmCall());
      assertTrue(sessionSchema.safeParse(session).success, 'a session of the contract');
      assertEqual(session.kind === 'user' && session.subject, visitor.subject, 'the account');
    },
  },
  {
    id: 'session/hides-the-address',
    title: 'the session does not spell out the address',
    run: async (world) => {
      const { adapter, visitor } = sceneOf(world);
      const told = JSON.stringify(await adapter.getSession(calmCall()));
      assertTrue(!told.includes(visitor.email), 'no whole address in the session');
    },
  },
  {
    id: 'session/anonymous-sees-nothing',
    title: 'without an identity every request for tickets is refused',
    run: async (world) => {
      const { id } = await sceneOf(world).open();
      await refuseAll(world.anonymous(), id, 'unauthenticated');
    },
  },
  {
    id: 'session/expired-is-told',
    title: 'an identity that has run out is told apart, opens nothing, and has an anonymous session',
    needs: ['expired'],
    run: async (world) => {
      const { visitor, open } = sceneOf(world);
      const { id } = await open();
      const adapter = world.expiredAdapter!(visitor);
      assertEqual(await adapter.getSession(calmCall()), { kind: 'anonymous' }, 'the session');
      await refuseAll(adapter, id, 'session_expired');
    },
  },
  {
    id: 'session/forged-opens-nothing',
    title: 'an identity that cannot be believed opens nothing, and has an anonymous session',
    needs: ['forged'],
    run: async (world) => {
      const { visitor, open } = sceneOf(world);
      const { id } = await open();
      const adapter = world.forgedAdapter!(visitor);
      assertEqual(await adapter.getSession(calmCall()), { kind: 'anonymous' }, 'the session');
      await refuseAll(adapter, id, 'unauthenticated');
    },
  },
  {
    id: 'session/sign-out-is-harmless',
    title: 'signing out resolves, also when it is repeated and when nobody was signed in',
    run: async (world) => {
      const adapter = world.adapterFor(newVisitor());
      await adapter.signOut(calmCall());
      await adapter.signOut(calmCall());
      await world.anonymous().signOut(calmCall());
    },
  },
  {
    id: 'errors/aborted-call',
    title: 'a call that was given up rejects as aborted',
    run: async (world) => {
      const signal = AbortSignal.abort();
      await assertRejects(sceneOf(world).adapter.listTickets(queryOf(), { signal, locale: 'en' }), 'aborted');
    },
  },
  {
    id: 'errors/odd-ids',
    title: 'ids that no ticket can have are answered as not found',
    run: async (world) => {
      const { adapter } = sceneOf(world);
      for (const id of ['.', '..', 'a/b', '../config', '%2e%2e', 'x'.repeat(300), 'nul\0byte', 'ą ę', '?', '#']) {
        await assertRejects(adapter.getTicket(id, calmCall()), 'not_found');
      }
    },
  },
];
