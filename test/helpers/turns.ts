import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets a random number of turns of the event loop pass, so that what comes next meets others in every stage. */
export async function someTurns(random: () => number, most: number): Promise<void> {
  for (let left = Math.floor(random() * most); left > 0; left -= 1) await nextTurn();
}
