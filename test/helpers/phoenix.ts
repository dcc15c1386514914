/** A server that is started again whenever it was killed. */
import { strict as assert } from 'node:assert';
import type { ServerProcess } from './server-process.ts';

export class Phoenix {
  readonly #start: () => ServerProcess;
  #current: ServerProcess;
  #killing: Promise<void> | undefined;
  /** Where it listens or did last, also while nobody is there. */
  address = '';
  killed = 0;

  constructor(start: () => ServerProcess) {
    this.#start = start;
    this.#current = start();
    this.#remember();
  }

  /** The address of the process that lives now, once it listens. */
  url(): Promise<string> {
    return this.#current.ready;
  }

  /** Resolves once the next process is on its way. Who asks while it is dying anyway joins in. */
  kill(): Promise<void> {
    return (this.#killing ??= this.#killNow().finally(() => (this.#killing = undefined)));
  }

  async end(): Promise<void> {
    await this.#killing;
    await this.#current.ready;
    this.#current.child.kill('SIGTERM');
    assert.equal((await this.#current.ended).code, 0);
  }

  async #killNow(): Promise<void> {
    await this.#current.ready;
    this.#current.child.kill('SIGKILL');
    const { signal } = await this.#current.ended;
    assert.equal(signal, 'SIGKILL');
    this.killed += 1;
    this.#current = this.#start();
    this.#remember();
  }

  #remember(): void {
    this.#current.ready.then((url) => (this.address = url)).catch(() => undefined);
  }
}
