/** Internal notes: the team's own, without a trace on the customer's side. */
import type { NoteRecord, StaffEntry, StaffPosition } from '../../server/repository.ts';
import { assertEqual, assertPresent, assertRejects } from '../assert.ts';
import {
  adding,
  dayOne,
  message,
  open,
  someone,
  staff,
  twenty,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

function newNote(ticketId: string, init: Partial<NoteRecord> = {}): NoteRecord {
  const id = `nt_${crypto.randomUUID()}`;
  return {
    id,
    ticketId,
    at: dayOne,
    author: { kind: 'support', name: 'Jan' },
    text: 'check the warranty',
    clientId: null,
    ...init,
  };
}

const named = (entry: StaffEntry) => (entry.kind === 'event' ? entry.event.searchText : entry.note.text);

async function timeline({ repository }: RepositoryWorld, ticketId: string, limit: number): Promise<string[]> {
  const names: string[] = [];
  for (let after: StaffPosition | undefined; ;) {
    const page = await repository.listStaffTimeline(ticketId, { after, limit });
    names.push(...page.map(({ entry }) => named(entry)));
    if (page.length < limit) return names;
    after = page.at(-1)!.position;
  }
}

export const noteCases: RepositoryCase[] = [
  {
    id: 'notes/leave-no-trace',
    title: 'a note changes nothing that its customer can see, find or count',
    async run(world) {
      const { repository } = world;
      const { owner, viewer } = someone();
      const ticket = await open(world, { owner, events: [message('hello')] });
      const events = await repository.listEvents(ticket.id, viewer, { limit: 9 });
      const secret = crypto.randomUUID();
      const note = newNote(ticket.id, { text: secret, at: dayOne + 5000, clientId: secret });
      assertEqual(await repository.addNote(note), { note, replayed: false }, 'the note');
      for (const reader of [viewer, staff]) {
        assertEqual(await repository.findTicket(ticket.id, reader), ticket, 'the ticket');
        assertEqual(await repository.listEvents(ticket.id, reader, { limit: 9 }), events, 'the events');
        assertEqual(
          await repository.countTickets({ viewer: reader, words: [secret] }),
          0,
          'tickets found by its words',
        );
      }
      assertEqual(await repository.listTickets({ viewer, sort: 'updated_desc', limit: 9 }), [ticket], 'the list');
      assertEqual(await repository.countUnread(viewer), { tickets: 1, updates: 1 }, 'unread');
      assertEqual(await repository.markRead(ticket.id, viewer, note.id), false, 'reading the note');
      const key = { author: 'staff', clientId: secret };
      const change = await repository.changeTicket({
        ticketId: ticket.id,
        viewer,
        key,
        decide: adding([message('next')]),
      });
      assertEqual([change?.replayed, change?.events[0]?.seq], [false, 2], 'the next event');
    },
  },
  {
    id: 'notes/are-stored-once-under-a-key',
    title: 'a second note under the same key is the first one, also at the same instant',
    async run(world) {
      const { id } = await open(world, { owner: someone().owner });
      const clientId = crypto.randomUUID();
      const answers = await twenty(() => world.repository.addNote(newNote(id, { clientId })));
      assertEqual(answers.filter((answer) => !answer?.replayed).length, 1, 'notes that were new');
      assertEqual(new Set(answers.map((answer) => answer?.note.id)).size, 1, 'different notes');
      const other = await open(world, { owner: someone().owner });
      assertEqual(
        (await world.repository.addNote(newNote(other.id, { clientId })))?.replayed,
        false,
        'on another ticket',
      );
      await twenty((index) => world.repository.addNote(newNote(id, { text: `n${index}` })));
      assertEqual((await timeline(world, id, 4)).length, 21, 'notes');
    },
  },
  {
    id: 'notes/need-a-ticket',
    title: 'a note on a ticket that does not exist is not stored',
    async run({ repository }) {
      for (const ticketId of ['no-such-ticket', '\0', '\ud800']) {
        assertEqual(await repository.addNote(newNote(ticketId)), undefined, 'answer');
        assertEqual(await repository.listStaffTimeline(ticketId, { limit: 9 }), [], 'timeline');
      }
    },
  },
  {
    id: 'notes/stand-between-events',
    title: 'the team reads events and notes by time, events first within a millisecond, in pages of any size',
    async run(world) {
      const { id } = await open(world, {
        owner: someone().owner,
        events: [message('e1'), message('e2'), message('e3', { at: dayOne + 2 }), message('e4', { at: dayOne + 2 })],
      });
      const notes = [
        ['n1', 0],
        ['n2', 1],
        ['n3', 2],
        ['n4', 2],
        ['n5', 9],
      ] as const;
      for (const [text, later] of notes) await world.repository.addNote(newNote(id, { text, at: dayOne + later }));
      const expected = ['e1', 'e2', 'n1', 'n2', 'e3', 'e4', 'n3', 'n4', 'n5'];
      for (const limit of [1, 2, 3, 4, 8, 9, 10, Number.MAX_SAFE_INTEGER]) {
        assertEqual(await timeline(world, id, limit), expected, `pages of ${limit}`);
      }
      assertEqual(await world.repository.listStaffTimeline(id, { limit: 0 }), [], 'no entries');
    },
  },
  {
    id: 'notes/come-whole',
    title: 'each entry of the timeline is the stored event or note, with a position to go on from',
    async run(world) {
      const { owner, viewer } = someone();
      const { id } = await open(world, { owner, events: [message('e1')] });
      const note = newNote(id, {
        at: dayOne + 1,
        clientId: 'k',
        author: { kind: 'support', automated: true },
        text: 'żółć 🖨️',
      });
      await world.repository.addNote(note);
      const [event] = await world.repository.listEvents(id, viewer, { limit: 1 });
      const [first, second] = await world.repository.listStaffTimeline(id, { limit: 9 });
      assertEqual(first?.entry, { kind: 'event', event: assertPresent(event, 'event') }, 'the event');
      assertEqual(second?.entry, { kind: 'internal_note', note }, 'the note');
      assertEqual(second?.position, { at: dayOne + 1, rank: 1, order: 1 }, 'the position');
      const later = newNote(id, { at: dayOne + 1, text: 'later' });
      await world.repository.addNote(later);
      const rest = await world.repository.listStaffTimeline(id, { after: second?.position, limit: 9 });
      assertEqual(
        rest.map(({ entry }) => named(entry)),
        ['later'],
        'what came later',
      );
      const wrong = { at: NaN, rank: 0 as const, order: 1 };
      await assertRejects(world.repository.listStaffTimeline(id, { after: wrong, limit: 9 }), 'cursor_invalid');
    },
  },
];
