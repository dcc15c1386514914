/**
 * `only: 'status'`: the history of a ticket's status without the conversation. An adapter from before there was `only` does
 * not know it and returns messages as well; it has to learn it, and these cases tell.
 */
import type { EventPage, TimelineEvent } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects } from '../../assert.ts';
import { sceneOf, type Scene } from '../scene.ts';
import type { ConformanceCase, World } from '../world.ts';

interface History extends Scene {
  id: string;
  only: (query?: { before?: string; after?: string; limit?: number }) => Promise<EventPage>;
  /** The changes of status in the whole timeline. */
  changes: () => Promise<TimelineEvent[]>;
}

/** A ticket that went back and forth, with words in between. */
async function wentBackAndForth(world: World): Promise<History> {
  const scene = sceneOf(world);
  const { id } = await scene.open({ text: 'It is dark' });
  await world.asAgent.reply(id, { text: 'Which lamp?', status: 'awaiting_reply' });
  await scene.say(id, 'The tall one');
  await scene.say(id, 'In the hall');
  await world.asAgent.reply(id, { text: 'A new one is on its way' });
  await world.asAgent.setStatus(id, 'solved');
  await scene.say(id, 'It is dark again');
  await world.asAgent.reply(id, { text: 'Now it is not', status: 'closed' });
  return {
    ...scene,
    id,
    only: (query) => scene.page(id, { ...query, only: 'status' }),
    changes: async () => (await scene.events(id)).filter(({ type }) => type === 'status'),
  };
}

/** Cases about the history of the status. */
export const historyCases: readonly ConformanceCase[] = [
  {
    id: 'threads/only-status',
    title:
      'asked for changes of status only, all of them come and no message (an adapter that ignores `only` fails here)',
    run: async (world) => {
      const { only, changes } = await wentBackAndForth(world);
      const { items } = await only();
      assertEqual([...new Set(items.map(({ type }) => type))], ['status'], 'types of events; `only` must be honoured');
      assertEqual(items, await changes(), 'the changes of the whole timeline, in order');
      const last = items.at(-1);
      assertEqual(last?.type === 'status' && last.to, 'closed', 'the newest change');
    },
  },
  {
    id: 'threads/only-status-in-pages',
    title: 'the history comes in pages as well: the newest first, "before" leads to the first change, each once',
    run: async (world) => {
      const { only, changes } = await wentBackAndForth(world);
      let seen: TimelineEvent[] = [];
      for (let before: string | null | undefined; before !== null;) {
        const page: EventPage = await only({ limit: 2, ...(before !== undefined && { before }) });
        seen = [...page.items, ...seen];
        ({ before } = page);
      }
      assertEqual(seen, await changes(), 'the whole history');
    },
  },
  {
    id: 'threads/only-status-catches-up',
    title: '"after" brings the changes that came since, and stays in place while only words come',
    run: async (world) => {
      const { only, id } = await wentBackAndForth(world);
      const seen = await only();
      await world.asAgent.reply(id, { text: 'One more thing' });
      const quiet = await only({ after: seen.after });
      assertEqual(quiet.items, [], 'no change');
      await world.asAgent.setStatus(id, 'open');
      const { items } = await only({ after: quiet.after, limit: 1 });
      assertEqual(
        items.map((event) => event.type === 'status' && event.to),
        ['open'],
        'the change',
      );
    },
  },
  {
    id: 'threads/only-status-keeps-its-cursors',
    title: 'a cursor of the history is refused in the timeline, and one of the timeline in the history',
    run: async (world) => {
      const { only, page, id } = await wentBackAndForth(world);
      const [history, timeline] = [await only({ limit: 1 }), await page(id, { limit: 1 })];
      await assertRejects(page(id, { after: history.after }), 'cursor_invalid');
      await assertRejects(page(id, { before: assertPresent(history.before, 'a cursor') }), 'cursor_invalid');
      await assertRejects(only({ after: timeline.after }), 'cursor_invalid');
      await assertRejects(only({ before: assertPresent(timeline.before, 'a cursor') }), 'cursor_invalid');
    },
  },
];
