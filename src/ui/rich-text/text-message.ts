/** Plain messages, drawn at once and in place. Their links may come a moment later. */
import { type ElementPart, html, noChange, nothing, render, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { isolate } from '../formats.ts';
import type { Words } from '../i18n/words.ts';
import { findLinks, type TextPart } from './linkify.ts';
import { splitQuote } from './quote.ts';
import { safeText } from './safe-text.ts';

/**
 * Plain text with its line breaks and with links, never with markup; the mail that it answers is folded away. The tree
 * around it takes `textMessageStyles`, and has a class `visually-hidden`.
 */
export function textMessage(text: string, words: Words): TemplateResult {
  const [written, quoted] = splitQuote(safeText(text));
  return html`<span class="plain" ${pieces(written, words)}></span>${quoted === '' ? nothing : fold(quoted, words)}`;
}

function fold(quoted: string, words: Words): TemplateResult {
  return html`<details class="quote">
    <summary class="fold">
      <span class="shut">${words.t('msg.quote.show')}</span><span class="open">${words.t('msg.quote.hide')}</span>
    </summary>
    <span class="plain" ${pieces(quoted, words)}></span>
  </details>`;
}

/** Fills an element with the text, and with its links as soon as they are found. */
class Pieces extends Directive {
  #plain: string | undefined;
  #words: Words | undefined;

  override render(_plain: string, _words: Words): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [plain, words]: Parameters<this['render']>): unknown {
    if (plain === this.#plain && words === this.#words) return noChange;
    this.#plain = plain;
    this.#words = words;
    const show = (content: unknown) => render(content, element as HTMLElement);
    show(plain);
    findLinks(plain, (parts) => {
      if (plain === this.#plain && words === this.#words) show(linked(parts, words));
    });
    return noChange;
  }
}

const pieces = directive(Pieces);

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
