/** Several pages' words for one ticket as one: nothing is dropped, and nothing stands there twice. */
import { withoutFiles } from './bubbles.ts';
import type { DraftNote } from './draft-note.ts';
import { fileFrom } from './kept-files.ts';
import { bubbleFrom, type KeptReply, readKept, readName, unexpired } from './reply-vault.ts';
import { joined, withoutLeading } from './reply-words.ts';
import type { ReplySnapshot, ReturnedWords } from './slices.ts';

/** What is to be put back, and what is to be said of it where the draft was not there before. */
export interface Restored {
  readonly part: Partial<ReplySnapshot>;
  readonly note: DraftNote['restored'];
}

/** Who looks at what is kept. */
export interface Looker {
  readonly backend: string;
  readonly visitor: string;
  readonly page: string;
  /** Pages that run now. */
  readonly others: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** All that is kept, as it concerns somebody who looks. */
export interface Found {
  /** By ticket: what pages left behind that no longer run. */
  readonly left: ReadonlyMap<string, readonly KeptReply[]>;
  /** Tickets for which another page that runs has a draft. */
  readonly elsewhere: ReadonlySet<string>;
  /** Entries that have had their time, or will have been taken over. */
  readonly gone: readonly string[];
  /** Keys of the files that belong to somebody. */
  readonly files: ReadonlySet<string>;
}

export function sorted(entries: readonly (readonly [string, unknown])[], looker: Looker): Found {
  const { backend, visitor, page, others, now } = looker;
  const left = new Map<string, KeptReply[]>();
  const elsewhere = new Set<string>();
  const gone: string[] = [];
  const files = new Set<string>();
  for (const [name, value] of entries) {
    const owner = readName(name);
    if (owner && owner.backend !== backend) continue;
    const entry = readKept(value);
    const words = entry && unexpired(entry, now);
    const isMine = owner?.visitor === visitor;
    const isRunning = owner !== undefined && (owner.page === page || others.has(owner.page));
    if (owner?.page === page || isMine) for (const file of keysIn(isRunning ? entry : words)) files.add(file);
    if (owner?.page === page) continue;
    if (isMine && isRunning) {
      if (words && (words.draft.trim() !== '' || words.files)) elsewhere.add(owner.ticketId);
      continue;
    }
    gone.push(name);
    if (isMine && words) left.set(owner.ticketId, [...(left.get(owner.ticketId) ?? []), words]);
  }
  return { left, elsewhere, gone, files };
}

function keysIn(kept: KeptReply | undefined): string[] {
  const { files = [], outgoing = [] } = kept ?? {};
  return [...files, ...outgoing.flatMap(({ files: own = [] }) => own)].map(({ clientId }) => clientId);
}

/**
 * Lays what was kept before what is there now. `isStored` knows the keys of replies that are in the timeline already: they
 * need no second look.
 */
export function restoredInto(
  now: ReplySnapshot,
  kept: readonly KeptReply[],
  at: number,
  isStored: (clientId: string) => boolean,
): Restored {
  const unstored = kept.map((one) => withoutStored(one, isStored)).sort((one, other) => one.at - other.at);
  const keyed = [now, ...unstored].flatMap(({ returned }) => returned ?? []);
  const inBox = keyed.find(({ isInDoubt }) => isInDoubt) ?? keyed[0];
  const oldestFirst = unstored.map((one) => withOneKey(one, inBox));
  const bubbles = new Map(oldestFirst.flatMap(({ outgoing }) => outgoing).map((one) => [one.clientId, one]));
  for (const { clientId } of now.outgoing) bubbles.delete(clientId);
  const waiting = [...bubbles.values()].filter(({ clientId }) => !isStored(clientId));
  const outgoing = waiting.sort((one, other) => one.startedAt - other.startedAt).map((one) => bubbleFrom(one, at));

  const drafts = new Map<string, KeptReply['returned']>();
  for (const { draft, returned } of oldestFirst) drafts.set(draft, returned ?? drafts.get(draft));
  const news = [...drafts.keys()].filter(
    (draft) => !now.draft.includes(draft) && ![...drafts.keys()].some((one) => one !== draft && one.includes(draft)),
  );
  // What may have arrived stands first: only there is it known by its key.
  const first = news.find((draft) => drafts.get(draft));
  const inOrder = first === undefined ? news : [first, ...news.filter((draft) => draft !== first)];
  const back = first === undefined ? oldestFirst.find(isFilesAlone)?.returned : drafts.get(first);
  const known = back && returnedFrom(back);
  const isNowFirst = !known && now.returned !== undefined;
  const draft = joined(isNowFirst ? [now.draft, ...inOrder] : [...inOrder, now.draft]);
  const own = oldestFirst.flatMap(({ files: some = [] }) => some).map(fileFrom);
  const before = own.filter(({ clientId }) => known?.files?.some((file) => file.clientId === clientId));
  const files = withoutFiles([...before, ...withoutFiles(own, before)], now.files);
  const returned = known ?? now.returned;
  const part = {
    ...{ draft, outgoing: [...outgoing, ...now.outgoing], returned },
    files: isNowFirst ? [...now.files, ...files] : [...files, ...now.files],
  };
  const words = joined(inOrder);
  const typedAt = Math.max(...kept.map((one) => one.at));
  const note = { words, files, at: typedAt, returned, whole: draft, rest: now.draft };
  return { part, note: words === '' && files.length === 0 ? undefined : note };
}

/** Nothing that anybody would miss. */
export function isEmpty({ draft, files }: Pick<ReplySnapshot, 'draft' | 'files'>): boolean {
  return draft.trim() === '' && files.length === 0;
}

function isFilesAlone({ returned }: KeptReply): boolean {
  return returned?.text === '';
}

function withoutStored(kept: KeptReply, isStored: (clientId: string) => boolean): KeptReply {
  const { draft, at, files = [], outgoing, returned } = kept;
  if (!returned || !isStored(returned.clientId)) return kept;
  const sent = new Set(returned.files?.map(({ clientId }) => clientId));
  const rest = files.filter(({ clientId }) => !sent.has(clientId));
  return { draft: withoutLeading(returned.text, draft), at, outgoing, files: rest };
}

/** The box knows one key. Another reply that may have arrived keeps its own as a bubble; the rest needs none. */
function withOneKey(kept: KeptReply, inBox: { readonly clientId: string } | undefined): KeptReply {
  const { draft, at, files = [], outgoing, returned } = kept;
  if (!returned || returned.clientId === inBox?.clientId) return kept;
  const rest = withoutLeading(returned.text, draft);
  const carried = new Set(returned.files?.map(({ clientId }) => clientId));
  const left = files.filter(({ clientId }) => !carried.has(clientId));
  const isWhole = (returned.text === '' || rest !== draft) && left.length === files.length - carried.size;
  if (!returned.isInDoubt || !isWhole) return { draft, at, files, outgoing };
  const failure = { code: 'timeout', retryable: true } as const;
  const bubble = { ...returned, startedAt: at, state: 'failed', failure } as const;
  return { draft: rest, at, files: left, outgoing: [bubble, ...outgoing] };
}

function returnedFrom({ files, ...reply }: NonNullable<KeptReply['returned']>): ReturnedWords {
  return { ...reply, ...(files && { files: files.map(fileFrom) }) };
}
