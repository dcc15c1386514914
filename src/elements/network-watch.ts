import type { ReactiveController } from 'lit';
import { announce } from '../ui/announcer.ts';
import { pageOnline } from './page-conditions.ts';
import type { SupportElement } from './support-element.ts';

const backForMs = 4_000;
/** A connection that comes and goes is told of once in a while. */
const tellEveryMs = 10_000;

/** Whether to say something of the network: that it is gone, or for a moment that it is back. */
export class NetworkWatch implements ReactiveController {
  state: 'offline' | 'back' | undefined;
  readonly #host: SupportElement;
  readonly #text: () => string | undefined;
  #stopListening: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  /** `text`: what to say in the state that it is in; empty where another element says it. */
  constructor(host: SupportElement, text: () => string | undefined) {
    this.#host = host;
    this.#text = text;
    host.addController(this);
  }

  hostConnected(): void {
    this.state = pageOnline.holds() ? undefined : 'offline';
    this.#stopListening = pageOnline.subscribe(() => this.#change());
  }

  hostDisconnected(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  #change(): void {
    const isOnline = pageOnline.holds();
    if (isOnline && this.state !== 'offline') return;
    this.state = isOnline ? 'back' : 'offline';
    clearTimeout(this.#timer);
    if (isOnline) this.#timer = setTimeout(() => this.#forget(), backForMs);
    const text = this.#text();
    if (text && performance.now() - this.#toldAt > tellEveryMs) announce(text);
    this.#toldAt = performance.now();
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.state = undefined;
    this.#host.requestUpdate();
  }
}
