import { html, nothing, type TemplateResult } from 'lit';
import type { TicketSummary } from '../../contract/ticket.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { icons } from '../../ui/icons.ts';
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
  /** Absent where the browser keeps the clipboard to itself. */
  copy: ((number: string) => void) | undefined;
}

/** Way back, status and number: what stays in sight while the conversation scrolls. */
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
    ${ticket ? facts(ticket, view) : nothing}
  </div>`;
}

function facts({ status, number }: TicketSummary, { words, copy, isCopied }: BarView): TemplateResult {
  return html`<div class="facts">
    ${statusBadge(status, words)}
    <span class="number"
      >${words.t('list.row.number', { number: isolate(number) })}
      ${
        copy
          ? html`<button
              type="button"
              class="button button-icon copy"
              title=${words.t('thread.number.copy')}
              aria-label=${words.t('thread.number.copy')}
              @click=${() => copy(number)}
            >
              ${isCopied ? icons.check : icons.copy}
            </button>`
          : nothing
      }</span
    >
  </div>`;
}

/** What the head of a ticket shows and offers. */
export interface HeaderView {
  /** Stands in for the subject as long as nothing is known. */
  placeholder: string;
  words: Words;
  formats: Formats;
  level: number;
  /** Absent where the ticket cannot be solved by the customer. */
  solve: { isPending: boolean; press: () => void } | undefined;
}

/** The heading exists before anything is loaded, so that focus has a place to go to. */
export function threadHeader(
  ticket: TicketSummary | undefined,
  { placeholder, words, formats, level, solve }: HeaderView,
): TemplateResult {
  return html`<header class="header">
    <h2 id="subject" class="heading" part="heading" tabindex="-1" aria-level=${level}>
      ${
        ticket
          ? html`<bdi>${ticket.subject || words.t('thread.no_subject')}</bdi>`
          : html`<span class="visually-hidden">${placeholder}</span>`
      }
    </h2>
    ${
      ticket
        ? html`<p class="created">
            <time datetime=${ticket.createdAt} title=${formats.dateTime(ticket.createdAt)}
              >${words.t('thread.created', { date: formats.date(ticket.createdAt) })}</time
            >
          </p>`
        : nothing
    }
    <div class="actions">
      <slot name="header-extra"></slot>
      ${
        solve
          ? html`<button
              type="button"
              class="button"
              part="button"
              aria-disabled=${solve.isPending}
              @click=${solve.press}
            >
              ${icons.check}${words.t('thread.solve.action')}
            </button>`
          : nothing
      }
    </div>
  </header>`;
}
