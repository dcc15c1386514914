import { html, nothing, type TemplateResult } from 'lit';
import type { TicketSummary } from '../../contract/ticket.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { plainLine } from '../../ui/rich-text/safe-text.ts';
import { statusBadge } from '../status-badge.ts';

/** The first stop of the Tab key: past the whole conversation. */
export function skipLink(words: Words, go: () => void): TemplateResult {
  return html`<button type="button" class="button skip" @click=${go}>${words.t('nav.skip_to_reply')}</button>`;
}

/** What the bar offers. */
export interface BarView {
  words: Words;
  isCopied: boolean;
  /** Absent where there is no list to go back to. */
  back: { href: string; go: (event: MouseEvent) => void } | undefined;
  copy: (number: string) => void;
}

/** Way back, number and status: what stays in sight while the conversation scrolls. */
export function threadBar(ticket: TicketSummary | undefined, view: BarView): TemplateResult {
  const { back, words } = view;
  return html`<div class="bar" part="thread-header">
    ${
      back
        ? html`<a class="back" part="link" href=${back.href} @click=${back.go}
            >${icons.back}<span>${words.t('nav.back_to_list')}</span></a
          >`
        : nothing
    }
    ${
      ticket
        ? html`<div class="facts">${ticketNumber(ticket.number, view)} ${statusBadge(ticket.status, words)}</div>`
        : nothing
    }
  </div>`;
}

function ticketNumber(number: string, { words, copy, isCopied }: BarView): TemplateResult {
  const label = words.t('thread.number.copy');
  return html`<span class="number"
    ><span class="number-text" .textContent=${words.t('list.row.number', { number: isolate(number) })}></span
    ><button
      type="button"
      class="button button-icon copy"
      part="button"
      title=${label}
      aria-label=${label}
      @click=${() => copy(number)}
    >
      ${isCopied ? icons.check : icons.copy}
    </button></span
  >`;
}

/** What the head of a ticket shows and offers. */
export interface HeaderView {
  /** Stands in for the subject as long as nothing is known. */
  placeholder: string;
  words: Words;
  formats: Formats;
  level: number;
  /** Absent before the ticket is here. `panel` is there while the history is open. */
  history: { panel: TemplateResult | undefined; toggle: () => void } | undefined;
  /** Absent where the ticket cannot be solved by the customer. `failure` says why it did not work. */
  solve: { isPending: boolean; failure: string | undefined; press: () => void } | undefined;
}

/** The heading exists before anything is loaded, so that focus has a place to go to. */
export function threadHeader(ticket: TicketSummary | undefined, view: HeaderView): TemplateResult {
  const { placeholder, words, level, history, solve } = view;
  return html`<header class="header">
    <h2 id="subject" class="heading" part="heading" tabindex="-1" aria-level=${level}>
      ${
        ticket
          ? html`<bdi>${plainLine(ticket.subject) || words.t('thread.no_subject')}</bdi>`
          : html`<span class="visually-hidden">${placeholder}</span>`
      }
    </h2>
    <div class="about">
      ${ticket ? created(ticket.createdAt, view) : nothing}
      ${history ? historyButton(history.panel !== undefined, history.toggle, words) : nothing}
      <div class="actions">
        <slot name="header-extra"></slot>
        ${solve ? solveButton(solve, words) : nothing}
      </div>
    </div>
    ${solve?.failure ? failureLine(solve.failure) : nothing}
    <div id="history" class="history" ?hidden=${!history?.panel}>${history?.panel}</div>
  </header>`;
}

/** Why something did not work, beside the button that was pressed. */
export function failureLine(text: string): TemplateResult {
  return html`<p class="failure" part="error">${icons.warning}${text}</p>`;
}

function created(at: string, { words, formats }: HeaderView): TemplateResult {
  return html`<time datetime=${at} title=${formats.dateTime(at)}
    >${words.t('thread.created', { date: formats.date(at) })}</time
  >`;
}

/** Opens and closes the history of the status. */
function historyButton(isOpen: boolean, toggle: () => void, words: Words): TemplateResult {
  return html`<button
    type="button"
    class="disclosure"
    part="link"
    aria-expanded=${isOpen}
    aria-controls="history"
    @click=${toggle}
  >
    ${words.t(isOpen ? 'thread.timeline.hide' : 'thread.timeline.show')}${icons.expand}
  </button>`;
}

function solveButton({ isPending, press }: NonNullable<HeaderView['solve']>, words: Words): TemplateResult {
  return html`<button type="button" class="button solve" part="button" aria-disabled=${isPending} @click=${press}>
    ${icons.check}${words.t('thread.solve.action')}
  </button>`;
}
