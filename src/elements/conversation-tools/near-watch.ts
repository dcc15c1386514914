/** Tells when a place is in sight or a little before: a picture that nobody gets to is never asked for. */
export class NearWatch {
  readonly #listeners = new WeakMap<Element, (isNear: boolean) => void>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) this.#listeners.get(target)?.(isIntersecting);
    },
    // The second is for boxes that scroll, which the first does not reach into.
    { rootMargin: '50% 0px', scrollMargin: '50% 0px' },
  );

  watch(place: Element, listener: (isNear: boolean) => void): void {
    this.#listeners.set(place, listener);
    this.#observer.observe(place);
  }

  leave(place: Element): void {
    this.#observer.unobserve(place);
  }
}
