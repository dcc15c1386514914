/**
 * Notices when the last line of the conversation was looked at: at least half of it, or what is below it, on screen for a
 * second in a tab that somebody can see. It is reported once things settle; whoever leaves before that has seen it too.
 */
import type { ReactiveController } from 'lit';
import { rootOf, scrollerOf } from '../../ui/scroller.ts';
import { pageVisible } from '../page-conditions.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

const seenAfterMs = 1000;
const settledAfterMs = 800;

export class ReadWatch implements ReactiveController {
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  readonly #onScreen = new Set<Element>();
  #observer: IntersectionObserver | undefined;
  #unread: string | undefined;
  #ticketId = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasSeen = false;
  #stopListening: () => void = () => undefined;

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopListening = pageVisible.subscribe(() => this.#check());
  }

  hostUpdated(): void {
    const { model, lines } = this.#parts;
    const unread = lines().length > 0 ? model.unread : undefined;
    const ticketId = this.#host.ticket;
    if (unread === this.#unread && ticketId === this.#ticketId) return;
    if (ticketId !== this.#ticketId) this.#flush();
    this.#stop();
    this.#unread = unread;
    this.#ticketId = ticketId;
    if (unread !== undefined) this.#observe();
  }

  hostDisconnected(): void {
    this.#stopListening();
    this.#flush();
    this.#stop();
    this.#unread = undefined;
  }

  #observe(): void {
    const end = this.#parts.find('#end');
    const last = this.#parts.find('.lines')?.lastElementChild;
    if (!end || !last) return;
    const scroller = scrollerOf(end);
    const root = rootOf(scroller);
    // On a page that scrolls, the reply box lies over the conversation.
    const covered = root === document ? (this.#parts.find('#foot')?.offsetHeight ?? 0) : 0;
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), {
      root,
      rootMargin: `0px 0px -${covered}px`,
      threshold: [0, 0.5],
    });
    this.#observer.observe(last);
    this.#observer.observe(end);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, intersectionRatio } of entries) {
      if (isIntersecting && (intersectionRatio >= 0.5 || target.matches('#end'))) this.#onScreen.add(target);
      else this.#onScreen.delete(target);
    }
    this.#check();
  }

  #check(): void {
    if (this.#hasSeen) return;
    if (this.#onScreen.size === 0 || !pageVisible.holds()) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setTimeout(() => this.#seen(), seenAfterMs);
  }

  #seen(): void {
    this.#hasSeen = true;
    this.#timer = setTimeout(() => this.#flush(), settledAfterMs);
  }

  #flush(): void {
    if (this.#hasSeen) void this.#parts.model.threads?.markRead(this.#ticketId);
    this.#hasSeen = false;
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasSeen = false;
    this.#observer?.disconnect();
    this.#onScreen.clear();
  }
}
