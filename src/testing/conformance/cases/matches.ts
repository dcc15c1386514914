/**
 * Where a search found its words. A desk that cannot tell leaves `match` out of its rows and passes all of these; one that
 * tells must be right, and must not tell what the visitor could not read in the ticket.
 */
import type { SearchMatch, TextRanges, TicketSummary } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertTrue } from '../../assert.ts';
import { idsOf, sceneOf, uniqueWord, walk, type Scene } from '../scene.ts';
import type { ConformanceCase } from '../world.ts';

const passageLength = 200;

/** Searches for the one ticket that is there to be found, and has what its row tells checked, if it tells. */
async function found({ list }: Scene, search: string, check: (match: SearchMatch) => void): Promise<void> {
  const rows = await list({ search });
  assertEqual(rows.length, 1, `tickets found by ${search}`);
  if (rows[0]?.match) check(rows[0].match);
}

/** The marked parts of a text; throws for ranges that overlap, touch, or leave the text. */
function markedIn(text: string, ranges: TextRanges = []): string[] {
  let last = -1;
  for (const [start, end] of ranges) {
    assertTrue(start > last && end > start && end <= text.length, `ranges in order and apart in "${text}"`);
    last = end;
  }
  return ranges.map(([start, end]) => text.slice(start, end));
}

const passageMarks = ({ passage }: SearchMatch) => passage && markedIn(passage.text, passage.ranges);

/** Words as a person wrote them, and how others look for them. */
const spellings: readonly [written: string, search: string][] = [
  ['Zażółć', 'zazolc'],
  ['Zaz\u0307o\u0301\u0142c\u0301', 'ZAŻÓŁĆ'],
  ['Straßenbahn', 'strassenbahn'],
  ['Ærøskøbing', 'aeroskobing'],
  ['İzmir', 'izmir'],
  ['المُشْكِلة', 'المشكله'],
  ['Ｏｒｄｅｒ', 'order'],
];

const textCases: readonly ConformanceCase[] = [
  {
    id: 'search/tells-where',
    title: 'a row tells where the word is: in the subject, and in the message, with who wrote it',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open({ subject: 'Broken lamp', text: 'It is dark' });
      await world.asAgent.reply(id, { text: 'A new lamp is on its way, a better Lamp.', agent: 'Ola' });
      await found(scene, 'LAMP', ({ subject, passage }) => {
        assertEqual(markedIn('Broken lamp', subject), ['lamp'], 'the word in the subject');
        const { author, text, ranges } = assertPresent(passage, 'a passage');
        assertEqual([author.kind, author.name], ['support', 'Ola'], 'who wrote it');
        assertEqual(text, 'A new lamp is on its way, a better Lamp.', 'the passage');
        assertEqual(markedIn(text, ranges), ['lamp', 'Lamp'], 'the words in it');
      });
    },
  },
  {
    id: 'search/tells-words-as-written',
    title: 'what is marked is the word as it was written, however it was typed into the search',
    needs: ['search'],
    run: async (world) => {
      for (const [written, search] of spellings) {
        const scene = sceneOf(world);
        const { id } = await scene.open({ subject: `1: ${written}.`, text: 'Nothing' });
        await scene.say(id, `👍 ß ﬁ “${written}” ß`);
        await found(scene, search, ({ subject, passage }) => {
          assertEqual(markedIn(`1: ${written}.`, subject), [written], `${search} in the subject`);
          assertEqual(passage && markedIn(passage.text, passage.ranges), [written], `${search} in the passage`);
        });
      }
    },
  },
  {
    id: 'search/tells-each-place-apart',
    title: 'words that overlap or touch are marked as one part',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      await scene.open({ subject: 'Lampshades', text: 'No shade without a lamp: lampshades' });
      await found(scene, 'lampsh pshades', (match) => {
        assertEqual(markedIn('Lampshades', match.subject), ['Lampshades'], 'the subject');
        assertEqual(passageMarks(match), ['lampshades'], 'the passage');
      });
    },
  },
  {
    id: 'search/passage-is-short',
    title:
      'of a long message a passage of at most 200 characters comes, cut at words, with an ellipsis where it is cut',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      const words = Array.from({ length: 200 }, (_, index) => `word${index}`);
      const text = [...words, 'needle', ...words].join(' ');
      await scene.open({ text });
      await found(scene, 'needle', (match) => {
        const passage = assertPresent(match.passage, 'a passage');
        assertTrue(passage.text.length <= passageLength, 'a short passage');
        assertEqual(passageMarks(match), ['needle'], 'the word in it');
        const middle = /^…(.*)…$/.exec(passage.text)?.[1]?.trim() ?? '';
        assertTrue(` ${text} `.includes(` ${middle} `), `whole words between ellipses: ${passage.text}`);
      });
    },
  },
];

