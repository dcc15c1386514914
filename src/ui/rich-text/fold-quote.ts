/** Folds away, in a drawn message, the mail that it answers. Nothing is removed: a press, a search or a printer shows it. */
import type { Words } from '../i18n/words.ts';
import { isAttribution, startsOldMail } from './quote.ts';

export function foldQuote(drawing: DocumentFragment, words: Words): void {
  const quoted = endQuote(drawing) ?? [];
  const [first] = quoted;
  if (!first || !hasWordsBefore(first, drawing)) return;
  const details = document.createElement('details');
  details.className = 'quote';
  const summary = document.createElement('summary');
  summary.className = 'fold';
  for (const [name, text] of [
    ['shut', words.t('msg.quote.show')],
    ['open', words.t('msg.quote.hide')],
  ] as const) {
    const label = document.createElement('span');
    label.className = name;
    label.textContent = text;
    summary.append(label);
  }
  first.parentNode?.insertBefore(details, first);
  details.append(summary, ...quoted);
}

/** The nodes of the quote that the tree ends with; `undefined` where it ends with something else. */
function endQuote(within: Node): Node[] | undefined {
  const nodes = [...within.childNodes];
  const old = nodes.findIndex((node) => node instanceof Element && startsOldMail(linesOf(node)));
  if (old >= 0) return nodes.slice(old);
  const end = nodes.findLastIndex((node) => !isBlank(node));
  const last = nodes[end];
  if (!(last instanceof Element)) return undefined;
  if (last.localName !== 'blockquote') return last.localName === 'div' ? endQuote(last) : undefined;
  const before = nodes.findLastIndex((node, place) => place < end && !isBlank(node));
  const start = before >= 0 && isAttribution(nodes[before]?.textContent ?? '') ? before : end;
  return nodes.slice(start);
}

const isBlank = (node: Node) => node.textContent?.trim() === '';

/** Fields of a header stand below one another, whatever the markup between them. */
function linesOf(element: Element): string {
  const text = element.textContent.slice(0, 500).trim();
  return /^(?:from|od|von|-)/i.test(text) ? text : '';
}

function hasWordsBefore(node: Node, drawing: DocumentFragment): boolean {
  const range = document.createRange();
  range.setStart(drawing, 0);
  range.setEndBefore(node);
  return range.toString().trim() !== '';
}
