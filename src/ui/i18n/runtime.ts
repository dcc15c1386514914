/** What compiled messages call: `Intl` behind a cache, because making a formatter costs far more than using it. */

const numberFormats = new Map<string, Intl.NumberFormat>();
const pluralRules = new Map<string, Intl.PluralRules>();

/** The forms of a counted phrase by CLDR category; `=0` and the like win for that exact number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule | `=${number}`, string>>> & {
  readonly other: string;
};

/** A number as readers of the language write it. */
export function number(locale: string, value: number): string {
  return cached(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(value);
}

/** The form that fits the number in that language. */
export function plural(locale: string, value: number, forms: PluralForms): string {
  const rules = cached(pluralRules, locale, () => new Intl.PluralRules(locale));
  return forms[`=${value}`] ?? forms[rules.select(value)] ?? forms.other;
}

function cached<T>(cache: Map<string, T>, locale: string, make: () => T): T {
  let known = cache.get(locale);
  if (known === undefined) cache.set(locale, (known = make()));
  return known;
}