const choiceCases: readonly ConformanceCase[] = [
  {
    id: 'search/passage-of-newest-message',
    title: 'the passage is of the newest message that holds the words',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open({ text: 'The lamp, first' });
      await world.asAgent.reply(id, { text: 'The lamp, again' });
      await scene.say(id, 'The chair');
      await found(scene, 'lamp', ({ passage }) => assertEqual(passage?.text, 'The lamp, again', 'the passage'));
    },
  },
  {
    id: 'search/passage-holds-all-or-some',
    title:
      'a message that holds all words comes before newer ones that hold some; where none does, the newest of these',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open({ subject: 'Broken chair', text: 'The lamp on the shelf' });
      await scene.say(id, 'Only the lamp');
      await found(scene, 'lamp shelf', ({ passage }) =>
        assertEqual(passage?.text, 'The lamp on the shelf', 'the message with both'),
      );
      await found(scene, 'lamp chair', (match) => {
        assertEqual(markedIn('Broken chair', match.subject), ['chair'], 'the word of the subject');
        assertEqual(match.passage?.text, 'Only the lamp', 'the newest message with the other');
      });
    },
  },
  {
    id: 'search/tells-only-what-is-there',
    title: 'what holds no word is left out: the subject, the passage, or both where the number was found',
    needs: ['search'],
    run: async (world) => {
      const scene = sceneOf(world);
      const { number } = await scene.open({ subject: 'Broken lamp', text: 'It fell from the shelf' });
      await found(scene, 'broken', ({ passage }) => assertEqual(passage, undefined, 'no passage'));
      await found(scene, 'shelf', ({ subject }) => assertEqual(subject, undefined, 'nothing in the subject'));
      await found(scene, number, (match) => assertEqual(match, {}, 'neither'));
    },
  },
  {
    id: 'search/tells-only-in-a-search',
    title: 'a list without a search has nothing to tell about one',
    needs: ['search'],
    run: async (world) => {
      const { open, list } = sceneOf(world);
      await open();
      for (const search of [undefined, ' ']) {
        assertTrue(
          (await list({ search })).every(({ match }) => match === undefined),
          'no match',
        );
      }
    },
  },
  {
    id: 'search/tells-on-every-page',
    title: 'every row of every page tells, and the pages are the same as one long page',
    needs: ['search'],
    run: async (world) => {
      const { open, list, adapter } = sceneOf(world);
      for (const index of [1, 2, 3, 4, 5]) await open({ subject: `Lamp ${index}`, text: `The lamp of ${index}` });
      const rows: TicketSummary[] = await walk(adapter, { search: 'lamp', limit: 2 });
      assertEqual(rows, await list({ search: 'lamp' }), 'all rows, in order');
      for (const { match, subject } of rows.filter((row) => row.match)) {
        assertEqual(match?.passage?.text, `The lamp of ${subject.slice(-1)}`, 'a passage of its own ticket');
      }
    },
  },
];

const secretCases: readonly ConformanceCase[] = [
  {
    id: 'search/passage-is-plain-text',
    title: 'the passage of a message with markup is of its plain words',
    needs: ['search', 'html'],
    run: async (world) => {
      const scene = sceneOf(world);
      const { id } = await scene.open();
      await world.asAgent.reply(id, { text: 'Press the button', html: '<p>Press <b>the button</b></p>' });
      await found(scene, 'button', ({ passage }) => assertEqual(passage?.text, 'Press the button', 'the passage'));
    },
  },
  {
    id: 'search/passage-of-own-tickets',
    title: 'two customers who wrote the same word each read their own passage',
    needs: ['search'],
    run: async (world) => {
      const word = uniqueWord();
      const [mine, theirs] = [sceneOf(world), sceneOf(world)];
      const { id } = await mine.open({ text: `Mine: ${word}` });
      await theirs.open({ text: `Theirs: ${word}` });
      assertEqual(idsOf(await mine.list({ search: word })), [id], 'my ticket alone');
      await found(mine, word, ({ passage }) => assertEqual(passage?.text, `Mine: ${word}`, 'my words'));
    },
  },
];

/** Cases about what a row tells of a search. */
export const matchCases: readonly ConformanceCase[] = [...textCases, ...choiceCases, ...secretCases];
