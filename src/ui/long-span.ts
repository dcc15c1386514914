/** A span of time in words, never a single one: after "in" and "za" some languages bend the singular, and `Intl` does not. */
export function longSpan(amount: number, unit: 'second' | 'minute' | 'hour' | 'day', locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.max(2, Math.ceil(amount)));
}
