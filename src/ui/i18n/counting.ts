/** What messages count with. Packs are given it, so that they are words only and their chunks share no code with a page. */

/** The forms of a counted phrase by CLDR category; `=0` and the like win for that exact number. */
type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule | `=${number}`, string>>> & {
  readonly other: string;
};

export interface Counting {
  /** A number as readers of the language write it. */
  readonly number: (value: number) => string;
  /** The form that fits the number. */
  readonly plural: (value: number, forms: PluralForms) => string;
}

/** Making a formatter of `Intl` costs far more than using it, so each is made once, and not before its first use. */
const cache = new Map<string, Counting>();

/** The same object again for the same language. */
export function countingIn(locale: string): Counting {
  const known = cache.get(locale) ?? createCounting(locale);
  cache.set(locale, known);
  return known;
}

function createCounting(locale: string): Counting {
  let numbers: Intl.NumberFormat | undefined;
  let rules: Intl.PluralRules | undefined;
  let hasLatinDigits: boolean | undefined;
  return {
    number(value) {
      // Small counts look alike wherever digits do, and no page should wait for a formatter of numbers to show them.
      if (Number.isInteger(value) && value >= 0 && value < 1000) {
        hasLatinDigits ??= new Intl.DateTimeFormat(locale).resolvedOptions().numberingSystem === 'latn';
        if (hasLatinDigits) return String(value);
      }
      return (numbers ??= new Intl.NumberFormat(locale)).format(value);
    },
    plural(value, forms) {
      rules ??= new Intl.PluralRules(locale);
      return forms[`=${value}`] ?? forms[rules.select(value)] ?? forms.other;
    },
  };
}
