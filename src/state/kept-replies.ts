/**
 * Keeps unsent words where they outlive the page, and puts them back. Each page keeps its own words under its own name,
 * so that no page overwrites another's; what a page left behind that no longer runs, the next one takes over: drafts into
 * the box, bubbles onto their way, under the keys that they had. As long as both run, each is told of the other's draft.
 */
import { createCell } from './cell.ts';
import { repliesOf, threadsOf } from './conversations.ts';
import { restoredInto } from './kept-words.ts';
import { type DraftNote, noNote } from './draft-note.ts';
import { undoMs } from './reply-commands.ts';
import type { PartContext, StorePart } from './part.ts';
import { valueOf } from './remote.ts';
import { sendReplies } from './reply-sender.ts';
import { joined } from './reply-words.ts';
import {
  keptOf,
  type KeptReply,
  nameOf,
  readKept,
  readName,
  type ReplyVault,
  type ReplyVaults,
  unexpired,
} from './reply-vault.ts';
import { identityOf } from './session.ts';
import type { ReplySnapshot, SupportStore } from './slices.ts';

export interface KeptReplies extends StorePart {
  note(ticketId: string): DraftNote;
  /** Throws away what came back; `undo` brings it back for a few seconds. */
  discard(ticketId: string): void;
  undo(ticketId: string): void;
  /** Looks for what other pages left behind. */
  look(): Promise<void>;
}

const savedAfterMs = 500;
/** A reply goes out all the same when the place to keep it takes longer. */
const patienceMs = 500;

/** Keeps what is unsent in the store from now on. The same again for the same store. */
export function keepReplies(store: SupportStore, vaults: () => ReplyVaults): KeptReplies {
  return store.part('kept replies', (context) => createKeptReplies(context, store, vaults()));
}

