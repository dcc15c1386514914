import { announce } from '../../ui/announcer.ts';
import type { Words } from '../../ui/i18n/words.ts';

/** From here on the reader is told how many characters are left. */
const nearLimit = 500;
const milestones = [100, 20, 0];

/** Counts down the last characters, and says the round numbers aloud once they are passed. */
export class ReplyCounter {
  #left = Infinity;

  /** What to show; `undefined` while the limit is far or unknown. */
  count(draft: string, longest: number | undefined, words: Words): { text: string; isOver: boolean } | undefined {
    const before = this.#left;
    this.#left = longest === undefined ? Infinity : longest - draft.length;
    const left = this.#left;
    if (left > nearLimit) return undefined;
    const isOver = left < 0;
    const text = isOver ? words.t('composer.error.too_long', { over: -left }) : words.t('composer.remaining', { left });
    if (before !== Infinity && milestones.some((mark) => left <= mark && before > mark)) announce(text);
    return { text, isOver };
  }
}
