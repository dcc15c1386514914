/**
 * The one place where a string of somebody else's becomes a tree. DOMPurify parses it in a document of its own, in which
 * nothing loads or runs, and keeps what is on one closed list. The list is our own and not DOMPurify's, whose defaults
 * stop scripts but leave requests, forms, names and styles.
 *
 * The result is not for the page: `draw.ts` reads it and makes new nodes.
 */
import DOMPurify, { type Config } from 'dompurify';
import { costsTooMuch } from './markup-cost.ts';

/** Nodes that the sanitizer looks at, the copies it makes included. */
const mostNodes = 20_000;
/** Nodes that it copies to keep the content of elements it takes away. */
const mostCopies = 100_000;

const blocks = ['p', 'div', 'blockquote', 'pre', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption'];
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'];
/** Drawn as plain blocks: without them the words of two blocks would run together. */
const otherBlocks = [
  ...['article', 'section', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'hgroup', 'center'],
  ...['details', 'summary'],
];
const phrases = [
  ...['a', 'abbr', 'b', 'bdi', 'br', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'img', 'ins', 'kbd', 'mark', 'q', 'rp'],
  ...['rt', 'ruby', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'u', 'var', 'wbr'],
];

const config: Config = Object.freeze({
  ALLOWED_TAGS: [...blocks, ...headings, ...tables, ...otherBlocks, ...phrases],
  ALLOWED_ATTR: ['href', 'src', 'alt', 'width', 'height', 'dir', 'lang', 'start', 'colspan', 'rowspan'],
  // Attributes that hold no address; each is checked again when it is drawn.
  ADD_URI_SAFE_ATTR: ['width', 'height', 'dir', 'lang', 'start', 'colspan', 'rowspan'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ADD_DATA_URI_TAGS: [],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOW_SELF_CLOSE_IN_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
});

/** The markup as a tree that holds nothing but the closed list; `undefined` where it asks for too much. */
export function sanitizeHtml(html: string): DocumentFragment | undefined {
  if (costsTooMuch(html)) return undefined;
  budget = { nodes: mostNodes, copies: mostCopies };
  try {
    return purifier().sanitize(html, config) as unknown as DocumentFragment;
  } catch (error) {
    // A page whose Trusted Types policy leaves no room for the sanitizer shows plain text, and its author can see why.
    if (error !== overspent) console.warn('[helpdock] A message is shown as plain text.', error);
    return undefined;
  }
}

const overspent = new RangeError('This markup costs more than it is worth.');
let budget = { nodes: 0, copies: 0 };
let ours: typeof DOMPurify | undefined;

/** An instance of our own: hooks and settings that a page gives to its DOMPurify do not reach it. */
function purifier(): typeof DOMPurify {
  if (ours) return ours;
  ours = DOMPurify(window);
  ours.addHook('uponSanitizeElement', (node, { tagName, allowedTags }) => {
    budget.nodes -= 1;
    if (!allowedTags[tagName]) budget.copies -= countBelow(node);
    if (budget.nodes < 0 || budget.copies < 0) throw overspent;
  });
  return ours;
}

/** Through the prototype, because a form can name a field of its own after any method. */
function countBelow(node: Node): number {
  return node instanceof Element ? Element.prototype.getElementsByTagName.call(node, '*').length : 0;
}
