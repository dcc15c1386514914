import { ContextProvider } from '@lit/context';
import type { SupportStore } from '../../state/support-store.ts';
import { storeContext } from '../store-source.ts';

/**
 * Stands between the list and the store of the support center. A list asks the backend as soon as it has a store with
 * somebody in it, which may be before the support center could take it away from a guest, who has no list.
 */
export class ListSupply {
  #provider: ContextProvider<typeof storeContext> | undefined;
  #store: SupportStore | undefined;

  /** What the list may work with; `undefined` lets it wait. */
  give(store: SupportStore | undefined): void {
    this.#store = store;
    this.#provider?.setValue(store);
  }

  /** Answers what the list asks for from the element around it, which must stay the same. */
  readonly onRequest = (event: HTMLElementEventMap['context-request']): void => {
    if (this.#provider) return;
    const around = event.currentTarget as HTMLElement;
    this.#provider = new ContextProvider(around, { context: storeContext, initialValue: this.#store });
    // It listens from the next question on.
    this.#provider.onContextRequest(event);
  };
}
