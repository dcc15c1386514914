/**
 * Rows that stay where they are while the backend would order them otherwise by now. Nothing may move under a reader, so
 * what changed shows in place, and how much would move is only counted.
 */
import type { TicketList } from './slices.ts';

/** The rows on screen with what is newly known of them, in the order that they have. */
export function inPlace(shown: TicketList, fresh: TicketList): TicketList {
  const known = new Map(fresh.items.map((item) => [item.id, item]));
  return { ...shown, items: shown.items.map((item) => known.get(item.id) ?? item), total: fresh.total };
}

/** How many tickets came, went or moved from the one list to the other. */
export function countChanges(shown: TicketList, fresh: TicketList): number {
  const places = new Map(shown.items.map(({ id }, place) => [id, place]));
  const kept = fresh.items.flatMap(({ id }) => places.get(id) ?? []);
  const came = fresh.items.length - kept.length;
  const missing = shown.items.length - kept.length;
  // Each new row pushes another one out of the window that was asked for; those are further down, not gone.
  const gone = fresh.next === null ? missing : Math.max(0, missing - came);
  return came + gone + kept.length - longestRise(kept);
}

/** Length of the longest increasing subsequence: so many can stay while the others move around them. */
function longestRise(places: readonly number[]): number {
  const ends: number[] = [];
  for (const place of places) {
    const at = ends.findIndex((end) => end > place);
    ends[at < 0 ? ends.length : at] = place;
  }
  return ends.length;
}
