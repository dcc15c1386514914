import type { Author } from '../contract/ticket.ts';
import type { Words } from '../ui/i18n/words.ts';
import { plainLine } from '../ui/rich-text/safe-text.ts';

/** The name that a message is signed with. */
export function authorName({ kind, name }: Author, words: Words): string {
  if (kind === 'you') return words.t('msg.author.you');
  return name ? plainLine(name) : words.t(kind === 'system' ? 'msg.author.bot' : 'msg.author.support');
}
