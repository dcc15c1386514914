/** Where files lie and how much of them is taken, as an operator says it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSettings } from '../../src/node/settings.ts';
import { environment } from '../helpers/server-world.ts';

const megabyte = 1_000_000;
const bucket = {
  HELPDOCK_S3_ENDPOINT: 'https://s3.eu-central-1.amazonaws.com',
  HELPDOCK_S3_BUCKET: 'support-files',
  HELPDOCK_S3_REGION: 'eu-central-1',
  HELPDOCK_S3_ACCESS_KEY_ID: 'key-id',
  HELPDOCK_S3_SECRET_ACCESS_KEY: 'planted-secret-that-nobody-may-see',
};
const read = (env: Record<string, string>) => readSettings({ ...environment, ...env }, []);
const filesOf = (env: Record<string, string>) => {
  const { settings, faults } = read(env);
  assert.ok(settings, JSON.stringify(faults));
  return settings.files;
};

describe('settings of files', () => {
  it('put them beside the embedded database unless told', () => {
    assert.deepEqual(filesOf({ HELPDOCK_DATA: '/var/help' })?.store, { directory: '/var/help/files' });
    assert.deepEqual(filesOf({ HELPDOCK_FILES: '/mnt/files' })?.store, { directory: '/mnt/files' });
  });

  it('need a place with Postgres, because its servers may run on several machines', () => {
    const env = { DATABASE_URL: 'postgres://u:p@db.example:5432/help' };
    assert.equal(filesOf(env), undefined);
    assert.deepEqual(filesOf({ ...env, HELPDOCK_FILES: '/mnt/files' })?.store, { directory: '/mnt/files' });
  });

  it('take a bucket as a whole or not at all, and never repeat its secret', () => {
    assert.deepEqual(filesOf(bucket)?.store, {
      bucket: {
        endpoint: bucket.HELPDOCK_S3_ENDPOINT,
        bucket: 'support-files',
        region: 'eu-central-1',
        accessKeyId: 'key-id',
        secretAccessKey: bucket.HELPDOCK_S3_SECRET_ACCESS_KEY,
      },
    });
    const { HELPDOCK_S3_BUCKET: _, ...half } = bucket;
    const { faults } = read({ ...half, HELPDOCK_S3_ENDPOINT: 'ftp://store.example' });
    assert.deepEqual(
      faults?.map(({ setting, wrong }) => `${setting} ${wrong}`),
      ['HELPDOCK_S3_ENDPOINT (--s3-endpoint) is "ftp://store.example"', 'HELPDOCK_S3_BUCKET (--s3-bucket) is missing'],
    );
    assert.doesNotMatch(JSON.stringify(faults), /planted/);
  });

  it('say how much is taken, of what, and whether photos keep their place', () => {
    const limits = filesOf({
      HELPDOCK_MAX_FILES: '3',
      HELPDOCK_MAX_FILE_MB: '50',
      HELPDOCK_MAX_MESSAGE_MB: '120',
      HELPDOCK_ACCEPT: 'image/*, .log',
      HELPDOCK_REMOVE_LOCATION: 'yes',
    })?.limits;
    assert.deepEqual(limits, {
      maxFiles: 3,
      maxFileBytes: 50 * megabyte,
      maxTotalBytes: 120 * megabyte,
      accept: ['image/*', '.log'],
      removeLocation: true,
    });
    assert.equal(filesOf({ HELPDOCK_MAX_FILES: '0' }), undefined);
  });

  for (const [name, value] of [
    ['HELPDOCK_MAX_FILES', '51'],
    ['HELPDOCK_MAX_FILE_MB', '0'],
    ['HELPDOCK_ACCEPT', 'pictures'],
    ['HELPDOCK_REMOVE_LOCATION', 'maybe'],
    ['HELPDOCK_S3_ENDPOINT', 'https://user:pass@store.example'],
  ] as const)
    it(`refuse ${name}=${value}`, () => assert.ok(read({ ...bucket, [name]: value }).faults));
});
