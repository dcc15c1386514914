/**
 * Live updates of a store: a line while somebody watches, and asking as before where there is none. A page that is hidden
 * lets go of its line and goes on where it was when it is looked at again.
 */
import { asksForIdentity } from '../contract/errors.ts';
import { createCell } from './cell.ts';
import { createLine } from './live-line.ts';
import { createLiveNews } from './live-news.ts';
import type { PartContext, StorePart } from './part.ts';
import { type Condition, usualPaceMs } from './refresh.ts';
import { valueOf } from './remote.ts';
import { identityOf } from './session.ts';
import type { SupportStore } from './slices.ts';

export interface Live extends StorePart {
  /** Nothing was heard for a while, so what is on screen may be older than it looks. */
  readonly isPaused: boolean;
  /** One more watches. Returns how to let go. */
  watch(): () => void;
}

export interface LiveSurroundings {
  readonly visible: Condition;
  /** From 0 to below 1. */
  random: () => number;
}

/** A look now and then, should anything ever be lost. */
const calmPaceMs = 5 * 60_000;
/** Over HTTP/1.1 a browser has six connections to a server, for all tabs together: those that nobody sees must not hold them. */
const hiddenMs = 10_000;
/** A view that is swapped for another lets go and takes hold again. */
const lingerMs = 5_000;
const pausedAfterMs = 30_000;
/** So many failures in a row mean that there is no stream for now. */
const patience = 3;

/** The live updates of a store. The same again for the same store. */
export function followLive(store: SupportStore, surroundings: LiveSurroundings): Live {
  return store.part('live', (context) => createLive(context, store, surroundings));
}

function createLive(context: PartContext, store: SupportStore, { visible, random }: LiveSurroundings): Live {
  const { adapter, online, changes } = context;
  const isPaused = createCell(false, changes);
  const news = createLiveNews(context, store);
  const timers: Record<'hidden' | 'farewell' | 'silence', ReturnType<typeof setTimeout> | undefined> = {
    hidden: undefined,
    farewell: undefined,
    silence: undefined,
  };
  let watchers = 0;
  let visitor: string | undefined;
  let isAway = false;
  /** The backend offers it and cannot do it after all. */
  let isHopeless = false;

  const line = createLine({
    subscribe: (lastEventId, signal) => adapter.subscribe({}, { signal, locale: context.locale(), lastEventId }),
    told: (event) => news.tell(event),
    random,
    stands(isNew) {
      hush();
      context.pace(calmPaceMs);
      // Between what was read before and the first event anything may have happened.
      if (isNew) void news.look();
    },
    broke(failures, error) {
      startSilence();
      if (asksForIdentity(error)) changes.batch(() => context.noteFailure(error));
      if (error.code === 'unsupported') isHopeless = true;
      if (isHopeless || failures === patience) fallBack();
      follow();
    },
  });

  function startSilence(): void {
    timers.silence ??= setTimeout(() => isPaused.set(true), pausedAfterMs);
  }

  function hush(): void {
    clearTimeout(timers.silence);
    timers.silence = undefined;
    isPaused.set(false);
  }

  function fallBack(): void {
    context.pace(usualPaceMs);
    void news.look();
  }

  function follow(): void {
    const visit = valueOf(store.session.snapshot);
    const next = identityOf(visit?.session);
    if (next !== visitor) {
      close();
      line.forget();
      visitor = next;
    }
    const isWanted = watchers > 0 && visitor !== undefined && !isAway && !isHopeless && online.holds();
    if (!isWanted || !visit?.config.features.live) return close();
    if (line.isOpen) return;
    startSilence();
    line.open();
  }

  function close(): void {
    if (!line.isOpen) return;
    line.close();
    hush();
    context.pace(usualPaceMs);
  }

  function attend(): void {
    clearTimeout(timers.hidden);
    if (visible.holds()) leave(false);
    else timers.hidden = setTimeout(() => leave(true), hiddenMs);
  }

  function leave(away: boolean): void {
    isAway = away;
    follow();
  }

  const stop = [changes.subscribe(follow), visible.subscribe(attend), online.subscribe(follow)];
  attend();

  return {
    get isPaused() {
      return isPaused.value;
    },
    watch() {
      watchers += 1;
      clearTimeout(timers.farewell);
      follow();
      return () => {
        watchers -= 1;
        if (watchers === 0) timers.farewell = setTimeout(follow, lingerMs);
      };
    },
    refreshShown: () => Promise.resolve(),
    clear() {
      close();
      news.stop();
      line.forget();
      visitor = undefined;
      if (!context.isOver()) return;
      for (const timer of Object.values(timers)) clearTimeout(timer);
      for (const end of stop) end();
    },
  };
}
