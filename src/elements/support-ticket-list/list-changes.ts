import type { ReactiveController, ReactiveElement } from 'lit';
import { announce } from '../../ui/announcer.ts';
import { scrollerOf, visibleEdges } from '../../ui/scroller.ts';

export interface ListChangesOptions {
  /** How many tickets came, went or moved since the rows were put in order. */
  count: () => number;
  /** Puts the rows in order. */
  show: () => void;
  /** The box of the rows. */
  rows: () => HTMLElement | null;
  text: (count: number) => string;
}

/**
 * Rows move by themselves only where nobody is at them: no focus inside, no pointer above, nothing of them scrolled away.
 * Anybody else is told, once for each number, and decides.
 */
export class ListChanges implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #options: ListChangesOptions;
  #told = 0;

  constructor(host: ReactiveElement, options: ListChangesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Before the render, so that a bar that is not needed is never drawn. */
  hostUpdate(): void {
    const { count, show, text } = this.#options;
    if (count() > 0 && this.#isUnattended()) show();
    const changed = count();
    if (changed > 0 && changed !== this.#told) announce(text(changed));
    this.#told = changed;
  }

  #isUnattended(): boolean {
    const rows = this.#options.rows();
    if (!rows || document.visibilityState === 'hidden' || !rows.checkVisibility()) return false;
    if (this.#host.matches(':focus-within, :hover')) return false;
    return rows.getBoundingClientRect().top >= visibleEdges(scrollerOf(rows)).top;
  }
}
