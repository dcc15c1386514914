/** Several pages' words for one ticket as one: nothing is dropped, and nothing stands there twice. */
import { bubbleFrom, type KeptReply } from './reply-vault.ts';
import { joined, withoutLeading } from './reply-words.ts';
import type { ReplySnapshot, ReturnedWords } from './slices.ts';

/** What is to be put back, and which words of the draft were not there before. */
export interface Restored {
  readonly part: Partial<ReplySnapshot>;
  readonly words: string;
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
  const oldestFirst = kept.map((one) => withoutStored(one, isStored)).sort((one, other) => one.at - other.at);
  const bubbles = new Map(oldestFirst.flatMap(({ outgoing }) => outgoing).map((one) => [one.clientId, one]));
  for (const { clientId } of now.outgoing) bubbles.delete(clientId);
  const back = [...bubbles.values()].filter(({ clientId }) => !isStored(clientId));
  const outgoing = back.sort((one, other) => one.startedAt - other.startedAt).map((one) => bubbleFrom(one, at));

  const drafts = new Map<string, ReturnedWords | undefined>();
  for (const { draft, returned } of oldestFirst) drafts.set(draft, returned ?? drafts.get(draft));
  const news = [...drafts.keys()].filter(
    (draft) => !now.draft.includes(draft) && ![...drafts.keys()].some((one) => one !== draft && one.includes(draft)),
  );
  // Words that may have arrived stand first: only there are they known by their key.
  const first = news.find((draft) => drafts.get(draft));
  const sorted = first === undefined ? news : [first, ...news.filter((draft) => draft !== first)];
  const draft = joined(now.returned ? [now.draft, ...sorted] : [...sorted, now.draft]);
  const returned = now.returned ?? (first === undefined ? undefined : drafts.get(first));
  return { part: { draft, outgoing: [...outgoing, ...now.outgoing], returned }, words: joined(sorted) };
}

function withoutStored(kept: KeptReply, isStored: (clientId: string) => boolean): KeptReply {
  const { draft, at, outgoing, returned } = kept;
  if (!returned || !isStored(returned.clientId)) return kept;
  return { draft: withoutLeading(returned.text, draft), at, outgoing };
}
