/** Medians and how far apart the rounds were. */

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Ours over the yardstick: of the medians, and the middle half of the rounds, each with its neighbour. */
export function ratioOf(
  ours: readonly number[],
  yardstick: readonly number[],
): { ratio: number; spread: [number, number] } {
  const pairs = ours.slice(0, yardstick.length).map((value, round) => value / (yardstick[round] ?? NaN));
  return { ratio: median(ours) / median(yardstick), spread: [quantile(pairs, 0.25), quantile(pairs, 0.75)] };
}
