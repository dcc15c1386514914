/** Blobs in a bucket, against a server that speaks S3. */
import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { isSupportError } from '../../src/contract/index.ts';
import { fileService } from '../../src/node/file-service.ts';
import { lineOf, type ServerLogEntry } from '../../src/node/log.ts';
import { s3Blobs } from '../../src/node/s3-blobs.ts';
import { memoryRepository } from '../../src/server/repositories/memory.ts';
import { blobCases, someBytes } from '../helpers/blob-cases.ts';
import { startS3Server, type S3Server } from '../helpers/s3-server.ts';

const isUnavailable = (error: unknown) => isSupportError(error) && error.code === 'unavailable';

describe('blobs in a bucket', () => {
  let server: S3Server;
  before(async () => {
    server = await startS3Server();
  });
  after(() => server.close());

  blobCases(() => s3Blobs(server.options));

  it('lie under their keys', async () => {
    await s3Blobs(server.options).put('tk_9/part-3', someBytes(10));
    assert.ok(server.answers.includes('PUT /files/tk_9/part-3 200'), server.answers.join('\n'));
  });

  const wrong: [string, Partial<S3Server['options']>][] = [
    ['a wrong secret', { secretAccessKey: 'another' }],
    ['a bucket that is not there', { bucket: 'nowhere' }],
    ['nobody at the address', { endpoint: 'http://127.0.0.1:9' }],
  ];
  for (const [what, change] of wrong)
    it(`fail with ${what}, and acknowledge nothing`, async () => {
      const blobs = s3Blobs({ ...server.options, ...change });
      for (const call of [() => blobs.put('b', someBytes(1)), () => blobs.get('b'), () => blobs.ping()])
        await assert.rejects(call, isUnavailable);
    });

  for (const status of [500, 503, 429, 404])
    it(`fail while the store answers everything with ${status}, and work again afterwards`, async () => {
      const blobs = s3Blobs(server.options);
      server.failWith = status;
      for (const call of [() => blobs.put('again', someBytes(9)), () => blobs.get('again'), () => blobs.ping()])
        await assert.rejects(call, isUnavailable);
      delete server.failWith;
      await blobs.put('again', someBytes(9));
      assert.equal((await blobs.get('again'))?.length, 9);
    });

  it('that cannot be used are told of when the server starts, without their key, and keep nobody from writing', async () => {
    const bucket = { ...server.options, secretAccessKey: 'planted-secret' };
    const limits = { maxFiles: 1, maxFileBytes: 1, maxTotalBytes: 1, accept: [] };
    const { promise: told, resolve: log } = Promise.withResolvers<ServerLogEntry>();
    assert.ok(await fileService({ store: { bucket }, limits }, { repository: memoryRepository(), log }));
    const line = lineOf(await told);
    assert.equal(line['event'], 'file_store_failed');
    assert.doesNotMatch(JSON.stringify(line), /planted/);
  });
});
