import type { ReactiveControllerHost } from 'lit';

/** A part of an element that nobody needs before the element stands: it comes after the paint, or with whoever asks first. */
export class Late<T> {
  /** Once it is there. */
  part: T | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  #coming: Promise<T | undefined> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** Brings it once what is being drawn is on screen. */
  expect(): void {
    this.#coming ??= painted().then(() => this.#bring());
  }

  /** Resolves with it, or with `undefined` where it cannot be had; the next one who asks tries again. */
  come(): Promise<T | undefined> {
    return (this.#coming ??= this.#bring());
  }

  /** Does something with it: at once where it is there, else as soon as it is. */
  use(act: (part: T) => unknown): void {
    if (this.part) act(this.part);
    else void this.come().then((part) => part && act(part));
  }

  async #bring(): Promise<T | undefined> {
    try {
      this.part = await this.#load();
      this.#host.requestUpdate();
    } catch (error) {
      this.#coming = undefined;
      console.warn('[helpdock] A part of the support center could not be loaded.', error);
    }
    return this.part;
  }
}

/** Settles once what is being drawn is on screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
