import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { announce } from '../ui/announcer.ts';
import type { Words } from '../ui/i18n/words.ts';
import * as icons from '../ui/icons.ts';
import { pageOnline } from './page-conditions.ts';
import type { SupportElement } from './support-element.ts';

const backForMs = 4_000;
/** A connection that comes and goes is told of once in a while. */
const tellEveryMs = 10_000;

type NetworkState = 'offline' | 'back';

/** Whether to say something of the network: that it is gone, or for a moment that it is back. */
export class NetworkWatch implements ReactiveController {
  state: NetworkState | undefined;
  readonly #host: SupportElement;
  readonly #words: () => Words | undefined;
  #stopListening: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = -Infinity;

  /** `words`: the language to say it in; `undefined` where another element says it. */
  constructor(host: SupportElement, words: () => Words | undefined) {
    this.#host = host;
    this.#words = words;
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
    const words = this.#words();
    if (words && performance.now() - this.#toldAt > tellEveryMs) announce(networkText(this.state, words));
    this.#toldAt = performance.now();
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.state = undefined;
    this.#host.requestUpdate();
  }
}

/** Says the same above what is still on screen. */
export function networkStrip(state: NetworkState | undefined, words: Words): TemplateResult | typeof nothing {
  if (!state) return nothing;
  return html`<div class="strip network" part="strip">
    ${state === 'offline' ? icons.warning : icons.check}
    <p class="strip-text">${networkText(state, words)}</p>
  </div>`;
}

function networkText(state: NetworkState, words: Words): string {
  return words.t(state === 'offline' ? 'net.offline' : 'net.online');
}
