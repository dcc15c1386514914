/**
 * The browser's own sanitizer, with our closed list, in a document in which nothing loads or runs. It drops the content
 * of tags that it was not told about, so it is told about every tag that the markup could hold.
 */
import { allowedAttributes, allowedTags, droppedTags, mostNodes, OverspentError } from './closed-list.ts';

const known: ReadonlySet<string> = new Set([...allowedTags, ...droppedTags, 'html']);

/** The HTML Sanitizer API; TypeScript knows only its settings yet. */
interface Sanitizing extends HTMLElement {
  setHTML(html: string, options: { sanitizer: Sanitizer }): void;
}

export const isNativeThere = 'setHTML' in Element.prototype;

/** Nothing in it loads or runs. */
let inert: Document | undefined;
/** For markup of which all tags are known; most is. */
let usual: Sanitizer | undefined;

export function sanitizeNatively(html: string): DocumentFragment {
  inert ??= document.implementation.createHTMLDocument('');
  const room = inert.createElement('div') as HTMLElement as Sanitizing;
  const unknown = unknownTagsIn(html);
  room.setHTML(html, { sanitizer: unknown.length > 0 ? sanitizerFor(unknown) : (usual ??= sanitizerFor([])) });
  const tree = room.ownerDocument.createDocumentFragment();
  tree.append(...room.childNodes);
  let nodes = 0;
  for (const walker = room.ownerDocument.createTreeWalker(tree); walker.nextNode();)
    if ((nodes += 1) > mostNodes) throw new OverspentError();
  return tree;
}

function sanitizerFor(unknownTags: string[]): Sanitizer {
  return new Sanitizer({
    elements: [...allowedTags],
    attributes: [...allowedAttributes],
    replaceWithChildrenElements: unknownTags,
    comments: false,
    dataAttributes: false,
  });
}

/** All that a parser could take for the name of a tag (HTML, 13.2.5.8), besides those that the lists name. */
function unknownTagsIn(html: string): string[] {
  const names = new Set<string>();
  for (const [, name = ''] of html.matchAll(/<([a-z][^\t\n\f\r />]*)/gi))
    names.add(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll('\0', '\ufffd'));
  // The parser has one old name of `img`.
  return [...names].filter((name) => !known.has(name) && name !== 'image');
}
