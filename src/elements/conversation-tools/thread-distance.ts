/**
 * How far the reader is from the end of the conversation: messages that came in below what they see are counted until
 * they get there, and from more than a screen away there is a way back.
 */
import type { ReactiveController } from 'lit';
import type { TicketMessage } from '../../contract/message.ts';
import { rootOf } from '../../ui/scroller.ts';
import { gap, ThreadView } from '../support-ticket-thread/thread-view.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

export class ThreadDistance implements ReactiveController {
  /** How many messages came in below what the reader sees. */
  count = 0;
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  /** Id of the first of them. */
  #firstNew: string | undefined;
  #isEndFar = false;
  #farFrom: IntersectionObserver | undefined;
  #watched: Element | undefined;
  #listening: AbortController | undefined;

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  /** The end is more than a screen away. */
  get isFar(): boolean {
    return this.#isEndFar && this.#parts.lines().length > 0;
  }

  /** Text is selected, or focus is inside an older message: nothing may move. */
  get isReaderBusy(): boolean {
    const list = this.#parts.find('.lines');
    const root = this.#host.shadowRoot;
    if (!list || !root) return false;
    const active = root.activeElement;
    if (active && list.contains(active) && !list.lastElementChild?.contains(active)) return true;
    const [range] = document.getSelection()?.getComposedRanges?.({ shadowRoots: [root] }) ?? [];
    return range !== undefined && !range.collapsed && list.contains(range.startContainer);
  }

  hostConnected(): void {
    this.#host.addEventListener('focusin', this.#onFocusIn);
  }

  hostUpdated(): void {
    const scroller = this.#parts.scroller();
    if (scroller !== this.#watched) this.#watch(scroller);
    if (this.count > 0) this.#follow();
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusin', this.#onFocusIn);
    this.#watch(undefined);
    this.forget();
  }

  missed(messages: readonly TicketMessage[]): void {
    this.count += messages.length;
    this.#firstNew ??= messages[0]?.id;
  }

  /** The reader is where the end is. */
  forget(): void {
    this.count = 0;
    this.#firstNew = undefined;
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** Takes the reader, and focus, to the first message that they did not see come; without one, to the last. */
  toNews(scrollToEnd: () => void): void {
    const { lines, find } = this.#parts;
    const list = find('.lines');
    const place = this.#firstNew === undefined ? -1 : lines().findLastIndex(({ key }) => key === this.#firstNew);
    const line = list?.children[place];
    scrollToEnd();
    if (line) ThreadView.now(find)?.toTop(line);
    const article = (line ?? list?.lastElementChild)?.querySelector('article');
    if (!article) return;
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  }

  /** Brings what the keyboard reached out from under the parts that stick to the edges. */
  readonly #onFocusIn = (event: Event): void => {
    const { find } = this.#parts;
    const path = event.composedPath();
    const place = path.indexOf(find('.conversation') ?? this.#host);
    const [target] = path;
    if (place < 1 || !(target instanceof Element) || !target.matches(':focus-visible:not([tabindex="-1"])')) return;
    // The browser scrolls only after this event.
    requestAnimationFrame(() => reveal(target, ThreadView.now(find)));
  };

  #watch(scroller: Element | undefined): void {
    this.#watched = scroller;
    this.#farFrom?.disconnect();
    const end = this.#parts.find('#end');
    if (!scroller || !end) return;
    this.#farFrom = new IntersectionObserver((entries) => this.#setFar(!entries.at(-1)?.isIntersecting), {
      root: rootOf(scroller),
      rootMargin: '100% 0px',
    });
    this.#farFrom.observe(end);
  }

  #setFar(isFar: boolean): void {
    if (isFar === this.#isEndFar) return;
    this.#isEndFar = isFar;
    this.#host.requestUpdate();
  }

  /** From now on until the end is reached. */
  #follow(): void {
    if (this.#endReached() || this.#listening || !this.#watched) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    rootOf(this.#watched).addEventListener('scroll', () => this.#endReached(), { signal, passive: true });
  }

  #endReached(): boolean {
    if (!ThreadView.now(this.#parts.find)?.isAtEnd()) return false;
    this.forget();
    this.#host.requestUpdate();
    return true;
  }
}

/** Scrolls as little as it takes to see all of the element, or else its beginning. */
function reveal(element: Element, view: ThreadView | undefined): void {
  if (!view) return;
  const { top, bottom } = element.getBoundingClientRect();
  const above = top - view.top - gap;
  if (above < 0) view.scrollBy(above);
  else view.scrollBy(Math.max(0, Math.min(bottom - view.bottom + gap, above)));
}
