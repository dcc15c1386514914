/**
 * What a customer is about to say of a solution, by ticket: chosen and typed, on its way, or refused. It stays until it is
 * stored, whatever happens to the elements that show it. Made when the first rating is shown.
 */
import type { NewRating, RatingScore, Ticket } from '../contract/ticket.ts';
import { createCell } from './cell.ts';
import { threadsOf } from './conversations.ts';
import { createLane, type Lane } from './lane.ts';
import type { PartContext, StorePart } from './part.ts';
import { failed, idle, pending, ready, type Remote, valueOf } from './remote.ts';
import type { SupportStore, ThreadsSlice } from './slices.ts';

export interface RatingSnapshot {
  /** Chosen and not stored. */
  readonly score: RatingScore | undefined;
  /** Typed and not stored. */
  readonly comment: string;
  /** A rating that is there is being changed. */
  readonly isChanging: boolean;
  /** What was sent last. */
  readonly sending: Remote<Ticket>;
}

export interface RatingsSlice extends StorePart {
  of(ticketId: string): RatingSnapshot;
  edit(ticketId: string, part: Partial<Pick<RatingSnapshot, 'score' | 'comment'>>): void;
  /** Begins with the rating that is there, unless another was begun before. */
  change(ticketId: string): void;
  /** Leaves the rating that is there as it is. */
  leave(ticketId: string): void;
  send(ticketId: string): Promise<void>;
}

/** UTF-16 code units that the contract takes. Elements read no schema. */
export const longestComment = 2000;

const untouched: RatingSnapshot = Object.freeze({ score: undefined, comment: '', isChanging: false, sending: idle });

export function ratingsOf(store: SupportStore): RatingsSlice {
  return store.part('ratings', (context) => createRatings(context, threadsOf(store)));
}

function createRatings(context: PartContext, threads: ThreadsSlice): RatingsSlice {
  const cell = createCell<Readonly<Record<string, RatingSnapshot>>>({}, context.changes);
  const lanes = new Map<string, Lane>();
  const of = (ticketId: string) => cell.value[ticketId] ?? untouched;

  function set(ticketId: string, part: Partial<RatingSnapshot>): void {
    cell.set({ ...cell.value, [ticketId]: { ...of(ticketId), ...part } });
  }

  function laneOf(ticketId: string): Lane {
    const lane = lanes.get(ticketId) ?? createLane(context);
    lanes.set(ticketId, lane);
    return lane;
  }

  return {
    of,
    edit: set,
    change(ticketId) {
      const rating = valueOf(threads.of(ticketId).ticket)?.rating;
      const isBegun = of(ticketId).score !== undefined;
      const known = rating && { score: rating.score, comment: rating.comment ?? '' };
      set(ticketId, { ...(!isBegun && known), isChanging: true, sending: idle });
    },
    leave: (ticketId) => set(ticketId, untouched),
    async send(ticketId) {
      const { score, comment, sending } = of(ticketId);
      if (score === undefined || sending.status === 'pending') return;
      const words = comment.trim();
      const rating: NewRating = { score, ...(words && { comment: words }) };
      set(ticketId, { sending: pending(idle) });
      await laneOf(ticketId).run(
        (options) => context.adapter.rateTicket(ticketId, rating, options),
        (outcome) => {
          if (!outcome.ok) {
            set(ticketId, { sending: failed(idle, outcome.error) });
            // Either says that the ticket is not what this page takes it for.
            const { code } = outcome.error;
            if (code === 'conflict' || code === 'forbidden') void threads.refresh(ticketId);
            return;
          }
          const now = of(ticketId);
          const isAll = now.score === score && now.comment === comment;
          set(ticketId, { ...(isAll ? untouched : { isChanging: true }), sending: ready(outcome.value) });
          void threads.put(outcome.value);
        },
      );
    },
    // What was typed is nothing that another look could bring.
    refreshShown: () => Promise.resolve(),
    clear() {
      for (const lane of lanes.values()) lane.stop();
      lanes.clear();
      cell.set({});
    },
  };
}
