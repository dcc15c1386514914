/** Puts the slices together: who hears of what, who is told when somebody else signs in, and when to look again. */
import type { SupportAdapter } from '../contract/adapter.ts';
import { asksForIdentity } from '../contract/errors.ts';
import { createCell, createChanges } from './cell.ts';
import type { PartContext, StorePart } from './part.ts';
import { type Condition, createRefresher } from './refresh.ts';
import { valueOf } from './remote.ts';
import { createSessionSlice } from './session.ts';
import type { SupportStore, UnsentMark } from './slices.ts';
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
  const parts = new Map<string, StorePart>();
  const unsent = createCell<Readonly<Record<string, UnsentMark>>>({}, changes);
  let isDisposed = false;
  const context: PartContext = {
    adapter,
    changes,
    online,
    locale,
    now,
    newId,
    isOver: () => isDisposed,
    noteFailure: (error) => {
      if (asksForIdentity(error)) session.end(error);
    },
    longestMessage: () => valueOf(session.snapshot)?.config.limits.messageMaxLength,
    changed: (ticket) => tickets.update(ticket),
    pace: (ms) => refresher.pace(ms),
    mark(ticketId, mark) {
      const { [ticketId]: _, ...others } = unsent.value;
      unsent.set(mark ? { ...others, [ticketId]: mark } : others);
    },
  };

  const session = createSessionSlice(context, { forget, arrived: () => void refreshShown() });
  const tickets = createTicketsSlice(context);
  const refresher = createRefresher({ visible, online, look: refreshShown, lookAgain: refresh });

  function forget(): void {
    for (const slice of [tickets, ...parts.values()]) slice.clear();
  }

  async function refreshShown(): Promise<void> {
    if (session.isAnonymous) return;
    await Promise.all([tickets.refresh(), ...[...parts.values()].map((part) => part.refreshShown())]);
  }

  async function refresh(): Promise<void> {
    // Somebody else may have signed in meanwhile, in another tab: nothing of theirs may join what is here.
    if (session.snapshot.status !== 'idle') await session.load();
    await refreshShown();
  }

  return {
    session,
    tickets,
    get unsent() {
      return unsent.value;
    },
    part<T extends StorePart>(name: string, create: (context: PartContext) => T): T {
      const part = (parts.get(name) ?? create(context)) as T;
      parts.set(name, part);
      return part;
    },
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
