/** What every store of blobs does, whatever it is made of. */
import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { maxBlobBytes, type BlobStore } from '../../src/server/files/blob-store.ts';
import { randomNumbers } from './random.ts';

/** Bytes of every value, the same for the same seed. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const random = randomNumbers(seed);
  return Uint8Array.from({ length }, () => random() * 256);
}

/** Registers the cases; `open` is called in each. */
export function blobCases(open: () => Promise<BlobStore> | BlobStore): void {
  it('gives back what was put, byte for byte', async () => {
    const blobs = await open();
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    await blobs.put('tk_1/part-0', all);
    await blobs.put('empty', new Uint8Array());
    assert.deepEqual([...((await blobs.get('tk_1/part-0')) ?? [])], [...all]);
    assert.equal((await blobs.get('empty'))?.length, 0);
  });

  it('keeps a blob of the largest size', async () => {
    const blobs = await open();
    const bytes = someBytes(maxBlobBytes);
    await blobs.put('large', bytes);
    assert.equal(Buffer.compare(Buffer.from((await blobs.get('large')) ?? []), bytes), 0);
  });

  it('keeps what was put when the caller goes on with its buffer', async () => {
    const blobs = await open();
    const bytes = someBytes(64);
    const before = [...bytes];
    await blobs.put('buffer', bytes);
    bytes.fill(0);
    assert.deepEqual([...((await blobs.get('buffer')) ?? [])], before);
  });

  it('has nothing under a key that was never put, or was removed', async () => {
    const blobs = await open();
    assert.equal(await blobs.get('missing/part'), undefined);
    await blobs.put('short-lived', someBytes(10));
    await blobs.remove('short-lived');
    assert.equal(await blobs.get('short-lived'), undefined);
    await blobs.remove('short-lived');
    await blobs.remove('missing/part');
  });

  it('replaces a blob by another of the same key, also a shorter one', async () => {
    const blobs = await open();
    await blobs.put('twice', someBytes(1000, 2));
    await blobs.put('twice', someBytes(10, 3));
    assert.deepEqual([...((await blobs.get('twice')) ?? [])], [...someBytes(10, 3)]);
  });

  it('tells keys apart that look alike', async () => {
    const blobs = await open();
    const keys = ['a/b', 'a_b', 'a-b', 'ab', 'a'];
    for (const [index, key] of keys.entries()) await blobs.put(key, Uint8Array.of(index));
    const found = await Promise.all(keys.map(async (key) => (await blobs.get(key))?.[0]));
    assert.deepEqual(found, [0, 1, 2, 3, 4]);
  });

  it('takes many blobs at once, and one of several for the same key', async () => {
    const blobs = await open();
    const seeds = Array.from({ length: 24 }, (_, index) => index);
    await Promise.all(seeds.map((seed) => blobs.put(`many/part-${seed}`, someBytes(5000, seed))));
    for (const seed of seeds)
      assert.deepEqual([...((await blobs.get(`many/part-${seed}`)) ?? [])], [...someBytes(5000, seed)]);
    await Promise.all(seeds.map((seed) => blobs.put('same', someBytes(5000, seed))));
    const winner = Buffer.from((await blobs.get('same')) ?? []);
    assert.equal(seeds.filter((seed) => winner.equals(someBytes(5000, seed))).length, 1);
  });

  it('answers a ping and leaves nothing of it', async () => {
    const blobs = await open();
    await blobs.ping();
    assert.equal(await blobs.get('ping'), undefined);
  });

  it('refuses keys that the server cannot have made', async () => {
    const blobs = await open();
    const hostile = [
      '',
      '..',
      '../x',
      'a/../b',
      '/a',
      'a/',
      'a/b/c',
      'A',
      'a.b',
      'a\\b',
      'a\0',
      'a b',
      'ż',
      'a'.repeat(201),
    ];
    for (const key of hostile)
      for (const call of [() => blobs.put(key, new Uint8Array(1)), () => blobs.get(key), () => blobs.remove(key)])
        await assert.rejects(call, TypeError, JSON.stringify(key));
  });
}
