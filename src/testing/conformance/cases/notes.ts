/** Internal notes: nothing that a customer can ask for shows that one was written. */
import { assertEqual, assertPresent, assertTrue } from '../../assert.ts';
import { queryOf, sceneOf, uniqueWord, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type Need, type World } from '../world.ts';

/** Everything that a customer can ask for about a ticket. */
async function allThatShows({ adapter, page }: Scene, id: string): Promise<unknown> {
  return {
    ticket: await adapter.getTicket(id, calmCall()),
    list: await adapter.listTickets(queryOf(), calmCall()),
    unreadList: await adapter.listTickets(queryOf({ filter: 'unread' }), calmCall()),
    newest: await page(id, { limit: 1 }),
    timeline: await page(id),
    history: await page(id, { only: 'status' }),
    unread: await adapter.getUnread(calmCall()),
  };
}

interface Noted extends Scene {
  id: string;
  word: string;
  before: unknown;
  note: () => Promise<void>;
}

async function noted(world: World): Promise<Noted> {
  const scene = sceneOf(world);
  const { id } = await scene.open();
  await world.asAgent.reply(id, { text: 'We look into it', agent: 'Ola' });
  const word = uniqueWord('internal');
  const note = () => assertPresent(world.asAgent.addNote, 'a way to add notes')(id, `The customer is ${word}`);
  return { ...scene, id, word, note, before: await allThatShows(scene, id) };
}

const notes: readonly Need[] = ['notes'];

/** Cases about internal notes. */
export const noteCases: readonly ConformanceCase[] = [
  {
    id: 'notes/change-nothing-that-shows',
    title: 'ticket, list, preview, timeline, counts, version, times and cursors are the same after a note',
    needs: notes,
    run: async (world) => {
      const scene = await noted(world);
      await scene.note();
      assertEqual(await allThatShows(scene, scene.id), scene.before, 'all that shows');
    },
  },
  {
    id: 'notes/are-nowhere',
    title: 'the words of a note are in nothing that a customer receives',
    needs: notes,
    run: async (world) => {
      const scene = await noted(world);
      await scene.note();
      await scene.say(scene.id, 'Any news?');
      await world.asAgent.reply(scene.id, { text: 'Not yet' });
      const told = JSON.stringify(await allThatShows(scene, scene.id));
      assertTrue(!told.includes(scene.word), 'no word of the note');
    },
  },
  {
    id: 'notes/cannot-be-searched',
    title: 'a search for the words of a note finds nothing',
    needs: ['notes', 'search'],
    run: async (world) => {
      const { note, word, list } = await noted(world);
      await note();
      assertEqual(await list({ search: word }), [], 'the search');
    },
  },
  {
    id: 'notes/are-in-no-passage',
    title: 'a search that finds a ticket by other words shows no passage of a note that holds them as well',
    needs: ['notes', 'search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const word = uniqueWord();
      const { id } = await open({ subject: `About ${word}` });
      const before = await list({ search: word });
      await world.asAgent.addNote?.(id, `The customer wrote ${word}`);
      assertEqual(await list({ search: word }), before, 'the row');
    },
  },
  {
    id: 'notes/are-no-news',
    title: 'catching up after a note brings nothing, and then exactly what came after it',
    needs: notes,
    run: async (world) => {
      const { note, id, page } = await noted(world);
      const { after } = await page(id);
      await note();
      assertEqual((await page(id, { after })).items, [], 'nothing new');
      await world.asAgent.reply(id, { text: 'The answer' });
      assertEqual((await page(id, { after })).items.length, 1, 'new events');
    },
  },
  {
    id: 'notes/do-not-move-the-ticket',
    title: 'a note does not put its ticket before one that was updated later',
    needs: notes,
    run: async (world) => {
      const { note, open, list } = await noted(world);
      await open();
      const before = (await list()).map((row) => row.id);
      await note();
      assertEqual(
        (await list()).map((row) => row.id),
        before,
        'the order',
      );
    },
  },
  {
    id: 'notes/are-no-conflict',
    title: 'a version read before a note is still the current one',
    needs: ['notes', 'solve'],
    run: async (world) => {
      const { note, id, adapter } = await noted(world);
      const { version } = await adapter.getTicket(id, calmCall());
      await note();
      const ticket = await adapter.setStatus(id, 'solved', { ...calmCall(), version });
      assertEqual(ticket.status, 'solved', 'the status');
    },
  },
  {
    id: 'notes/leave-messages-unseen',
    title: 'a note does not mark the customer’s messages as seen',
    needs: notes,
    run: async (world) => {
      const { note, id, say, events } = await noted(world);
      const sent = await say(id, 'Hello?');
      await note();
      assertEqual(
        (await events(id)).find((event) => event.id === sent.id),
        sent,
        'the message',
      );
    },
  },
];
