import { adoptStyles, type CSSResultOrNative, type ReactiveElement } from 'lit';

/** Gives an element the styles of a part that came after it was made. */
export function addStyles({ renderRoot }: ReactiveElement, ...late: CSSResultOrNative[]): void {
  const root = renderRoot as ShadowRoot;
  adoptStyles(root, [...root.adoptedStyleSheets, ...late]);
}
