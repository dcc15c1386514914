/** What a message may consist of. The lists are our own: those of sanitizers stop scripts but leave requests and forms. */

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

export const allowedTags: readonly string[] = [...blocks, ...headings, ...tables, ...otherBlocks, ...phrases];

/** Each is checked again when it is drawn. */
export const allowedAttributes: readonly string[] = [
  ...['href', 'src', 'alt', 'width', 'height', 'dir', 'lang', 'start', 'colspan', 'rowspan'],
];

/** Tags whose content is not for readers. Any other tag that is not allowed leaves its content behind. */
export const droppedTags: readonly string[] = [
  ...['script', 'style', 'template', 'title', 'head', 'svg', 'math', 'iframe', 'noscript', 'noembed', 'noframes'],
  ...['plaintext', 'xmp', 'audio', 'video', 'textarea', 'select', 'datalist', 'colgroup', 'object', 'applet'],
];

/** Nodes that a sanitizer may look at. */
export const mostNodes = 20_000;
/** Thrown where the markup costs more than it is worth. */
export class OverspentError extends RangeError {}
