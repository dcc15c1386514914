/** Plain rules about files of a reply: whether they can go out, and what a refusal means for them. */
import { SupportError } from '../contract/errors.ts';
import type { NewUpload } from '../contract/files.ts';
import type { ReplyFile } from './slices.ts';

/** The contract takes no name that is longer, and none that is empty. */
const longestName = 1000;
const longestType = 255;

export function isPending({ state }: ReplyFile): boolean {
  return state === 'waiting' || state === 'uploading';
}

/** As the server is told of it. A name that is too long loses its middle, so that the ending stays. */
export function uploadOf({ clientId, name, mediaType }: ReplyFile): Omit<NewUpload, 'size'> {
  const isLong = name.length > longestName;
  const short = isLong ? `${name.slice(0, longestName - 100)}…${name.slice(-99)}` : name;
  return { clientId, name: short.toWellFormed() || '-', mediaType: mediaType.slice(0, longestType) };
}

/** Whether a reply was refused because the server does not have a file that it carries. */
export function isAboutFiles({ code, fields }: SupportError): boolean {
  return code === 'gone' || (code === 'validation' && fields.some(({ pointer }) => placeOf(pointer) !== undefined));
}

/** Keys of the files that the server says it does not have; all of them where it does not say which. */
export function lostFiles(failure: SupportError, files: readonly ReplyFile[]): Set<string> {
  if (!isAboutFiles(failure)) return new Set();
  const places = new Set(failure.fields.map(({ pointer }) => placeOf(pointer)));
  const named = files.filter((_, place) => places.has(place));
  return new Set((named.length > 0 ? named : files).map(({ clientId }) => clientId));
}

/** The same bytes once more, as an upload of its own. */
export function renewed({ name, mediaType, size, blob }: ReplyFile, clientId: string): ReplyFile {
  const file = { clientId, name, mediaType, size, blob, sent: 0 };
  if (blob) return { ...file, state: 'waiting' };
  const failure = new SupportError('The file is no longer here.', { code: 'gone' });
  return { ...file, state: 'failed', failure };
}

/** Of the file in the list; -1 for the list itself. */
function placeOf(pointer: string): number | undefined {
  const found = /^\/attachmentIds(?:\/(\d+))?$/.exec(pointer);
  return found ? Number(found[1] ?? -1) : undefined;
}
