/** The way in, as the list sees it: a session that ended leaves no rows behind. */
import { nothing, type TemplateResult } from 'lit';
import { type ClosedEntry, closedEntry, type ClosedView, type Entry } from '../entry.ts';

export type OpenEntry = Extract<Entry, { kind: 'open' }>;

/** Whether there is something to show, and somebody who may see it. */
export function isOpen(entry: Entry): entry is OpenEntry {
  return entry.kind === 'open' && !entry.ended;
}

/** Until the backend says otherwise, it can search. */
export function isSearchable(entry: Entry): boolean {
  return entry.kind !== 'open' || entry.visit.config.features.search;
}

/** In the place of everything else; within a frame it is the frame that says that a session ended. */
export function closedList(
  entry: ClosedEntry | OpenEntry,
  isFramed: boolean,
  view: ClosedView,
): TemplateResult | typeof nothing {
  if (entry.kind !== 'open') return closedEntry(entry, view);
  return isFramed ? nothing : closedEntry({ kind: 'signed-out', ended: true }, view);
}
