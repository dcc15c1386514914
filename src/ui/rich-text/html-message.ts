/** From markup to what is shown of it. */
import type { Words } from '../i18n/words.ts';
import { drawMessage } from './draw.ts';
import { foldQuote } from './fold-quote.ts';
import { sanitizeHtml } from './sanitize.ts';

/** What to show for markup that nobody vouches for; `undefined` where its plain alternative has to do. */
export function htmlMessage(html: string, words: Words): DocumentFragment | undefined {
  const tree = sanitizeHtml(html);
  const drawing = tree && drawMessage(tree, words);
  if (drawing) foldQuote(drawing, words);
  return drawing;
}
