/** What the support center is put together from: header, ways in, and its two panes. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import type { WordOverrides, Words } from '../../ui/i18n/words.ts';
import { signInButton } from '../entry.ts';
import type { HrefFor } from '../route.ts';
import { listParts } from '../support-ticket-list/list-parts.ts';
import { threadParts } from '../support-ticket-thread/thread-parts.ts';

/** Settings that a pane takes over from the support center. */
export interface PaneView {
  readonly view: 'list' | 'ticket';
  readonly ticket: string;
  readonly filter: TicketFilter;
  readonly sort: TicketSort;
  readonly search: string;
  readonly fill: boolean;
  readonly level: number;
  readonly messages: WordOverrides | null;
}

/** The slots stay in the page; without content the header takes no room. */
export function centerHeader(isEmpty: boolean, changed: () => void): TemplateResult {
  return html`<header class=${isEmpty ? 'header is-empty' : 'header'} part="header">
    <slot name="brand" @slotchange=${changed}></slot>
    <slot name="help" @slotchange=${changed}></slot>
  </header>`;
}

/** Ways in for a visitor who is nobody yet. */
export interface SignInView {
  readonly isShown: boolean;
  readonly words: Words;
  readonly signIn: () => void;
  /** Absent where a mailed link lets nobody in. */
  readonly askForLink: (() => void) | undefined;
}

export function signInSlot({ isShown, words, signIn, askForLink }: SignInView): TemplateResult {
  return html`<div class="sign-in" ?hidden=${!isShown}>
    <slot name="sign-in">${signInButton(words, signIn)}</slot>
    ${
      askForLink
        ? html`<button
            type="button"
            class="button button-quiet new-link"
            part="button button-quiet"
            @click=${askForLink}
          >
            ${words.t('session.anonymous.new_link')}
          </button>`
        : nothing
    }
  </div>`;
}

/** Only the pane that is shown gets what the page put into the slot: one node cannot be in two places. */
function helpSlot(isShown: boolean): TemplateResult {
  return html`<slot name=${isShown ? 'get-help' : 'get-help-elsewhere'} slot="get-help"></slot>`;
}

/** The list of tickets. */
export function listPane(view: PaneView, hrefFor: HrefFor, changed: (event: Event) => void): TemplateResult {
  return html`<support-ticket-list
    .framed=${true}
    .filter=${view.filter}
    .sort=${view.sort}
    .search=${view.search}
    .level=${view.level}
    .selected=${view.ticket}
    .hrefFor=${hrefFor}
    .messages=${view.messages}
    exportparts=${listParts}
    @change=${changed}
    >${helpSlot(view.view === 'list')}</support-ticket-list
  >`;
}

/** The open ticket. */
export function threadPane(view: PaneView, hrefFor: HrefFor): TemplateResult {
  return html`<support-ticket-thread
    .framed=${true}
    .ticket=${view.ticket}
    .fill=${view.fill}
    .level=${view.level}
    .hrefFor=${hrefFor}
    .messages=${view.messages}
    exportparts=${threadParts}
    >${helpSlot(view.view === 'ticket')}</support-ticket-thread
  >`;
}
