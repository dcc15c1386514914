/**
 * The languages that this page has words for beside English. The registry hangs on `globalThis`, so that a
 * language pack and two copies of this module find one another, whichever of them loads first.
 */
import type { Counting } from './counting.ts';
import type { WordArguments } from './words.types.generated.ts';

/** A key of the copy. */
export type WordKey = keyof WordArguments;

/** Words of one language; what is missing is shown in English. */
export type LocalePack = {
  readonly [K in WordKey]?: WordArguments[K] extends undefined
    ? string
    : (values: WordArguments[K], counting: Counting) => string;
};

interface LocaleRegistry {
  readonly packs: Map<string, LocalePack>;
  readonly listeners: Set<() => void>;
  version: number;
}

const registryKey = Symbol.for('helpdock.locales');

function registry(): LocaleRegistry {
  const shared = globalThis as { [registryKey]?: LocaleRegistry };
  return (shared[registryKey] ??= { packs: new Map(), listeners: new Set(), version: 0 });
}

/** Adds a language or replaces it. Elements that are already on the page take the new words at once. */
export function registerLocale(locale: string, pack: LocalePack): void {
  const { packs, listeners } = registry();
  packs.set(canonicalLocale(locale) ?? locale, pack);
  registry().version += 1;
  for (const listener of listeners) listener();
}

/** The pack registered for exactly this tag. */
export function registeredLocale(locale: string): LocalePack | undefined {
  return registry().packs.get(locale);
}

/** Rises with every registration, so that whoever caches words can tell that they are old. */
export function localesVersion(): number {
  return registry().version;
}

/** Calls back after each registration. Returns how to stop. */
export function subscribeToLocales(listener: () => void): () => void {
  registry().listeners.add(listener);
  return () => registry().listeners.delete(listener);
}

/** The tag in its canonical spelling (BCP 47), also from `pl_PL`; `undefined` for what is no tag. */
export function canonicalLocale(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** From the most special tag to the least: `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function tagsOf(locale: string): string[] {
  const parts = locale.split('-');
  return parts.map((_, cut) => parts.slice(0, parts.length - cut).join('-'));
}
