import type { ReactiveController } from 'lit';
import { followLive } from '../../state/live.ts';
import type { SupportStore } from '../../state/support-store.ts';
import { pageVisible } from '../page-conditions.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

/** As long as the element is on the page, what changes shows by itself, whichever store it has. */
export class LiveWatch implements ReactiveController {
  readonly #source: StoreSource;
  #watched: SupportStore | undefined;
  #stop: (() => void) | undefined;

  constructor(host: SourceHost) {
    this.#source = StoreSource.of(host);
    this.#source.onChange(() => this.#watch(this.#source.store));
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch(this.#source.store);
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(store: SupportStore | undefined): void {
    if (store === this.#watched) return;
    this.#stop?.();
    this.#watched = store;
    this.#stop = store && followLive(store, { visible: pageVisible, random: Math.random }).watch();
  }
}
