// Written by .ci/compile-readers.mjs from the schemas of file-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type { Attachment, FileLink, IsoDateTime, UploadProgress } from '../../contract/index.ts';
import { matching, nullable, oneOf, optional, record, text, whole } from './reader.ts';

const readIsoDateTime: Reader<IsoDateTime> = matching(
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$/,
  'a date and time with an offset',
);

export const readFileLink: Reader<FileLink> = record({ url: text, expiresAt: readIsoDateTime });

const readAttachment: Reader<Attachment> = record({
  id: text,
  name: text,
  mediaType: text,
  size: whole,
  state: oneOf('scanning', 'ready', 'rejected', 'expired'),
  width: optional(whole),
  height: optional(whole),
  thumbnailUrl: optional(text),
});

export const readUploadProgress: Reader<UploadProgress> = record({
  offset: whole,
  size: whole,
  attachment: nullable(readAttachment),
});
