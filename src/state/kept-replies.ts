/**
 * Keeps unsent words where they outlive the page, and puts them back. Each page keeps its own words under its own name,
 * so that no page overwrites another's; what a page left behind that no longer runs, the next one takes over: drafts into
 * the box, bubbles onto their way, under the keys that they had. As long as both run, each is told of the other's draft.
 */
import { createCell } from './cell.ts';
import { repliesOf, threadsOf } from './conversations.ts';
import { areSameFiles, createKeptFiles, type FileOwner, unnamed } from './kept-files.ts';
import { isEmpty, restoredInto, sorted } from './kept-words.ts';
import { filesOf, withoutFiles } from './bubbles.ts';
import { type DraftNote, noNote } from './draft-note.ts';
import { undoMs } from './reply-commands.ts';
import type { PartContext, StorePart } from './part.ts';
import { valueOf } from './remote.ts';
import { sendReplies } from './reply-sender.ts';
import { joined } from './reply-words.ts';
import { keptOf, type KeptReply, nameOf, readName, type ReplyVault, type ReplyVaults } from './reply-vault.ts';
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
  const bytes = createKeptFiles();
  const undoTimers = new Set<ReturnType<typeof setTimeout>>();
  let visitor: string | undefined;
  /** Whoever was here until a moment ago. */
  let before: string | undefined;
  /** Bytes of theirs that were on their way to the disk at that moment. */
  let writing: Promise<unknown> | undefined;
  let vault = vaults.device;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function note(ticketId: string, part: Partial<DraftNote>): void {
    notes.set({ ...notes.value, [ticketId]: { ...(notes.value[ticketId] ?? noNote), ...part } });
  }

  function ownerOf(ticketId: string): FileOwner {
    return { backend: context.adapter.name, visitor: visitor ?? '', ticketId };
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
    const hasOtherFiles = !areSameFiles(last?.files ?? [], now.files);
    const hasOtherWords = now.draft !== (last?.draft ?? '');
    if (hasOtherWords || hasOtherFiles) typedAt.set(ticketId, context.now());
    // Bytes that arrive one by one are nothing to write down.
    const isOther = last?.outgoing !== now.outgoing || last.returned !== now.returned;
    if (!isOther && !hasOtherWords && !hasOtherFiles) return;
    unsaved.add(ticketId);
    if (isEmpty(now)) note(ticketId, { isSaved: false, hasUnkeptFiles: false, restored: undefined });
    // What was handed over is kept before it goes out, and a file before anything can happen to it.
    if (last?.outgoing !== now.outgoing && (last || now.outgoing.length > 0)) void save(ticketId);
    else if (last?.returned !== now.returned || hasOtherFiles) void save(ticketId);
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
    const place = vault;
    const owner = ownerOf(ticketId);
    const name = nameOf({ ...owner, page: pages.id });
    const entry = words && keptOf(words, typedAt.get(ticketId) ?? context.now());
    if (!words || !entry) {
      if (kept.delete(ticketId)) await place.remove([name]);
      // Also those of a reply that another page left behind, and that turned out to be stored.
      if (visitor === owner.visitor) await bytes.keep(owner, place.files, []);
      if (kept.size === 0) pages.leave();
      return;
    }
    kept.add(ticketId);
    pages.enter();
    const isLasting = await place.write(name, entry);
    if (visitor !== owner.visitor) return;
    const hasBytes = await bytes.keep(owner, place.files, [...words.files, ...filesOf(words.outgoing)]);
    if (!kept.has(ticketId) || isEmpty(replies.of(ticketId))) return;
    note(ticketId, {
      isSaved: isLasting && hasBytes,
      hasUnkeptFiles: words.files.length > 0 && !(isLasting && hasBytes),
    });
  }

  function look(): Promise<void> {
    return pages.alone(takeOver);
  }

  async function takeOver(): Promise<void> {
    const mine = visitor;
    if (mine === undefined) return;
    const place = vault;
    const running = () => pages.others(() => void look());
    const earlier = await running();
    // Bytes before words: whatever is there by now is named by then.
    const names = await place.files.names();
    const entries = await place.read();
    // A page may have begun or ended meanwhile: then what was read may be neither all of its words nor nobody's.
    const others = new Set([...earlier, ...(await running())]);
    if (visitor !== mine || context.isOver()) return;
    const looker = { backend: context.adapter.name, visitor: mine, page: pages.id, others, now: context.now() };
    const { left, elsewhere, gone, files } = sorted(entries, looker);
    const found = await Promise.all(
      Array.from(left, async ([id, words]) => [id, await bytes.read(ownerOf(id), place.files, words)] as const),
    );
    if (visitor !== mine || context.isOver()) return;
    context.changes.batch(() => {
      for (const ticketId of new Set([...Object.keys(notes.value), ...elsewhere]))
        note(ticketId, { isElsewhere: elsewhere.has(ticketId) });
      for (const [ticketId, words] of found) restore(ticketId, words);
    });
    // In this order: a page that ends in between leaves the words twice, and not never.
    await Promise.all(found.map(([ticketId]) => save(ticketId)));
    if (gone.length > 0) await place.remove(gone);
    const leftOver = unnamed(names, looker.backend, files);
    if (leftOver.length > 0) await place.files.remove(leftOver);
  }

  function restore(ticketId: string, words: readonly KeptReply[]): void {
    const timeline = valueOf(threadsOf(store).of(ticketId).timeline)?.items ?? [];
    const stored = new Set(timeline.map((event) => event.type === 'message' && event.clientId));
    const now = replies.of(ticketId);
    const restored = restoredInto(now, words, context.now(), (clientId) => stored.has(clientId));
    replies.restore(ticketId, restored.part);
    observe(ticketId);
    if (!restored.note) return;
    if (isEmpty(now)) typedAt.set(ticketId, restored.note.at);
    note(ticketId, { restored: restored.note });
  }

  async function wipe(owner: string, place: ReplyVault): Promise<void> {
    const isWritten = writing;
    const isTheirs = (name: string) => readName(name)?.visitor === owner;
    const names = (await place.read()).map(([name]) => name);
    await place.remove(names.filter(isTheirs));
    await isWritten;
    await place.files.remove((await place.files.names()).filter(isTheirs));
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
        const files = withoutFiles(replies.of(ticketId).files, restored.files);
        replies.restore(ticketId, { draft: restored.rest, files, returned: undefined, failure: undefined });
      });
      const isOver = () => note(ticketId, { discarded: undefined });
      undoTimers.add(setTimeout(isOver, undoMs));
    },
    undo(ticketId) {
      const { discarded } = notes.value[ticketId] ?? noNote;
      if (!discarded) return;
      const { words, files, returned } = discarded;
      const now = replies.of(ticketId);
      context.changes.batch(() => {
        note(ticketId, { discarded: undefined });
        const both = [...files, ...withoutFiles(now.files, files)];
        replies.restore(ticketId, { draft: joined([words, now.draft]), files: both, returned });
      });
    },
    look,
    // Nobody waits for it: what comes back shows when it does.
    refreshShown: async () => void look(),
    clear() {
      // The page lets go of the store, or the words belonged to somebody else.
      if (context.isOver()) {
        saveAll();
        for (const end of stop) end();
      } else {
        before ??= visitor;
        writing = bytes.settled();
        bytes.clear();
      }
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
