/**
 * The one place where a string of somebody else's becomes a tree: by the browser's own sanitizer where there is one, else
 * by DOMPurify, both with one closed list. The same messages pass through both in the tests.
 *
 * The result is not for the page: `draw.ts` reads it and makes new nodes.
 */
import { OverspentError } from './closed-list.ts';
import { costsTooMuch } from './markup-cost.ts';
import { isNativeThere, sanitizeNatively } from './sanitize-native.ts';

let sanitize = isNativeThere ? sanitizeNatively : undefined;

/** Whether `sanitizeHtml` can be used; otherwise `loadSanitizer` has to come first. */
export function canSanitize(): boolean {
  return sanitize !== undefined;
}

/** Settles when `sanitizeHtml` can be used. */
export async function loadSanitizer(): Promise<void> {
  sanitize ??= (await import('./sanitize-purify.ts')).purify;
}

/** The markup as a tree that holds nothing but the closed list; `undefined` where it asks for too much. */
export function sanitizeHtml(html: string): DocumentFragment | undefined {
  if (!sanitize || costsTooMuch(html)) return undefined;
  try {
    const tree = sanitize(html);
    tree.normalize();
    return tree;
  } catch (error) {
    // A page whose Trusted Types policy leaves no room for the sanitizer shows plain text, and its author can see why.
    if (!(error instanceof OverspentError)) console.warn('[helpdock] A message is shown as plain text.', error);
    return undefined;
  }
}
