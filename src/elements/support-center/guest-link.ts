import type { ReactiveController, ReactiveElement } from 'lit';
import { addressChanges } from './address-changes.ts';
import { decodedId } from './router.ts';

const fragment = '#support/g/';
/** For mailers that break fragments. */
const parameter = 'support_link';

/** Looks out for the link that guests come with, in the address of the page, whatever else the address is used for. */
export class GuestLink implements ReactiveController {
  readonly #came: (link: string) => void;

  /** `came` is called with what the link says of itself, whole or broken, when it is no longer in the address. */
  constructor(host: ReactiveElement, came: (link: string) => void) {
    this.#came = came;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of addressChanges) window.addEventListener(type, this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    for (const type of addressChanges) window.removeEventListener(type, this.#look);
  }

  readonly #look = (): void => {
    const link = takeLink();
    if (link !== undefined) this.#came(link);
  };
}

/**
 * Takes the link out of the address, without a step in the history, so that nobody reads it there later: not over the
 * visitor's shoulder, not in a copied address, not in the log of the next site. `undefined` where there is none.
 */
function takeLink(): string | undefined {
  const { hash, search } = location;
  const inFragment = hash.startsWith(fragment);
  const inQuery = new URLSearchParams(search).get(parameter);
  if (!inFragment && inQuery === null) return undefined;
  const address = new URL(location.href);
  if (inFragment) address.hash = '';
  if (inQuery !== null) address.search = withoutLink(search);
  history.replaceState(history.state, '', address);
  return inFragment ? textOf(hash.slice(fragment.length)) : (inQuery ?? '');
}

/** Piece by piece, because a page may care how its own parameters are written. */
function withoutLink(search: string): string {
  const pieces = search.slice(1).split('&');
  return pieces.filter((piece) => !new URLSearchParams(piece).has(parameter)).join('&');
}

/** What cannot be decoded is no token either; whoever tries the link says so. */
function textOf(piece: string): string {
  return decodedId(piece) ?? piece;
}
