/** Reading a conversation: pages in both directions, and every kind of event. */
import type { EventContent, NewEvent } from '../../server/repository.ts';
import { assertEqual, assertRejects } from '../assert.ts';
import { adding, dayOne, message, open, someone, staff, type RepositoryCase } from './world.ts';

const attachment = {
  id: 'at_1',
  name: 'ślad.png',
  mediaType: 'image/png',
  size: 12,
  state: 'ready',
  width: 3,
} as const;

const contents: EventContent[] = [
  { type: 'message', body: { format: 'text', text: 'plain\n\ttext ' }, attachments: [] },
  { type: 'message', body: { format: 'html', html: '<p>rich</p>', text: 'rich' }, attachments: [{ ...attachment }] },
  { type: 'status', from: null, to: 'open', reason: 'created' },
  { type: 'status', from: 'solved', to: 'closed', reason: 'auto_closed', days: 14 },
  { type: 'note', code: 'agent_joined', params: { name: 'Ola', count: 2, ['__proto__']: 'odd' }, text: 'Ola joined' },
  { type: 'note', code: 'custom' },
];

const messages = (count: number) => Array.from({ length: count }, (_, index) => message(`m${index + 1}`));

export const eventCases: RepositoryCase[] = [
  {
    id: 'events/keep-every-kind',
    title: 'every kind of event is read as it was stored',
    async run(world) {
      const { owner, viewer } = someone();
      const authors: NewEvent['author'][] = [
        { kind: 'customer' },
        { kind: 'support', name: 'Ola' },
        { kind: 'system', automated: true },
      ];
      const events = contents.map((content, index) =>
        message('', {
          content,
          at: dayOne + index,
          author: authors[index % 3]!,
          counts: index % 2 === 0,
          searchText: `words ${index}`,
        }),
      );
      const { id } = await open(world, { owner, events });
      const expected = events.map((event, index) => ({ ...event, ticketId: id, seq: index + 1, clientId: null }));
      assertEqual(await world.repository.listEvents(id, viewer, { limit: 10 }), expected, 'events');
    },
  },
  {
    id: 'events/page-both-ways',
    title: 'a conversation is whole when walked backwards or forwards in pages of any size',
    async run(world) {
      const { owner, viewer } = someone();
      const { id } = await open(world, { owner, events: messages(7) });
      const read = async (range: { before?: number; after?: number; limit: number }) =>
        (await world.repository.listEvents(id, viewer, range)).map(({ seq }) => seq);
      assertEqual(await read({ limit: 3 }), [5, 6, 7], 'the newest');
      assertEqual(await read({ before: 5, limit: 3 }), [2, 3, 4], 'before the fifth');
      assertEqual(await read({ before: 2, limit: 3 }), [1], 'before the second');
      assertEqual(await read({ before: 1, limit: 3 }), [], 'before the first');
      assertEqual(await read({ after: 2, limit: 3 }), [3, 4, 5], 'after the second');
      assertEqual(await read({ after: 6, limit: 3 }), [7], 'after the sixth');
      assertEqual(await read({ after: 7, limit: 3 }), [], 'after the last');
      assertEqual(await read({ after: 0, limit: 100 }), [1, 2, 3, 4, 5, 6, 7], 'all');
      assertEqual(await read({ limit: 0 }), [], 'none');
      assertEqual(
        await read({ before: Number.MAX_SAFE_INTEGER, limit: Number.MAX_SAFE_INTEGER }),
        [1, 2, 3, 4, 5, 6, 7],
        'greatest',
      );
      assertEqual(await read({ after: -5, limit: 2 }), [1, 2], 'after what never was');
      for (const place of [0.5, NaN, 1e300]) {
        await assertRejects(read({ before: place, limit: 3 }), 'cursor_invalid');
        await assertRejects(read({ after: place, limit: 3 }), 'cursor_invalid');
      }
    },
  },
  {
    id: 'events/page-changes-of-status',
    title: 'the changes of status alone are whole when walked backwards or forwards, whatever lies between them',
    async run(world) {
      const { owner, viewer } = someone();
      const moved = () => message('', { content: { type: 'status', from: 'open', to: 'solved' }, searchText: '' });
      const told = () => message('', { content: { type: 'note', code: 'status' } });
      const odd = message('{"type":"status"}');
      const events = [moved(), ...messages(3), moved(), odd, moved(), ...messages(5), moved(), told()];
      const { id } = await open(world, { owner, events });
      const read = async (range: { before?: number; after?: number; limit: number }) =>
        (await world.repository.listEvents(id, viewer, { ...range, only: 'status' })).map(({ seq }) => seq);
      assertEqual(await read({ limit: 9 }), [1, 5, 7, 13], 'all');
      assertEqual(await read({ limit: 2 }), [7, 13], 'the newest');
      assertEqual(await read({ before: 7, limit: 1 }), [5], 'before the third');
      assertEqual(await read({ before: 1, limit: 9 }), [], 'before the first');
      assertEqual(await read({ after: 1, limit: 2 }), [5, 7], 'after the first');
      assertEqual(await read({ after: 13, limit: 2 }), [], 'after the last');
      assertEqual(
        await world.repository.listEvents(id, someone().viewer, { limit: 9, only: 'status' }),
        [],
        'a stranger',
      );
    },
  },
  {
    id: 'events/catch-up',
    title: 'what is added while a reader walks comes behind the last event it saw',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner, events: messages(2) });
      const seen: string[] = [];
      for (let after = 0, round = 0; round < 5; round += 1) {
        const events = await world.repository.listEvents(ticketId, viewer, { after, limit: 2 });
        seen.push(...events.map(({ searchText }) => searchText));
        after = events.at(-1)?.seq ?? after;
        await world.repository.changeTicket({ ticketId, viewer, decide: adding([message(`late ${round}`)]) });
      }
      assertEqual(seen, ['m1', 'm2', 'late 0', 'late 1', 'late 2', 'late 3'], 'events seen');
    },
  },
  {
    id: 'events/are-for-the-owner',
    title: 'a stranger reads nothing, as if there were no such ticket',
    async run(world) {
      const { owner, viewer } = someone();
      const { id } = await open(world, { owner, events: messages(2) });
      await open(world, { owner: someone().owner, events: messages(2) });
      assertEqual((await world.repository.listEvents(id, viewer, { limit: 9 })).length, 2, 'the owner');
      assertEqual((await world.repository.listEvents(id, staff, { limit: 9 })).length, 2, 'the team');
      assertEqual(await world.repository.listEvents(id, someone().viewer, { limit: 9 }), [], 'a stranger');
      assertEqual(await world.repository.listEvents(id, { role: 'customer', owners: [] }, { limit: 9 }), [], 'nobody');
      for (const odd of ['no-such-ticket', '\0', '\ud800', `${id}\0`]) {
        assertEqual(await world.repository.listEvents(odd, staff, { limit: 9 }), [], 'no such ticket');
      }
    },
  },
];
