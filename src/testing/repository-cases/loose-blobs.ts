/** Blobs that are part of no file: written down before their bytes are stored, and known until these are gone. */
import { assertEqual, assertRejects, assertTrue } from '../assert.ts';
import { begin, dayOne, newFile, open, someone, twenty, type RepositoryCase, type RepositoryWorld } from './world.ts';

/** Blobs that become loose at times of this case alone, long before those of any other. */
async function world({ repository }: RepositoryWorld, { count, from }: { count: number; from: number }) {
  const { owner, viewer } = someone();
  const { id: ticketId } = await open({ repository }, { owner });
  const file = await begin({ repository }, newFile({ ticketId, author: owner }), viewer);
  const keys = Array.from({ length: count }, (): string => crypto.randomUUID());
  const expect = (key: string) => repository.files.expectBlob(key, from + keys.indexOf(key));
  const loose = (before = from + 100, limit = 1000) => repository.files.looseBlobs(before, limit);
  const ours = async () => (await loose()).filter((key) => keys.includes(key));
  return { files: repository.files, file, keys, expect, loose, ours };
}

export const looseBlobCases: RepositoryCase[] = [
  {
    id: 'loose-blobs/are-known-until-forgotten',
    title: 'a blob is loose from when it is expected until it is forgotten, oldest first, a page at a time',
    async run(given) {
      const { files, keys, expect, loose, ours } = await world(given, { count: 3, from: 1 });
      const [first = '', second = '', third = ''] = keys;
      for (const key of [third, second, first, second]) await expect(key);
      assertEqual(await loose(4, 10), keys, 'before a time');
      assertEqual(await loose(3, 10), keys.slice(0, 2), 'before an earlier time');
      assertEqual(await loose(4, 2), keys.slice(0, 2), 'a page');
      await files.forgetBlobs([second, crypto.randomUUID(), '\0']);
      assertEqual(await ours(), [first, third], 'after one was forgotten');
      await files.forgetBlobs([]);
      await files.forgetBlobs(keys);
      assertEqual(await ours(), [], 'after all were forgotten');
      for (const key of ['\0', '\ud800']) await assertRejects(files.expectBlob(key, dayOne), 'validation');
    },
  },
  {
    id: 'loose-blobs/become-parts',
    title: 'a blob that a file takes is loose no more; of twenty that arrive together all others stay loose',
    async run(given) {
      const { files, file, keys, expect, ours } = await world(given, { count: 20, from: 200 });
      const grown = await twenty(async (index) => {
        const key = keys[index] ?? '';
        await expect(key);
        return (await files.addPart(file.id, 0, { key, size: 1 }))?.parts[0]?.key;
      });
      const taken = grown.filter((key) => key !== undefined);
      assertEqual(taken.length, 1, 'parts that were taken');
      const others = keys.filter((key) => key !== taken[0]);
      assertEqual(await ours(), others, 'loose blobs');
      await files.forgetBlobs(others);
    },
  },
  {
    id: 'loose-blobs/come-from-removed-files',
    title: 'the blobs of a removed file are loose from then on; of one that a message carries none is',
    async run(given) {
      const { files, file, keys, expect, loose, ours } = await world(given, { count: 60, from: 400 });
      for (const [count, key] of keys.entries()) {
        await expect(key);
        await files.addPart(file.id, count, { key, size: 1 });
      }
      assertEqual(await ours(), [], 'while the file is there');
      const removals = await twenty(() => files.remove(file.id, 450));
      assertEqual(removals.filter((removed) => removed !== undefined).length, 1, 'removals');
      assertEqual(await ours(), keys.toSorted(), 'after it was removed');
      assertTrue(!(await loose(450)).some((key) => keys.includes(key)), 'loose before it was removed');
      await files.forgetBlobs(keys);
    },
  },
];
