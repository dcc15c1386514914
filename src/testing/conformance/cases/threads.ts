/** The timeline: its order, its pages into the past, and catching up. */
import { eventPageSchema, ticketSchema } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { sceneOf, textsOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

/** A ticket with its first message and replies 1 to 6, asked for by the customer and answered in turn. */
async function conversation(world: World): Promise<Scene & { id: string }> {
  const scene = sceneOf(world);
  const { id } = await scene.open({ text: 'first' });
  for (const number of [1, 2, 3, 4, 5, 6]) {
    if (number % 2 === 0) await scene.say(id, `reply ${number}`);
    else await world.asAgent.reply(id, { text: `reply ${number}` });
  }
  return { ...scene, id };
}

const allTexts = ['first', 'reply 1', 'reply 2', 'reply 3', 'reply 4', 'reply 5', 'reply 6'];

/** Cases about the timeline. */
export const threadCases: readonly ConformanceCase[] = [
  {
    id: 'threads/has-the-shape',
    title: 'a ticket and its timeline have the shape of the contract',
    run: async (world) => {
      const { adapter, id, page } = await conversation(world);
      assertTrue(ticketSchema.safeParse(await adapter.getTicket(id, calmCall())).success, 'a ticket of the contract');
      assertTrue(eventPageSchema.safeParse(await page(id)).success, 'a page of the contract');
    },
  },
  {
    id: 'threads/oldest-first',
    title: 'events come oldest first, with unique ids and times that do not go back',
    run: async (world) => {
      const { events, id } = await conversation(world);
      const items = await events(id);
      assertEqual(textsOf(items), allTexts, 'the conversation');
      assertEqual(new Set(items.map((event) => event.id)).size, items.length, 'unique ids');
      const times = items.map((event) => Date.parse(event.at));
      assertEqual(
        times,
        [...times].sort((a, b) => a - b),
        'times in order',
      );
    },
  },
  {
    id: 'threads/tells-who-spoke',
    title: 'the customer is "you", the team is "support" with the agent’s name',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'Here I am', agent: 'Ola' });
      await say(id, 'Thank you');
      const authors = (await events(id)).filter(({ type }) => type === 'message').map(({ author }) => author);
      assertEqual(
        authors.map(({ kind }) => kind),
        ['you', 'support', 'you'],
        'the sides',
      );
      assertEqual(authors[1]?.name, 'Ola', 'the agent');
    },
  },
  {
    id: 'threads/starts-at-the-end',
    title: 'without a cursor the newest events come, oldest of them first',
    run: async (world) => {
      const { page, id } = await conversation(world);
      const { items, before } = await page(id, { limit: 2 });
      assertEqual(textsOf(items), ['reply 5', 'reply 6'], 'the end of the conversation');
      assertPresent(before, 'a cursor into the past');
    },
  },
  {
    id: 'threads/walks-into-the-past',
    title: '"before" leads page by page to the first event, each event once',
    run: async (world) => {
      const { page, events, id } = await conversation(world);
      let seen = (await page(id, { limit: 3 })).items;
      for (let before = (await page(id, { limit: 3 })).before; before !== null;) {
        const earlier = await page(id, { before, limit: 3 });
        seen = [...earlier.items, ...seen];
        before = earlier.before;
      }
      assertEqual(
        seen.map((event) => event.id),
        (await events(id)).map((event) => event.id),
        'the whole timeline',
      );
    },
  },
  {
    id: 'threads/catches-up',
    title: '"after" brings what came since, in order, and then the next time what came since then',
    run: async (world) => {
      const { page, say, id } = await conversation(world);
      const seen = await page(id, { limit: 2 });
      await say(id, 'new 1');
      await world.asAgent.reply(id, { text: 'new 2' });
      const news = await page(id, { after: seen.after });
      assertEqual(textsOf(news.items), ['new 1', 'new 2'], 'what came since');
      await say(id, 'new 3');
      assertEqual(textsOf((await page(id, { after: news.after })).items), ['new 3'], 'what came after that');
    },
  },
  {
    id: 'threads/catches-up-in-pages',
    title: '"after" with a small limit brings the oldest of the new events first and leaves none out',
    run: async (world) => {
      const { page, say, id } = await conversation(world);
      let { after } = await page(id);
      for (const number of [1, 2, 3]) await say(id, `new ${number}`);
      const texts: string[] = [];
      for (let items = 1; items > 0;) {
        const news = await page(id, { after, limit: 2 });
        texts.push(...textsOf(news.items));
        ({ after } = news);
        items = news.items.length;
      }
      assertEqual(texts, ['new 1', 'new 2', 'new 3'], 'all that came since');
    },
  },
  {
    id: 'threads/nothing-new-keeps-its-place',
    title: 'catching up when nothing came brings an empty page whose cursor still works',
    run: async (world) => {
      const { page, say, id } = await conversation(world);
      const empty = await page(id, { after: (await page(id)).after });
      assertEqual(empty.items, [], 'nothing new');
      await say(id, 'at last');
      assertEqual(textsOf((await page(id, { after: empty.after })).items), ['at last'], 'what came then');
    },
  },
  {
    id: 'threads/events-do-not-change',
    title: 'an event is the same whenever and with whichever page it is read',
    run: async (world) => {
      const { page, events, id } = await conversation(world);
      const [first] = (await events(id)).slice(-1);
      const [again] = (await page(id, { limit: 1 })).items;
      assertEqual(again, first, 'the newest event');
    },
  },
  {
    id: 'threads/unknown-cursor',
    title: 'a cursor that was never made is refused',
    run: async (world) => {
      const { page, id } = await conversation(world);
      for (const cursor of ['x', 'AAAA', 'e30', '0']) {
        await assertRejects(page(id, { before: cursor }), 'cursor_invalid');
        await assertRejects(page(id, { after: cursor }), 'cursor_invalid');
      }
    },
  },
  {
    id: 'threads/cursor-stays-in-its-ticket',
    title: 'a cursor of one ticket is refused in another',
    run: async (world) => {
      const { page, open, id } = await conversation(world);
      const other = await open();
      const { after } = await page(id);
      await assertRejects(page(other.id, { after }), 'cursor_invalid');
    },
  },
  {
    id: 'threads/keeps-text-as-text',
    title: 'markup in a plain message comes back letter by letter, as text',
    run: async (world) => {
      const { open, events } = sceneOf(world);
      const text = '<img src=x onerror=alert(1)> &amp; </script>\n\t"quoted" \u202Eright';
      const { id } = await open({ text });
      const message = (await events(id)).find((event) => event.type === 'message');
      assertEqual(message?.body, { format: 'text', text }, 'the body');
    },
  },
  {
    id: 'threads/html-comes-with-text',
    title: 'a message with markup comes with its plain words, and the preview shows those',
    needs: ['html'],
    run: async (world) => {
      const { open, events, list } = sceneOf(world);
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'Press the button', html: '<p>Press <b>the button</b></p>' });
      const message = (await events(id)).findLast((event) => event.type === 'message');
      assertEqual(message?.body.text, 'Press the button', 'the plain words');
      assertEqual(message?.body.format, 'html', 'the format');
      assertEqual((await list())[0]?.preview?.text, 'Press the button', 'the preview');
    },
  },
];
