import { scrollerOf } from '../../ui/scroller.ts';

/** Remembers how far the list was scrolled when a ticket took its place, and brings it back. */
export class ListPlace {
  #kept: { scroller: Element; top: number } | undefined;

  keep(list: Element): void {
    const scroller = scrollerOf(list);
    this.#kept = { scroller, top: scroller.scrollTop };
  }

  restore(): void {
    this.#kept?.scroller.scrollTo({ top: this.#kept.top, behavior: 'instant' });
    this.#kept = undefined;
  }
}
