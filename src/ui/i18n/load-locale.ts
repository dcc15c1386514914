/** Brings the words of a shipped language from their chunk, where somebody stands in that language. */
import { warnOnce } from '../warn-once.ts';
import { canonicalLocale, registeredLocale, registerLocale, tagsOf } from './locales.ts';
import { shipped } from './shipped.generated.ts';

const underWay = new Map<string, Promise<void>>();

/**
 * Settles when the words that are shipped for the language are registered, or when they cannot be had; `undefined` where
 * there is nothing to wait for. Never rejects: the console is told, and whoever asks next tries again.
 */
export function loadLocale(locale: string): Promise<unknown> | undefined {
  const missing = tagsOf(canonicalLocale(locale) ?? 'en').filter(isMissing);
  return missing.length > 0 ? Promise.all(missing.map(loaded)) : undefined;
}

function isMissing(tag: string): boolean {
  return Object.hasOwn(shipped, tag) && !registeredLocale(tag);
}

function loaded(tag: string): Promise<void> {
  const known = underWay.get(tag) ?? load(tag).finally(() => underWay.delete(tag));
  underWay.set(tag, known);
  return known;
}

async function load(tag: string): Promise<void> {
  try {
    const pack = await shipped[tag]?.();
    // A page that registered words of its own meanwhile keeps them.
    if (pack && isMissing(tag)) registerLocale(tag, pack);
  } catch {
    warnOnce(`The words in the language "${tag}" could not be loaded, so they are shown in English.`);
  }
}
