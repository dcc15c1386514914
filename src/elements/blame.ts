import type * as Faults from './author-faults.ts';

/** Tells the author of the page about a mistake, in words that no page has to load where all is well. */
export function blame(tell: (faults: typeof Faults) => void): void {
  import('./author-faults.ts').then(tell, console.error);
}
