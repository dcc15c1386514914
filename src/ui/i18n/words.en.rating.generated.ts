// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

export const enRating: LocalePack = {
  'thread.rating.question': 'How would you rate our help?',
  'thread.rating.lowest': '1 – very bad',
  'thread.rating.highest': '5 – very good',
  'thread.rating.comment': 'Your comment for the team (optional)',
  'thread.rating.send': 'Send rating',
  'thread.rating.sending': 'Sending your rating…',
  'thread.rating.saved': (given) => `Thanks. You rated our help ${given.score} out of 5.`,
  'thread.rating.given': (given) => `You rated our help ${given.score} out of 5.`,
  'thread.rating.change': 'Change rating',
  'thread.rating.leave': 'Leave it as it is',
  'thread.rating.error': 'We couldn’t save your rating.',
  'thread.rating.too_late': 'It’s too late to rate this ticket or to change the rating.',
  'thread.rating.too_long': (given, { number, plural }) => `Your comment is ${plural(given.over, { one: `${number(given.over)} character`, other: `${number(given.over)} characters` })} too long.`,
};
