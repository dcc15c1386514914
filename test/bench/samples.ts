/** Measured values by name, in the order of the rounds. */
export class Samples {
  readonly #values = new Map<string, readonly number[]>();

  add(name: string, ...values: readonly number[]): void {
    this.#values.set(name, [...this.of(name), ...values]);
  }

  of(name: string): readonly number[] {
    return this.#values.get(name) ?? [];
  }
}
