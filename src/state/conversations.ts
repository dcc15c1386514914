/** Threads and replies: what a page needs once it shows a ticket. Two sides of one conversation, so they come together. */
import { createRepliesSlice } from './replies.ts';
import type { PartContext, StorePart } from './part.ts';
import type { RepliesSlice, SupportStore, ThreadsSlice } from './slices.ts';
import { createThreadsSlice } from './threads.ts';

interface Conversations extends StorePart {
  readonly threads: ThreadsSlice;
  readonly replies: RepliesSlice;
}

/** The tickets that were opened. */
export function threadsOf(store: SupportStore): ThreadsSlice {
  return store.part('conversations', createConversations).threads;
}

/** The words that were not sent. */
export function repliesOf(store: SupportStore): RepliesSlice {
  return store.part('conversations', createConversations).replies;
}

function createConversations(context: PartContext): Conversations {
  const threads = createThreadsSlice(context, {
    changed: (ticket) => context.changed(ticket),
    arrived: (ticketId, events) => replies.arrived(ticketId, events),
  });
  const replies = createRepliesSlice(context, {
    sent: (ticketId, message) => {
      threads.append(ticketId, message);
      void threads.refresh(ticketId);
    },
    doubted: (ticketId) => void threads.refresh(ticketId),
  });
  return {
    threads,
    replies,
    refreshShown: () => threads.refreshShown(),
    clear() {
      threads.clear();
      replies.clear();
    },
  };
}
