/** What scrolls an element: the nearest box around it that can, across shadow roots and slots, or else the page. */

/** The element whose scroll position moves `element`. */
export function scrollerOf(element: Element): Element {
  for (let box = boxAround(element); box; box = boxAround(box)) {
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

function boxAround(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
