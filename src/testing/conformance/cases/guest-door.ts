/** The door for people without an account: the link and the code. */
import { guestChallengeInfoSchema, guestLinkInfoSchema, type GuestChallengeInfo } from '../../../contract/index.ts';
import { assertEqual, assertRejects, assertTrue } from '../../assert.ts';
import { anotherThan, assertNothing, mailedLink, newestCode, press } from '../mailbox.ts';
import { newVisitor, uniqueWord } from '../scene.ts';
import { calmCall, type ConformanceCase } from '../world.ts';

/** Cases about the link and the code. */
export const guestDoorCases: readonly ConformanceCase[] = [
  {
    id: 'guests/config',
    title: 'the configuration says that there is a door, and how long a code is',
    needs: ['guest'],
    async run(world) {
      const { guest } = await world.anonymous().getConfig(calmCall());
      assertTrue(guest !== undefined && guest.codeLength >= 4 && guest.codeLength <= 10, 'the length of a code');
    },
  },
  {
    id: 'guests/resolve',
    title: 'a link tells the number of the ticket and a masked address, as often as somebody looks',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      for (let look = 0; look < 3; look += 1) {
        const info = guestLinkInfoSchema.parse(await mailed.browser.guest.resolveLink(mailed.link, calmCall()));
        assertEqual(info.ticketNumber, mailed.ticket.number, 'the number');
        assertEqual(info.verified, false, 'verified');
        assertEqual(info.ticketId, undefined, 'the id');
        assertTrue(!info.emailHint.includes(mailed.visitor.email), 'the address is masked');
      }
    },
  },
  {
    id: 'guests/looking-opens-nothing',
    title: 'looking at a link mails nothing and opens nothing',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await mailed.browser.guest.resolveLink(mailed.link, calmCall());
      assertEqual(await mailed.guest.codesFor(mailed.visitor.email), [], 'codes');
      await assertNothing(mailed.browser, mailed.ticket);
    },
  },
  {
    id: 'guests/no-such-link',
    title: 'what is no link is refused at every step',
    needs: ['guest'],
    async run(world) {
      const { browser, link } = await mailedLink(world);
      const changed = (link.startsWith('A') ? 'B' : 'A') + link.slice(1);
      for (const wrong of [changed, `${link}x`, link.slice(1), '../session', '\u0000', 'link']) {
        await assertRejects(browser.guest.resolveLink(wrong, calmCall()), 'link_invalid');
        await assertRejects(browser.guest.requestCode(wrong, press(), calmCall()), 'link_invalid');
      }
    },
  },
  {
    id: 'guests/code',
    title: 'asking mails one code of the promised length, and says when to ask again',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const challenge = await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      guestChallengeInfoSchema.parse(challenge);
      const codes = await mailed.guest.codesFor(mailed.visitor.email);
      assertEqual(codes.length, 1, 'codes');
      assertTrue(new RegExp(`^\\d{${challenge.codeLength}}$`).test(codes[0] ?? ''), 'digits');
      assertTrue(challenge.resendInMs >= 0, 'a time to ask again');
      assertTrue(challenge.expiresInMs > challenge.resendInMs, 'expires after that');
      assertTrue(challenge.attemptsLeft > 1, 'tries');
      await assertNothing(mailed.browser, mailed.ticket);
    },
  },
  {
    id: 'guests/one-press-one-code',
    title: 'the same press again, also twice at once, is the same challenge and no second mail',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const key = press();
      const ask = () => mailed.browser.guest.requestCode(mailed.link, key, calmCall());
      const both: GuestChallengeInfo[] = await Promise.all([ask(), ask()]);
      both.push(await ask());
      assertEqual(new Set(both.map(({ challengeId }) => challengeId)).size, 1, 'challenges');
      assertEqual((await mailed.guest.codesFor(mailed.visitor.email)).length, 1, 'codes');
    },
  },
  {
    id: 'guests/another-press-waits',
    title: 'another press a moment later is asked to wait, and mails nothing',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      const refused = await assertRejects(
        mailed.browser.guest.requestCode(mailed.link, press(), calmCall()),
        'rate_limited',
      );
      assertTrue((refused.retryAfterMs ?? 0) > 0, 'how long to wait');
      assertEqual((await mailed.guest.codesFor(mailed.visitor.email)).length, 1, 'codes');
    },
  },
  {
    id: 'guests/wrong-code',
    title: 'a wrong code says how many tries are left, and opens nothing',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { challengeId, attemptsLeft } = await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      const wrong = anotherThan(await newestCode(mailed));
      const refused = await assertRejects(
        mailed.browser.guest.verifyCode(challengeId, wrong, calmCall()),
        'code_wrong',
      );
      assertEqual(refused.attemptsLeft, attemptsLeft - 1, 'tries left');
      await assertNothing(mailed.browser, mailed.ticket);
    },
  },
  {
    id: 'guests/locked',
    title: 'after the last try even the right code is refused',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { challengeId, attemptsLeft } = await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      const code = await newestCode(mailed);
      const tried = (typed: string) => mailed.browser.guest.verifyCode(challengeId, typed, calmCall());
      for (let left = attemptsLeft - 1; left > 0; left -= 1)
        assertEqual((await assertRejects(tried(anotherThan(code)), 'code_wrong')).attemptsLeft, left, 'tries left');
      await assertRejects(tried(anotherThan(code)), 'code_locked');
      await assertRejects(tried(code), 'code_locked');
      await assertNothing(mailed.browser, mailed.ticket);
    },
  },
  {
    id: 'guests/no-code',
    title: 'what cannot be a code is told so and costs no try',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { challengeId } = await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      const code = await newestCode(mailed);
      for (const typed of ['1', 'abcdef', `${code}1`, '      '])
        await assertRejects(mailed.browser.guest.verifyCode(challengeId, typed, calmCall()), 'validation');
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      const { ticketId } = await mailed.browser.guest.verifyCode(challengeId, spaced, calmCall());
      assertEqual(ticketId, mailed.ticket.id, 'the ticket');
    },
  },
  {
    id: 'guests/used-code',
    title: 'a code works once, also for two who type it at the same instant',
    needs: ['guest'],
    async run(world) {
      const mailed = await mailedLink(world);
      const { challengeId } = await mailed.browser.guest.requestCode(mailed.link, press(), calmCall());
      const code = await newestCode(mailed);
      const browsers = Array.from({ length: 4 }, () => mailed.guest.newBrowser());
      const answers = await Promise.allSettled(
        browsers.map((browser) => browser.guest.verifyCode(challengeId, code, calmCall())),
      );
      assertEqual(answers.filter(({ status }) => status === 'fulfilled').length, 1, 'who got in');
      await assertRejects(mailed.browser.guest.verifyCode(challengeId, code, calmCall()), 'code_expired');
    },
  },
  {
    id: 'guests/other-challenge',
    title: 'a code opens nothing under another challenge, or under none',
    needs: ['guest'],
    async run(world) {
      const [one, other] = [await mailedLink(world), await mailedLink(world)];
      await one.browser.guest.requestCode(one.link, press(), calmCall());
      const code = await newestCode(one);
      const { challengeId } = await other.browser.guest.requestCode(other.link, press(), calmCall());
      if ((await newestCode(other)) !== code)
        await assertRejects(other.browser.guest.verifyCode(challengeId, code, calmCall()), 'code_wrong');
      for (const id of ['ch_any', uniqueWord('ch_')])
        await assertRejects(one.browser.guest.verifyCode(id, code, calmCall()), 'code_expired');
    },
  },
  {
    id: 'guests/new-link',
    title: 'asking for a new link is answered alike for every address and number of the right shape',
    needs: ['guest'],
    async run(world) {
      const { browser, visitor, ticket } = await mailedLink(world);
      const stranger = newVisitor();
      for (const email of [visitor.email, stranger.email])
        for (const ticketNumber of [ticket.number, '99999999'])
          assertEqual(await browser.guest.requestNewLink({ email, ticketNumber }, calmCall()), undefined, 'the answer');
      const number = { ticketNumber: ticket.number };
      for (const email of ['nobody', 'a@b', 'a@b.example, c@d.example', 'a\r\nBcc: b@c.example'])
        await assertRejects(browser.guest.requestNewLink({ email, ...number }, calmCall()), 'validation');
      const { email } = stranger;
      await assertRejects(
        browser.guest.requestNewLink({ email, ticketNumber: 'the last one' }, calmCall()),
        'validation',
      );
    },
  },
];
