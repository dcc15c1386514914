/** Registers a tag unless it is taken: the first class stays, because the page may already hold elements of it. */
export function defineElement(tag: string, element: CustomElementConstructor & { readonly version: string }): void {
  const taken = customElements.get(tag) as { version?: string } | undefined;
  if (!taken) return customElements.define(tag, element);
  if (taken === element) return;
  console.warn(
    `[helpdock] <${tag}> is already defined (version ${taken.version ?? 'unknown'}); version ${element.version} is ignored.`,
  );
}
