import type { ReactiveControllerHost } from 'lit';
import { Late } from '../late.ts';

/** The code of the gate: few visitors meet it, and nobody else loads it. */
export class GateCode {
  state: 'away' | 'coming' | 'here' | 'failed' = 'away';
  readonly #host: ReactiveControllerHost;
  readonly #late: Late<unknown>;
  readonly #failed: () => void;

  /** `failed` is called each time that it could not be had. */
  constructor(host: ReactiveControllerHost, failed: () => void) {
    this.#host = host;
    this.#failed = failed;
    this.#late = new Late<unknown>(host, () => import('../support-guest-gate/support-guest-gate.define.ts'));
  }

  /** Fetches it unless it is here or on its way; where that failed, once more. */
  async load(): Promise<void> {
    if (this.state === 'coming' || this.state === 'here') return;
    this.state = 'coming';
    this.#host.requestUpdate();
    this.state = (await this.#late.come()) ? 'here' : 'failed';
    if (this.state === 'failed') this.#failed();
    this.#host.requestUpdate();
  }
}
