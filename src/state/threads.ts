/** The tickets that were opened in this page, by id. */
import type { StoreContext } from './lane.ts';
import type { ThreadsSlice } from './slices.ts';
import { type Thread, type ThreadEvents, createThread, untouchedThread } from './thread.ts';

export interface OwnThreadsSlice extends ThreadsSlice {
  clear(): void;
}

export function createThreadsSlice(context: StoreContext, events: ThreadEvents): OwnThreadsSlice {
  const threads = new Map<string, Thread>();
  let shown: Thread | undefined;

  async function refresh(thread: Thread | undefined): Promise<void> {
    if (thread && thread.snapshot.timeline.status !== 'idle') await thread.refresh();
  }

  return {
    of: (ticketId) => threads.get(ticketId)?.snapshot ?? untouchedThread,
    open(ticketId) {
      const thread = threads.get(ticketId) ?? createThread(context, ticketId, events);
      threads.set(ticketId, thread);
      shown = thread;
      return thread.open();
    },
    refresh: (ticketId) => refresh(threads.get(ticketId)),
    refreshShown: () => refresh(shown),
    loadEarlier: async (ticketId) => threads.get(ticketId)?.loadEarlier(),
    loadHistory: async (ticketId, read) => threads.get(ticketId)?.loadHistory(read),
    markRead: async (ticketId) => threads.get(ticketId)?.markRead(),
    setStatus: async (ticketId, to) => threads.get(ticketId)?.setStatus(to),
    put: async (ticket) => threads.get(ticket.id)?.put(ticket),
    know: (ticket) => threads.get(ticket.id)?.know(ticket),
    append: (ticketId, event) => threads.get(ticketId)?.append(event),
    clear() {
      for (const thread of threads.values()) thread.clear();
      threads.clear();
      shown = undefined;
    },
  };
}
