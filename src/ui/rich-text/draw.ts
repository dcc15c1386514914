/**
 * Makes the nodes that a reader sees from a sanitized tree. Nothing of that tree enters the page: every node here is new,
 * made from a closed table, and every attribute is set by name to a checked value. Links tell where they lead, remote
 * pictures are told about and not fetched, headings do not join the outline of the page.
 */
import { isolate } from '../formats.ts';
import type { Words } from '../i18n/words.ts';
import { findLinks } from './linkify.ts';
import { type HeldPicture, heldPicture, showAll } from './picture.ts';
import { endsInMark, safeText, withoutLeadingMarks } from './safe-text.ts';
import { hiddenTarget, hostOf, safeHref } from './safe-url.ts';

/** Below the depth at which a parser begins to flatten a tree, and above that of any honest mail. */
const deepest = 200;

const sameBlocks = 'p div blockquote pre hr ul ol li dl dt dd figure figcaption';
const sameTables = 'table caption thead tbody tfoot tr td th';
const samePhrases =
  'abbr b bdi br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var wbr';
const plainBlocks = 'article section header footer main aside nav address hgroup center details summary';

/** What is drawn for what was written. A tag that is not here leaves its content behind. */
const drawnAs: ReadonlyMap<string, string> = new Map([
  ...[sameBlocks, sameTables, samePhrases].flatMap((tags) => tags.split(' ').map((tag) => [tag, tag] as const)),
  ...plainBlocks.split(' ').map((tag) => [tag, 'div'] as const),
  ['strike', 's'],
]);

/** Thrown where a tree is deeper than any honest one. */
class TooDeepError extends RangeError {}

/** What a reader sees of a sanitized tree; `undefined` where it is too deep to lay out. */
export function drawMessage(tree: DocumentFragment, words: Words): DocumentFragment | undefined {
  const drawing = document.createDocumentFragment();
  try {
    new Drawing(words).message(tree, drawing);
    return drawing;
  } catch (error) {
    if (error instanceof TooDeepError) return undefined;
    throw error;
  }
}

class Drawing {
  readonly #words: Words;
  #endsInMark = false;
  #isInLink = false;
  readonly #pictures: HeldPicture[] = [];
  readonly #afterLink = document.createDocumentFragment();

  constructor(words: Words) {
    this.#words = words;
  }

  message(from: Node, into: DocumentFragment): void {
    this.content(from, into, 0);
    const held = this.#pictures.filter(({ show }) => show);
    if (held.length > 1) into.prepend(showAll(held, this.#words));
  }

  content(from: Node, into: Node, depth: number): void {
    if (depth > deepest) throw new TooDeepError();
    for (const node of from.childNodes) {
      if (node instanceof Text) this.#text(node.data, into);
      else if (node instanceof Element) this.#element(node, into, depth + 1);
    }
  }

  #element(from: Element, into: Node, depth: number): void {
    const tag = from.localName;
    if (tag === 'img') return this.#image(from, into);
    if (tag === 'a') return this.#link(from, into, depth);
    const drawn = /^h[1-6]$/.test(tag) ? heading() : this.#plain(from, drawnAs.get(tag));
    if (drawn) into.appendChild(drawn);
    this.content(from, drawn ?? into, depth);
  }

  #plain(from: Element, tag: string | undefined): HTMLElement | undefined {
    if (tag === undefined) return undefined;
    const element = document.createElement(tag);
    copyChecked(from, element);
    return element;
  }

  #text(data: string, into: Node): void {
    const joined = safeText(data);
    const text = this.#endsInMark ? withoutLeadingMarks(joined) : joined;
    if (text === '') return;
    this.#endsInMark = endsInMark(text);
    const words = into.appendChild(document.createTextNode(text));
    if (this.#isInLink) return;
    findLinks(text, (parts) =>
      words.replaceWith(
        ...parts.map((part) => {
          const piece = document.createTextNode(part.text);
          return part.href === undefined ? piece : this.#anchor(part.href, piece, part.text);
        }),
      ),
    );
  }

  #link(from: Element, into: Node, depth: number): void {
    const href = safeHref(from.getAttribute('href') ?? '');
    if (href === undefined || this.#isInLink) return this.content(from, into, depth);
    const words = document.createDocumentFragment();
    this.#isInLink = true;
    this.content(from, words, depth);
    this.#isInLink = false;
    const text = words.textContent;
    // A link without words could be pressed but not seen.
    if (text.trim() === '') words.appendChild(document.createTextNode(safeText(href)));
    into.appendChild(this.#anchor(href, words, text));
    into.appendChild(this.#afterLink);
  }

  #anchor(href: string, words: Node, text: string): HTMLElement {
    const anchor = document.createElement('a');
    anchor.setAttribute('href', href);
    anchor.setAttribute('target', '_blank');
    anchor.setAttribute('rel', 'noopener noreferrer nofollow');
    anchor.appendChild(words);
    const target = hiddenTarget(text, href);
    if (target !== undefined) anchor.appendChild(document.createTextNode(` (${isolate(safeText(target))})`));
    if (hostOf(href) !== undefined) anchor.appendChild(this.#unseen(` (${this.#words.t('msg.link.new_tab')})`));
    return anchor;
  }

  #unseen(text: string): HTMLElement {
    const span = document.createElement('span');
    span.className = 'visually-hidden';
    span.textContent = text;
    return span;
  }

  #image(from: Element, into: Node): void {
    const picture = heldPicture(from, this.#words);
    if (!picture) return;
    this.#pictures.push(picture);
    if (!this.#isInLink) return void into.appendChild(picture.place);
    // A button in a link could not be pressed: it comes after it, and the link speaks for the picture.
    into.appendChild(document.createTextNode(safeText(from.getAttribute('alt') ?? '')));
    this.#afterLink.appendChild(picture.place);
  }
}

/** Looks like a heading and is none: the outline belongs to the page. */
function heading(): HTMLElement {
  const element = document.createElement('p');
  element.className = 'heading';
  return element;
}

const checks: readonly [tags: string, name: string, isGood: (value: string) => boolean][] = [
  [`${sameBlocks} ${sameTables} bdi q`, 'dir', (value) => /^(?:ltr|rtl|auto)$/i.test(value)],
  [`${sameBlocks} ${sameTables} ${samePhrases}`, 'lang', (value) => /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(value)],
  ['ol', 'start', (value) => /^-?\d{1,6}$/.test(value)],
  // Cells that reach over thousands of rows cost as much as thousands of cells.
  ['td th', 'colspan', (value) => /^[1-9]\d?$/.test(value)],
  ['td th', 'rowspan', (value) => /^[1-9]\d?$/.test(value)],
];

function copyChecked(from: Element, to: HTMLElement): void {
  for (const [tags, name, isGood] of checks) {
    const value = from.getAttribute(name);
    if (value !== null && tags.split(' ').includes(to.localName) && isGood(value)) to.setAttribute(name, value);
  }
}
