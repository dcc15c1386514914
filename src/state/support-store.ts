/** Puts the slices together: who hears of what, who is told when somebody else signs in, and when to look again. */
import type { SupportAdapter } from '../contract/adapter.ts';
import { createChanges } from './cell.ts';
import type { StoreContext } from './lane.ts';
import { type Condition, createRefresher } from './refresh.ts';
import { valueOf } from './remote.ts';
import { createRepliesSlice } from './replies.ts';
import { createSessionSlice, isOver } from './session.ts';
import type { SupportStore } from './slices.ts';
import { createThreadsSlice } from './threads.ts';
import { createTicketsSlice } from './tickets.ts';

export type * from './slices.ts';
export type { Condition } from './refresh.ts';

export interface SupportStoreOptions {
  adapter: SupportAdapter;
  /** The visitor's language (BCP 47), asked before each call. */
  locale: () => string;
  /** Whether somebody can see the page. Without it: always. */
  visible?: Condition | undefined;
  /** Whether the network is there. Without it: always. */
  online?: Condition | undefined;
  /** Milliseconds since 1970. */
  now?: (() => number) | undefined;
  /** A key for each reply; must never repeat. */
  newId?: (() => string) | undefined;
}

const always: Condition = { holds: () => true, subscribe: () => () => undefined };

export function createSupportStore(options: SupportStoreOptions): SupportStore {
  const { adapter, locale, visible = always, online = always, now = Date.now, newId = randomId } = options;
  const changes = createChanges();
  let isDisposed = false;
  const context: StoreContext = {
    adapter,
    changes,
    locale,
    isOver: () => isDisposed,
    noteFailure: (error) => {
      if (isOver(error)) session.end(error);
    },
  };

  const session = createSessionSlice(context, { forget, arrived: () => void refreshShown() });
  const tickets = createTicketsSlice(context);
  const threads = createThreadsSlice(context, {
    changed: (ticket) => tickets.update(ticket),
    arrived: (ticketId, events) => replies.arrived(ticketId, events),
  });
  const replies = createRepliesSlice(context, {
    now,
    newId,
    longestMessage: () => valueOf(session.snapshot)?.config.limits.messageMaxLength,
    sent: (ticketId, message) => {
      threads.append(ticketId, message);
      void threads.refresh(ticketId);
    },
    refused: (ticketId) => void threads.refresh(ticketId),
  });
  const refresher = createRefresher({ visible, online, look: refreshShown, lookAgain: refresh });

  function forget(): void {
    for (const slice of [tickets, threads, replies]) slice.clear();
  }

  async function refreshShown(): Promise<void> {
    if (session.isAnonymous) return;
    await Promise.all([tickets.refresh(), threads.refreshShown()]);
  }

  async function refresh(): Promise<void> {
    // Somebody else may have signed in meanwhile, in another tab: nothing of theirs may join what is here.
    if (session.snapshot.status !== 'idle') await session.load();
    await refreshShown();
  }

  return {
    session,
    tickets,
    threads,
    replies,
    subscribe(listener) {
      const stop = changes.subscribe(listener);
      let isWatching = true;
      refresher.retain();
      return () => {
        if (isWatching) refresher.release();
        isWatching = false;
        stop();
      };
    },
    refresh,
    dispose() {
      isDisposed = true;
      refresher.stop();
      changes.batch(() => {
        forget();
        session.clear();
      });
    },
  };
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS; this is not. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
