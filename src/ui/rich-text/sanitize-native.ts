/**
 * The browser's own sanitizer, with our closed list, in a document in which nothing loads or runs. It drops the content
 * of tags that it was not told about, so it is told about every tag that the markup could hold.
 */
import { allowedAttributes, allowedTags, droppedTags, mostNodes, overspent } from './closed-list.ts';

const known: ReadonlySet<string> = new Set([...allowedTags, ...droppedTags, 'html']);

/** The HTML Sanitizer API, as far as it is used here; TypeScript does not know it yet. */
interface Sanitizing extends HTMLElement {
  setHTML(html: string, options: { sanitizer: Record<string, string[] | boolean> }): void;
}

export const isNativeThere = 'setHTML' in Element.prototype;

/** Nothing in it loads or runs. */
let inert: Document | undefined;

export function sanitizeNatively(html: string): DocumentFragment {
  inert ??= document.implementation.createHTMLDocument('');
  const room = inert.createElement('div') as HTMLElement as Sanitizing;
  room.setHTML(html, {
    sanitizer: {
      elements: [...allowedTags],
      attributes: [...allowedAttributes],
      replaceWithChildrenElements: unknownTagsIn(html),
      comments: false,
      dataAttributes: false,
    },
  });
  const tree = room.ownerDocument.createDocumentFragment();
  tree.append(...room.childNodes);
  let nodes = 0;
  for (const walker = room.ownerDocument.createTreeWalker(tree); walker.nextNode();)
    if ((nodes += 1) > mostNodes) throw overspent;
  return tree;
}

/** All that a parser could take for the name of a tag (HTML, 13.2.5.8), besides those that the lists name. */
function unknownTagsIn(html: string): string[] {
  const names = new Set<string>();
  for (const [, name = ''] of html.matchAll(/<([a-z][^\t\n\f\r />]*)/gi))
    names.add(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll('\0', '\ufffd'));
  // The parser has one old name of `img`.
  return [...names].filter((name) => !known.has(name) && name !== 'image');
}
