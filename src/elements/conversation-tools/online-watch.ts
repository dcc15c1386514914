import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageOnline } from '../page-conditions.ts';

/** Whether there is a network, as far as the browser knows; the host renders when that changes. */
export class OnlineWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isOnline(): boolean {
    return pageOnline.holds();
  }

  hostConnected(): void {
    this.#stop = pageOnline.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
