import type { ReturnedWords } from './slices.ts';

/** What is to be said of a ticket's draft. */
export interface DraftNote {
  /** It will be there after a reload. */
  readonly isSaved: boolean;
  /** Another page that runs now has a draft for the same ticket. */
  readonly isElsewhere: boolean;
  /** Words that came back: `whole` is the box since then, `rest` what stood there before. */
  readonly restored: (RestoredWords & { readonly whole: string; readonly rest: string }) | undefined;
  /** Words that came back and were thrown away a moment ago. */
  readonly discarded: RestoredWords | undefined;
}

interface RestoredWords {
  readonly words: string;
  /** When they were typed, in milliseconds since 1970. */
  readonly at: number;
  readonly returned: ReturnedWords | undefined;
}

export const noNote: DraftNote = Object.freeze({
  isSaved: false,
  isElsewhere: false,
  restored: undefined,
  discarded: undefined,
});
