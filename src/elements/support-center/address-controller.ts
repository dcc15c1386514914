import type { ReactiveController, ReactiveElement } from 'lit';
import type { SupportRoute } from '../route.ts';
import { addressChanges } from './address-changes.ts';
import { completeList } from './list-parameters.ts';
import { createRouter, type RouterKind } from './router.ts';

/** Keeps a host and the address of the page in step, by the router that the host asks for. */
export class AddressController implements ReactiveController {
  readonly #changed: (route: SupportRoute) => void;
  #router = createRouter('none', '/');
  /** The last address that was looked at. */
  #address = '';

  /** `changed` is called when back, forward or a link of the page led to another place. */
  constructor(host: ReactiveElement, changed: (route: SupportRoute) => void) {
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of addressChanges) window.addEventListener(type, this.#look);
  }

  hostDisconnected(): void {
    for (const type of addressChanges) window.removeEventListener(type, this.#look);
  }

  /** Takes another router. Returns the place that the address names now. */
  start(kind: RouterKind, base: string): SupportRoute | undefined {
    this.#router = createRouter(kind, base);
    this.#address = location.href;
    return this.#router.read();
  }

  write(route: SupportRoute): void {
    this.#router.write(route);
    this.#address = location.href;
  }

  replace(route: SupportRoute): void {
    this.#router.replace(route);
    this.#address = location.href;
  }

  /** Takes the address as it is now for no change of place. */
  stay(): void {
    this.#address = location.href;
  }

  hrefFor(route: SupportRoute): string | null {
    return this.#router.hrefFor(route);
  }

  readonly #look = (): void => {
    if (location.href === this.#address) return;
    this.#address = location.href;
    const route = this.#router.read();
    if (route) this.#changed(route.view === 'list' ? completeList(route) : route);
  };
}
