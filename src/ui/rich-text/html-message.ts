/** The part of rich text that is loaded when the first message with markup is shown, the sanitizer included. */
import type { Words } from '../i18n/words.ts';
import { drawMessage } from './draw.ts';
import { sanitizeHtml } from './sanitize.ts';

/** What to show for markup that nobody vouches for; `undefined` where its plain alternative has to do. */
export function htmlMessage(html: string, words: Words): DocumentFragment | undefined {
  const tree = sanitizeHtml(html);
  return tree && drawMessage(tree, words);
}
