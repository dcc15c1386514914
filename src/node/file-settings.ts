/** What files need: a place for their bytes, and how much of them is taken. */
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { AttachmentLimits } from '../server/files/uploads.ts';
import { megabyte, usualLimits } from '../server/files/usual-limits.ts';
import type { S3Options } from './s3-blobs.ts';
import { line, matching, wholeNumber, type Setting, type ValuesOf } from './setting.ts';

/** A store that speaks the protocol of Amazon S3; all of it is given, or nothing. */
export const bucketTable = {
  endpoint: {
    env: ['HELPDOCK_S3_ENDPOINT'],
    flag: 's3-endpoint',
    expected: 'an https address without user and password (http for a store inside your own network)',
    about: 'address of an S3-compatible store, instead of the folder',
    schema: matching(isStoreAddress),
  },
  bucket: {
    env: ['HELPDOCK_S3_BUCKET'],
    flag: 's3-bucket',
    expected: 'the name of a bucket',
    about: 'bucket for the files; nobody else should be able to read it',
    schema: z.string().check(z.regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/)),
  },
  region: {
    env: ['HELPDOCK_S3_REGION'],
    flag: 's3-region',
    expected: 'the name of a region, such as eu-central-1 (auto where the store has none)',
    about: 'region of the bucket',
    schema: z.string().check(z.regex(/^[a-z\d-]{1,50}$/)),
  },
  accessKeyId: {
    env: ['HELPDOCK_S3_ACCESS_KEY_ID'],
    expected: 'the id of an access key',
    about: 'id of the access key to that store',
    schema: line(200),
    secret: true,
  },
  secretAccessKey: {
    env: ['HELPDOCK_S3_SECRET_ACCESS_KEY'],
    expected: 'the secret of that access key',
    about: 'secret of the access key to that store',
    schema: line(500),
    secret: true,
  },
} satisfies Record<string, Setting>;

const list = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.split(',').map((part) => part.trim())),
  ),
  z.array(z.string().check(z.regex(/^(?:\.[\w-]{1,20}|[\w.+-]+\/(?:[\w.+-]+|\*))$/))),
);

export const fileTable = {
  directory: {
    env: ['HELPDOCK_FILES'],
    flag: 'files',
    expected: 'a directory',
    about: 'directory of the files; beside the embedded database unless given, and none with DATABASE_URL',
    schema: line(4096),
  },
  maxFiles: {
    env: ['HELPDOCK_MAX_FILES'],
    flag: 'max-files',
    expected: 'a whole number from 0 to 50 (0: no files)',
    about: 'files that one message may carry; 0 for none',
    schema: wholeNumber(0, 50),
    fallback: String(usualLimits.maxFiles),
  },
  maxFileMegabytes: {
    env: ['HELPDOCK_MAX_FILE_MB'],
    flag: 'max-file-mb',
    expected: 'a whole number from 1 to 2000',
    about: 'megabytes that one file may have',
    schema: wholeNumber(1, 2000),
    fallback: String(usualLimits.maxFileBytes / megabyte),
  },
  maxMessageMegabytes: {
    env: ['HELPDOCK_MAX_MESSAGE_MB'],
    flag: 'max-message-mb',
    expected: 'a whole number from 1 to 10000',
    about: 'megabytes that the files of one message may have together',
    schema: wholeNumber(1, 10_000),
    fallback: String(usualLimits.maxTotalBytes / megabyte),
  },
  accept: {
    env: ['HELPDOCK_ACCEPT'],
    flag: 'accept',
    expected: 'kinds of files with commas between, such as image/*, application/pdf, .log',
    about: 'kinds of files that are taken',
    schema: list,
    fallback: usualLimits.accept.join(','),
  },
  removeLocation: {
    env: ['HELPDOCK_REMOVE_LOCATION'],
    flag: 'remove-location',
    expected: 'yes or no',
    about: 'whether pages remove from photos where they were taken: yes or no',
    schema: z.pipe(
      z.enum(['yes', 'no']),
      z.transform((answer) => answer === 'yes'),
    ),
    fallback: 'no',
  },
} satisfies Record<string, Setting>;

export interface FileSettings {
  store: { directory: string } | { bucket: S3Options };
  limits: AttachmentLimits;
}

/** Read without a fault: every bucket setting is there, or none. Without a place for bytes there are no files. */
export function fileSettingsOf(
  values: ValuesOf<typeof fileTable>,
  bucket: ValuesOf<typeof bucketTable>,
  database: { directory: string; databaseUrl?: string | undefined },
): FileSettings | undefined {
  const { maxFiles = 0, maxFileMegabytes = 0, maxMessageMegabytes = 0, accept = [], removeLocation } = values;
  // Several servers over one Postgres may run on several machines: a folder of one of them is nothing to guess.
  const directory = values.directory ?? (database.databaseUrl ? undefined : join(database.directory, 'files'));
  const store = isWhole(bucket) ? { bucket } : directory === undefined ? undefined : { directory };
  if (!store || maxFiles === 0) return undefined;
  const limits = {
    maxFiles,
    maxFileBytes: maxFileMegabytes * megabyte,
    maxTotalBytes: maxMessageMegabytes * megabyte,
    accept,
    ...(removeLocation && { removeLocation }),
  };
  return { store, limits };
}

function isWhole(bucket: ValuesOf<typeof bucketTable>): bucket is S3Options {
  return Object.keys(bucketTable).every((name) => bucket[name as keyof typeof bucketTable] !== undefined);
}

function isStoreAddress(text: string): boolean {
  const url = URL.parse(text);
  return !!url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '';
}
