/** What is wrong with a reply, before it is sent or after: which words to show, and whether the text is to blame. */
import { asksForIdentity, type SupportError } from '../../contract/errors.ts';
import { isAboutFiles, isPending } from '../../state/file-rules.ts';
import type { ReplyFile } from '../../state/support-store.ts';
import { referenceText } from '../../ui/failure.ts';
import { fileSize } from '../../ui/file-size.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { reasonText } from './failure-reason.ts';
import { type FileLimits, totalOf } from './file-checks.ts';
import { nameText } from './file-words.ts';

/** `isText`: the field itself has to change; `isFiles`: it is about files, and may be over when they are there. */
export interface ReplyFault {
  readonly text: string;
  readonly isText: boolean;
  readonly isFiles?: boolean;
  readonly needsSignIn: boolean;
}

/** What a draft is judged by. */
export interface DraftLimits {
  /** UTF-16 code units, as `String.length` counts them. */
  readonly longest: number | undefined;
  /** `undefined` where no files can be sent. */
  readonly files: FileLimits | undefined;
}

/** Judges a draft as the server will. */
export function faultOfDraft(
  draft: string,
  files: readonly ReplyFile[],
  limits: DraftLimits,
  words: Words,
): ReplyFault | undefined {
  const { longest } = limits;
  const { length } = draft.trim();
  if (length === 0 && files.length === 0) {
    return textFault(words.t(limits.files ? 'composer.error.empty_or_file' : 'composer.error.empty'));
  }
  if (longest !== undefined && length > longest) {
    return textFault(words.t('composer.error.too_long', { over: length - longest }));
  }
  return faultOfFiles(files, limits, words);
}

/** What keeps the files of a draft from going out now. Those of two tabs can be too many together. */
export function faultOfFiles(
  files: readonly ReplyFile[],
  { files: limits }: DraftLimits,
  words: Words,
): ReplyFault | undefined {
  const failed = files.find(({ state }) => state === 'failed');
  if (failed) return fileFault(words.t('composer.error.uploads_failed', { name: nameText(failed.name) }));
  if (limits && files.length > limits.maxFiles) {
    return fileFault(words.t('attach.error.too_many', { limit: limits.maxFiles }), words.t('attach.remedy.remove'));
  }
  const total = totalOf(files);
  if (limits && total > limits.maxTotalBytes) {
    const size = fileSize(total, words.locale);
    const limit = fileSize(limits.maxTotalBytes, words.locale);
    return fileFault(words.t('attach.error.total', { size, limit }), words.t('attach.remedy.remove'));
  }
  return files.some(isPending) ? fileFault(words.t('composer.error.uploads_pending')) : undefined;
}

/** Says why a reply came back. */
export function faultOfFailure(error: SupportError, words: Words): ReplyFault {
  if (asksForIdentity(error))
    return { text: sentence(words.t('session.expired.user'), words), isText: false, needsSignIn: true };
  if (isAboutFiles(error)) return fileFault(words.t('attach.lost'));
  const text = [sentence(reasonText(error, words), words), referenceText(error, words)].filter(Boolean).join(' ');
  return { text, isText: error.code === 'validation' || error.code === 'too_large', needsSignIn: false };
}

function sentence(reason: string, words: Words): string {
  return words.t('msg.failed.sr', { reason });
}

function textFault(text: string): ReplyFault {
  return { text, isText: true, needsSignIn: false };
}

function fileFault(...sentences: readonly string[]): ReplyFault {
  return { text: sentences.join(' '), isText: false, isFiles: true, needsSignIn: false };
}
