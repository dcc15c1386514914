/** Looks through open shadow roots, as a person does who knows nothing of them. */

function* below(node: Node): Generator<Node> {
  yield node;
  const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
  for (const child of children) yield* below(child);
}

/** All text that stands in the element. */
export function deepText(root: Node): string {
  let text = '';
  for (const node of below(root)) if (node instanceof Text) text += node.data;
  return text;
}

export function deepFind(root: Node, selector: string): Element | undefined {
  for (const node of below(root)) if (node instanceof Element && node.matches(selector)) return node;
  return undefined;
}

/** Elements in the element, itself included. */
export function deepCount(root: Node): number {
  let count = 0;
  for (const node of below(root)) if (node instanceof Element) count += 1;
  return count;
}
