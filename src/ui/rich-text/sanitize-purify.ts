/** The reference sanitizer: DOMPurify with our closed list. Loaded where the browser has none of its own. */
import DOMPurify, { type Config } from 'dompurify';
import { allowedAttributes, allowedTags, droppedTags, mostNodes, OverspentError } from './closed-list.ts';

/** Nodes that it copies to keep the content of elements it takes away. */
const mostCopies = 100_000;

const config: Config = Object.freeze({
  ALLOWED_TAGS: [...allowedTags],
  ALLOWED_ATTR: [...allowedAttributes],
  FORBID_CONTENTS: [...droppedTags],
  // Attributes that hold no address; each is checked again when it is drawn.
  ADD_URI_SAFE_ATTR: ['width', 'height', 'dir', 'lang', 'start', 'colspan', 'rowspan'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ADD_DATA_URI_TAGS: [],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOW_SELF_CLOSE_IN_ATTR: false,
  // As in the middle of a page, which is how the browser's own sanitizer reads.
  FORCE_BODY: true,
  RETURN_DOM_FRAGMENT: true,
});

let budget = { nodes: 0, copies: 0 };

/** An instance of our own: hooks and settings that a page gives to its DOMPurify do not reach it. */
const purifier = DOMPurify(window);
purifier.addHook('uponSanitizeElement', (node, { tagName, allowedTags }) => {
  budget.nodes -= 1;
  if (!allowedTags[tagName]) budget.copies -= countBelow(node);
  if (budget.nodes < 0 || budget.copies < 0) throw new OverspentError();
});

/** DOMPurify parses in a document of its own, in which nothing loads or runs. */
export function purify(html: string): DocumentFragment {
  budget = { nodes: mostNodes, copies: mostCopies };
  // There is no tree where the markup put something else in the place of the body.
  const tree = purifier.sanitize(html, config) as unknown as DocumentFragment | null;
  return tree ?? document.createDocumentFragment();
}

/** Through the prototype, because a form can name a field of its own after any method. */
function countBelow(node: Node): number {
  return node instanceof Element ? Element.prototype.getElementsByTagName.call(node, '*').length : 0;
}
