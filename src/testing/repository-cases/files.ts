/** Files on their way: begun once, stored part by part, settled once, and taken out where nobody sent them. */
import type { FilePart } from '../../server/files/file-store.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue, rejectionOf } from '../assert.ts';
import {
  begin,
  dayOne,
  newFile,
  open,
  someone,
  staff,
  twenty,
  type RepositoryCase,
  type RepositoryWorld,
} from './world.ts';

const megabyte = 1024 * 1024;

function newPart(size = megabyte): FilePart {
  return { key: `bl_${crypto.randomUUID()}`, size };
}

/** A file that its customer has begun. */
async function begun(world: RepositoryWorld) {
  const { owner, viewer } = someone();
  const { id: ticketId } = await open(world, { owner });
  const file = await begin(world, newFile({ ticketId, author: owner }), viewer);
  const stored = () => world.repository.files.findByKey(ticketId, owner, file.clientId, viewer);
  return { file, owner, viewer, ticketId, stored };
}

export const fileCases: RepositoryCase[] = [
  {
    id: 'files/are-begun-once-under-a-key',
    title: 'a second file under the same key is the first one; another author, ticket or client id is another key',
    async run(world) {
      const { files } = world.repository;
      const { file, owner, viewer, ticketId, stored } = await begun(world);
      assertEqual(await stored(), file, 'the stored file');
      const again = newFile({ ...file, id: `${file.id}2`, name: 'other.pdf', size: 1 });
      assertEqual(await files.add(again, viewer), { file, replayed: true }, 'the same key');
      const other = await open(world, { owner });
      const others = [
        [{ ...again, id: `${file.id}3`, author: 'staff' }, staff],
        [{ ...again, id: `${file.id}4`, ticketId: other.id }, viewer],
        [{ ...again, id: `${file.id}5`, clientId: `${file.clientId}2` }, viewer],
      ] as const;
      for (const [each, sender] of others)
        assertEqual(await files.add(each, sender), { file: each, replayed: false }, 'another key');
      await rejectionOf(files.add(newFile({ ticketId, author: owner, id: file.id }), viewer), 'a taken id');
      assertEqual(await stored(), file, 'the stored file afterwards');
    },
  },
  {
    id: 'files/are-begun-once-at-the-same-instant',
    title: 'of twenty equal files that are begun together one is stored, and everybody gets it',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const clientId = crypto.randomUUID();
      const answers = await twenty(() =>
        world.repository.files.add(newFile({ ticketId, author: owner, clientId }), viewer),
      );
      assertEqual(answers.filter((answer) => answer?.replayed === false).length, 1, 'files that were new');
      assertEqual(new Set(answers.map((answer) => answer?.file.id)).size, 1, 'different files');
      assertEqual((await world.repository.files.pending(owner)).files, 1, 'stored files');
    },
  },
  {
    id: 'files/begin-without-a-message',
    title: 'a file belongs to no message when it begins, whatever is said',
    async run(world) {
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      const file = newFile({ ticketId, author: owner });
      const added = await world.repository.files.add({ ...file, eventId: 'ev' }, viewer);
      assertEqual(added, { file, replayed: false }, 'the file');
      assertEqual(await world.repository.files.find(ticketId, file.id, viewer), undefined, 'found as sent');
    },
  },
  {
    id: 'files/grow-part-by-part',
    title: 'sixty parts lie in the order in which they came, and one that does not follow them is refused',
    async run(world) {
      const { files } = world.repository;
      const { file, stored } = await begun(world);
      const parts = Array.from({ length: 60 }, () => newPart());
      for (const [count, part] of parts.entries()) {
        for (const wrong of [count - 1, count + 1, count + 0.5, -1, NaN])
          assertEqual(await files.addPart(file.id, wrong, newPart()), undefined, `part ${wrong} behind ${count}`);
        const grown = await files.addPart(file.id, count, part);
        assertEqual(grown?.parts, parts.slice(0, count + 1), 'the parts');
      }
      assertEqual(await stored(), { ...file, parts }, 'the stored file');
      assertEqual(await files.addPart(`${file.id}2`, 0, newPart()), undefined, 'a part of no file');
    },
  },
  {
    id: 'files/keep-parts-as-they-are',
    title: 'keys of parts come back letter by letter',
    async run(world) {
      const { file, stored } = await begun(world);
      const parts = ['a,b', '"},{"', "'; --", '漢字 \\ \n', ''].map((key, size) => ({ key, size }));
      for (const [count, part] of parts.entries()) await world.repository.files.addPart(file.id, count, part);
      assertEqual((await stored())?.parts, parts, 'the parts');
      for (const key of ['\0', '\ud800'])
        await assertRejects(world.repository.files.addPart(file.id, parts.length, { key, size: 1 }), 'validation');
    },
  },
  {
    id: 'files/take-one-of-two-parts',
    title: 'of twenty parts that arrive together for the same place one is stored',
    async run(world) {
      const { file, stored } = await begun(world);
      const parts: FilePart[] = [];
      for (let count = 0; count < 3; count += 1) {
        const grown = await twenty(async () => {
          const part = newPart();
          return (await world.repository.files.addPart(file.id, count, part)) && part;
        });
        const won = grown.filter((part) => part !== undefined);
        assertEqual(won.length, 1, 'parts that were taken');
        parts.push(...won);
      }
      assertEqual((await stored())?.parts, parts, 'the stored parts');
    },
  },
  {
    id: 'files/settle-once',
    title: 'of twenty outcomes that arrive together one is stored; after it nothing is added and nothing changes',
    async run(world) {
      const { files } = world.repository;
      const { file, stored } = await begun(world);
      const part = newPart();
      await files.addPart(file.id, 0, part);
      const answers = await twenty((index) =>
        files.settle(file.id, { state: 'ready', facts: { mediaType: 'image/png', width: index + 1, height: 2 ** 31 } }),
      );
      const [settled, ...others] = answers.filter((answer) => answer !== undefined);
      assertEqual(others, [], 'further outcomes');
      const width = assertPresent(settled?.width, 'the width');
      const expected = {
        ...file,
        parts: [part],
        state: 'ready',
        mediaType: 'image/png',
        width,
        height: 2 ** 31,
      } as const;
      assertEqual(settled, expected, 'the outcome');
      assertEqual(await files.addPart(file.id, 1, newPart()), undefined, 'a part afterwards');
      const late = { state: 'rejected', facts: { mediaType: 'text/html' } } as const;
      assertEqual(await files.settle(file.id, late), undefined, 'an outcome afterwards');
      assertEqual(await stored(), expected, 'the stored file');
      assertEqual(await files.settle(`${file.id}2`, late), undefined, 'an outcome of no file');
    },
  },
  {
    id: 'files/may-be-rejected',
    title: 'a file that cannot be accepted says so, and goes when it is removed',
    async run(world) {
      const { files } = world.repository;
      const { file, stored } = await begun(world);
      const rejected = { ...file, state: 'rejected', mediaType: 'text/html' } as const;
      const outcome = { state: 'rejected', facts: { mediaType: 'text/html' } } as const;
      assertEqual(await files.settle(file.id, outcome), rejected, 'the outcome');
      assertEqual(await files.remove(file.id, dayOne), rejected, 'what was removed');
      assertEqual(await stored(), undefined, 'the file afterwards');
    },
  },
  {
    id: 'files/are-removed-once',
    title: 'of twenty removals that arrive together one is told what it removed, and the key is free again',
    async run(world) {
      const { files } = world.repository;
      const { file, viewer, stored } = await begun(world);
      const parts = [newPart(), newPart()];
      for (const [count, part] of parts.entries()) await files.addPart(file.id, count, part);
      const removed = (await twenty(() => files.remove(file.id, dayOne))).filter((answer) => answer !== undefined);
      assertEqual(removed, [{ ...file, parts }], 'what was removed');
      assertEqual(await stored(), undefined, 'the file afterwards');
      assertEqual(await files.addPart(file.id, 2, newPart()), undefined, 'a part afterwards');
      const next = { ...file, id: `${file.id}2` };
      assertEqual(await files.add(next, viewer), { file: next, replayed: false }, 'another under its key');
    },
  },
  {
    id: 'files/are-counted-for-their-author',
    title: 'what an author has begun and not sent is counted on all tickets together, above four gigabytes too',
    async run(world) {
      const { files } = world.repository;
      const { owner, viewer } = someone();
      assertEqual(await files.pending(owner), { files: 0, bytes: 0 }, 'before the first');
      const sizes = [1, 0, 3_000_000_000, 2_000_000_000];
      for (const size of sizes) {
        const { id: ticketId } = await open(world, { owner });
        await begin(world, newFile({ ticketId, author: owner, size }), viewer);
        await begin(world, newFile({ ticketId, author: 'staff' }), staff);
      }
      assertEqual(await files.pending(owner), { files: 4, bytes: 5_000_000_001 }, 'after four');
      assertEqual(await files.pending(someone().owner), { files: 0, bytes: 0 }, 'of somebody else');
    },
  },
  {
    id: 'files/are-abandoned-by-age',
    title: 'what was begun before a time and never sent is listed, oldest first, a page at a time',
    async run(world) {
      const { files } = world.repository;
      const { owner, viewer } = someone();
      const { id: ticketId } = await open(world, { owner });
      // Long before any other file, so that only those of this case are listed.
      const begunAt = (createdAt: number) => begin(world, newFile({ ticketId, author: owner, createdAt }), viewer);
      const [third, first, second, young] = [
        await begunAt(30),
        await begunAt(10),
        await begunAt(20),
        await begunAt(40),
      ];
      await files.settle(second.id, { state: 'ready', facts: { mediaType: 'application/pdf' } });
      const ids = async (before: number, limit: number) => (await files.abandoned(before, limit)).map(({ id }) => id);
      assertEqual(await ids(40, 10), [first.id, second.id, third.id], 'before a time');
      assertEqual(await ids(41, 2), [first.id, second.id], 'a page');
      assertEqual((await files.abandoned(11, 1))[0], first, 'a whole record');
      for (const { id } of [first, second, third, young]) await files.remove(id, dayOne);
      assertEqual(await ids(dayOne, 10), [], 'after all were removed');
    },
  },
  {
    id: 'files/share-one-signing-key',
    title: 'everybody who brings a signing key gets the same one',
    async run({ repository }) {
      const keys = new Set(await twenty((index) => repository.files.signingKey(`key ${index}`)));
      assertEqual(keys.size, 1, 'different keys');
      assertTrue(keys.has(await repository.files.signingKey('later')), 'the key later');
    },
  },
];
