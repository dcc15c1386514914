/**
 * The words of the interface in one language. A missing word never breaks a screen: it falls back from the region to the
 * language, to English, and at last to its key.
 */
import { type LocalePack, type WordKey, canonicalLocale, localesVersion, registeredLocale } from './locales.ts';
import { number } from './runtime.ts';
import { en } from './words.en.generated.ts';
import { pl } from './words.pl.generated.ts';
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
type Message = string | ((values: Values) => string);

const builtIn: Readonly<Record<string, LocalePack>> = { en, pl };
const noOverrides: WordOverrides = Object.freeze({});
let cache = new WeakMap<WordOverrides, Map<string, Words>>();
let cachedVersion = -1;

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
      const message = packs.find((pack) => Object.hasOwn(pack, key))?.[key] as Message | undefined;
      return typeof message === 'function' ? message(values) : (message ?? key);
    },
  });
}

/** From the most special tag to the least: `zh-Hant-TW`, `zh-Hant`, `zh`. */
function packsFor(locale: string): LocalePack[] {
  const parts = locale.split('-');
  return parts
    .map((_, cut) => parts.slice(0, parts.length - cut).join('-'))
    .flatMap((tag) => [registeredLocale(tag), Object.hasOwn(builtIn, tag) ? builtIn[tag] : undefined])
    .filter((pack) => pack !== undefined);
}

function filled(text: string, values: Values, locale: string): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'number' ? number(locale, value) : (value ?? placeholder);
  });
}
