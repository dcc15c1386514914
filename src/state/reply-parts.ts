/** What becomes of a draft that is to be sent: whether it may go out, as how many replies, and under which keys. */
import { SupportError } from '../contract/errors.ts';
import { paragraph } from './reply-words.ts';
import type { OutgoingReply, ReturnedWords } from './slices.ts';

type ReplyPart = Pick<OutgoingReply, 'clientId' | 'text' | 'files'>;
/** What a draft is made of. */
type Draft = Required<Pick<OutgoingReply, 'text' | 'files'>>;

/**
 * The replies that a draft is. What came back goes out under its own key, and what was written or chosen after it is a
 * reply of its own where the server may have the first already: as one they would stand there twice.
 */
export function partsOf(draft: Draft, returned: ReturnedWords | undefined, newId: () => string): ReplyPart[] {
  const rest = returned && restOf(draft, returned);
  if (!returned || !rest) return [partOf(newId(), draft)];
  const files = draft.files.slice(0, returned.files?.length ?? 0);
  const first = partOf(returned.clientId, { text: returned.text, files });
  if (rest.text === '' && rest.files.length === 0) return [first];
  return returned.isInDoubt ? [first, partOf(newId(), rest)] : [partOf(newId(), draft)];
}

/** What of a draft comes after that which came back; `undefined` where it does not begin with that. */
export function restOf({ text, files }: Draft, returned: ReturnedWords): Draft | undefined {
  const before = returned.files ?? [];
  const isSameText = text === returned.text;
  const goesOn = text.startsWith(returned.text === '' ? '' : returned.text + paragraph);
  const hasFiles = before.every(({ clientId }, place) => files[place]?.clientId === clientId);
  if (!(isSameText || goesOn) || !hasFiles) return undefined;
  return { text: text.slice(returned.text.length).trim(), files: files.slice(before.length) };
}

function partOf(clientId: string, { text, files }: Draft): ReplyPart {
  return { clientId, text, ...(files.length > 0 && { files }) };
}

/** Why a draft cannot be sent at all. `longest` counts UTF-16 code units. */
export function faultOf({ text, files }: Draft, longest = Infinity): SupportError | undefined {
  if (text === '' && files.length === 0) return fault('There is nothing to send.', '/text', 'required');
  if (text.length > longest) return fault(`The reply is longer than ${longest} characters.`, '/text', 'too_long');
  if (files.some(({ attachment }) => !attachment))
    return fault('A file is not there yet.', '/attachmentIds', 'pending');
  return undefined;
}

function fault(message: string, pointer: string, code: string): SupportError {
  return new SupportError(message, { code: 'validation', fields: [{ pointer, code }] });
}
