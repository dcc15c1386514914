/** Which message of a ticket mentions the words of a search: one for each ticket, whatever its length. */
import type { NewEvent, Repository, Viewer } from '../../server/repository.ts';
import { assertEqual } from '../assert.ts';
import { adding, message, open, someone, staff, type RepositoryCase } from './world.ts';

/** The texts of the messages that were found, in the order of the tickets. */
async function textsOf(
  repository: Repository,
  viewer: Viewer,
  ids: readonly string[],
  ...words: string[]
): Promise<string[]> {
  const mentions = await repository.findMentions(ids, viewer, words);
  return ids.flatMap((id) => mentions.filter(({ ticketId }) => ticketId === id).map(({ text }) => text));
}

/** Words of the ticket's story that are no message of it. */
const told: readonly NewEvent[] = [
  message('lamp', { content: { type: 'note', code: 'moved', text: 'lamp' } }),
  message('lamp', { content: { type: 'status', from: 'open', to: 'solved' } }),
];

export const mentionCases: RepositoryCase[] = [
  {
    id: 'mentions/newest-message',
    title: 'of each ticket the newest message that holds the word is found, with its author',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const author = { kind: 'customer', name: 'Vera' } as const;
      const events = [message('lamp one'), message('the LAMP two', { author, searchText: 'the lamp two' })];
      const one = await open({ repository }, { owner, events: [...events, message('chair')] });
      const two = await open({ repository }, { owner, events: [message('a lamp')] });
      const none = await open({ repository }, { owner, searchText: 'lamp', events: [message('chair')] });
      const ids = [none.id, one.id, two.id];
      const found = await repository.findMentions(ids, viewer, ['lamp']);
      assertEqual(
        found.toSorted((a, b) => (a.text < b.text ? 1 : -1)),
        [
          { ticketId: one.id, author, text: 'the LAMP two' },
          { ticketId: two.id, author: { kind: 'support', name: 'Ola' }, text: 'a lamp' },
        ],
        'the mentions',
      );
      assertEqual(await textsOf(repository, viewer, [one.id], 'air'), ['chair'], 'a part of a word');
    },
  },
  {
    id: 'mentions/all-words-or-some',
    title: 'a message that holds all words comes before newer ones that hold some, and these before none',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const events = [message('lamp shelf'), message('shelf'), message('lamp 100%')];
      const { id } = await open({ repository }, { owner, events });
      const text = async (...words: string[]) => (await textsOf(repository, viewer, [id], ...words))[0];
      assertEqual(await text('lamp', 'shelf'), 'lamp shelf', 'both');
      assertEqual(await text('shelf', 'chair'), 'shelf', 'one of both');
      assertEqual(await text('lamp', 'shelf', 'chair'), 'lamp 100%', 'the newest that holds one');
      assertEqual(await text('chair', 'table'), undefined, 'neither');
      assertEqual(await text('%'), 'lamp 100%', 'a sign');
      assertEqual(await text('_'), undefined, 'a sign that is not there');
      assertEqual([await text(), await text('')], [undefined, undefined], 'no word');
    },
  },
  {
    id: 'mentions/plain-words-of-messages',
    title: 'of a message with markup the plain words come, and nothing but messages is found',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const body = { format: 'html', html: '<p>a <b>lamp</b></p>', text: 'a lamp' } as const;
      const rich = message('a lamp', { content: { type: 'message', body, attachments: [] } });
      const { id } = await open({ repository }, { owner, events: [rich, ...told] });
      const note = {
        id: 'nt',
        ticketId: id,
        at: 1,
        author: { kind: 'support' as const },
        text: 'lamp',
        clientId: null,
      };
      await repository.addNote(note);
      assertEqual(await textsOf(repository, viewer, [id], 'lamp'), ['a lamp'], 'the message');
    },
  },
  {
    id: 'mentions/stay-with-their-owner',
    title: 'nothing is found in tickets of others, in tickets that do not exist, and in none',
    async run({ repository }) {
      const [one, other] = [someone(), someone()];
      const mine = await open({ repository }, { owner: one.owner, events: [message('my lamp')] });
      const theirs = await open({ repository }, { owner: other.owner, events: [message('their lamp')] });
      const ids = [mine.id, theirs.id, mine.id, 'no-such-ticket', '\0', '\ud800'];
      assertEqual((await repository.findMentions(ids, one.viewer, ['lamp'])).length, 1, 'mine alone, once');
      assertEqual(await textsOf(repository, one.viewer, [mine.id, theirs.id], 'lamp'), ['my lamp'], 'mine');
      assertEqual(
        await textsOf(repository, staff, [mine.id, theirs.id], 'lamp'),
        ['my lamp', 'their lamp'],
        'the team',
      );
      assertEqual(await repository.findMentions(ids, { role: 'customer', owners: [] }, ['lamp']), [], 'nobody');
      assertEqual(await repository.findMentions([], one.viewer, ['lamp']), [], 'no ticket');
    },
  },
  {
    id: 'mentions/deep',
    title: 'the first of three thousand messages is found, and a hundred tickets are asked about at once',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open({ repository }, { owner, events: [message('a needle')] });
      const hay = () => Array.from({ length: 1000 }, () => message('hay and hay'));
      for (let round = 0; round < 3; round += 1) {
        await repository.changeTicket({ ticketId, viewer, decide: adding(hay()) });
      }
      const others = await Promise.all(
        Array.from({ length: 99 }, (_, index) =>
          open({ repository }, { owner, events: [message(`another needle ${index}`)] }),
        ),
      );
      const ids = [ticketId, ...others.map(({ id }) => id)];
      const expected = ['a needle', ...others.map((_, index) => `another needle ${index}`)];
      assertEqual(await textsOf(repository, viewer, ids, 'needle'), expected, 'all needles');
      const many = Array.from({ length: 5000 }, (_, index) => `word${index}`);
      assertEqual(await textsOf(repository, viewer, ids, ...many), [], 'many words');
    },
  },
];
