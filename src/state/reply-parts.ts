/** What becomes of a draft that is to be sent: whether it may go out, as how many replies, and under which keys. */
import { SupportError } from '../contract/errors.ts';
import { paragraph } from './reply-words.ts';
import type { OutgoingReply, ReturnedWords } from './slices.ts';

type KeyedWords = Pick<OutgoingReply, 'clientId' | 'text'>;

/**
 * The replies that a draft is. Words that came back go out under their own key, and what was written after them is a
 * reply of its own where the server may have the first already: as one text they would stand there twice.
 */
export function partsOf(text: string, returned: ReturnedWords | undefined, newId: () => string): KeyedWords[] {
  if (returned?.text === text) return [returned];
  if (!returned?.isInDoubt || !text.startsWith(returned.text + paragraph)) return [{ clientId: newId(), text }];
  return [returned, { clientId: newId(), text: text.slice(returned.text.length).trim() }];
}

/** Why a text cannot be sent at all. `longest` counts UTF-16 code units. */
export function faultOf(text: string, longest = Infinity): SupportError | undefined {
  if (text === '') return fault('There is nothing to send.', 'required');
  if (text.length > longest) return fault(`The reply is longer than ${longest} characters.`, 'too_long');
  return undefined;
}

function fault(message: string, code: string): SupportError {
  return new SupportError(message, { code: 'validation', fields: [{ pointer: '/text', code }] });
}