function createKeptReplies(context: PartContext, store: SupportStore, vaults: ReplyVaults): KeptReplies {
  const { pages } = vaults;
  const replies = repliesOf(store);
  const notes = createCell<Readonly<Record<string, DraftNote>>>({}, context.changes);
  const seen = new Map<string, ReplySnapshot>();
  const typedAt = new Map<string, number>();
  const kept = new Set<string>();
  const unsaved = new Set<string>();
  const saving = new Map<string, Promise<unknown>>();
  const undoTimers = new Set<ReturnType<typeof setTimeout>>();
  let visitor: string | undefined;
  /** Whoever was here until a moment ago. */
  let before: string | undefined;
  let vault = vaults.device;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function note(ticketId: string, part: Partial<DraftNote>): void {
    notes.set({ ...notes.value, [ticketId]: { ...(notes.value[ticketId] ?? noNote), ...part } });
  }

  function nameFor(ticketId: string): string {
    return nameOf({ backend: context.adapter.name, visitor: visitor ?? '', ticketId, page: pages.id });
  }

  function follow(): void {
    const session = valueOf(store.session.snapshot)?.session;
    const next = identityOf(session);
    // Who comes in with a mailed link takes nothing away from an account that has words here.
    if (before !== undefined && (session?.kind !== 'guest' || vault === vaults.tab)) void wipe(before, vault);
    before = undefined;
    if (next !== undefined && next !== visitor) {
      visitor = next;
      vault = session?.kind === 'guest' ? vaults.tab : vaults.device;
      for (const ticketId of seen.keys()) unsaved.add(ticketId);
      void look();
    }
    for (const ticketId of replies.tickets()) observe(ticketId);
    if (unsaved.size > 0 && visitor !== undefined) timer ??= setTimeout(saveAll, savedAfterMs);
  }

  function observe(ticketId: string): void {
    const last = seen.get(ticketId);
    const now = replies.of(ticketId);
    if (now === last) return;
    seen.set(ticketId, now);
    if (now.draft !== (last?.draft ?? '')) typedAt.set(ticketId, context.now());
    unsaved.add(ticketId);
    if (now.draft.trim() === '') note(ticketId, { isSaved: false, restored: undefined });
    // What was handed over is kept before it goes out.
    if (last?.outgoing !== now.outgoing && (last || now.outgoing.length > 0)) void save(ticketId);
    else if (last?.returned !== now.returned) void save(ticketId);
  }

  function saveAll(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const ticketId of unsaved) void save(ticketId);
  }

  function save(ticketId: string): Promise<unknown> {
    if (visitor === undefined) return Promise.resolve();
    unsaved.delete(ticketId);
    const work = write(ticketId, seen.get(ticketId));
    saving.set(ticketId, work);
    void work.finally(() => saving.get(ticketId) === work && saving.delete(ticketId));
    return work;
  }

  async function write(ticketId: string, words: ReplySnapshot | undefined): Promise<void> {
    const name = nameFor(ticketId);
    const entry = words && keptOf(words, typedAt.get(ticketId) ?? context.now());
    if (!entry) {
      if (!kept.delete(ticketId)) return;
      await vault.remove([name]);
      if (kept.size === 0) pages.leave();
      return;
    }
    kept.add(ticketId);
    pages.enter();
    const isLasting = await vault.write(name, entry);
    if (kept.has(ticketId) && replies.of(ticketId).draft !== '') note(ticketId, { isSaved: isLasting });
  }

  function look(): Promise<void> {
    return pages.alone(takeOver);
  }

  async function takeOver(): Promise<void> {
    const mine = visitor;
    if (mine === undefined) return;
    const place = vault;
    const others = await pages.others(() => void look());
    const entries = await place.read();
    if (visitor !== mine || context.isOver()) return;
    const found = new Map<string, KeptReply[]>();
    const elsewhere = new Set<string>();
    const gone: string[] = [];
    for (const [name, value] of entries) {
      const owner = readName(name);
      const entry = readKept(value);
      const words = entry && unexpired(entry, context.now());
      if (owner?.page === pages.id || (owner && owner.backend !== context.adapter.name)) continue;
      const isRunning = owner && others.has(owner.page);
      if (owner?.visitor === mine && isRunning) {
        if (words && words.draft.trim() !== '') elsewhere.add(owner.ticketId);
        continue;
      }
      gone.push(name);
      if (owner?.visitor === mine && words) found.set(owner.ticketId, [...(found.get(owner.ticketId) ?? []), words]);
    }
    context.changes.batch(() => {
      for (const ticketId of new Set([...Object.keys(notes.value), ...elsewhere]))
        note(ticketId, { isElsewhere: elsewhere.has(ticketId) });
      for (const [ticketId, words] of found) restore(ticketId, words);
    });
    // In this order: a page that ends in between leaves the words twice, and not never.
    await Promise.all(Array.from(found.keys(), save));
    if (gone.length > 0) await place.remove(gone);
  }

  function restore(ticketId: string, words: readonly KeptReply[]): void {
    const timeline = valueOf(threadsOf(store).of(ticketId).timeline)?.items ?? [];
    const stored = new Set(timeline.map((event) => event.type === 'message' && event.clientId));
    const now = replies.of(ticketId);
    const restored = restoredInto(now, words, context.now(), (clientId) => stored.has(clientId));
    replies.restore(ticketId, restored.part);
    observe(ticketId);
    if (restored.words === '') return;
    const at = Math.max(...words.map((one) => one.at));
    if (now.draft === '') typedAt.set(ticketId, at);
    const { draft: whole, returned } = replies.of(ticketId);
    note(ticketId, { restored: { words: restored.words, at, returned, whole, rest: now.draft } });
  }

  async function wipe(owner: string, place: ReplyVault): Promise<void> {
    const names = (await place.read()).map(([name]) => name);
    await place.remove(names.filter((name) => readName(name)?.visitor === owner));
  }

  const stop = [context.changes.subscribe(follow), pages.onLeaving(saveAll)];
  sendReplies(store).awaitBeforeSending(async (ticketId) => {
    const work = saving.get(ticketId);
    if (work) await Promise.race([work, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  });
  follow();

  return {
    note(ticketId) {
      return notes.value[ticketId] ?? noNote;
    },
    discard(ticketId) {
      const { restored } = notes.value[ticketId] ?? noNote;
      if (!restored) return;
      context.changes.batch(() => {
        note(ticketId, { restored: undefined, discarded: restored });
        replies.restore(ticketId, { draft: restored.rest, returned: undefined, failure: undefined });
      });
      const isOver = () => note(ticketId, { discarded: undefined });
      undoTimers.add(setTimeout(isOver, undoMs));
    },
    undo(ticketId) {
      const { discarded } = notes.value[ticketId] ?? noNote;
      if (!discarded) return;
      const { words, returned } = discarded;
      context.changes.batch(() => {
        note(ticketId, { discarded: undefined });
        replies.restore(ticketId, { draft: joined([words, replies.of(ticketId).draft]), returned });
      });
    },
    look,
    refreshShown() {
      // Nobody waits for it: what comes back shows when it does.
      void look();
      return Promise.resolve();
    },
    clear() {
      // The page lets go of the store, or the words belonged to somebody else.
      if (context.isOver()) {
        saveAll();
        for (const end of stop) end();
      } else before ??= visitor;
      clearTimeout(timer);
      for (const undoTimer of undoTimers) clearTimeout(undoTimer);
      timer = undefined;
      visitor = undefined;
      for (const memory of [seen, typedAt, kept, unsaved, saving, undoTimers]) memory.clear();
      notes.set({});
      pages.leave();
    },
  };
}
