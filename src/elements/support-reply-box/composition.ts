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
    // 229 is how a key looks that an input method has taken.
    const isTaken = event.isComposing || event.keyCode === 229;
    return !isTaken && event.timeStamp - this.#endedAt > afterglowMs;
  }
}
