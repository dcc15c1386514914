import type { SupportError } from '../../contract/errors.ts';
import type { TimelineEvent } from '../../contract/message.ts';
import type { Ticket, TicketSummary } from '../../contract/ticket.ts';
import { threadsOf } from '../../state/conversations.ts';
import { type Remote, valueOf } from '../../state/remote.ts';
import type { SupportStore, ThreadSnapshot, ThreadsSlice, Timeline, Visit } from '../../state/support-store.ts';
import { isRichTextComing } from '../../ui/rich-text/load-rich-text.ts';
import { StoreController } from '../context.ts';
import { type Entry, entryOf } from '../entry.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

/** What is known of the ticket that a thread shows: read from the store whenever it is asked. */
export class ThreadModel {
  readonly #host: SourceHost & { ticket: string };
  readonly #visit: StoreController<Remote<Visit>>;
  readonly #thread: StoreController<ThreadSnapshot>;
  /** The ticket that was asked for last. */
  #asked = '';

  constructor(host: SourceHost & { ticket: string }) {
    this.#host = host;
    this.#visit = new StoreController(
      host,
      (store) => store.session.snapshot,
      () => this.open(),
    );
    this.#thread = new StoreController(host, (store) => threadsOf(store).of(host.ticket));
  }

  /** Asks for the ticket once somebody is let in, whether or not anything is drawn yet. */
  open(): void {
    const { ticket } = this.#host;
    if (this.entry.kind !== 'open' && ticket) return;
    const isAsked = ticket === this.#asked && this.thread?.ticket.status !== 'idle';
    this.#asked = ticket;
    if (ticket && !isAsked) void this.threads?.open(ticket);
  }

  get store(): SupportStore | undefined {
    return StoreSource.of(this.#host).store;
  }

  get threads(): ThreadsSlice | undefined {
    return this.store && threadsOf(this.store);
  }

  get entry(): Entry {
    return entryOf(StoreSource.of(this.#host).phase, this.#visit.value);
  }

  /** The way in is closed: no backend, or nobody signed in. */
  get isOut(): boolean {
    const { kind } = this.entry;
    return kind !== 'open' && kind !== 'loading';
  }

  get hasEnded(): boolean {
    const { entry } = this;
    return entry.kind === 'open' && entry.ended;
  }

  get thread(): ThreadSnapshot | undefined {
    return this.#thread.value;
  }

  get ticket(): Ticket | undefined {
    return this.thread && valueOf(this.thread.ticket);
  }

  /** Withheld for a moment while what shows formatted messages is on its way: nothing is drawn twice, nothing jumps. */
  get timeline(): Timeline | undefined {
    const timeline = this.thread && valueOf(this.thread.timeline);
    return isRichTextComing() && timeline?.items.some(isFormatted) ? undefined : timeline;
  }

  /** The row of the list knows enough to begin with. */
  get summary(): TicketSummary | undefined {
    const list = this.store?.tickets.snapshot.list;
    return this.ticket ?? (list && valueOf(list)?.items.find(({ id }) => id === this.#host.ticket));
  }

  /** Why the last look at the backend did not work. */
  get failure(): SupportError | undefined {
    const { ticket, timeline } = this.thread ?? {};
    if (ticket?.status === 'failed') return ticket.error;
    return timeline?.status === 'failed' ? timeline.error : undefined;
  }

  /** There is nothing to show yet, and it is on its way. */
  get isLoading(): boolean {
    return this.#host.ticket !== '' && !this.timeline && !this.failure && !this.isOut;
  }

  /** A change of the status is under way. */
  get isChanging(): boolean {
    return this.thread?.statusChange.status === 'pending';
  }

  get canSolve(): boolean {
    return this.ticket !== undefined && this.ticket.can.solve && this.ticket.status !== 'solved';
  }

  get canReply(): boolean {
    return this.ticket?.can.reply ?? false;
  }

  /** Closed for good. */
  get isOver(): boolean {
    return this.ticket?.status === 'closed' && !this.ticket.can.reply && !this.ticket.can.reopen;
  }

  /** Id of the last event, as long as it is unread. */
  get unread(): string | undefined {
    const last = this.timeline?.items.at(-1)?.id;
    return this.ticket && last !== this.ticket.lastReadEventId ? last : undefined;
  }
}

function isFormatted(event: TimelineEvent): boolean {
  return event.type === 'message' && event.body.format === 'html';
}
