import { isTaken } from '../taken-key.ts';

/** Safari ends a composition before the key that confirmed it goes down; such a key follows at once. */
const afterglowMs = 50;

/** Tells the keys of an input method, which belong to the word that is being made, from those that are meant for the box. */
export class Composition {
  #endedAt = -Infinity;

  ended({ timeStamp }: CompositionEvent): void {
    this.#endedAt = timeStamp;
  }

  /** Whether this key sends. */
  isShortcut(event: KeyboardEvent): boolean {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
    return !isTaken(event) && event.timeStamp - this.#endedAt > afterglowMs;
  }
}
