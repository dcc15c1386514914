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
  /** Adds the place to the browser's history, unless it is there already. */
  write(route: SupportRoute): void;
  /** Lets the address name the place, without a step for the button to go back. */
  replace(route: SupportRoute): void;
  hrefFor(route: SupportRoute): string | null;
}

/** Leaves the address to the page. */
const noRouter: Router = {
  read: () => undefined,
  write: () => undefined,
  replace: () => undefined,
  hrefFor: () => null,
};

/** `base` is the path below which the `history` kind may write. */
export function createRouter(kind: RouterKind, base: string): Router {
  if (kind === 'hash') return hashRouter();
  return kind === 'history' ? historyRouter(base) : noRouter;
}

/** How both routers write. What a framework keeps in `history.state` stays. */
export function addressWriter(hrefFor: Router['hrefFor']): Pick<Router, 'write' | 'replace'> {
  const target = (route: SupportRoute) => new URL(hrefFor(route) ?? '', location.href).href;
  return {
    write(route) {
      if (target(route) !== location.href) history.pushState(history.state, '', target(route));
    },
    replace(route) {
      if (target(route) !== location.href) history.replaceState(history.state, '', target(route));
    },
  };
}

/** The id in an encoded piece of an address; `undefined` where it is none. */
export function decodedId(piece: string): string | undefined {
  try {
    return decodeURIComponent(piece) || undefined;
  } catch {
    return undefined;
  }
}
