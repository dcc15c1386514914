/** Path of a Chromium, or `undefined` when there is none. */
export function findChromium(): Promise<string | undefined>;
/** Arguments that start it quietly. */
export const chromiumArgs: string[];
