/** How many of something each of several names has, up to a limit for each. */
export class Seats {
  readonly #taken = new Map<string, number>();

  /** Takes one under each name, or none where one of the limits is reached. Returns how to give them back. */
  take(limits: Readonly<Record<string, number>>): (() => void) | undefined {
    const names = Object.keys(limits);
    if (names.some((name) => this.#count(name) >= (limits[name] ?? 0))) return undefined;
    for (const name of names) this.#taken.set(name, this.#count(name) + 1);
    let isTaken = true;
    return () => {
      if (isTaken) for (const name of names) this.#giveBack(name);
      isTaken = false;
    };
  }

  #count(name: string): number {
    return this.#taken.get(name) ?? 0;
  }

  #giveBack(name: string): void {
    const left = this.#count(name) - 1;
    if (left > 0) this.#taken.set(name, left);
    else this.#taken.delete(name);
  }
}
