/** What a guest sees: one ticket, and nothing beside it. */
import { sessionSchema, type SupportAdapter } from '../../../contract/index.ts';
import { assertEqual, assertRejects, assertTrue } from '../../assert.ts';
import { assertNothing, comeIn, mailedLink } from '../mailbox.ts';
import { idsOf, newVisitor, queryOf, sceneOf, textsOf, uniqueWord, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase } from '../world.ts';

function reply(text: string) {
  return { clientId: crypto.randomUUID(), text, attachmentIds: [] };
}

/** Every way to another ticket; each is answered as if there were none. */
async function assertOutOfReach(browser: SupportAdapter, ticketId: string): Promise<void> {
  await assertRejects(browser.getTicket(ticketId, calmCall()), 'not_found');
  await assertRejects(browser.listEvents(ticketId, { limit: 10 }, calmCall()), 'not_found');
  await assertRejects(browser.sendMessage(ticketId, reply('hello'), calmCall()), 'not_found');
  await assertRejects(browser.markRead(ticketId, 'ev_any', calmCall()), 'not_found');
  await assertRejects(browser.setStatus(ticketId, 'solved', calmCall()), 'not_found');
  await assertRejects(browser.rateTicket(ticketId, { score: 1 }, calmCall()), 'not_found');
}

/** Cases about what a guest sees. */
export const guestCases: readonly ConformanceCase[] = [
  {
    id: 'guests/come-in',
    title: 'the right code opens a session for that ticket, with a masked address and an end',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { session, ticketId } = await comeIn(mailed);
      assertEqual(ticketId, mailed.ticket.id, 'the ticket');
      for (const seen of [session, await mailed.browser.getSession(calmCall())]) {
        const known = sessionSchema.parse(seen);
        if (known.kind !== 'guest') throw new Error(`The session is ${known.kind}.`);
        assertEqual(known.ticketIds, [mailed.ticket.id], 'what it opens');
        assertTrue(!known.emailHint.includes(mailed.visitor.email), 'the address is masked');
        assertTrue(Date.parse(known.expiresAt) > 0, 'when it ends');
      }
      assertTrue(!JSON.stringify(session).includes(mailed.link), 'no token in the session');
    },
  },
  {
    id: 'guests/read-and-write',
    title: 'a guest reads the conversation, replies and marks it read, and the customer’s account sees the same',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await world.asAgent.reply(mailed.ticket.id, { text: 'How can we help?' });
      await comeIn(mailed);
      const { browser, ticket } = mailed;
      const seen = await browser.listEvents(ticket.id, { limit: 100 }, calmCall());
      assertEqual(textsOf(seen.items), ['Hello?', 'How can we help?'], 'the conversation');
      const sent = await browser.sendMessage(ticket.id, reply('Like this.'), calmCall());
      assertEqual(sent.author.kind, 'you', 'the author');
      await browser.markRead(ticket.id, sent.id, calmCall());
      assertEqual((await browser.getUnread(calmCall())).updates, 0, 'unread');
      assertEqual(textsOf(await mailed.events(ticket.id)).at(-1), 'Like this.', 'what the account sees');
    },
  },
  {
    id: 'guests/one-ticket',
    title: 'a guest’s list, search and counts hold one ticket of a customer who has more',
    needs: ['guest', 'search'],
    async run(world) {
      const mailed = await mailedLink(world);
      const word = uniqueWord();
      await mailed.open({ subject: word });
      await comeIn(mailed);
      const { browser, ticket } = mailed;
      assertEqual(idsOf((await browser.listTickets(queryOf(), calmCall())).items), [ticket.id], 'the list');
      assertEqual((await browser.listTickets(queryOf({ search: word }), calmCall())).items, [], 'the search');
      assertTrue((await browser.getUnread(calmCall())).tickets <= 1, 'the count');
    },
  },
  {
    id: 'guests/other-tickets',
    title: 'every other ticket does not exist for a guest, whether it is the same customer’s, somebody’s or nobody’s',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const own = await mailed.open();
      const foreign: Scene = sceneOf(world);
      const other = await foreign.open();
      await comeIn(mailed);
      for (const id of [own.id, other.id, uniqueWord('tk_')]) await assertOutOfReach(mailed.browser, id);
      assertEqual(textsOf(await mailed.events(own.id)), ['Hello?'], 'nothing was written');
      assertEqual(textsOf(await foreign.events(other.id)), ['Hello?'], 'nothing was written to others');
    },
  },
  {
    id: 'guests/by-address',
    title: 'a customer without an account comes in by the same door',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { email } = mailed.visitor;
      const ticket = await mailed.open({ customer: { email } });
      const link = await mailed.guest.linkTo(ticket.id);
      await comeIn({ ...mailed, ticket, link });
      assertEqual((await mailed.browser.getTicket(ticket.id, calmCall())).id, ticket.id, 'the ticket');
      await assertOutOfReach(mailed.browser, mailed.ticket.id);
    },
  },
  {
    id: 'guests/other-browser',
    title: 'what one browser proved, another one has to prove for itself, and both may be in at once',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await comeIn(mailed);
      const other = mailed.guest.newBrowser();
      await assertNothing(other, mailed.ticket);
      assertEqual((await other.guest.resolveLink(mailed.link, calmCall())).verified, false, 'verified elsewhere');
    },
  },
  {
    id: 'guests/link-again',
    title: 'the same link in the same browser needs no second code while the session lasts',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await comeIn(mailed);
      const again = await mailed.browser.guest.resolveLink(mailed.link, calmCall());
      assertEqual([again.verified, again.ticketId], [true, mailed.ticket.id], 'verified');
    },
  },
  {
    id: 'guests/account',
    title: 'whoever is signed in with the link’s address needs no code, and anybody else does',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const own = await mailed.adapter.guest.resolveLink(mailed.link, calmCall());
      assertEqual([own.verified, own.ticketId], [true, mailed.ticket.id], 'the customer');
      const other = await world.adapterFor(newVisitor()).guest.resolveLink(mailed.link, calmCall());
      assertEqual([other.verified, other.ticketId], [false, undefined], 'another account');
      // The same address under another account is not whose ticket it is.
      const namesake = world.adapterFor({ ...mailed.visitor, subject: uniqueWord('v') });
      assertEqual((await namesake.guest.resolveLink(mailed.link, calmCall())).verified, false, 'another account');
      assertEqual(await mailed.guest.codesFor(mailed.visitor.email), [], 'codes');
    },
  },
  {
    id: 'guests/sign-out',
    title: 'signing out ends the session on the server, and the link leads in again',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await comeIn(mailed);
      await mailed.browser.signOut(calmCall());
      await assertNothing(mailed.browser, mailed.ticket);
      assertEqual((await mailed.browser.guest.resolveLink(mailed.link, calmCall())).verified, false, 'verified');
    },
  },
];
