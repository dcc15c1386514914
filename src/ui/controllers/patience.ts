import type { ReactiveController, ReactiveControllerHost } from 'lit';

const skeletonAfterMs = 150;
const skeletonForMs = 300;
const tellAfterMs = 1000;
const slowAfterMs = 8000;

/**
 * Watches how long something takes. What comes quickly needs no skeleton, and one that came stays long enough to be no
 * flicker, so `skeleton` may outlast the wait. After a second `tell` is called once, for those who cannot see the
 * skeleton; after eight seconds `slow` turns true. The host renders whenever one of the two changes.
 */
export class PatienceController implements ReactiveController {
  skeleton = false;
  slow = false;
  readonly #host: ReactiveControllerHost;
  readonly #isBusy: () => boolean;
  readonly #tell: () => void;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #isConnected = false;
  #isWaiting = false;
  #shownAt = 0;

  constructor(host: ReactiveControllerHost, isBusy: () => boolean, tell: () => void) {
    this.#host = host;
    this.#isBusy = isBusy;
    this.#tell = tell;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
  }

  /** Before each render, so that the render already knows. A host that was taken off the page waits for nothing. */
  hostUpdate(): void {
    const isBusy = this.#isConnected && this.#isBusy();
    if (isBusy === this.#isWaiting) return;
    this.#isWaiting = isBusy;
    this.#stopTimers();
    if (isBusy) this.#start();
    else this.#finish();
  }

  hostDisconnected(): void {
    this.#stopTimers();
    this.#isConnected = false;
    this.#isWaiting = false;
    this.skeleton = false;
  }

  #start(): void {
    this.#timers = [
      setTimeout(() => this.#setSkeleton(true), skeletonAfterMs),
      setTimeout(this.#tell, tellAfterMs),
      setTimeout(() => {
        this.slow = true;
        this.#host.requestUpdate();
      }, slowAfterMs),
    ];
  }

  #finish(): void {
    const restMs = this.#shownAt + skeletonForMs - performance.now();
    if (this.skeleton && restMs > 0) this.#timers = [setTimeout(() => this.#setSkeleton(false), restMs)];
    else this.skeleton = false;
  }

  #setSkeleton(isShown: boolean): void {
    if (isShown && !this.skeleton) this.#shownAt = performance.now();
    this.skeleton = isShown;
    this.#host.requestUpdate();
  }

  #stopTimers(): void {
    this.slow = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
