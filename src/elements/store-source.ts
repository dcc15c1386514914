/**
 * Where an element's store comes from: one that is made here for its own `adapter` or `endpoint`, or else that of the
 * nearest provider around it. Whichever it is, it is passed on to the elements inside.
 */
import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';
import type { SupportAdapter } from '../contract/adapter.ts';
import type { SupportStore } from '../state/support-store.ts';
import { localeOf } from '../ui/i18n/locale.ts';
import { blame } from './blame.ts';
import { OwnStore } from './own-store.ts';
import { adapterForEndpoint, isRegistered, resolveAdapter } from './registry.ts';

/** The context that carries the store. The key is global, so that two copies of the package understand each other. */
export const storeContext = createContext<SupportStore | undefined>(Symbol.for('helpdock.store'));

/** `waiting`: something may still come; `missing`: the page connected nothing. */
export type SourcePhase = 'waiting' | 'missing' | 'ready';

/** An element that can be given a backend. */
export type SourceHost = ReactiveElement & { adapter: string | SupportAdapter | null; endpoint: string };

/** Frameworks set properties a moment after they attach the element. */
const settingGraceMs = 150;
const namingGraceMs = 3000;

const sources = new WeakMap<SourceHost, StoreSource>();

export class StoreSource implements ReactiveController {
  readonly #host: SourceHost;
  readonly #consumer: ContextConsumer<typeof storeContext, SourceHost>;
  readonly #provider: ContextProvider<typeof storeContext>;
  readonly #listeners = new Set<() => void>();
  #own: OwnStore | undefined;
  #provided: SupportStore | undefined;
  /** There is a provider around, with or without a store: if something is missing, it will say so. */
  #isInside = false;
  /** The setting that `#own` was made for, or is being made for. */
  #wanted: string | SupportAdapter | undefined;
  #overdue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The one source of an element, made at the first question. */
  static of(host: SourceHost): StoreSource {
    const known = sources.get(host) ?? new StoreSource(host);
    sources.set(host, known);
    return known;
  }

  private constructor(host: SourceHost) {
    this.#host = host;
    const take = (store: SupportStore | undefined): void => {
      this.#isInside = true;
      this.#provided = store;
      this.#publish();
    };
    this.#consumer = new ContextConsumer(host, { context: storeContext, subscribe: true, callback: take });
    this.#provider = new ContextProvider(host, { context: storeContext });
    host.addController(this);
  }

  get store(): SupportStore | undefined {
    return this.#wanted === undefined ? this.#provided : this.#own?.store;
  }

  get phase(): SourcePhase {
    if (this.store) return 'ready';
    return this.#overdue ? 'missing' : 'waiting';
  }

  /** Calls back when the element gets another store, or loses it. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#askAgain);
    this.#host.requestUpdate();
  }

  /** Follows the settings of the host. Called before each render, and earlier than any other use of the store. */
  sync(): void {
    // An element may be drawn once more after it was removed; what it let go it must not take up again.
    if (!this.#host.isConnected) return;
    const wanted = this.#setting();
    if (wanted !== this.#wanted) this.#want(wanted);
    if (!this.store && !this.#overdue && (wanted !== undefined || !this.#isInside)) this.#wait();
  }

  /** An element that is only moved keeps its store, and with it every unsent word. */
  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#askAgain);
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#provided = undefined;
      this.#isInside = false;
      this.#want(undefined);
    });
  }

  /** The provider around it may be defined later than the element itself. */
  readonly #askAgain = (): void => {
    if (!this.#isInside) this.#consumer.hostConnected();
  };

  #setting(): string | SupportAdapter | undefined {
    const { adapter, endpoint } = this.#host;
    if (adapter === '[object Object]') {
      blame((faults) => faults.adapterIsText(this.#host));
      return endpoint.trim() || undefined;
    }
    return (typeof adapter === 'string' ? adapter.trim() : adapter) || endpoint.trim() || undefined;
  }

  #want(wanted: string | SupportAdapter | undefined): void {
    this.#stopWaiting();
    this.#wanted = wanted;
    this.#own?.dispose();
    this.#own = undefined;
    if (typeof wanted === 'object') this.#start(wanted);
    else if (wanted !== undefined) this.#resolve(wanted);
    this.#publish();
  }

  #resolve(wanted: string): void {
    const named = typeof this.#host.adapter === 'string' && this.#host.adapter.trim() === wanted;
    if (!named) {
      const adapter = this.#endpointAdapter(wanted);
      if (adapter) this.#start(adapter);
      return;
    }
    void resolveAdapter(wanted).then(
      (adapter) => {
        if (this.#wanted !== wanted || this.#own) return;
        this.#start(adapter);
        this.#publish();
      },
      (cause: unknown) => {
        blame((faults) => faults.factoryFailed(wanted, cause));
        this.#giveUp();
      },
    );
  }

  #start(adapter: SupportAdapter): void {
    this.#own = new OwnStore(adapter, () => localeOf(this.#host));
  }

  #publish(): void {
    const { store } = this;
    if (store) this.#stopWaiting();
    if (this.#provider.value !== store) this.#provider.setValue(store);
    for (const listener of this.#listeners) listener();
    if (this.#host.isConnected) this.#host.requestUpdate();
  }

  #wait(): void {
    const named = typeof this.#wanted === 'string';
    this.#timer ??= setTimeout(() => this.#giveUp(), named ? namingGraceMs : settingGraceMs);
  }

  #giveUp(): void {
    if (this.store || !this.#host.isConnected || (this.#wanted === undefined && this.#isInside)) return;
    this.#overdue = true;
    const name = this.#wanted;
    blame((faults) =>
      typeof name === 'string' && !isRegistered(name) ? faults.nameIsUnknown(name) : faults.hasNoBackend(this.#host),
    );
    this.#host.requestUpdate();
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#overdue = false;
  }

  #endpointAdapter(endpoint: string): SupportAdapter | undefined {
    try {
      const adapter = adapterForEndpoint(endpoint);
      if (!adapter) blame((faults) => faults.endpointHasNoEffect(endpoint));
      return adapter;
    } catch (cause) {
      blame((faults) => faults.endpointIsWrong(endpoint, cause));
      return undefined;
    }
  }
}
