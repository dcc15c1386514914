/** Files that a change lets a message carry: held while it is decided, and then that message's for good. */
import type { FileRecord } from '../../server/files/file-store.ts';
import type { ChangeRequest, ChangeResult, TicketChange, Viewer } from '../../server/repository.ts';
import { assertEqual, assertPresent, assertTrue, rejectionOf } from '../assert.ts';
import {
  adding,
  begin,
  dayOne,
  message,
  newFile,
  open,
  someone,
  staff,
  twenty,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

/** A customer's ticket with files that are ready to be sent. */
async function readyFiles(world: RepositoryWorld, count: number) {
  const { owner, viewer, email } = someone();
  const { id: ticketId } = await open(world, { owner, customer: { email } });
  const files: FileRecord[] = [];
  for (let index = 0; index < count; index += 1)
    files.push(await begin(world, newFile({ ticketId, author: owner, state: 'ready' }), viewer));
  const send = (init: Partial<ChangeRequest>) =>
    world.repository.changeTicket({ ticketId, viewer, decide: adding([message('see the files')]), ...init });
  const eventIdOf = async ({ clientId }: FileRecord) =>
    (await world.repository.files.findByKey(ticketId, owner, clientId, viewer))?.eventId;
  return { owner, viewer, email, ticketId, files, ids: files.map(({ id }) => id), send, eventIdOf };
}

/** Remembers the files that a decision was given. */
function seeing(change: (files: readonly FileRecord[]) => TicketChange | null) {
  const seen: FileRecord[][] = [];
  const decide: ChangeRequest['decide'] = (_ticket, files) => {
    seen.push([...files]);
    return change(files);
  };
  return { seen, decide };
}

export const carriedFileCases: RepositoryCase[] = [
  {
    id: 'carried-files/keep-their-order',
    title: 'the first event of a change carries the files that it names, each once, in its order',
    async run(world) {
      const { repository } = world;
      const { owner, viewer, email, ticketId, files, ids, send } = await readyFiles(world, 5);
      const [first, second] = [message('see the files'), message('later')];
      const { seen, decide } = seeing(adding([first, second]));
      const named = [3, 0, 4, 1, 2];
      const [inOrder, order] = [named.map((place) => files[place]!), named.map((place) => ids[place]!)];
      const change = await send({ fileIds: [...order, order[0]!, ...ids], decide });
      assertEqual(seen, [inOrder], 'what the decision was given');
      assertEqual(
        change?.events.map(({ id }) => id),
        [first.id, second.id],
        'the events',
      );
      const carried = inOrder.map((file) => ({ ...file, eventId: first.id }));
      const viewers: Viewer[] = [viewer, staff, { role: 'guest', ticketId, email }];
      for (const each of viewers) {
        assertEqual(await repository.files.ofEvent(ticketId, first.id, each), carried, 'files of the event');
        assertEqual(await repository.files.ofEvent(ticketId, second.id, each), [], 'files of the second event');
        for (const file of carried)
          assertEqual(await repository.files.find(ticketId, file.id, each), file, 'a file by its id');
      }
      assertEqual(await repository.files.pending(owner), { files: 0, bytes: 0 }, 'what is left to send');
      for (const id of ids) assertEqual(await repository.files.remove(id, dayOne), undefined, 'a removal');
      assertEqual(await repository.files.abandoned(Number.MAX_SAFE_INTEGER, 10_000).then(among(ids)), [], 'abandoned');
    },
  },
  {
    id: 'carried-files/are-the-senders-own',
    title: 'a change gets no files of another ticket, of another sender or of nobody, whatever it names',
    async run(world) {
      const mine = await readyFiles(world, 1);
      const { ticketId, viewer, owner, email } = mine;
      const foreign = await readyFiles(world, 1);
      const elsewhere = await open(world, { owner });
      const begun = (init: Partial<FileRecord>, sender: Viewer) =>
        begin(world, newFile({ ticketId, author: owner, state: 'ready', ...init }), sender);
      const others = [
        await begun({ ticketId: elsewhere.id }, viewer),
        await begun({ author: 'staff' }, staff),
        await begun({ author: `email:${email}` }, { role: 'guest', ticketId, email }),
        ...foreign.files,
      ];
      const odd = ['', 'none', '\0', '\ud800', `${mine.ids[0]}\0`, 'x'.repeat(10_000)];
      const { seen, decide } = seeing(adding([message('mine')]));
      await mine.send({ fileIds: [...odd, ...others.map(({ id }) => id), ...mine.ids], decide });
      assertEqual(seen, [mine.files], 'what the customer was given');
      const team = seeing(() => null);
      await mine.send({ viewer: staff, fileIds: others.map(({ id }) => id), decide: team.decide });
      assertEqual(
        team.seen.flat().map(({ author }) => author),
        ['staff'],
        'what the team was given',
      );
      for (const { id, ticketId: place } of others)
        assertEqual(await world.repository.files.find(place, id, staff), undefined, 'sent with it');
    },
  },
  {
    id: 'carried-files/stay-when-nothing-is-sent',
    title: 'a change that is refused, decides nothing, fails or adds no event leaves its files as they were',
    async run(world) {
      const { ids, files, send, eventIdOf } = await readyFiles(world, 2);
      const request = { fileIds: ids };
      const failure = new RangeError('not like this');
      const refused = send({
        ...request,
        decide() {
          throw failure;
        },
      });
      assertTrue((await rejectionOf(refused, 'a decision that throws')) === failure, 'the same error');
      assertEqual((await send({ ...request, decide: () => null }))?.events, [], 'a decision of nothing');
      const clash = message('twice');
      await rejectionOf(send({ ...request, decide: adding([clash, clash]) }), 'an event id used twice');
      await rejectionOf(send({ ...request, decide: adding([], { status: 'closed' }) }), 'files without an event');
      for (const file of files) assertEqual(await eventIdOf(file), null, 'the event of a file');
      const sent = assertPresent(await send(request), 'a change afterwards');
      for (const file of files) assertEqual(await eventIdOf(file), sent.events[0]?.id, 'the event in the end');
      assertEqual([sent.ticket.status, sent.ticket.lastSeq], ['open', 1], 'the ticket');
    },
  },
  {
    id: 'carried-files/are-untouched-by-a-replay',
    title: 'a second change under the same key lets nothing be carried, whatever files it names',
    async run(world) {
      const { owner, ids, files, send, eventIdOf } = await readyFiles(world, 2);
      const [sent, other] = files as [FileRecord, FileRecord];
      const key = { author: owner, clientId: 'reply' };
      const { seen, decide } = seeing(adding([message('again')]));
      const first = await send({ key, fileIds: ids.slice(0, 1) });
      const second = await send({ key, fileIds: ids, decide });
      assertEqual(seen, [], 'decisions of the second');
      assertEqual([second?.replayed, second?.events[0]?.id], [true, first?.events[0]?.id], 'the replay');
      assertEqual(await eventIdOf(sent), first?.events[0]?.id, 'the file that was sent');
      assertEqual(await eventIdOf(other), null, 'the other file');
    },
  },
  {
    id: 'carried-files/are-in-one-message',
    title: 'a second message gets a file that is carried already to refuse it, and cannot have it',
    async run(world) {
      const { ids, files, send, eventIdOf } = await readyFiles(world, 2);
      const first = await send({ fileIds: ids.slice(0, 1) });
      const eventId = first?.events[0]?.id ?? '';
      const { seen, decide } = seeing(adding([message('again')]));
      await rejectionOf(send({ fileIds: ids, decide }), 'a second message');
      assertEqual(
        seen[0]?.map((file) => file.eventId),
        [eventId, null],
        'what it was given',
      );
      assertEqual([await eventIdOf(files[0]!), await eventIdOf(files[1]!)], [eventId, null], 'the files');
    },
  },
  {
    id: 'carried-files/are-in-one-message-at-the-same-instant',
    title: 'of twenty messages that want the same files together one gets them all, and the others fail whole',
    async run(world) {
      const { repository } = world;
      const { viewer, ticketId, ids, send } = await readyFiles(world, 3);
      const orders = [ids, ids.toReversed()];
      const taken = new Error('taken');
      const answers = await twenty((index) =>
        send({
          fileIds: orders[index % 2],
          decide(_ticket, files) {
            if (files.some(({ eventId }) => eventId !== null)) throw taken;
            return { patch: {}, events: [message(`message ${index}`)] };
          },
        }).catch((error: unknown) => error),
      );
      const [winner, ...others] = answers.filter((answer) => answer !== taken);
      assertEqual(others, [], 'messages beside the one and those that saw it');
      const events = await repository.listEvents(ticketId, viewer, { limit: 9 });
      assertEqual(events, (winner as ChangeResult).events, 'the conversation');
      const carried = await repository.files.ofEvent(ticketId, events[0]?.id ?? '', viewer);
      assertEqual(carried.length, 3, 'files of the message');
    },
  },
  {
    id: 'carried-files/are-sent-or-removed',
    title: 'of a message and a removal that want the same file together one gets it',
    async run(world) {
      const { repository } = world;
      const { viewer, ticketId, ids, send } = await readyFiles(world, 20);
      await twenty(async (index) => {
        const id = ids[index]!;
        const event = message(`message ${index}`);
        // Before the message is asked for, right after, and as soon as it has been decided about.
        const moments = ['before', 'after', 'decided'] as const;
        const moment = moments[index % moments.length];
        const removal = Promise.withResolvers<FileRecord | undefined>();
        const remove = () => removal.resolve(repository.files.remove(id, dayOne));
        const { seen, decide } = seeing((files) => {
          if (moment === 'decided') queueMicrotask(remove);
          return files.length > 0 ? { patch: {}, events: [event] } : null;
        });
        if (moment === 'before') remove();
        const sending = send({ fileIds: [id], decide });
        if (moment === 'after') remove();
        const [removed] = await Promise.all([removal.promise, sending]);
        const sent = seen.flat().length > 0;
        assertEqual(removed === undefined, sent, 'one of both');
        const found = await repository.files.find(ticketId, id, viewer);
        assertEqual(found?.eventId, sent ? event.id : undefined, 'the file');
      });
    },
  },
  {
    id: 'carried-files/are-shown-as-copies',
    title: 'what a decision does to the files that it is shown is not stored',
    async run(world) {
      const { ticketId, viewer, files, ids, send } = await readyFiles(world, 1);
      const change = await send({
        fileIds: ids,
        decide(_ticket, held) {
          Object.assign(held[0]!, { id: 'changed', name: 'changed', eventId: 'changed' });
          (held as FileRecord[]).pop();
          return { patch: {}, events: [message('sent')] };
        },
      });
      const eventId = change?.events[0]?.id ?? '';
      assertEqual(
        await world.repository.files.ofEvent(ticketId, eventId, viewer),
        [{ ...files[0]!, eventId }],
        'files',
      );
    },
  },
];

function among(ids: readonly string[]): (files: readonly FileRecord[]) => string[] {
  return (files) => files.map(({ id }) => id).filter((id) => ids.includes(id));
}
