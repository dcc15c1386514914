const given = new Set<string>();

/** Tells the author of the page about a mistake, once for each text, however many elements repeat it. */
export function warnOnce(text: string): void {
  if (given.has(text)) return;
  given.add(text);
  console.warn(`[helpdock] ${text}`);
}
