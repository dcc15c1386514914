import type { ReactiveController, ReactiveControllerHost } from 'lit';

const tellAfterMs = 1000;
const slowAfterMs = 8000;

/**
 * Watches how long something takes. After a second `tell` is called once, for those who cannot see the skeleton; after
 * eight seconds `slow` turns true and the host renders.
 */
export class PatienceController implements ReactiveController {
  slow = false;
  readonly #host: ReactiveControllerHost;
  readonly #isBusy: () => boolean;
  readonly #tell: () => void;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #waiting = false;

  constructor(host: ReactiveControllerHost, isBusy: () => boolean, tell: () => void) {
    this.#host = host;
    this.#isBusy = isBusy;
    this.#tell = tell;
    host.addController(this);
  }

  hostUpdated(): void {
    const busy = this.#isBusy();
    if (busy === this.#waiting) return;
    this.#stop();
    if (busy) this.#start();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #start(): void {
    this.#waiting = true;
    this.#timers = [
      setTimeout(this.#tell, tellAfterMs),
      setTimeout(() => {
        this.slow = true;
        this.#host.requestUpdate();
      }, slowAfterMs),
    ];
  }

  #stop(): void {
    this.#waiting = false;
    this.slow = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
