/** The one list of cases. */
import type { ConformanceCase } from '../world.ts';
import { idempotencyCases } from './idempotency.ts';
import { listingCases } from './listing.ts';
import { noteCases } from './notes.ts';
import { ownershipCases } from './ownership.ts';
import { pagingCases } from './paging.ts';
import { readingCases } from './reading.ts';
import { replyCases } from './replies.ts';
import { searchCases } from './search.ts';
import { sessionCases } from './session.ts';
import { statusCases } from './status.ts';
import { threadCases } from './threads.ts';

/** Every case, in the order in which it is best to make them pass. */
export const allCases: readonly ConformanceCase[] = [
  ...sessionCases,
  ...listingCases,
  ...pagingCases,
  ...searchCases,
  ...threadCases,
  ...replyCases,
  ...idempotencyCases,
  ...readingCases,
  ...statusCases,
  ...ownershipCases,
  ...noteCases,
];
