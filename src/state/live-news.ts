/** Puts what a stream tells where it belongs. Told twice, it changes nothing the second time. */
import type { LiveEvent } from '../contract/live.ts';
import type { Ticket } from '../contract/ticket.ts';
import { repliesOf, threadsOf } from './conversations.ts';
import type { PartContext } from './part.ts';
import { valueOf } from './remote.ts';
import type { SupportStore } from './slices.ts';

export interface LiveNews {
  tell(event: LiveEvent): void;
  /** Reads anew what is on screen. */
  look(): Promise<void>;
  stop(): void;
}

type Added = Extract<LiveEvent, { type: 'event.added' }>;

/** What would move in the list is asked for once for all that comes within this time. */
const burstMs = 1_000;

export function createLiveNews(context: PartContext, store: SupportStore): LiveNews {
  const [threads, replies] = [threadsOf(store), repliesOf(store)];
  /** Tickets that are being read and may be read as they were before. */
  const doubted = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function add({ ticketId, event, after }: Added): void {
    const { timeline } = threads.of(ticketId);
    const items = valueOf(timeline)?.items;
    if (!items) return void (timeline.status === 'pending' && doubted.add(ticketId));
    const isKnown = items.some(({ id }) => id === event.id);
    // Something is missing in between, or came in another order.
    if (!isKnown && (items.at(-1)?.id ?? null) !== after) return void threads.refresh(ticketId);
    context.changes.batch(() => {
      threads.append(ticketId, event);
      replies.arrived(ticketId, [event]);
    });
    // A look puts it into the history as well, where that was asked for.
    if (event.type === 'status' && threads.of(ticketId).history.status !== 'idle') void threads.refresh(ticketId);
  }

  function update(ticket: Ticket): void {
    const row = valueOf(store.tickets.snapshot.list)?.items.find(({ id }) => id === ticket.id);
    context.changes.batch(() => {
      threads.know(ticket);
      context.changed(ticket);
    });
    if (row?.updatedAt !== ticket.updatedAt) timer ??= setTimeout(lookAtList, burstMs);
  }

  function lookAtList(): void {
    timer = undefined;
    void store.tickets.refresh();
  }

  function settleDoubts(): void {
    for (const ticketId of doubted) {
      const { status } = threads.of(ticketId).timeline;
      if (status === 'pending') continue;
      doubted.delete(ticketId);
      if (status === 'ready') void threads.refresh(ticketId);
    }
  }

  const stopListening = context.changes.subscribe(settleDoubts);
  const look = async (): Promise<void> => {
    await Promise.all([store.tickets.refresh(), threads.refreshShown()]);
  };

  return {
    tell(event) {
      if (event.type === 'event.added') add(event);
      else if (event.type === 'ticket.updated') update(event.ticket);
      else if (event.type === 'resync') void look();
    },
    look,
    stop() {
      clearTimeout(timer);
      timer = undefined;
      doubted.clear();
      if (context.isOver()) stopListening();
    },
  };
}
