/** Search: words come folded and are found as they stand. */
import type { OwnerKey } from '../../server/repository.ts';
import { assertEqual } from '../assert.ts';
import { adding, message, open, someone, staff, type RepositoryCase, type RepositoryWorld } from './world.ts';

/** Subjects of the tickets that are found, in the order in which they were opened. */
async function found({ repository }: RepositoryWorld, owner: OwnerKey, ...words: string[]): Promise<string[]> {
  const viewer = { role: 'customer', owners: [owner] } as const;
  const tickets = await repository.listTickets({ viewer, words, sort: 'created_asc', limit: 50 });
  const count = await repository.countTickets({ viewer, words });
  assertEqual(count, tickets.length, `count of ${words.join(' ')}`);
  return tickets.sort((a, b) => a.number - b.number).map(({ subject }) => subject);
}

/** A subject as a person writes it, as it is folded, and a part of the folded words that must be enough. */
const languages: [name: string, subject: string, folded: string, part: string][] = [
  ['polish', 'Zażółć gęślą jaźń', 'zazolc gesla jazn', 'gesl'],
  ['turkish', 'Diyarbakır İstanbul ığdır', 'diyarbakir istanbul igdir', 'istanb'],
  ['german', 'Größe der Straße', 'grosse der strasse', 'strass'],
  ['arabic', 'الطابعة لا تعمل', 'الطابعه لا تعمل', 'طابع'],
  ['chinese', '打印机坏了', '打印机坏了', '坏'],
  ['japanese', 'プリンターが故障', 'プリンターか故障', '故障'],
  ['korean', '프린터 고장', '프린터 고장', '고장'],
  ['emoji', 'broken 🖨️ today', 'broken 🖨️ today', '🖨️'],
];

export const searchCases: RepositoryCase[] = [
  {
    id: 'search/looks-in-number-subject-and-events',
    title: 'a word is found in the number, in the subject and in each message, also in a part of it',
    async run(world) {
      const { owner, viewer } = someone();
      const events = [message('the toner is empty'), message('please send cyan')];
      const ticket = await open(world, { owner, subject: 'A', searchText: 'printer on fire', events });
      await open(world, { owner, subject: 'B', searchText: 'refund', events: [message('my order')] });
      for (const word of ['printer', 'rint', 'toner', 'cyan', 'ya', String(ticket.number)]) {
        assertEqual(await found(world, owner, word), ['A'], word);
      }
      await world.repository.changeTicket({
        ticketId: ticket.id,
        viewer,
        decide: adding([message('magenta as well')]),
      });
      assertEqual(await found(world, owner, 'magenta'), ['A'], 'a word that came later');
      assertEqual(await found(world, owner, 'e'), ['A', 'B'], 'a letter of both');
      assertEqual(await found(world, owner, 'missing'), [], 'a word of neither');
    },
  },
  {
    id: 'search/wants-every-word',
    title: 'every word must be found, each in a place of its own if need be',
    async run(world) {
      const { owner } = someone();
      await open(world, { owner, subject: 'A', searchText: 'printer', events: [message('toner'), message('cyan')] });
      assertEqual(await found(world, owner, 'printer', 'toner', 'cyan'), ['A'], 'all three');
      assertEqual(await found(world, owner, 'cyan', 'printer', 'refund'), [], 'one too many');
      assertEqual(await found(world, owner), ['A'], 'no word at all');
      assertEqual(await found(world, owner, ''), ['A'], 'an empty word');
    },
  },
  {
    id: 'search/takes-wildcards-literally',
    title: 'percent, underscore, backslash, quotes and brackets are letters like any other',
    async run(world) {
      const { owner } = someone();
      const texts = ['100%', 'snake_case', 'c:\\temp', "o'brien", '"quoted"', 'a!b', '[x]', 'plain', 'a*b?', '$1'];
      for (const text of texts) await open(world, { owner, subject: text, searchText: text });
      for (const sign of ['%', '_', '\\', "'", '"', '!', '[', '*', '?', '$1']) {
        assertEqual(
          await found(world, owner, sign),
          texts.filter((text) => text.includes(sign)),
          sign,
        );
      }
      assertEqual(await found(world, owner, 'snake%case'), [], 'a percent between');
      assertEqual(await found(world, owner, 'snake!_case'), [], 'an escaped underscore');
      assertEqual(await found(world, owner, 'pl_in'), [], 'an underscore for a letter');
    },
  },
  ...languages.map(([name, subject, folded, part]): RepositoryCase => ({
    id: `search/finds-${name}`,
    title: `folded ${name} words are found in subjects and in messages`,
    async run(world) {
      const { owner } = someone();
      await open(world, { owner, subject, searchText: folded });
      await open(world, {
        owner,
        subject: 'other',
        searchText: 'x',
        events: [message(subject, { searchText: folded })],
      });
      assertEqual(await found(world, owner, part), [subject, 'other'], part);
      assertEqual(await found(world, owner, ...folded.split(' ')), [subject, 'other'], folded);
    },
  })),
  {
    id: 'search/stays-with-its-owner',
    title: 'a search finds nothing in the tickets of others',
    async run(world) {
      const word = crypto.randomUUID();
      const [one, other] = [someone(), someone()];
      await open(world, { owner: one.owner, subject: 'mine', searchText: word, events: [message(word)] });
      assertEqual(await found(world, one.owner, word), ['mine'], 'its owner');
      assertEqual(await found(world, other.owner, word), [], 'a stranger');
      assertEqual(await world.repository.countTickets({ viewer: staff, words: [word] }), 1, 'the team');
    },
  },
  {
    id: 'search/bears-long-and-many-words',
    title: 'words and numbers of words beyond every measure are answered',
    async run(world) {
      const { owner } = someone();
      await open(world, { owner, subject: 'A', searchText: 'a'.repeat(100_000) });
      assertEqual(await found(world, owner, 'a'.repeat(90_000)), ['A'], 'a long word');
      assertEqual(await found(world, owner, ...Array<string>(5000).fill('a')), ['A'], 'many words');
      assertEqual(await found(world, owner, '%'.repeat(60_000)), [], 'a long word of wildcards');
    },
  },
];
