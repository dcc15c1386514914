// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

/** By language: what loads its words. */
export const shipped: Readonly<Record<string, () => Promise<LocalePack>>> = {
  'pl': async () => (await import('./words.pl.generated.ts')).pl,
};
