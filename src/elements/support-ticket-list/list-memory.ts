/**
 * What a visitor chose in a list, kept for this tab: a reload or another page in between forgets nothing. It belongs to
 * one owner, because words that somebody searched for are nobody else's business.
 */
import type { Session } from '../../contract/session.ts';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';

export interface ListChoice {
  filter: TicketFilter;
  sort: TicketSort;
  search: string;
}

interface Kept extends ListChoice {
  owner: string;
}

/** Whom a choice belongs to; empty for a visitor who is nobody. */
export function ownerOf(session: Session): string {
  if (session.kind === 'anonymous') return '';
  return session.kind === 'user' ? session.subject : session.ticketIds.join();
}

/** One such memory. Where the browser allows no storage, it forgets everything at once. */
export class ListMemory {
  readonly #key: string;

  /** `id` tells apart the lists of one site. */
  constructor(id: string) {
    this.#key = `helpdock.list:${id}`;
  }

  /** What this owner chose last. What is kept of anybody else is thrown away. */
  get(owner: string): Partial<ListChoice> {
    const kept = attempt(() => JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') as Kept | null);
    if (kept?.owner === owner) return { filter: kept.filter, sort: kept.sort, search: kept.search };
    if (kept) this.clear();
    return {};
  }

  /** Keeps a choice in the place of the last one. */
  set(owner: string, { filter, sort, search }: ListChoice): void {
    const kept: Kept = { owner, filter, sort, search };
    attempt(() => sessionStorage.setItem(this.#key, JSON.stringify(kept)));
  }

  /** Forgets it. */
  clear(): void {
    attempt(() => sessionStorage.removeItem(this.#key));
  }
}

/** Storage may be forbidden, full, or hold what somebody else wrote. */
function attempt<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
