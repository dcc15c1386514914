import { html, nothing, type TemplateResult } from 'lit';
import type { Rating, RatingScore } from '../../contract/ticket.ts';
import type { RatingSnapshot } from '../../state/ratings.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { failureLine } from '../support-ticket-thread/thread-header.ts';

const scores: readonly RatingScore[] = [1, 2, 3, 4, 5];

/** How the question is asked, and what can be done about it. */
export interface RatingFormView {
  words: Words;
  formats: Formats;
  failure: string | undefined;
  choose: (event: Event) => void;
  type: (event: Event) => void;
  send: (event: SubmitEvent) => void;
  /** Where there is a rating that can stay as it is. */
  leave: (() => void) | undefined;
}

/** Five numbers in a row; the rest shows once one of them is chosen. */
export function ratingForm(snapshot: RatingSnapshot, view: RatingFormView): TemplateResult {
  const { words, choose, send } = view;
  return html`<form class="rating" part="rating" novalidate @submit=${send}>
    <fieldset class="scale" @change=${choose}>
      <legend>${words.t('thread.rating.question')}</legend>
      <div class="scores">${scores.map((score) => scoreChoice(score, snapshot.score, view))}</div>
      <div class="ends" aria-hidden="true">
        <span>${words.t('thread.rating.lowest')}</span><span>${words.t('thread.rating.highest')}</span>
      </div>
    </fieldset>
    ${snapshot.score === undefined ? nothing : commentAndActions(snapshot, view)}
  </form>`;
}

/** Whoever does not see the words at the ends hears them with their numbers. */
function scoreChoice(
  score: RatingScore,
  chosen: RatingScore | undefined,
  { words, formats }: RatingFormView,
): TemplateResult {
  const ends: Partial<Record<RatingScore, string>> = {
    1: words.t('thread.rating.lowest'),
    5: words.t('thread.rating.highest'),
  };
  return html`<label class="score" part="rating-score">
    <input
      type="radio"
      name="rating"
      value=${score}
      aria-label=${ends[score] ?? nothing}
      .checked=${score === chosen}
    /><span>${formats.number(score)}</span>
  </label>`;
}

function commentAndActions({ comment, sending }: RatingSnapshot, view: RatingFormView): TemplateResult {
  const { words, failure, type, leave } = view;
  const isPending = sending.status === 'pending';
  return html`<div>
      <label class="label" part="label" for="rating-comment">${words.t('thread.rating.comment')}</label>
      <textarea
        id="rating-comment"
        class="field"
        part="field textarea"
        rows="2"
        dir="auto"
        aria-describedby=${failure ? 'rating-failure' : nothing}
        .value=${comment}
        @input=${type}
      ></textarea>
    </div>
    ${failure ? html`<div id="rating-failure">${failureLine(failure)}</div>` : nothing}
    <div class="banner-actions">
      <button class="button button-primary" part="button button-primary" aria-disabled=${isPending}>
        ${words.t(isPending ? 'thread.rating.sending' : 'thread.rating.send')}
      </button>
      ${
        leave
          ? html`<button type="button" class="button" part="button" @click=${leave}>
              ${words.t('thread.rating.leave')}
            </button>`
          : nothing
      }
    </div>`;
}

/** How an answer is shown; `change` where it can be changed. */
export interface GivenRatingView {
  words: Words;
  formats: Formats;
  change: (() => void) | undefined;
}

/** What the customer said, in their own words. */
export function givenRating({ score, comment }: Rating, { words, formats, change }: GivenRatingView): TemplateResult {
  const key = change ? 'thread.rating.saved' : 'thread.rating.given';
  return html`<div class="rating" part="rating">
    <p class="rating-given">${icons.check}${words.t(key, { score: formats.number(score) })}</p>
    ${comment === undefined ? nothing : html`<blockquote dir="auto">${comment}</blockquote>`}
    ${
      change
        ? html`<div class="banner-actions">
            <button type="button" class="button rating-change" part="button" @click=${change}>
              ${words.t('thread.rating.change')}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}
