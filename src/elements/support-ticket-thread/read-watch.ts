import type { ReactiveController, ReactiveElement } from 'lit';
import { pageVisible } from '../page-conditions.ts';

const longEnoughMs = 1000;

/** Calls `read` when the end of the conversation was on screen for a second, in a tab that somebody can see. */
export class ReadWatch implements ReactiveController {
  readonly #end: () => Element | null;
  readonly #isUnread: () => boolean;
  readonly #read: () => void;
  #observer: IntersectionObserver | undefined;
  #observed: Element | null = null;
  #isEndVisible = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: () => void = () => undefined;

  constructor(
    host: ReactiveElement,
    { end, isUnread, read }: { end: () => Element | null; isUnread: () => boolean; read: () => void },
  ) {
    this.#end = end;
    this.#isUnread = isUnread;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#isEndVisible = entries.at(-1)?.isIntersecting ?? false;
      this.#check();
    });
    this.#stopListening = pageVisible.subscribe(() => this.#check());
  }

  hostUpdated(): void {
    const end = this.#end();
    if (end !== this.#observed) this.#observe(end);
    this.#check();
  }

  hostDisconnected(): void {
    this.#stopListening();
    this.#observe(null);
    this.#stopWaiting();
  }

  #observe(end: Element | null): void {
    this.#observer?.disconnect();
    this.#isEndVisible = false;
    this.#observed = end;
    if (end) this.#observer?.observe(end);
  }

  #check(): void {
    if (!this.#isEndVisible || !pageVisible.holds() || !this.#isUnread()) return this.#stopWaiting();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#read();
    }, longEnoughMs);
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
