/** Notices what happened to the open ticket since it was looked at last, and says so to the page and to the reader. */
import type { ReactiveController } from 'lit';
import type { TicketMessage, TimelineEvent } from '../../contract/message.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { valueOf } from '../../state/remote.ts';
import type { ThreadSnapshot, Timeline } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { isolate } from '../../ui/formats.ts';
import { authorName } from '../author-name.ts';
import { SupportStatusChangeEvent } from '../events.ts';
import { reportFailure } from '../report.ts';
import { statusText } from '../status-badge.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

/** Messages that come within this time are told together. */
const burstMs = 2000;

export class ThreadNews implements ReactiveController {
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  /** The reader is changing the status in this page, and is told of it there. */
  readonly #isOwnChange: () => boolean;
  /** As told of last. */
  #told: { readonly ticketId: string; readonly thread: ThreadSnapshot | undefined } = {
    ticketId: '',
    thread: undefined,
  };
  #burst: readonly TicketMessage[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ThreadHost, parts: ThreadParts, isOwnChange: () => boolean) {
    this.#host = host;
    this.#parts = parts;
    this.#isOwnChange = isOwnChange;
    host.addController(this);
  }

  /** Messages of others that are at the end and not told of yet. */
  get arrived(): readonly TicketMessage[] {
    return arrivedSince(timelineOf(this.#known), timelineOf(this.#parts.model.thread));
  }

  hostUpdated(): void {
    const before = this.#known;
    const { arrived } = this;
    if (this.#told.ticketId !== this.#host.ticket) this.#endBurst();
    const { thread } = this.#parts.model;
    this.#told = { ticketId: this.#host.ticket, thread };
    if (!thread || thread === before) return;
    const ticket = valueOf(thread.ticket);
    const known = before && valueOf(before.ticket);
    if (known && ticket && known.status !== ticket.status) this.#tellStatus(ticket, known.status);
    if (thread.ticket.status === 'failed' && thread.ticket !== before?.ticket) {
      reportFailure(this.#host, thread.ticket.error, 'thread', !ticket);
    }
    if (arrived.length === 0) return;
    this.#burst = [...this.#burst, ...arrived];
    this.#timer ??= setTimeout(() => this.#tellBurst(), burstMs);
  }

  hostDisconnected(): void {
    this.#endBurst();
  }

  /** What was known of the ticket that is shown. */
  get #known(): ThreadSnapshot | undefined {
    return this.#told.ticketId === this.#host.ticket ? this.#told.thread : undefined;
  }

  #tellStatus({ id, status, number }: Ticket, from: Ticket['status']): void {
    this.#host.dispatchEvent(new SupportStatusChangeEvent({ ticketId: id, from, to: status }));
    if (this.#isOwnChange()) return;
    const words = this.#parts.words();
    announce(words.t('a11y.status_changed', { number: isolate(number), status: statusText(status, words) }));
  }

  #tellBurst(): void {
    const { ticket } = this.#parts.model;
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
