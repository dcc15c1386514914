// Written by .ci/compile-readers.mjs from the schemas of file-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type { FileLink, UploadProgress } from '../../contract/index.ts';
import { nullable, record, text, whole } from './reader.ts';
import { readAttachment, readIsoDateTime } from './readers.generated.ts';

export const readFileLink: Reader<FileLink> = record({ url: text, expiresAt: readIsoDateTime });

export const readUploadProgress: Reader<UploadProgress> = record({
  offset: whole,
  size: whole,
  attachment: nullable(readAttachment),
});
