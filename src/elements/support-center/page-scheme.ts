import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Whether an element with `theme="auto"` follows the system: it does where the page around it is silent about colours, and
 * follows the page where that declares a scheme.
 */
export class PageScheme implements ReactiveController {
  readonly #host: ReactiveElement & { readonly theme: string };
  readonly #tell: (followsSystem: boolean) => void;
  #theme: string | undefined;

  constructor(host: ReactiveElement & { readonly theme: string }, tell: (followsSystem: boolean) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  hostConnected(): void {
    this.#look();
  }

  hostUpdate(): void {
    if (this.#host.theme !== this.#theme) this.#look();
  }

  #look(): void {
    this.#theme = this.#host.theme;
    const around = this.#host.parentElement ?? document.documentElement;
    this.#tell(this.#theme === 'auto' && getComputedStyle(around).colorScheme === 'normal');
  }
}
