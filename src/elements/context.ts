import type { ReactiveController } from 'lit';
import type { SupportStore } from '../state/support-store.ts';
import { type SourceHost, StoreSource } from './store-source.ts';

/**
 * Shows an element one part of the store. The element renders again only when that part is another object than before,
 * whatever else changes in the store, and also when the store itself arrives late or is replaced.
 */
export class StoreController<T> implements ReactiveController {
  readonly #host: SourceHost;
  readonly #source: StoreSource;
  readonly #select: (store: SupportStore) => T;
  readonly #changed: () => void;
  #seen: T | undefined;
  #stop: (() => void) | undefined;

  /** `changed`: called when the part changes, also while the host waits to be drawn. */
  constructor(host: SourceHost, select: (store: SupportStore) => T, changed: () => void = () => undefined) {
    this.#host = host;
    this.#select = select;
    this.#changed = changed;
    this.#source = StoreSource.of(host);
    this.#source.onChange(() => this.#subscribe());
    host.addController(this);
  }

  /** The part as it is now; `undefined` without a store. */
  get value(): T | undefined {
    const { store } = this.#source;
    return store && this.#select(store);
  }

  hostConnected(): void {
    this.#subscribe();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** The selection may depend on properties of the host, so what counts is what was rendered last. */
  hostUpdate(): void {
    this.#seen = this.value;
  }

  #subscribe(): void {
    this.#stop?.();
    this.#stop = this.#source.store?.subscribe(() => {
      if (this.value === this.#seen) return;
      this.#host.requestUpdate();
      this.#changed();
    });
  }
}
