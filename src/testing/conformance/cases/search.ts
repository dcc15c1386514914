/** Search: what people remember finds the ticket, whatever accents and cases they type. */
import { assertEqual } from '../../assert.ts';
import { idsOf, sceneOf, uniqueWord } from '../scene.ts';
import type { ConformanceCase } from '../world.ts';

/** A ticket's words, and searches that must find it. */
const foldedCases: readonly ConformanceCase[] = (
  [
    ['polish', 'Zażółć gęślą jaźń', ['zazolc', 'GĘŚLĄ', 'jaźn']],
    ['german', 'Größe der Straßenbahn', ['grosse', 'STRASSE', 'größe']],
    ['turkish', 'Işık arızası İzmir', ['isik', 'arizasi', 'izmir', 'IŞIK']],
    ['arabic', 'المُشْكِلة في الطلب', ['المشكله', 'طلب']],
    ['japanese', '東京の注文について', ['注文', '東京']],
    ['full-width', 'Ｏｒｄｅｒ １２３', ['order', '123']],
  ] as const
).map(([name, subject, searches]) => ({
  id: `search/folds-${name}`,
  title: `${searches.join(', ')} find "${subject}"`,
  needs: ['search'],
  run: async (world) => {
    const { open, list } = sceneOf(world);
    await open({ subject: 'Unrelated', text: 'Nothing of that' });
    const { id } = await open({ subject });
    for (const search of searches) assertEqual(idsOf(await list({ search })), [id], search);
  },
}));

/** Cases about search. */
export const searchCases: readonly ConformanceCase[] = [
  {
    id: 'search/subject-and-first-message',
    title: 'words of the subject and of the first message find a ticket',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      await open();
      const { id } = await open({ subject: 'Broken lamp', text: 'It fell from the shelf' });
      assertEqual(idsOf(await list({ search: 'lamp' })), [id], 'by subject');
      assertEqual(idsOf(await list({ search: 'shelf' })), [id], 'by text');
    },
  },
  {
    id: 'search/replies-of-both-sides',
    title: 'words of replies find a ticket, one’s own and the team’s',
    needs: ['search'],
    run: async (world) => {
      const { open, list, say } = sceneOf(world);
      await open();
      const { id } = await open();
      const [mine, theirs] = [uniqueWord('mine'), uniqueWord('theirs')];
      await say(id, `I have ${mine} here`);
      await world.asAgent.reply(id, { text: `We see ${theirs}.` });
      assertEqual(idsOf(await list({ search: mine })), [id], 'by my reply');
      assertEqual(idsOf(await list({ search: theirs })), [id], 'by their reply');
    },
  },
  {
    id: 'search/number',
    title: 'a ticket’s number finds it, with and without "#"',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      await open();
      const { id, number } = await open();
      assertEqual(idsOf(await list({ search: number })), [id], 'by number');
      assertEqual(idsOf(await list({ search: `#${number}` })), [id], 'by number as written');
    },
  },
  {
    id: 'search/all-words',
    title: 'several words must all be found, wherever in the ticket each is',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const { id } = await open({ subject: 'Broken lamp', text: 'It fell from the shelf' });
      await open({ subject: 'Broken chair', text: 'It stood there' });
      assertEqual(idsOf(await list({ search: '  shelf   BROKEN ' })), [id], 'both words');
      assertEqual(await list({ search: 'shelf chair' }), [], 'words of two tickets');
    },
  },
  {
    id: 'search/wildcards-are-letters',
    title: 'signs that databases treat as wildcards are looked for as they are',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const { id } = await open({ subject: 'A discount of 100% on a_b\\c', text: 'Nothing' });
      await open({ subject: 'Plain', text: 'Words' });
      for (const search of ['%', '_', '\\', '100%', 'a_b']) assertEqual(idsOf(await list({ search })), [id], search);
      for (const search of ['p%n', 'pl_in', "' or 1=1 --", '"', '*']) assertEqual(await list({ search }), [], search);
    },
  },
  {
    id: 'search/blank-asks-for-nothing',
    title: 'a blank search lists everything',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const { id } = await open();
      assertEqual(idsOf(await list({ search: '   ' })), [id], 'the whole list');
    },
  },
  {
    id: 'search/within-a-filter',
    title: 'a search keeps to the filter',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      const { id } = await open({ subject: 'Lamp' });
      const solved = await open({ subject: 'Lamp' });
      await world.asAgent.setStatus(solved.id, 'solved');
      assertEqual(idsOf(await list({ search: 'lamp', filter: 'open' })), [id], 'open lamps');
    },
  },
  {
    id: 'search/own-tickets-only',
    title: 'a search finds nothing in another customer’s tickets',
    needs: ['search'],
    run: async (world) => {
      const word = uniqueWord('secret');
      await sceneOf(world).open({ subject: word });
      assertEqual(await sceneOf(world).list({ search: word }), [], 'nothing of somebody else’s');
    },
  },
  ...foldedCases,
];
