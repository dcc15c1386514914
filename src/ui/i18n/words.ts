/**
 * The words of the interface in one language. A missing word never breaks a screen: it falls back from the region to the
 * language, to English, and at last to its key.
 */
import { type Counting, countingIn } from './counting.ts';
import { type LocalePack, type WordKey, canonicalLocale, localesVersion, registeredLocale, tagsOf } from './locales.ts';
import { en } from './words.en.generated.ts';
import type { WordArguments } from './words.types.generated.ts';

export type { WordKey } from './locales.ts';

/** Words of the page's author, by key: plain text with `{name}` where an argument goes. */
export type WordOverrides = Readonly<Record<string, string>>;

/** What a message needs: nothing, or one record of named values. */
type ArgumentsOf<K extends WordKey> = WordArguments[K] extends undefined ? [] : [values: WordArguments[K]];

export interface Words {
  /** The language that the words are in, with the reader's region where it was given. */
  readonly locale: string;
  t<K extends WordKey>(key: K, ...values: ArgumentsOf<K>): string;
}

type Values = Readonly<Record<string, string | number>>;
type Message = string | ((values: Values, counting: Counting) => string);

/** All other languages fall back to it, so it never has to be loaded. */
const english: LocalePack = { ...en };
const noOverrides: WordOverrides = Object.freeze({});
let cache = new WeakMap<WordOverrides, Map<string, Words>>();
let cachedVersion = -1;

/** Adds the part of English that one screen needs. */
export function bringEnglish(part: LocalePack): void {
  Object.assign(english, part);
}

/** The same object again for the same language and the same overrides object, until a language is registered. */
export function wordsFor(locale: string, overrides: WordOverrides = noOverrides): Words {
  if (cachedVersion !== localesVersion()) {
    cache = new WeakMap();
    cachedVersion = localesVersion();
  }
  const known = cache.get(overrides) ?? new Map<string, Words>();
  cache.set(overrides, known);
  const words = known.get(locale) ?? createWords(locale, overrides);
  known.set(locale, words);
  return words;
}

function createWords(wanted: string, overrides: WordOverrides): Words {
  const canonical = canonicalLocale(wanted) ?? 'en';
  const found = packsFor(canonical);
  const locale = found.length > 0 ? canonical : 'en';
  const packs = [...found, ...packsFor('en')];
  return Object.freeze({
    locale,
    t: <K extends WordKey>(key: K, ...given: ArgumentsOf<K>): string => {
      const values: Values = given[0] ?? {};
      const override = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
      if (override !== undefined) return filled(override, values, locale);
      const { tag = locale, pack } = packs.find((known) => Object.hasOwn(known.pack, key)) ?? {};
      const message = pack?.[key] as Message | undefined;
      return typeof message === 'function' ? message(values, countingIn(tag)) : (message ?? key);
    },
  });
}

/** From the most special tag to the least: the words, and the language that they count in. */
function packsFor(locale: string): { tag: string; pack: LocalePack }[] {
  return tagsOf(locale).flatMap((tag) => {
    const packs = tag === 'en' ? [registeredLocale(tag), english] : [registeredLocale(tag)];
    return packs.filter((pack) => pack !== undefined).map((pack) => ({ tag, pack }));
  });
}

function filled(text: string, values: Values, locale: string): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'number' ? countingIn(locale).number(value) : (value ?? placeholder);
  });
}
