/** What becomes of words that were not sent: where they belong, and how they are put back together. */
import type { SupportError, SupportErrorCode } from '../contract/errors.ts';

export const paragraph = '\n\n';
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
