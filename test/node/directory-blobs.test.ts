/** Blobs in a folder: whole or not there, whenever the process dies and whatever the disk does. */
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { isSupportError } from '../../src/contract/index.ts';
import { directoryBlobs } from '../../src/node/directory-blobs.ts';
import { StartError } from '../../src/node/start-error.ts';
import { blobCases, someBytes } from '../helpers/blob-cases.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

const filesIn = (folder: string) =>
  globSync('**/*', { cwd: folder, withFileTypes: true }).filter((each) => each.isFile());
const isUnavailable = (error: unknown) => isSupportError(error) && error.code === 'unavailable';
const blobsModule = new URL('../../src/node/directory-blobs.ts', import.meta.url).href;

/** A process that puts blobs one after the other and tells of each that was acknowledged. */
const writer = `
  import { directoryBlobs } from ${JSON.stringify(blobsModule)};
  const blobs = await directoryBlobs(process.argv[1]);
  for (let index = 0; ; index += 1) {
    await blobs.put(process.argv[2] + '/part-' + index, new Uint8Array(200_000).fill(index));
    console.log(index);
  }`;

describe('blobs in a folder', () => {
  blobCases(() => directoryBlobs(temporaryFolder()));

  it('are there for the next process, readable for nobody else', async () => {
    const folder = temporaryFolder();
    await (await directoryBlobs(folder)).put('tk_1/part-0', someBytes(100));
    assert.equal((await (await directoryBlobs(folder)).get('tk_1/part-0'))?.length, 100);
    const [file] = filesIn(folder);
    assert.equal(file?.name, 'tk_1.part-0');
    if (process.platform !== 'win32') assert.equal(statSync(join(file.parentPath, file.name)).mode & 0o077, 0);
  });

  it('are spread over many folders', async () => {
    const folder = temporaryFolder();
    const blobs = await directoryBlobs(folder);
    for (let index = 0; index < 100; index += 1) await blobs.put(`part-${index}`, new Uint8Array(1));
    assert.ok(new Set(filesIn(folder).map((file) => file.parentPath)).size > 50);
  });

  it('are all there and whole after the process was killed in the middle of its writes', async () => {
    const folder = temporaryFolder();
    for (const [round, acknowledgedBefore] of [3, 11, 20].entries()) {
      const child = spawn(
        process.execPath,
        ['--conditions=helpdock:source', '--input-type=module', '-e', writer, folder, `r${round}`],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const ended = once(child, 'close');
      const acknowledged: number[] = [];
      createInterface(child.stdout).on('line', (line) => {
        acknowledged.push(Number(line));
        if (acknowledged.length === acknowledgedBefore) child.kill('SIGKILL');
      });
      await ended;
      const blobs = await directoryBlobs(folder);
      assert.ok(acknowledged.length >= acknowledgedBefore);
      for (const index of acknowledged) {
        const found = await blobs.get(`r${round}/part-${index}`);
        assert.ok(found?.length === 200_000 && found.every((byte) => byte === index % 256), `blob ${index}`);
      }
      // The one that was under way is whole or not there.
      const next = await blobs.get(`r${round}/part-${acknowledged.length}`);
      assert.ok(next === undefined || next.length === 200_000);
    }
  });

  it('sweep what a dead process left half-written, and nothing that may still be under way', async () => {
    const folder = temporaryFolder();
    await directoryBlobs(folder);
    const [old, young] = ['old', 'young'].map((name) => join(folder, 'incoming', name)) as [string, string];
    for (const path of [old, young]) writeFileSync(path, 'half');
    const hourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(old, hourAgo, hourAgo);
    await directoryBlobs(folder);
    assert.deepEqual(readdirSync(join(folder, 'incoming')), ['young']);
  });

  it('leave nothing behind where the disk takes only a part of them', async () => {
    const folder = temporaryFolder();
    const trial = `
      import { directoryBlobs } from ${JSON.stringify(blobsModule)};
      const blobs = await directoryBlobs(process.argv[1]);
      await blobs.put('small', new Uint8Array(1000));
      const refused = await blobs.put('large', new Uint8Array(1_000_000)).catch((error) => error);
      console.log(refused.code, refused.cause.code, (await blobs.get('small')).length, await blobs.get('large'));`;
    // The system ends the write after 64 blocks, as a full disk would.
    const script = `trap '' XFSZ; ulimit -f 64; exec "$0" --conditions=helpdock:source --input-type=module -e "$1" "$2"`;
    const child = spawn('sh', ['-c', script, process.execPath, trial, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child, 'close');
    assert.equal(said, 'unavailable EFBIG 1000 undefined\n');
    assert.deepEqual(
      filesIn(folder).map((file) => file.name),
      ['small'],
    );
  });

  it('say that the disk is away, and never that a blob is not there', async () => {
    const folder = temporaryFolder();
    const blobs = await directoryBlobs(folder);
    await blobs.put('kept', someBytes(10));
    renameSync(folder, `${folder}-away`);
    for (const call of [
      () => blobs.put('b', someBytes(1)),
      () => blobs.get('kept'),
      () => blobs.remove('kept'),
      () => blobs.ping(),
    ])
      await assert.rejects(call, isUnavailable);
    renameSync(`${folder}-away`, folder);
    await blobs.ping();
    assert.equal((await blobs.get('kept'))?.length, 10);
  });

  it('keep what was there when its replacement fails', async () => {
    const folder = temporaryFolder();
    const blobs = await directoryBlobs(folder);
    await blobs.put('kept', someBytes(10, 4));
    rmSync(join(folder, 'incoming'), { recursive: true });
    await assert.rejects(blobs.put('kept', someBytes(10, 5)), isUnavailable);
    assert.deepEqual([...((await blobs.get('kept')) ?? [])], [...someBytes(10, 4)]);
  });

  it('do not start in a place that cannot be a folder', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await assert.rejects(directoryBlobs(join(file, 'blobs')), StartError);
  });
});
