/** What a customer says of a solution: when it is asked for, that it is kept, and that nobody else is disturbed by it. */
import { ratingCommentMaxLength, type NewRating } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { comeIn, mailedLink } from '../mailbox.ts';
import { idsOf, newVisitor, sceneOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

const good: NewRating = { score: 4, comment: 'Quick and kind.' };

async function solvedIn(world: World): Promise<Scene & { id: string }> {
  const scene = sceneOf(world);
  const { id } = await scene.open();
  await world.asAgent.setStatus(id, 'solved');
  return { ...scene, id };
}

const needs = ['rating'] as const;

/** Cases about ratings. */
export const ratingCases: readonly ConformanceCase[] = [
  {
    id: 'ratings/asked-for-at-the-end',
    title: 'a ticket can be rated once it is solved or closed, and not before',
    needs,
    run: async (world) => {
      const { adapter, open } = sceneOf(world);
      const { id } = await open();
      for (const status of ['open', 'awaiting_reply'] as const) {
        if (status !== 'open') await world.asAgent.setStatus(id, status);
        assertEqual((await adapter.getTicket(id, calmCall())).can.rate, false, status);
        await assertRejects(adapter.rateTicket(id, good, calmCall()), 'conflict');
      }
      for (const status of ['solved', 'closed'] as const) {
        await world.asAgent.setStatus(id, status);
        assertEqual((await adapter.getTicket(id, calmCall())).can.rate, true, status);
      }
      assertEqual((await adapter.rateTicket(id, good, calmCall())).rating?.score, 4, 'the rating of a closed ticket');
    },
  },
  {
    id: 'ratings/kept',
    title: 'a rating resolves as the ticket that is read afterwards, with its words and until when it can be changed',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const rated = await adapter.rateTicket(id, good, calmCall());
      assertEqual(await adapter.getTicket(id, calmCall()), rated, 'the ticket');
      const { score, comment, at, changeableUntil } = assertPresent(rated.rating, 'the rating');
      assertEqual<NewRating>({ score, comment }, good, 'what was said');
      assertEqual(Date.parse(changeableUntil) - Date.parse(at), 86_400_000, 'how long it can be changed');
      assertEqual(rated.can.rate, true, 'whether it can be changed');
    },
  },
  {
    id: 'ratings/last-one-counts',
    title: 'a rating is changed by another one, words and all, and keeps the time of the first',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const first = await adapter.rateTicket(id, good, calmCall());
      const second = await adapter.rateTicket(id, { score: 2 }, calmCall());
      const { at, changeableUntil } = assertPresent(first.rating, 'the first rating');
      assertEqual(second.rating, { score: 2, at, changeableUntil }, 'the second rating');
    },
  },
  {
    id: 'ratings/repeats-are-harmless',
    title: 'the same rating again changes nothing',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const first = await adapter.rateTicket(id, good, calmCall());
      assertEqual(await adapter.rateTicket(id, { ...good }, calmCall()), first, 'the ticket');
    },
  },
  {
    id: 'ratings/are-no-message',
    title: 'a rating adds nothing to the conversation, is no news, and leaves version, time of update and order',
    needs,
    run: async (world) => {
      const { adapter, id, open, events, list } = await solvedIn(world);
      await open();
      const order = idsOf(await list());
      const before = await adapter.getTicket(id, calmCall());
      const said = await events(id);
      const { version, updatedAt, unreadCount } = await adapter.rateTicket(id, good, calmCall());
      assertEqual(
        { version, updatedAt, unreadCount },
        { version: before.version, updatedAt: before.updatedAt, unreadCount: before.unreadCount },
        'the ticket',
      );
      assertEqual(await events(id), said, 'the conversation');
      assertEqual(idsOf(await list()), order, 'the list');
    },
  },
  {
    id: 'ratings/survive-confirming-and-closing',
    title: 'a rating stays when the customer confirms the solution and when the team closes the ticket',
    needs: ['rating', 'solve'],
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const { rating } = await adapter.rateTicket(id, good, calmCall());
      assertEqual((await adapter.setStatus(id, 'solved', calmCall())).rating, rating, 'once confirmed');
      await world.asAgent.setStatus(id, 'closed');
      assertEqual((await adapter.getTicket(id, calmCall())).rating, rating, 'once closed');
    },
  },
  {
    id: 'ratings/anew-after-reopening',
    title: 'a ticket that was opened again has no rating until it is solved and rated anew',
    needs,
    run: async (world) => {
      const { adapter, id, say } = await solvedIn(world);
      await adapter.rateTicket(id, { score: 1, comment: 'It broke again.' }, calmCall());
      await world.asAgent.setStatus(id, 'open');
      await say(id, 'It broke again.');
      const open = await adapter.getTicket(id, calmCall());
      assertEqual([open.rating, open.can.rate], [undefined, false], 'the open ticket');
      await assertRejects(adapter.rateTicket(id, good, calmCall()), 'conflict');
      await world.asAgent.setStatus(id, 'solved');
      const solved = await adapter.getTicket(id, calmCall());
      assertEqual([solved.rating, solved.can.rate], [undefined, true], 'solved again');
      assertEqual((await adapter.rateTicket(id, good, calmCall())).rating?.score, 4, 'the new rating');
    },
  },
  {
    id: 'ratings/bad-scores',
    title: 'a score that is none of 1 to 5 is refused, with the place, and nothing is kept',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      for (const score of [0, 6, -1, 4.5, null, '4'] as unknown[]) {
        const rating = { score, comment: 'x' } as NewRating;
        const { fields } = await assertRejects(adapter.rateTicket(id, rating, calmCall()), 'validation');
        assertEqual(fields[0]?.pointer, '/score', `the place of ${String(score)}`);
      }
      assertEqual((await adapter.getTicket(id, calmCall())).rating, undefined, 'the rating');
    },
  },
  {
    id: 'ratings/long-comments',
    title: 'a comment of exactly the limit is kept whole, and a longer one is refused with the place',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const comment = 'ż'.repeat(ratingCommentMaxLength);
      const longer = adapter.rateTicket(id, { score: 5, comment: `${comment}!` }, calmCall());
      assertEqual((await assertRejects(longer, 'validation')).fields[0]?.pointer, '/comment', 'the place');
      const rated = await adapter.rateTicket(id, { score: 5, comment }, calmCall());
      assertTrue(rated.rating?.comment === comment, 'the whole comment');
    },
  },
  {
    id: 'ratings/clean-comments',
    title: 'a comment is cleaned as other words are, and one that holds nothing to see is none',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const dirty = await adapter.rateTicket(id, { score: 3, comment: 'one\r\n\u0007<b>two</b>\u0000' }, calmCall());
      assertEqual(dirty.rating?.comment, 'one\n<b>two</b>', 'the words');
      const blank = await adapter.rateTicket(id, { score: 3, comment: ' \u200b\n' }, calmCall());
      assertEqual(blank.rating?.comment, undefined, 'a comment of nothing');
    },
  },
  {
    id: 'ratings/not-of-others',
    title: 'somebody else’s ticket cannot be rated and looks as if there were none',
    needs,
    run: async (world) => {
      const { adapter, id } = await solvedIn(world);
      const stranger = world.adapterFor(newVisitor());
      await assertRejects(stranger.rateTicket(id, good, calmCall()), 'not_found');
      assertEqual((await adapter.getTicket(id, calmCall())).rating, undefined, 'the rating');
    },
  },
  {
    id: 'ratings/by-guests',
    title: 'a guest rates the ticket of the link, and the customer’s account sees it',
    needs: ['rating', 'guest'],
    run: async (world) => {
      const mailed = await mailedLink(world);
      const { id } = mailed.ticket;
      await world.asAgent.setStatus(id, 'solved');
      await comeIn(mailed);
      const { rating } = await mailed.browser.rateTicket(id, good, calmCall());
      assertEqual((await mailed.adapter.getTicket(id, calmCall())).rating, rating, 'what the account sees');
    },
  },
];
