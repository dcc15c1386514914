/**
 * What every repository must do, as cases: memory, SQLite and Postgres run the same ones. Whoever writes another
 * repository runs them too, with any test runner.
 */
import { alertCases } from './repository-cases/alerts.ts';
import { carriedFileCases } from './repository-cases/carried-files.ts';
import { changeLogCases } from './repository-cases/change-log.ts';
import { changeCases } from './repository-cases/changes.ts';
import { eventCases } from './repository-cases/events.ts';
import { fileCases } from './repository-cases/files.ts';
import { fileReachCases } from './repository-cases/file-reach.ts';
import { guestCases } from './repository-cases/guests.ts';
import { listingCases } from './repository-cases/listing.ts';
import { looseBlobCases } from './repository-cases/loose-blobs.ts';
import { mentionCases } from './repository-cases/mentions.ts';
import { noteCases } from './repository-cases/notes.ts';
import { readingCases } from './repository-cases/reading.ts';
import { searchCases } from './repository-cases/search.ts';
import { textCases } from './repository-cases/text.ts';
import { ticketCases } from './repository-cases/tickets.ts';
import type { RepositoryCase } from './repository-cases/world.ts';

export type { RepositoryCase, RepositoryWorld } from './repository-cases/world.ts';

/** All cases, in the order in which they are best read. */
export const repositoryCases: readonly RepositoryCase[] = [
  ...ticketCases,
  ...listingCases,
  ...searchCases,
  ...mentionCases,
  ...changeCases,
  ...changeLogCases,
  ...alertCases,
  ...eventCases,
  ...readingCases,
  ...guestCases,
  ...noteCases,
  ...fileCases,
  ...fileReachCases,
  ...carriedFileCases,
  ...looseBlobCases,
  ...textCases,
];
