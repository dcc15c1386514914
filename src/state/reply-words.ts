/** What becomes of words: whether they may go out, under which key, and how they are put back together. */
import { SupportError, type SupportErrorCode } from '../contract/errors.ts';
import type { OutgoingReply } from './slices.ts';

export type KeyedWords = Pick<OutgoingReply, 'clientId' | 'text'>;

const paragraph = '\n\n';
/** After these only the answer is known to be missing. */
const unanswered: ReadonlySet<SupportErrorCode> = new Set(['offline', 'timeout', 'aborted', 'unavailable', 'unknown']);

/** Whether the server may have the words although it did not say so. */
export function maybeStored(failure: SupportError | undefined): boolean {
  return failure !== undefined && unanswered.has(failure.code);
}

/** Whether sending the same again is pointless: the words, the session or the ticket have to change first. */
export function isForTheBox(failure: SupportError): boolean {
  return !failure.retryable;
}

/** Several texts as one, with a blank line between them. */
export function joined(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join(paragraph);
}

/** The draft without the words that it begins with; unchanged where it does not begin with them. */
export function withoutLeading(words: string, draft: string): string {
  if (draft.trim() === words) return '';
  return draft.startsWith(words + paragraph) ? draft.slice(words.length).trimStart() : draft;
}

/**
 * The replies that a draft is. Words that came back go out under their own key, and what was written after them is a
 * reply of its own where the server may have the first already: as one text they would stand there twice.
 */
export function partsOf(
  text: string,
  returned: (KeyedWords & { readonly isInDoubt: boolean }) | undefined,
  newId: () => string,
): KeyedWords[] {
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
