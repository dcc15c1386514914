// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

export const enGate: LocalePack = {
  'gate.code.label': 'Code from the email',
  'gate.code.hint': (given, { number, plural }) => `${plural(given.length, { one: `${number(given.length)} digit`, other: `${number(given.length)} digits` })}. You can paste it.`,
  'gate.error.empty': 'Enter the code from the email.',
  'gate.error.too_short': (given, { number, plural }) => `The code has ${plural(given.length, { one: `${number(given.length)} digit`, other: `${number(given.length)} digits` })}. You entered ${number(given.entered)}.`,
  'gate.error.format': 'The code has digits only.',
};
