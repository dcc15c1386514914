/** What the support center is put together from: header, strips, and its two panes. */
import { html, type TemplateResult } from 'lit';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import type { WordOverrides, Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
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

export function signInSlot(isShown: boolean, words: Words, signIn: () => void): TemplateResult {
  return html`<div class="sign-in" ?hidden=${!isShown}>
    <slot name="sign-in">${signInButton(words, signIn)}</slot>
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

/** Says that the tickets on screen are those of another account than a moment ago. */
export function otherAccountStrip(words: Words, dismiss: () => void): TemplateResult {
  return html`<div class="strip" part="strip">
    ${icons.person}
    <p class="strip-text">${words.t('session.changed')}</p>
    <button type="button" class="button button-quiet" part="button button-quiet" @click=${dismiss}>
      ${words.t('action.dismiss')}
    </button>
  </div>`;
}
