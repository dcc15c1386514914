/**
 * Where the reader is in the conversation. It opens at the first unread message, or else at its end; stays at the end
 * when it was there; and keeps the first visible message in its place when earlier ones come in above it, which not
 * every browser does by itself. Nothing is measured while nothing changes.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import { scrollerOf, visibleEdges } from '../../ui/scroller.ts';
import type { ThreadLine } from './thread-lines.ts';

/** The parts of the thread that matter for where the reader is. */
export interface ScrollParts {
  /** Identifies the conversation: another one opens anew. */
  ticket: () => string;
  lines: () => readonly ThreadLine[];
  list: () => HTMLElement | null;
  /** Directly below the last line. */
  end: () => HTMLElement | null;
  /** Stick to the edges and cover what is under them. */
  bar: () => HTMLElement | null;
  foot: () => HTMLElement | null;
}

type Plan = { kind: 'open' } | { kind: 'end' } | { kind: 'keep'; anchor: Element; top: number };

/** How close to the end still counts as being there, in pixels. */
const nearEnd = 48;
const gap = 8;

export class ThreadScroll implements ReactiveController {
  readonly #parts: ScrollParts;
  #drawn: readonly ThreadLine[] = [];
  #ticket = '';
  #plan: Plan | undefined;
  /** What the position hangs on while late content still changes heights, until the reader scrolls. */
  #hold: { plan: Plan; scrolled: number } | undefined;
  readonly #resized = new ResizeObserver(() => this.#holdOn());
  #observed: Element | undefined;

  constructor(host: ReactiveElement, parts: ScrollParts) {
    this.#parts = parts;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#observed = undefined;
    this.#hold = undefined;
  }

  /** Before the new lines are drawn: what is on screen is still the old. */
  hostUpdate(): void {
    const lines = this.#parts.lines();
    this.#plan = lines === this.#drawn ? undefined : this.#planFor(lines);
    this.#drawn = lines;
    this.#ticket = this.#parts.ticket();
  }

  hostUpdated(): void {
    this.#observe();
    if (!this.#plan) return;
    this.#carryOut(this.#plan);
    const scroller = this.#scroller;
    this.#hold =
      this.#plan.kind === 'keep' || !scroller ? undefined : { plan: this.#plan, scrolled: scroller.scrollTop };
    this.#plan = undefined;
  }

  /** Shows the end of the conversation. */
  toEnd(): void {
    this.#carryOut({ kind: 'end' });
  }

  get #scroller(): Element | undefined {
    const list = this.#parts.list();
    return list ? scrollerOf(list) : undefined;
  }

  #planFor(lines: readonly ThreadLine[]): Plan | undefined {
    if (lines.length === 0) return undefined;
    if (this.#drawn.length === 0 || this.#ticket !== this.#parts.ticket()) return { kind: 'open' };
    const isOwnWord = lines.at(-1) !== this.#drawn.at(-1) && isSending(lines.at(-1));
    if (isOwnWord || this.#isAtEnd) return { kind: 'end' };
    const anchor = this.#firstVisible;
    return anchor && { kind: 'keep', anchor, top: anchor.getBoundingClientRect().top };
  }

  #carryOut(plan: Plan): void {
    const divider = plan.kind === 'open' ? this.#parts.list()?.querySelector('.new') : undefined;
    if (plan.kind === 'keep') this.#scrollBy(plan.anchor.getBoundingClientRect().top - plan.top);
    else if (divider) this.#scrollBy(divider.getBoundingClientRect().top - this.#edges.top - gap);
    else this.#scrollBy(Math.max(0, this.#belowEnd));
  }

  #holdOn(): void {
    const scroller = this.#scroller;
    if (!this.#hold || !scroller) return;
    // Somebody scrolled since: the place is theirs now.
    if (Math.abs(scroller.scrollTop - this.#hold.scrolled) > 1) this.#hold = undefined;
    else {
      this.#carryOut(this.#hold.plan);
      this.#hold.scrolled = scroller.scrollTop;
    }
  }

  #observe(): void {
    const list = this.#parts.list() ?? undefined;
    if (list === this.#observed) return;
    this.#resized.disconnect();
    if (list) this.#resized.observe(list);
    this.#observed = list;
  }

  /** What is left between the sticky parts. */
  get #edges(): { top: number; bottom: number } {
    const scroller = this.#scroller;
    if (!scroller) return { top: 0, bottom: 0 };
    const { top, bottom } = visibleEdges(scroller);
    const bar = this.#parts.bar()?.getBoundingClientRect().bottom ?? top;
    const foot = this.#parts.foot()?.getBoundingClientRect();
    const covered = foot && foot.height > 0 ? foot.top : bottom;
    return { top: Math.max(top, Math.min(bar, bottom)), bottom: Math.min(bottom, covered) };
  }

  /** How far the end is below what can be seen; negative above it. */
  get #belowEnd(): number {
    const end = this.#parts.end()?.getBoundingClientRect().bottom ?? 0;
    return end - this.#edges.bottom;
  }

  get #isAtEnd(): boolean {
    return this.#belowEnd <= nearEnd;
  }

  get #firstVisible(): Element | undefined {
    const { top } = this.#edges;
    const articles = this.#parts.list()?.querySelectorAll('article') ?? [];
    return Array.from(articles).find((article) => article.getBoundingClientRect().bottom > top);
  }

  #scrollBy(distance: number): void {
    if (Math.abs(distance) >= 1) this.#scroller?.scrollBy({ top: distance, behavior: 'instant' });
  }
}

function isSending(line: ThreadLine | undefined): boolean {
  return line?.kind === 'message' && line.isSending;
}
