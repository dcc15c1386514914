/** What the cases about guests share: a mailbox with a link in it, and what a person does with that. */
import type { SupportAdapter } from '../../contract/index.ts';
import { assertEqual, assertRejects } from '../assert.ts';
import { queryOf, sceneOf, type Scene } from './scene.ts';
import { calmCall, type GuestMailbox, type World } from './world.ts';

export interface Mailed extends Scene {
  ticket: { id: string; number: string };
  /** The token of a link to it. */
  link: string;
  /** In which nobody is signed in. */
  browser: SupportAdapter;
  guest: GuestMailbox;
}

/** A mailbox and its ticket, a link to it, and a browser that never was here. */
export async function mailedLink(world: World): Promise<Mailed> {
  const scene = sceneOf(world);
  const { guest } = world;
  if (!guest) throw new Error('This world has no door for guests.');
  const ticket = await scene.open();
  return { ...scene, ticket, link: await guest.linkTo(ticket.id), browser: guest.newBrowser(), guest };
}

/** A press of its own each time. */
export const press = () => crypto.randomUUID();

export async function newestCode({ guest, visitor }: Mailed): Promise<string> {
  const code = (await guest.codesFor(visitor.email)).at(-1);
  if (code === undefined) throw new Error('No code was mailed.');
  return code;
}

/** As a person does: asks for a code, reads it in the mail, types it. */
export async function comeIn(mailed: Mailed, browser: SupportAdapter = mailed.browser) {
  const { challengeId } = await browser.guest.requestCode(mailed.link, press(), calmCall());
  return browser.guest.verifyCode(challengeId, await newestCode(mailed), calmCall());
}

/** Another code of the same length. */
export function anotherThan(code: string): string {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
}

/** Nobody is let in to anything. */
export async function assertNothing(browser: SupportAdapter, { id }: { id: string }): Promise<void> {
  assertEqual(await browser.getSession(calmCall()), { kind: 'anonymous' }, 'the session');
  await assertRejects(browser.getTicket(id, calmCall()), 'unauthenticated');
  await assertRejects(browser.listTickets(queryOf(), calmCall()), 'unauthenticated');
}
