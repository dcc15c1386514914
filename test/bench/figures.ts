/** The figures and their targets. A ratio is ours over the yardstick; anything else is counted by itself. */
import type { Samples } from './samples.ts';
import { median, quantile, ratioOf } from './statistics.ts';

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly ours: string;
  readonly yardstick: string;
  readonly ratio: string;
  readonly target: string;
  /** Without one there is no target: the line is there to compare with. */
  readonly isMet: boolean | undefined;
}

interface Comparison {
  readonly name: string;
  readonly ours: string;
  readonly yardstick: string;
  /** The most that the ratio may be. */
  readonly most?: number;
}

const comparisons: readonly Comparison[] = [
  { name: 'first visit, list of 15', ours: 'our list', yardstick: 'vanilla list', most: 1.25 },
  { name: 'first visit, thread of 20 with HTML', ours: 'our thread', yardstick: 'vanilla thread', most: 1.3 },
  { name: '  beside vanilla + sanitizer', ours: 'our thread', yardstick: 'sanitized thread' },
  {
    name: 'list, 10,000 tickets on the server, beside 15',
    ours: 'our list of 10,000',
    yardstick: 'our list',
    most: 1.1,
  },
  { name: 'open a thread of 1,000', ours: 'ours: open 1,000', yardstick: 'vanilla: open 1,000', most: 0.25 },
  { name: '  beside vanilla + sanitizer', ours: 'ours: open 1,000', yardstick: 'sanitized: open 1,000' },
  {
    name: 'open a thread of 10,000, beside one of 50',
    ours: 'ours: open 10,000',
    yardstick: 'ours: open 50',
    most: 1.2,
  },
  { name: 'all 1,000 in the page', ours: 'ours: all 1,000', yardstick: 'vanilla: open 1,000', most: 1.25 },
  { name: '  beside vanilla + sanitizer', ours: 'ours: all 1,000', yardstick: 'sanitized: open 1,000' },
  { name: 'an answer, 50 in the page', ours: 'ours: answer at 50', yardstick: 'vanilla: answer at 50', most: 1.1 },
  {
    name: 'an answer, 1,000 in the page',
    ours: 'ours: answer at 1,000',
    yardstick: 'vanilla: answer at 1,000',
    most: 1.1,
  },
  { name: 'key to paint, 1,000 in the page', ours: 'ours: key', yardstick: 'vanilla: key', most: 1.1 },
  { name: 'elements, 1,000 in the page', ours: 'ours: elements', yardstick: 'vanilla: elements' },
];

/** The time that a press of a key may take at most, for 95 of 100 presses. */
const slowestKeyMs = 32;

export function timedFigures(samples: Samples): Figure[] {
  const lines = comparisons.map(({ name, ours, yardstick, most }): Figure => {
    const { ratio, spread } = ratioOf(samples.of(ours), samples.of(yardstick));
    return {
      name,
      ours: shown(median(samples.of(ours)), name),
      yardstick: shown(median(samples.of(yardstick)), name),
      ratio: Number.isNaN(ratio) ? '' : `${ratio.toFixed(2)} (${spread.map((end) => end.toFixed(2)).join('–')})`,
      target: most === undefined ? '' : `≤ ${most}×`,
      isMet: most === undefined ? undefined : ratio <= most,
    };
  });
  const slowKey = quantile(samples.of('ours: key'), 0.95);
  const slowVanillaKey = quantile(samples.of('vanilla: key'), 0.95);
  // No task above 50 ms is no sample; so is a side that never got that far.
  const isLoaded = samples.of('ours: all 1,000').length > 0;
  const longest = isLoaded ? Math.max(0, ...samples.of('ours: long tasks')) : NaN;
  return [
    ...lines,
    {
      ...counted('key to paint, 95th percentile', slowKey, slowestKeyMs, 'ms'),
      yardstick: `${slowVanillaKey.toFixed(1)} ms`,
    },
    counted('longest task for a page of 50 earlier ones', longest, 50, 'ms'),
    ...['our list', 'our thread'].map((name) =>
      counted(`layout shift, ${name.slice(4)}`, quantile(samples.of(`${name}: shift`), 1), 0, ''),
    ),
  ];
}

/** A figure that has no yardstick beside it. */
export function counted(name: string, value: number, most: number, unit: string): Figure {
  const digits = Number.isInteger(value) ? 0 : 2;
  return {
    name,
    ours: Number.isFinite(value) ? `${value.toFixed(digits)} ${unit}`.trim() : 'never',
    yardstick: '',
    ratio: '',
    target: `≤ ${most} ${unit}`.trim(),
    isMet: value <= most,
  };
}

function shown(value: number, name: string): string {
  if (Number.isNaN(value)) return 'never';
  return name.startsWith('elements') ? value.toFixed(0) : `${value.toFixed(1)} ms`;
}

export function printTable(figures: readonly Figure[]): void {
  const head: Figure = {
    name: 'figure',
    ours: 'ours',
    yardstick: 'yardstick',
    ratio: 'ratio (half of the rounds)',
    target: 'target',
    isMet: undefined,
  };
  const widths = { name: 47, ours: 11, yardstick: 11, ratio: 27, target: 9 };
  for (const figure of [head, ...figures]) {
    const { name, ours, yardstick, ratio, target, isMet } = figure;
    const verdict = isMet === undefined ? '' : isMet ? 'met' : 'MISSED';
    const cells = [name.padEnd(widths.name), ours.padStart(widths.ours), yardstick.padStart(widths.yardstick)];
    console.log([...cells, ratio.padStart(widths.ratio), target.padStart(widths.target), ` ${verdict}`].join(''));
  }
}
