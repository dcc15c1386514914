/**
 * Where the lines of a conversation are on screen. Everything in here measures, so it is asked only when something
 * changed; what it costs does not grow with the number of lines.
 */
import { scrollerOf, visibleEdges } from '../../ui/scroller.ts';

/** How close to the end still counts as being there, in pixels. */
const nearEnd = 48;
/** Between the edge of the view and what was brought there. */
export const gap = 8;

/** Finds a part of the thread. */
export type Find = (selector: string) => HTMLElement | null;

export class ThreadView {
  readonly scroller: Element;
  /** What can be seen, less what sticks to the edges and covers them. */
  readonly top: number;
  readonly bottom: number;
  readonly #find: Find;
  readonly #list: Element;

  /** Measures. `undefined` where there is no conversation. */
  static now(find: Find): ThreadView | undefined {
    const list = find('.lines');
    return list ? new ThreadView(find, list) : undefined;
  }

  private constructor(find: Find, list: Element) {
    this.#find = find;
    this.#list = list;
    this.scroller = scrollerOf(list);
    const { top, bottom } = visibleEdges(this.scroller);
    const bar = find('.top')?.getBoundingClientRect().bottom ?? top;
    const foot = find('#foot')?.getBoundingClientRect();
    this.top = Math.max(top, Math.min(bar, bottom));
    this.bottom = foot && foot.height > 0 ? Math.min(bottom, foot.top) : bottom;
  }

  /** How far the end of the conversation is below what can be seen; negative above it. */
  get belowEnd(): number {
    return (this.#find('#end')?.getBoundingClientRect().bottom ?? 0) - this.bottom;
  }

  /** `grown`: before something grew by so much. */
  isAtEnd(grown = 0): boolean {
    return this.belowEnd - grown <= nearEnd;
  }

  /** Lines reach up to the upper edge, or beyond. */
  get isFilled(): boolean {
    return this.#list.getBoundingClientRect().top <= this.top;
  }

  /** The first line of which something can be seen and that stays itself when others come in above it. */
  get anchor(): Element | undefined {
    const lines = this.#list.children;
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bottomOf(lines[middle]) > this.top) high = middle;
      else low = middle + 1;
    }
    let anchor = lines[low];
    // The heading of a day moves up with the first message of that day.
    while (anchor?.matches('.day, .new')) anchor = anchor.nextElementSibling ?? undefined;
    return anchor;
  }

  scrollBy(distance: number): void {
    if (Math.abs(distance) >= 1) this.scroller.scrollBy({ top: distance, behavior: 'instant' });
  }

  /** Scrolls to the end, but not past the beginning of `first`. */
  toEnd(first?: Element | null): void {
    const room = first ? first.getBoundingClientRect().top - this.top - gap : Infinity;
    this.scrollBy(Math.max(0, Math.min(this.belowEnd, room)));
  }

  /** Puts a line to the upper edge. */
  toTop(line: Element): void {
    this.scrollBy(line.getBoundingClientRect().top - this.top - gap);
  }
}

function bottomOf(line: Element | undefined): number {
  return line?.getBoundingClientRect().bottom ?? Infinity;
}
