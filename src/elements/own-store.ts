/**
 * A store together with whoever owns it: loads the session, and while the service cannot be reached tries again by
 * itself, less and less often, as long as the page is visible.
 */
import type { SupportAdapter } from '../contract/adapter.ts';
import { createSupportStore, type SupportStore } from '../state/support-store.ts';
import { warnOnce } from '../ui/warn-once.ts';
import { pageOnline, pageVisible } from './page-conditions.ts';

const retryAfterMs = [5_000, 15_000, 45_000];

export class OwnStore {
  readonly store: SupportStore;
  readonly #stopListening: () => void;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopWaiting: () => void = () => undefined;

  constructor(adapter: SupportAdapter, locale: () => string) {
    this.store = createSupportStore({ adapter, locale, visible: pageVisible, online: pageOnline });
    this.#stopListening = this.store.subscribe(() => this.#watch());
    void this.store.session.load();
  }

  dispose(): void {
    this.#forget();
    this.#stopListening();
    this.store.dispose();
  }

  #watch(): void {
    const { snapshot } = this.store.session;
    if (snapshot.status === 'ready') this.#tries = 0;
    if (snapshot.status !== 'failed') return this.#forget();
    const { code, message, retryable } = snapshot.error;
    if (!retryable) {
      // As when page and server are of different versions: a mistake to mend, not to wait for.
      if (code === 'unavailable') warnOnce(message);
      return this.#forget();
    }
    const delay = retryAfterMs[this.#tries];
    if (this.#timer !== undefined || delay === undefined) return;
    this.#timer = setTimeout(() => this.#retry(), delay);
  }

  /** Waits for the page to be visible, however late the timer was. */
  readonly #retry = (): void => {
    this.#stopWaiting();
    if (!pageVisible.holds()) {
      this.#stopWaiting = pageVisible.subscribe(this.#retry);
      return;
    }
    this.#timer = undefined;
    this.#tries += 1;
    void this.store.session.load();
  };

  #forget(): void {
    this.#stopWaiting();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
