/** What scrolls an element: the nearest box around it that can, across shadow roots and slots, or else the page. */

/**
 * The element whose scroll position moves `element` now. A box counts once it holds more than it shows: `overflow-x` on
 * some wrapper makes every box look as if it scrolled both ways.
 */
export function scrollerOf(element: Element): Element {
  for (let box = boxAround(element); box; box = boxAround(box)) {
    if (box.scrollHeight <= box.clientHeight) continue;
    const { overflowY } = getComputedStyle(box);
    if (overflowY === 'auto' || overflowY === 'scroll') return box;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** Upper and lower edge of what can be seen of a scroller, in pixels of the viewport. */
export function visibleEdges(scroller: Element): { top: number; bottom: number } {
  const page = { top: 0, bottom: document.documentElement.clientHeight };
  if (scroller === document.scrollingElement) return page;
  const { top, bottom } = scroller.getBoundingClientRect();
  return { top: Math.max(top, page.top), bottom: Math.min(bottom, page.bottom) };
}

/** What an observer or a listener for this scroller belongs on: for the page that is the document. */
export function rootOf(scroller: Element): Element | Document {
  return scroller === document.scrollingElement ? document : scroller;
}

function boxAround(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
