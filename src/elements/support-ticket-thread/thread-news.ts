/** Notices what happened to the open ticket since it was looked at last, and says so to the page and to the reader. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TicketMessage, TimelineEvent } from '../../contract/message.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { ThreadSnapshot, Timeline } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { SupportStatusChangeEvent } from '../events.ts';
import { reportFailure } from '../report.ts';
import { statusText } from '../status-badge.ts';
import { authorName } from './thread-message.ts';

/** Messages that come within this time are told together. */
const burstMs = 2000;

export interface NewsParts {
  ticketId: () => string;
  thread: () => ThreadSnapshot | undefined;
  words: () => Words;
  /** The reader is changing the status in this page, and is told of it there. */
  isOwnChange: () => boolean;
}

export class ThreadNews implements ReactiveController {
  /** Messages of others that this update adds at the end. */
  arrived: readonly TicketMessage[] = [];
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: NewsParts;
  #ticketId = '';
  #thread: ThreadSnapshot | undefined;
  #told: ThreadSnapshot | undefined;
  #burst: readonly TicketMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: NewsParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#endBurst();
  }

  hostUpdate(): void {
    const ticketId = this.#parts.ticketId();
    const thread = this.#parts.thread();
    if (ticketId !== this.#ticketId) this.#forget();
    this.#ticketId = ticketId;
    this.arrived = arrivedSince(timelineOf(this.#thread), timelineOf(thread));
    this.#thread = thread;
  }

  hostUpdated(): void {
    const before = this.#told;
    const now = this.#thread;
    if (!now || now === before) return;
    this.#told = now;
    const ticket = valueOf(now.ticket);
    const known = before && valueOf(before.ticket);
    if (known && ticket && known.status !== ticket.status) this.#tellStatus(ticket, known.status);
    if (now.ticket.status === 'failed' && now.ticket !== before?.ticket) {
      reportFailure(this.#host, now.ticket.error, 'thread', !ticket);
    }
    if (this.arrived.length === 0) return;
    this.#burst = [...this.#burst, ...this.arrived];
    this.#timer ??= setTimeout(() => this.#tellBurst(), burstMs);
  }

  #tellStatus({ id, status, number }: Ticket, from: Ticket['status']): void {
    this.#host.dispatchEvent(new SupportStatusChangeEvent({ ticketId: id, from, to: status }));
    if (this.#parts.isOwnChange()) return;
    const words = this.#parts.words();
    announce(words.t('a11y.status_changed', { number: isolate(number), status: statusText(status, words) }));
  }

  #tellBurst(): void {
    const ticket = this.#thread && valueOf(this.#thread.ticket);
    const count = this.#burst.length;
    const [first] = this.#burst;
    this.#endBurst();
    if (!ticket || !first) return;
    const words = this.#parts.words();
    const number = isolate(ticket.number);
    const author = isolate(authorName(first.author, words));
    announce(
      count === 1
        ? words.t('a11y.message_received', { author, number })
        : words.t('a11y.messages_received', { count, number }),
    );
  }

  #endBurst(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#burst = [];
  }

  #forget(): void {
    this.#endBurst();
    this.#thread = undefined;
    this.#told = undefined;
  }
}

function timelineOf(thread: ThreadSnapshot | undefined): Timeline | undefined {
  return thread && valueOf(thread.timeline);
}

/** The mark is what the backend had put last: the reader's own words may still be moved behind what came before them. */
function arrivedSince(before: Timeline | undefined, now: Timeline | undefined): readonly TicketMessage[] {
  if (!before || !now || before === now) return [];
  const mark = before.items.findLast(({ author }) => author.kind !== 'you') ?? before.items[0];
  const place = now.items.findLastIndex(({ id }) => id === mark?.id);
  if (place < 0) return [];
  return now.items.slice(place + 1).filter(isFromOthers);
}

function isFromOthers(event: TimelineEvent): event is TicketMessage {
  return event.type === 'message' && event.author.kind !== 'you';
}
