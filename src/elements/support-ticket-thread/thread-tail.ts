/**
 * A conversation opens at its end, so its end is drawn first: what fills the window, and all that is unread. The lines
 * above, which nobody sees, follow after the paint.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { TimelineEvent } from '../../contract/message.ts';
import type { Timeline } from '../../state/support-store.ts';
import { painted } from '../late.ts';
import { type Find, ThreadView } from './thread-view.ts';

/** About what a message takes without its words, and a line of them, in pixels; and the letters in a line. */
const messageHeight = 68;
const lineHeight = 24;
const lineLength = 70;

export class ThreadTail implements ReactiveController {
  readonly #host: ReactiveElement & { ticket: string };
  readonly #find: Find;
  /** The ticket whose lines are all drawn. */
  #whole = '';
  #timeline: Timeline | undefined;
  #end: Timeline | undefined;

  constructor(host: ReactiveElement & { ticket: string }, find: Find) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  /** All lines are drawn, or about to be. */
  get isWhole(): boolean {
    return this.#whole === this.#host.ticket;
  }

  /** What of the timeline is drawn now; the same object again for the same timeline. */
  of(timeline: Timeline | undefined): Timeline | undefined {
    if (timeline !== this.#timeline) this.#end = timeline && endOf(timeline);
    this.#timeline = timeline;
    if (timeline && this.#end === timeline) this.#whole = this.#host.ticket;
    return this.isWhole ? timeline : this.#end;
  }

  hostUpdated(): void {
    if (!this.#end || this.isWhole) return;
    const { ticket } = this.#host;
    const view = ThreadView.now(this.#find);
    // Should the end not reach up to the edge, the lines above it are in sight and belong into this very frame.
    if (view && !view.isFilled) this.#complete(ticket);
    else void painted().then(() => this.#complete(ticket));
  }

  #complete(ticket: string): void {
    if (this.isWhole || ticket !== this.#host.ticket) return;
    this.#whole = ticket;
    this.#host.requestUpdate();
  }
}

function endOf(timeline: Timeline): Timeline {
  const { items, firstUnreadId } = timeline;
  let start = items.length;
  for (let room = 0.8 * window.innerHeight; start > 0 && room > 0; room -= heightOf(items[start])) start -= 1;
  const unread = items.findIndex(({ id }) => id === firstUnreadId);
  // One more, so that what is unread has something above it.
  if (unread >= 0) start = Math.min(start, unread - 1);
  return start <= 0 ? timeline : { ...timeline, items: items.slice(start) };
}

function heightOf(event: TimelineEvent | undefined): number {
  if (event?.type !== 'message') return 0;
  const lines = event.body.text.split('\n');
  return lines.reduce((height, { length }) => height + lineHeight * Math.ceil(length / lineLength), messageHeight);
}
