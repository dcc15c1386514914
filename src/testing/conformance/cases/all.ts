/** The one list of cases. */
import type { ConformanceCase } from '../world.ts';
import { countCases } from './counts.ts';
import { fileCases } from './files.ts';
import { guestDoorCases } from './guest-door.ts';
import { guestCases } from './guests.ts';
import { historyCases } from './history.ts';
import { idempotencyCases } from './idempotency.ts';
import { listingCases } from './listing.ts';
import { liveCases } from './live.ts';
import { matchCases } from './matches.ts';
import { noteCases } from './notes.ts';
import { ownershipCases } from './ownership.ts';
import { pagingCases } from './paging.ts';
import { ratingCases } from './ratings.ts';
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
  ...countCases,
  ...pagingCases,
  ...searchCases,
  ...matchCases,
  ...threadCases,
  ...historyCases,
  ...replyCases,
  ...idempotencyCases,
  ...readingCases,
  ...statusCases,
  ...ratingCases,
  ...ownershipCases,
  ...noteCases,
  ...fileCases,
  ...guestDoorCases,
  ...guestCases,
  ...liveCases,
];
