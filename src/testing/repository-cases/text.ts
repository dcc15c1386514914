/** Text that databases stumble over: stored whole where it can be, and the same in every repository where it cannot. */
import { assertEqual, assertRejects } from '../assert.ts';
import { adding, dayOne, message, newTicket, open, someone, staff, type RepositoryCase } from './world.ts';

const hard: [name: string, text: string][] = [
  ['polish', 'Zażółć gęślą jaźń'],
  ['turkish', 'Iğdır İstanbul ıi'],
  ['arabic', 'مرحبا \u202Eعكس\u202C'],
  ['chinese', '漢字仮名交じり文 𠮷'],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ['combining', `e${'\u0301'.repeat(40)}`],
  ['decomposed', 'Zaz\u0307o\u0301\u0142\u0107'],
  ['controls', 'a\u0001b\u0008c\u001bd\u007fe\u0085f'],
  ['breaks', 'a\r\nb\rc\nd\u2028e\u2029f\tg '],
  ['quotes', `'; drop table helpdock_tickets; -- " \` $1 \\' \\\\ %s`],
  ['json', '{"a":[1,"\\u0000"]}'],
  ['specials', '\ufeff\uffff\ufffe\u200b'],
  ['long', 'ż'.repeat(100_000)],
];

export const textCases: RepositoryCase[] = [
  ...hard.map(([name, text]): RepositoryCase => ({
    id: `text/keeps-${name}`,
    title: `${name} text comes back letter by letter from every field`,
    async run(world) {
      const { owner, viewer } = someone();
      const preview = { author: { kind: 'support' as const, name: text }, text, attachmentCount: 0 };
      const customer = { email: 'a@example.test', name: text };
      const opened = await open(world, { owner, subject: text, customer, preview, events: [message(text)] });
      const { id: ticketId } = opened;
      assertEqual([opened.subject, opened.customer.name, opened.preview?.text], [text, text, text], 'the ticket');
      assertEqual(await world.repository.findTicket(ticketId, viewer), opened, 'the stored ticket');
      const note = {
        id: 'nt',
        ticketId,
        at: dayOne + 1,
        author: { kind: 'support' as const, name: text },
        text,
        clientId: null,
      };
      await world.repository.addNote(note);
      const [event, entry] = await world.repository.listStaffTimeline(ticketId, { limit: 2 });
      assertEqual(
        event?.entry,
        { kind: 'event', event: { ...message(text), ...idOf(event), ticketId, seq: 1, clientId: null } },
        'event',
      );
      assertEqual(entry?.entry, { kind: 'internal_note', note }, 'the note');
    },
  })),
  {
    id: 'text/loses-nul-and-lone-surrogates',
    title: 'U+0000 is left out and a lone surrogate becomes U+FFFD, in every field and every repository',
    async run({ repository }) {
      const { owner, viewer } = someone();
      const [odd, even] = ['a\0b\ud800c\udfffd\0', 'ab\ufffdc\ufffdd'];
      const author = { kind: 'support' as const, name: odd };
      const content = { type: 'note' as const, code: odd, params: { [odd]: odd }, text: odd };
      const preview = { author, text: odd, attachmentCount: 0 };
      const customer = { email: 'a@example.test', name: odd };
      const { ticket } = await repository.addTicket(
        newTicket({
          owner,
          subject: odd,
          searchText: odd,
          customer,
          preview,
          events: [message(odd, { author, content })],
        }),
      );
      const expected = { ...ticket, subject: even, customer: { ...customer, name: even } };
      expected.preview = { author: { ...author, name: even }, text: even, attachmentCount: 0 };
      assertEqual(ticket, expected, 'the ticket');
      assertEqual(await repository.findTicket(ticket.id, viewer), expected, 'the stored ticket');
      const [event] = await repository.listEvents(ticket.id, viewer, { limit: 1 });
      assertEqual(event?.content, { type: 'note', code: even, params: { [even]: even }, text: even }, 'the event');
      assertEqual([event?.author.name, event?.searchText], [even, even], 'its author and words');
      assertEqual(await repository.countTickets({ viewer, words: [odd] }), 1, 'tickets found by the odd word');
      const note = { id: 'nt', ticketId: ticket.id, at: dayOne, author, text: odd, clientId: null };
      assertEqual((await repository.addNote(note))?.note.text, even, 'the note');
      const changed = await repository.changeTicket({
        ticketId: ticket.id,
        viewer,
        decide: adding([message(odd)], { preview }),
      });
      assertEqual([changed?.ticket.preview?.text, changed?.events[0]?.searchText], [even, even], 'a change');
    },
  },
  {
    id: 'text/never-bends-keys',
    title: 'a key with U+0000 or a lone surrogate is not taken for the key without it',
    async run(world) {
      const { owner, viewer } = someone();
      const { id } = await open(world, { owner });
      for (const sign of ['\0', '\ud800']) {
        assertEqual(await world.repository.findTicket(`${id}${sign}`, staff), undefined, 'a ticket id');
        const bent = { role: 'customer', owners: [`${owner}${sign}`] } as const;
        assertEqual(await world.repository.findTicket(id, bent), undefined, 'an owner');
        assertEqual(await world.repository.countTickets({ viewer, email: `a@example.test${sign}` }), 0, 'an address');
        for (const fault of [
          { id: `x${sign}` },
          { owner: `${owner}${sign}` as const },
          { key: { author: 'a', clientId: sign } },
        ]) {
          await assertRejects(world.repository.addTicket(newTicket({ owner, ...fault })), 'validation');
        }
      }
    },
  },
];

/** The random id of a message, so that the rest can be compared. */
function idOf(found: { entry: { kind: string; event?: { id: string } } } | undefined): { id: string } {
  return { id: found?.entry.event?.id ?? '' };
}
