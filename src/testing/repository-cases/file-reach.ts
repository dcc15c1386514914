/** Who finds a file: its author before it is sent, those who see the ticket afterwards, and nobody else. */
import type { FileRecord } from '../../server/files/file-store.ts';
import type { Viewer } from '../../server/repository.ts';
import { assertEqual, assertRejects } from '../assert.ts';
import {
  adding,
  begin,
  dayOne,
  message,
  newFile,
  open,
  someone,
  staff,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

/** A ticket of an account, and those who see it: the account, its guest, and the team. Each has begun a file. */
async function threeSenders(world: RepositoryWorld) {
  const { owner, viewer, email } = someone();
  const { id: ticketId } = await open(world, { owner, customer: { email } });
  const guest: Viewer = { role: 'guest', ticketId, email };
  const sendersOf: [author: string, viewer: Viewer][] = [
    [owner, viewer],
    [`email:${email}`, guest],
    ['staff', staff],
  ];
  const senders: { file: FileRecord; viewer: Viewer }[] = [];
  for (const [author, sender] of sendersOf) {
    const file = newFile({ ticketId, author, state: 'ready' });
    senders.push({ file: await begin(world, file, sender), viewer: sender });
  }
  return { owner, ticketId, email, senders };
}

/** All of a ticket's files that a viewer gets at, by whatever way, of those named. */
async function foundBy({ repository }: RepositoryWorld, viewer: Viewer, named: readonly FileRecord[], eventId: string) {
  const found = new Set<string>();
  for (const { id, ticketId, author, clientId } of named) {
    const answers = [
      await repository.files.find(ticketId, id, viewer),
      await repository.files.findByKey(ticketId, author, clientId, viewer),
      ...(await repository.files.ofEvent(ticketId, eventId, viewer)),
    ];
    for (const answer of answers) if (answer) found.add(answer.id);
  }
  return named.filter(({ id }) => found.has(id));
}

/** People who do not see the ticket, some of whom come close. */
function strangersTo({ ticketId, owner, email }: { ticketId: string; owner: string; email: string }): Viewer[] {
  const other = someone();
  return [
    other.viewer,
    { role: 'customer', owners: [] },
    { role: 'customer', owners: [`email:${email}`] },
    { role: 'customer', owners: [`${owner as `subject:${string}`}\0`] },
    { role: 'guest', ticketId, email: other.email },
    { role: 'guest', ticketId: `${ticketId}2`, email },
    { role: 'guest', ticketId, email: `${email}\ud800` },
  ];
}

export const fileReachCases: RepositoryCase[] = [
  {
    id: 'file-reach/is-the-author-alone-before-sending',
    title: 'a file that no message carries is found by its author and by nobody else who sees the ticket',
    async run(world) {
      const { senders, ...ticket } = await threeSenders(world);
      const files = senders.map(({ file }) => file);
      for (const { file, viewer } of senders)
        assertEqual(await foundBy(world, viewer, files, 'ev'), [file], `found by ${file.author}`);
      for (const viewer of strangersTo(ticket))
        assertEqual(await foundBy(world, viewer, files, 'ev'), [], 'found by a stranger');
    },
  },
  {
    id: 'file-reach/is-both-keys-of-one-customer',
    title: 'a customer with an account and an address finds what either of them has begun',
    async run(world) {
      const { owner, email, senders } = await threeSenders(world);
      const files = senders.map(({ file }) => file);
      const both: Viewer = { role: 'customer', owners: [owner, `email:${email}`] };
      assertEqual(await foundBy(world, both, files, 'ev'), files.slice(0, 2), 'found by both');
    },
  },
  {
    id: 'file-reach/is-the-ticket-after-sending',
    title: 'a file that a message carries is found by all who see the ticket, and by its own ticket and message alone',
    async run(world) {
      const { repository } = world;
      const { senders, ...ticket } = await threeSenders(world);
      const { ticketId } = ticket;
      const event = message('see the files');
      for (const { file, viewer } of senders) {
        const init = file === senders[0]?.file ? event : message('and one more');
        await repository.changeTicket({ ticketId, viewer, fileIds: [file.id], decide: adding([init]) });
      }
      const files = senders.map(({ file }) => file);
      for (const { viewer } of senders)
        assertEqual(await foundBy(world, viewer, files, event.id), files, 'found by whoever sees the ticket');
      for (const viewer of strangersTo(ticket))
        assertEqual(await foundBy(world, viewer, files, event.id), [], 'found by a stranger');
      const other = await open(world, { owner: ticket.owner, events: [{ ...event }] });
      for (const file of files)
        assertEqual(await repository.files.find(other.id, file.id, staff), undefined, 'below another ticket');
      assertEqual(await repository.files.ofEvent(other.id, event.id, staff), [], 'an event of another ticket');
    },
  },
  {
    id: 'file-reach/is-needed-to-begin',
    title: 'nobody begins a file on a ticket that they do not see, or in the name of somebody else',
    async run(world) {
      const { files } = world.repository;
      const { senders, ...ticket } = await threeSenders(world);
      const { ticketId, email } = ticket;
      for (const viewer of strangersTo(ticket)) {
        const authors = viewer.role === 'customer' ? viewer.owners : [`email:${email}`];
        for (const author of [...authors, ticket.owner, 'staff'].filter((key) => !key.includes('\0')))
          assertEqual(await files.add(newFile({ ticketId, author }), viewer), undefined, `a stranger as ${author}`);
      }
      for (const { viewer } of senders)
        for (const { file } of senders.filter((sender) => sender.viewer !== viewer)) {
          const begun = await files.add(newFile({ ticketId, author: file.author }), viewer);
          assertEqual(begun, undefined, `somebody else as ${file.author}`);
        }
      for (const { file } of senders.slice(0, 2))
        assertEqual(await files.pending(file.author), { files: 1, bytes: file.size }, 'what was begun');
      assertEqual(await files.add(newFile({ ticketId: 'none', author: 'staff' }), staff), undefined, 'no ticket');
    },
  },
  {
    id: 'file-reach/is-not-bent-by-odd-ids',
    title: 'an id with U+0000 or a lone surrogate, or ten thousand letters long, finds and changes nothing',
    async run(world) {
      const { files } = world.repository;
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const file = await begin(world, newFile({ ticketId, author: owner }), viewer);
      const { id, clientId } = file;
      const part = { key: 'part', size: 1 };
      for (const tail of ['\0', '\ud800', '\udc00', 'x'.repeat(10_000), "' or 1=1 --", '%', '/../'])
        for (const bend of [(key: string) => `${key}${tail}`, () => tail]) {
          const odd = bend(id);
          assertEqual(await files.find(ticketId, odd, viewer), undefined, 'an id');
          assertEqual(await files.find(bend(ticketId), id, staff), undefined, 'a ticket');
          assertEqual(await files.findByKey(ticketId, owner, bend(clientId), viewer), undefined, 'a client id');
          assertEqual(await files.findByKey(bend(ticketId), owner, clientId, viewer), undefined, 'a ticket by key');
          assertEqual(await files.findByKey(ticketId, bend(owner), clientId, viewer), undefined, 'an author');
          assertEqual(await files.ofEvent(ticketId, bend('ev'), viewer), [], 'an event');
          assertEqual(await files.ofEvent(bend(ticketId), 'ev', staff), [], 'a ticket of an event');
          assertEqual(await files.addPart(odd, 0, part), undefined, 'a part');
          assertEqual(await files.remove(odd, dayOne), undefined, 'a removal');
          assertEqual(await files.settle(odd, { state: 'ready', facts: { mediaType: '' } }), undefined, 'an outcome');
          assertEqual(await files.pending(bend(owner)), { files: 0, bytes: 0 }, 'an author of pending files');
          assertEqual(
            await files.add({ ...file, id: 'new', ticketId: bend(ticketId) }, viewer),
            undefined,
            'no ticket',
          );
        }
      assertEqual(await files.findByKey(ticketId, owner, clientId, viewer), file, 'the file');
    },
  },
  {
    id: 'file-reach/needs-possible-keys',
    title: 'a file under a key that could not be found again is refused, and a hostile name is stored as text',
    async run(world) {
      const { files } = world.repository;
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const letters = Array.from(crypto.getRandomValues(new Uint8Array(5000)), (byte) => byte.toString(16)).join('');
      for (const clientId of ['a\0', '\ud800', letters])
        await assertRejects(files.add(newFile({ ticketId, author: owner, clientId }), viewer), 'validation');
      await assertRejects(files.add(newFile({ ticketId, author: owner, id: 'fl\0' }), viewer), 'validation');
      assertEqual(await files.pending(owner), { files: 0, bytes: 0 }, 'what was begun');
      const name = `../../\0etc/pass\ud800wd\u202egpj.exe ${'ż'.repeat(900)}`;
      const file = newFile({ ticketId, author: owner, name, clientId: '漢'.repeat(200) });
      const stored = { ...file, name: name.replace('\0', '').toWellFormed() };
      assertEqual(await files.add(file, viewer), { file: stored, replayed: false }, 'the file');
      assertEqual(await files.findByKey(ticketId, owner, file.clientId, viewer), stored, 'the stored file');
    },
  },
];
