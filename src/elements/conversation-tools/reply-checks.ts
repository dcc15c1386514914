/** What is wrong with a reply, before it is sent or after: which words to show, and whether the text is to blame. */
import { asksForIdentity, type SupportError } from '../../contract/errors.ts';
import { referenceText } from '../../ui/failure.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { reasonText } from './failure-reason.ts';

/** `isText`: the field itself has to change. */
export interface ReplyFault {
  readonly text: string;
  readonly isText: boolean;
  readonly needsSignIn: boolean;
}

/** Judges a draft as the server will. `longest` counts UTF-16 code units, as `String.length` does. */
export function faultOfDraft(draft: string, longest: number | undefined, words: Words): ReplyFault | undefined {
  const length = draft.trim().length;
  if (length === 0) return textFault(words.t('composer.error.empty'));
  if (longest !== undefined && length > longest) {
    return textFault(words.t('composer.error.too_long', { over: length - longest }));
  }
  return undefined;
}

/** Says why a reply came back. */
export function faultOfFailure(error: SupportError, words: Words): ReplyFault {
  if (asksForIdentity(error))
    return { text: sentence(words.t('session.expired.user'), words), isText: false, needsSignIn: true };
  const text = [sentence(reasonText(error, words), words), referenceText(error, words)].filter(Boolean).join(' ');
  return { text, isText: error.code === 'validation' || error.code === 'too_large', needsSignIn: false };
}

function sentence(reason: string, words: Words): string {
  return words.t('msg.failed.sr', { reason });
}

function textFault(text: string): ReplyFault {
  return { text, isText: true, needsSignIn: false };
}
