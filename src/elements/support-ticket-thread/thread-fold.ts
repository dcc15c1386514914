/**
 * Long messages begin folded. Whether one may be long is guessed from its words, for the narrowest place; whether it is,
 * is found out once the browser has laid it out.
 */
import { html, type TemplateResult } from 'lit';
import type { MessageBody } from '../../contract/message.ts';
import type { Words } from '../../ui/i18n/words.ts';

/** How many lines a folded message shows; the stylesheet says the same. */
export const foldedLines = 24;
/** Characters of a line in the narrowest place. */
const shortestLine = 30;

/** Whether the message could be longer than what is shown of it; never wrongly false. */
export function mayBeLong(body: MessageBody): boolean {
  const text = body.format === 'html' && body.html.length > body.text.length ? body.html : body.text;
  return text.length / shortestLine + text.split('\n', foldedLines + 1).length > foldedLines;
}

/** The content, with a button that shows all of it or less. Which of the two is true is kept by the page, not here. */
export function foldable(content: TemplateResult, words: Words): TemplateResult {
  return html`<div class="fold">
    <div class="body" part="message-body" dir="auto"><div>${content}</div></div>
    <button type="button" class="more" part="button" aria-expanded="false">
      <span>${words.t('msg.more')}</span><span>${words.t('msg.less')}</span>
    </button>
  </div>`;
}
