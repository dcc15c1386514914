/** Which language an element stands in, and a notice when that changes. */

/** The nearest `lang` around the element, through shadow hosts, then that of the page, then the browser's. */
export function localeOf(element: Element): string {
  for (const start of [element, ...hostsAround(element)]) {
    const lang = start.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
  }
  return element.ownerDocument.documentElement.lang || globalThis.navigator.language;
}

function* hostsAround(element: Element): Generator<Element> {
  let root = element.getRootNode();
  while (root instanceof ShadowRoot) {
    yield root.host;
    root = root.host.getRootNode();
  }
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Calls back after a `lang` changed anywhere in the trees that the element stands in: its own and those around its
 * shadow hosts. One observer serves the whole page and goes with the last listener; it holds no tree in memory.
 * Returns how to stop.
 */
export function watchLocale(element: Element, listener: () => void): () => void {
  listeners.add(listener);
  observer ??= new MutationObserver(() => {
    for (const notify of [...listeners]) notify();
  });
  for (const tree of [element, ...hostsAround(element)]) {
    observer.observe(tree.getRootNode(), { attributes: true, attributeFilter: ['lang'], subtree: true });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
