/**
 * Long messages begin folded. Which ones are long, one observer for all tells after the browser has laid them out, so
 * nothing is ever measured for its own sake. The words stay in the page: a search or the Tab key that gets to a hidden
 * one unfolds it.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import { scrollerOf } from '../../ui/scroller.ts';
import { foldedLines } from '../support-ticket-thread/thread-fold.ts';

export class FoldWatch implements ReactiveController {
  readonly #host: ReactiveElement;
  /** The drawn lines: as long as they are the same object, no message is new. */
  readonly #lines: () => unknown;
  readonly #sizes = new ResizeObserver(fit);
  #seen: unknown;

  constructor(host: ReactiveElement, lines: () => unknown) {
    this.#host = host;
    this.#lines = lines;
    const { renderRoot } = host;
    // Scrolling does not bubble.
    renderRoot.addEventListener('scroll', onScroll, { capture: true, passive: true });
    renderRoot.addEventListener('click', onClick);
    host.addController(this);
  }

  hostUpdated(): void {
    const lines = this.#lines();
    if (lines === this.#seen) return;
    this.#seen = lines;
    for (const content of this.#host.renderRoot.querySelectorAll('.fold > .body > div')) this.#sizes.observe(content);
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
    this.#seen = undefined;
  }
}

/** Changes no height, or the observers around would be told in the same breath. */
function fit(entries: readonly ResizeObserverEntry[]): void {
  const lines = entries.map(({ target, contentRect }) => ({
    fold: foldOf(target),
    isLong: contentRect.height > foldedLines * parseFloat(getComputedStyle(target).lineHeight) + 1,
  }));
  for (const { fold, isLong } of lines) {
    if (fold?.matches('.kept')) continue;
    fold?.classList.toggle('long', isLong);
    fold?.classList.toggle('short', !isLong);
  }
}

function onScroll({ target }: Event): void {
  if (target instanceof Element && target.matches('.fold > .body') && target.scrollTop > 0)
    setOpen(foldOf(target), true);
}

function onClick(event: Event): void {
  const control = event.composedPath().find((node) => node instanceof Element && node.matches('button, summary'));
  const { target } = event;
  if (!control || !(target instanceof Element)) return;
  if (control instanceof HTMLElement && control.matches('.more')) toggle(control);
  else if (target.closest('.fold > .body')) keepOpen(foldOf(target));
}

/** Whoever opens something inside wants to see it, and to be able to close it again. */
function keepOpen(fold: Element | null): void {
  if (fold?.matches('.long')) setOpen(fold, true);
  else fold?.classList.add('kept');
}

/** Unfolding grows downward and moves nothing above; folding keeps the button, and what follows it, in its place. */
function toggle(button: HTMLElement): void {
  const fold = foldOf(button);
  const isOpening = !fold?.classList.contains('open');
  const mark = isOpening ? fold : button;
  const before = mark?.getBoundingClientRect().top ?? 0;
  setOpen(fold, isOpening);
  const moved = (mark?.getBoundingClientRect().top ?? 0) - before;
  if (Math.abs(moved) >= 1) scrollerOf(button).scrollBy({ top: moved, behavior: 'instant' });
}

function setOpen(fold: Element | null, isOpen: boolean): void {
  fold?.classList.toggle('open', isOpen);
  fold?.querySelector('.more')?.setAttribute('aria-expanded', String(isOpen));
}

function foldOf(element: Element): Element | null {
  return element.closest('.fold');
}
