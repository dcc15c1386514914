import type { ReactiveController, TemplateResult } from 'lit';
import type { RatingScore } from '../../contract/ticket.ts';
import { longestComment, type RatingSnapshot, type RatingsSlice, ratingsOf } from '../../state/ratings.ts';
import { announce } from '../../ui/announcer.ts';
import { failureText } from '../../ui/failure.ts';
import { enRating } from '../../ui/i18n/words.en.rating.generated.ts';
import { bringEnglish } from '../../ui/i18n/words.ts';
import { StoreController } from '../context.ts';
import type { ThreadHost, ThreadParts } from '../conversation-tools/thread-tools.ts';
import { addStyles } from '../late-styles.ts';
import { reportFailure } from '../report.ts';
import { ThreadView } from '../support-ticket-thread/thread-view.ts';
import { givenRating, ratingForm } from './rating-view.ts';
import { ratingStyles } from './thread-rating.styles.ts';

/** The question how the help was, at the end of a ticket, and the answer that was given. */
export class ThreadRating implements ReactiveController {
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  readonly #ratings: StoreController<RatingSnapshot>;
  #hadFocus = false;
  /** As drawn last; words that are typed let it grow as well. */
  #height = 0;

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
    bringEnglish(enRating);
    addStyles(host, ratingStyles);
    this.#ratings = new StoreController(host, (store) => ratingsOf(store).of(host.ticket));
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.#focused?.matches('.rating *') ?? false;
  }

  /** Whoever was at the end of the conversation stays there, and focus does not fall off what was pressed. */
  hostUpdated(): void {
    const height = this.#parts.find('.rating')?.offsetHeight ?? 0;
    const grown = height - this.#height;
    this.#height = height;
    const view = grown > 0 ? ThreadView.now(this.#parts.find) : undefined;
    if (view?.isAtEnd(grown)) view.toEnd();
    if (!this.#hadFocus || this.#focused) return;
    const next =
      this.#parts.find('.rating-change') ?? this.#parts.find('.rating :checked') ?? this.#parts.find('.banner');
    next?.focus({ preventScroll: true });
  }

  /** What stands in the banner; nothing where there is nothing to rate. */
  render(): TemplateResult | undefined {
    const { ticket } = this.#parts.model;
    const snapshot = this.#ratings.value;
    if (!ticket || !snapshot || ticket.mergedInto || !isOver(ticket)) return undefined;
    const { can, rating } = ticket;
    const { isChanging, sending } = snapshot;
    const words = this.#parts.words();
    const formats = this.#parts.formats();
    const isAsked = can.rate && (rating ? isChanging : !isAskedWhetherSolved(ticket));
    // What was refused for good stays in sight as well: somebody typed it.
    if (isAsked || (sending.status === 'failed' && (!rating || isChanging)))
      return ratingForm(snapshot, {
        words,
        formats,
        failure: this.#failure,
        choose: this.#onChoose,
        type: this.#onType,
        send: this.#onSend,
        leave: rating && this.#onLeave,
      });
    const change = can.rate ? this.#onChange : undefined;
    return rating && givenRating(rating, { words, formats, change });
  }

  get #slice(): RatingsSlice | undefined {
    const { store } = this.#parts.model;
    return store && ratingsOf(store);
  }

  get #focused(): Element | null {
    return this.#host.shadowRoot?.activeElement ?? null;
  }

  /** Why it was not stored, or cannot be. */
  get #failure(): string | undefined {
    const { comment = '', sending } = this.#ratings.value ?? {};
    const words = this.#parts.words();
    const over = comment.trim().length - longestComment;
    if (over > 0) return words.t('thread.rating.too_long', { over });
    if (sending?.status !== 'failed') return undefined;
    if (sending.error.code === 'forbidden') return words.t('thread.rating.too_late');
    return `${words.t('thread.rating.error')} ${failureText(sending.error, words, '')}`.trim();
  }

  readonly #onChoose = ({ target }: Event): void => {
    const score = Number((target as HTMLInputElement).value) as RatingScore;
    this.#slice?.edit(this.#host.ticket, { score });
  };

  readonly #onType = ({ target }: Event): void => {
    this.#slice?.edit(this.#host.ticket, { comment: (target as HTMLTextAreaElement).value });
  };

  readonly #onSend = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#send(this.#host.ticket);
  };

  readonly #onLeave = (): void => this.#slice?.leave(this.#host.ticket);

  readonly #onChange = (): void => this.#slice?.change(this.#host.ticket);

  async #send(ticketId: string): Promise<void> {
    const ratings = this.#slice;
    if (!ratings || ratings.of(ticketId).sending.status === 'pending') return;
    if (ratings.of(ticketId).comment.trim().length > longestComment) {
      announce(this.#failure ?? '', 'assertive');
      this.#parts.find('#rating-comment')?.focus();
      return;
    }
    await ratings.send(ticketId);
    const { sending } = ratings.of(ticketId);
    if (sending.status === 'ready') {
      const score = this.#parts.formats().number(sending.value.rating?.score ?? 0);
      announce(this.#parts.words().t('thread.rating.saved', { score }));
    } else if (sending.status === 'failed') {
      if (ticketId === this.#host.ticket) announce(this.#failure ?? '', 'assertive');
      reportFailure(this.#host, sending.error, 'thread', false);
    }
  }
}

type Rateable = NonNullable<ThreadParts['model']['ticket']>;

function isOver({ status }: Rateable): boolean {
  return status === 'solved' || status === 'closed';
}

/** One question at a time: whether the problem is solved comes before how the help was. */
function isAskedWhetherSolved({ status, can }: Rateable): boolean {
  return status === 'solved' && can.solve;
}
