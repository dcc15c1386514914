/** All files of a message in one ZIP, read back with a reader of its own. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { archiveResponse, distinctNames } from '../../src/server/files/archive.ts';
import { memoryBlobs } from '../../src/server/files/memory-blobs.ts';
import { someBytes } from '../helpers/blob-cases.ts';
import { storeFile } from '../helpers/stored-file.ts';
import { hostileNames } from '../hostile/corpus/file-names.ts';

interface Entry {
  name: string;
  bytes: Buffer;
}

/** By the central directory, checking every sum (APPNOTE 6.3.10, 4.3). */
function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(zip.readUInt32LE(at), 0x02014b50);
    assert.equal(zip.readUInt16LE(at + 8) & 0x800, 0x800, 'names are UTF-8');
    assert.equal(zip.readUInt16LE(at + 10), 0, 'stored, not compressed');
    const [sum, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)];
    const [nameSize, extraSize] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    assert.equal(crc32(bytes), sum);
    entries.push({ name: zip.subarray(at + 46, at + 46 + nameSize).toString(), bytes });
    at += 46 + nameSize + extraSize + zip.readUInt16LE(at + 32);
  }
  return entries;
}

describe('the archive of a message', () => {
  it('holds every file whole, and is as long as it said', async () => {
    const blobs = memoryBlobs();
    const contents = [someBytes(3500, 1), new Uint8Array(), someBytes(1, 2)];
    const names = ['Zdjęcie.png', 'empty.txt', '報告.pdf'];
    const files = await Promise.all(
      contents.map((bytes, index) => storeFile(blobs, bytes, { name: names[index] ?? '', mediaType: 'image/png' })),
    );
    const response = archiveResponse(new Request('https://help.example/'), {
      files,
      blobs,
      name: 'all.zip',
      lifeMs: 1000,
    });
    const zip = Buffer.from(await response.arrayBuffer());
    assert.equal(response.headers.get('content-length'), String(zip.length));
    assert.equal(response.headers.get('content-type'), 'application/zip');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="all\.zip"/);
    assert.match(response.headers.get('content-security-policy') ?? '', /sandbox$/);
    const entries = entriesOf(zip);
    assert.deepEqual(
      entries.map(({ name }) => name),
      names,
    );
    for (const [index, { bytes }] of entries.entries())
      assert.equal(Buffer.compare(bytes, contents[index] ?? bytes), 0);
    const head = archiveResponse(new Request('https://help.example/', { method: 'HEAD' }), {
      files,
      blobs,
      name: 'all.zip',
      lifeMs: 1000,
    });
    assert.deepEqual([head.body, [...head.headers]], [null, [...response.headers]]);
  });

  it('gives each file a name of its own, also for systems that do not know small letters', () => {
    assert.deepEqual(distinctNames(['a.txt', 'A.TXT', 'a.txt', 'a (2).txt', 'noend', 'noend']), [
      'a.txt',
      'A (2).TXT',
      'a (3).txt',
      'a (2) (2).txt',
      'noend',
      'noend (2)',
    ]);
    const long = `${'ż'.repeat(200)}.pdf`;
    const [first = '', second = ''] = distinctNames([long, long]);
    for (const name of [first, second]) assert.ok(Buffer.byteLength(name) <= 255 && name.endsWith('.pdf'));
    assert.match(second, / \(2\)\.pdf$/);
  });

  it('keeps every name in the folder that it is unpacked into', async () => {
    const blobs = memoryBlobs();
    const names = [...hostileNames, ...hostileNames];
    const files = await Promise.all(
      names.map((name) => storeFile(blobs, new Uint8Array(1), { name, mediaType: 'image/png' })),
    );
    const response = archiveResponse(new Request('https://help.example/'), {
      files,
      blobs,
      name: '../all',
      lifeMs: 1000,
    });
    const entries = entriesOf(Buffer.from(await response.arrayBuffer()));
    assert.equal(entries.length, names.length);
    assert.equal(new Set(entries.map(({ name }) => name.toLowerCase())).size, names.length);
    for (const { name } of entries) assert.doesNotMatch(name, /[/\\:\p{Cc}]|^\.|^$/u);
  });

  it('breaks off where a part is missing, instead of being whole without it', async () => {
    const blobs = memoryBlobs();
    const file = await storeFile(blobs, someBytes(3000), { name: 'a.png', mediaType: 'image/png' });
    await blobs.remove(file.parts[2]?.key ?? '');
    const response = archiveResponse(new Request('https://help.example/'), {
      files: [file],
      blobs,
      name: 'all.zip',
      lifeMs: 1000,
    });
    await assert.rejects(response.arrayBuffer());
  });
});
