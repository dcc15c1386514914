const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
/** 999.6 kB is written as 1 MB. */
const roundedUp = 1.0005;

/** A number of bytes as readers write it: "512 bytes", "182 kB", "3.4 MB". Number and unit stay together. */
export function fileSize(bytes: number, locale: string): string {
  const step = Math.min(Math.max(0, Math.floor(Math.log10(Math.max(1, bytes * roundedUp)) / 3)), units.length - 1);
  const amount = bytes / 1000 ** step;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 && amount < 100 ? 1 : 0,
  });
  return format.format(amount).replaceAll(' ', '\u00a0');
}
