/** What is said of files: their sizes and kinds, and why one was not taken. */
import type { SupportError } from '../../contract/errors.ts';
import { failureText } from '../../ui/failure.ts';
import { fileSize } from '../../ui/file-size.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import type { FileFault, FileLimits } from './file-checks.ts';

export function percentText(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
}

/** Letters of a name that a sentence shows of it: more would hide what the sentence says. */
const longestInSentence = 48;

/** For sentences: fenced off, and without its middle where it is long. */
export function nameText(name: string): string {
  const letters = [...name];
  if (letters.length <= longestInSentence) return isolate(name);
  const half = longestInSentence / 2;
  return isolate(`${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`);
}

/** What can be chosen, before anybody chooses. */
export function limitsText({ accept, maxFileBytes, maxFiles }: FileLimits, words: Words): string {
  const size = fileSize(maxFileBytes, words.locale);
  return words.t('attach.limits', { count: maxFiles, size, types: typesText(accept, words) });
}

/** Kinds that have a name in every language; others go by what everybody calls them: PDF, DOCX. */
const wordsOfKinds = {
  'image/*': 'attach.type.images',
  'video/*': 'attach.type.videos',
  'audio/*': 'attach.type.audio',
  'text/*': 'attach.type.text',
  'text/plain': 'attach.type.text',
} as const;

function typesText(accept: readonly string[], words: Words): string {
  if (accept.length === 0 || accept.includes('*/*')) return words.t('attach.type.any');
  const names = new Set(accept.map((token) => kindText(token.trim().toLowerCase(), words)));
  return new Intl.ListFormat(words.locale, { type: 'unit', style: 'short' }).format(names);
}

function kindText(token: string, words: Words): string {
  if (Object.hasOwn(wordsOfKinds, token)) return words.t(wordsOfKinds[token as keyof typeof wordsOfKinds]);
  const short = /^(?:\.|[\w.+-]+\/(?:x-)?)(\w{1,5})$/.exec(token)?.[1];
  return short === undefined ? token : short.toUpperCase();
}

/** Which file, which limit, and what to do about it. */
export function faultText({ kind, name: raw, size: bytes }: FileFault, limits: FileLimits, words: Words): string {
  const name = nameText(raw);
  const size = fileSize(bytes, words.locale);
  const inBytes = (limit: number) => fileSize(limit, words.locale);
  switch (kind) {
    case 'empty':
      return both(words.t('attach.error.empty', { name }), words.t('attach.remedy.empty'));
    case 'duplicate':
      return words.t('attach.error.duplicate', { name });
    case 'type':
      return words.t('attach.error.type', { name, types: typesText(limits.accept, words) });
    case 'too_big':
      return both(
        words.t('attach.error.too_big', { name, size, limit: inBytes(limits.maxFileBytes) }),
        words.t('attach.remedy.smaller'),
      );
    case 'too_many':
      return both(
        words.t('attach.error.too_many', { limit: limits.maxFiles }),
        words.t('attach.remedy.other_reply', { name }),
      );
    case 'total':
      return both(
        words.t('attach.error.total', { size, limit: inBytes(limits.maxTotalBytes) }),
        words.t('attach.remedy.other_reply', { name }),
      );
    case 'folder':
      return words.t('attach.error.folder', { name });
    case 'unreadable':
      return words.t('attach.error.unreadable', { name });
    case 'infected':
      return words.t('attach.error.infected', { name });
  }
}

/** Why a file that was taken is not at the server. */
export function uploadFailureText(failure: SupportError | undefined, raw: string, words: Words): string {
  const name = nameText(raw);
  if (failure?.code === 'gone') return words.t('attach.error.unreadable', { name });
  const reason = failure && failureText(failure, words, words.t('attach.refused'));
  return reason === undefined ? '' : reason;
}

function both(one: string, other: string): string {
  return `${one} ${other}`;
}
