import { SupportNavigateEvent } from './events.ts';
import type { SupportRoute } from './route.ts';

/**
 * Decides what a press on a link to a place does. A real address opens in a new tab where the visitor asks for that, and
 * is followed by the browser where the page does not object. True: there is no address, and the caller shows the place.
 */
export function followLink(host: HTMLElement, event: MouseEvent, route: SupportRoute, href: string | null): boolean {
  const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (href !== null && elsewhere) return false;
  const isAllowed = host.dispatchEvent(new SupportNavigateEvent({ route, href }));
  if (isAllowed && href !== null) return false;
  event.preventDefault();
  return isAllowed;
}
