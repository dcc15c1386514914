import type { ReplyFile, ReturnedWords } from './slices.ts';

/** What is to be said of a ticket's draft. */
export interface DraftNote {
  /** All of it will be there after a reload, its files included. */
  readonly isSaved: boolean;
  /** Files of it are in this page's memory and nowhere else. */
  readonly hasUnkeptFiles: boolean;
  /** Another page that runs now has a draft for the same ticket. */
  readonly isElsewhere: boolean;
  /** What came back: `whole` are the words in the box since then, `rest` those that stood there before. */
  readonly restored: (RestoredWords & { readonly whole: string; readonly rest: string }) | undefined;
  /** Words that came back and were thrown away a moment ago. */
  readonly discarded: RestoredWords | undefined;
}

interface RestoredWords {
  readonly words: string;
  readonly files: readonly ReplyFile[];
  /** When they were typed, in milliseconds since 1970. */
  readonly at: number;
  readonly returned: ReturnedWords | undefined;
}

export const noNote: DraftNote = Object.freeze({
  isSaved: false,
  hasUnkeptFiles: false,
  isElsewhere: false,
  restored: undefined,
  discarded: undefined,
});
