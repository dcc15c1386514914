import type { SupportRoute } from '../route.ts';
import { hashRouter } from './hash-router.ts';
import { historyRouter } from './history-router.ts';

export const routerKinds = ['none', 'hash', 'history'] as const;
/** How the place in the support center shows in the address of the page. */
export type RouterKind = (typeof routerKinds)[number];

/** Translates between places and addresses, and between nothing else. */
export interface Router {
  /** The place that the address of the page names; `undefined` where it is none of ours. */
  read(): SupportRoute | undefined;
  /** Adds the place to the browser's history. */
  write(route: SupportRoute): void;
  hrefFor(route: SupportRoute): string | null;
}

/** Leaves the address to the page. */
const noRouter: Router = { read: () => undefined, write: () => undefined, hrefFor: () => null };

/** `base` is the path below which the `history` kind may write. */
export function createRouter(kind: RouterKind, base: string): Router {
  if (kind === 'hash') return hashRouter();
  return kind === 'history' ? historyRouter(base) : noRouter;
}

/** Adds an address to the history unless it is already there. What a framework keeps in `history.state` stays. */
export function pushAddress(href: string): void {
  const target = new URL(href, location.href).href;
  if (target !== location.href) history.pushState(history.state, '', target);
}

/** The id in an encoded piece of an address; `undefined` where it is none. */
export function decodedId(piece: string): string | undefined {
  try {
    return decodeURIComponent(piece) || undefined;
  } catch {
    return undefined;
  }
}
