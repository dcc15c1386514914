/**
 * How large a randomised test is: small in `npm test`, whole in `npm run test:soak`, which runs the files that import this.
 * `TEST_SEED` and `TEST_TRIALS` repeat what failed.
 */
export const isSoak = process.env.TEST_SOAK === 'true';

export function trialsOf({ usual, whole }: { usual: number; whole: number }): number {
  return Number(process.env.TEST_TRIALS ?? (isSoak ? whole : usual));
}

export const seed = Number(process.env.TEST_SEED ?? 20261128);
