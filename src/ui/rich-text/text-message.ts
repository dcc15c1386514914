/**
 * Plain messages are drawn at once and in place. Finding the addresses in them takes a library, which is loaded with the
 * first text that could hold one; its letters stay where they are when they become links.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { until } from 'lit/directives/until.js';
import { isolate } from '../formats.ts';
import type { Words } from '../i18n/words.ts';
import type { linkify, TextPart } from './linkify.ts';
import { splitQuote } from './quote.ts';
import { safeText } from './safe-text.ts';

/**
 * Plain text with its line breaks and with links, never with markup; the mail that it answers is folded away. The tree
 * around it takes `textMessageStyles`, and has a class `visually-hidden`.
 */
export function textMessage(text: string, words: Words): TemplateResult {
  return html`${guard([text, words], () => {
    const [written, quoted] = splitQuote(safeText(text));
    return html`<span class="plain">${pieces(written, words)}</span>${quoted === '' ? nothing : fold(quoted, words)}`;
  })}`;
}

function fold(quoted: string, words: Words): TemplateResult {
  return html`<details class="quote">
    <summary class="fold">
      <span class="shut">${words.t('msg.quote.show')}</span><span class="open">${words.t('msg.quote.hide')}</span>
    </summary>
    <span class="plain">${pieces(quoted, words)}</span>
  </details>`;
}

/** There after the first text that could hold an address. */
let find: typeof linkify | undefined;

function pieces(plain: string, words: Words): unknown {
  if (!/:\/\/|www\.|@/i.test(plain)) return plain;
  if (find) return linked(find(plain), words);
  return until(
    import('./linkify.ts').then(
      (finder) => linked((find = finder.linkify)(plain), words),
      // The words are there without their links, and the next text tries again.
      () => plain,
    ),
    plain,
  );
}

const linked = (parts: readonly TextPart[], words: Words): unknown[] =>
  parts.map((part) => (part.href === undefined ? part.text : link(part, words)));

function link({ text, href = '', target }: TextPart, words: Words): TemplateResult {
  const isOnWeb = /^https?:/.test(href);
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow"
    >${text}${target === undefined ? nothing : ` (${isolate(target)})`}${
      isOnWeb ? html`<span class="visually-hidden"> (${words.t('msg.link.new_tab')})</span>` : nothing
    }</a
  >`;
}
