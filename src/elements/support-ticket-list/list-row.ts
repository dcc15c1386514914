import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TicketSummary } from '../../contract/ticket.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { icons } from '../../ui/icons.ts';
import { statusBadge } from '../status-badge.ts';

/** What a row needs besides its ticket. */
export interface RowView {
  words: Words;
  formats: Formats;
  /** Level of the heading above a group. */
  level: number;
  /** Id of the ticket that is open beside the list. */
  selected: string;
  hrefFor: (ticketId: string) => string | null;
}

/** The rows; with `isGrouped`, those that wait for the customer come first under a heading of their own. */
export function ticketRows(items: readonly TicketSummary[], isGrouped: boolean, view: RowView): unknown {
  const waiting = isGrouped ? items.filter(({ status }) => status === 'awaiting_reply') : [];
  if (waiting.length === 0) return rowGroup(items, view);
  const others = items.filter(({ status }) => status !== 'awaiting_reply');
  return html`<h3 class="group" id="attention" aria-level=${view.level}>${view.words.t('list.filter.attention')}</h3>
    ${rowGroup(waiting, view, 'attention')} ${rowGroup(others, view)}`;
}

function rowGroup(
  items: readonly TicketSummary[],
  view: RowView,
  labelledBy?: string,
): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<ul
    part="list"
    aria-labelledby=${labelledBy ?? nothing}
    aria-label=${labelledBy ? nothing : view.words.t('list.label')}
  >
    ${repeat(
      items,
      ({ id }) => id,
      (ticket) => ticketRow(ticket, view),
    )}
  </ul>`;
}

/** One ticket as one link. Its visible text is its name, so that it can be spoken to. */
function ticketRow(ticket: TicketSummary, { words, formats, selected, hrefFor }: RowView): TemplateResult {
  const { id, number, subject, status, updatedAt, unreadCount } = ticket;
  const isSelected = id === selected;
  const isUnread = unreadCount > 0;
  const part = `row${isUnread ? ' row-unread' : ''}${isSelected ? ' row-selected' : ''}`;
  return html`<li part=${part}>
    <a
      class=${isUnread ? 'row unread' : 'row'}
      href=${hrefFor(id) ?? '#'}
      data-ticket=${id}
      aria-current=${isSelected ? 'true' : nothing}
    >
      <span class="subject" part="row-subject">
        ${isUnread ? unreadMark(unreadCount, words) : nothing}<bdi>${subject || words.t('thread.no_subject')}</bdi>
      </span>
      <span class="meta" part="row-meta">
        ${statusBadge(status, words)}
        <span>${words.t('list.row.number', { number: isolate(number) })}</span>
        <time datetime=${updatedAt} title=${formats.dateTime(updatedAt)}
          >${words.t('list.row.updated', { when: formats.relative(updatedAt) })}</time
        >
      </span>
      ${preview(ticket, words)}
    </a>
  </li>`;
}

function unreadMark(count: number, words: Words): TemplateResult {
  return html`<span class="dot"></span><span class="visually-hidden">${words.t('list.row.unread', { count })}: </span>`;
}

function preview({ preview }: TicketSummary, words: Words): TemplateResult | typeof nothing {
  if (!preview) return nothing;
  const { author, text, attachmentCount = 0 } = preview;
  const said =
    author.kind === 'you'
      ? words.t('list.row.preview_you', { preview: isolate(text) })
      : words.t('list.row.preview_other', {
          author: isolate(author.name ?? words.t('msg.author.support')),
          preview: isolate(text),
        });
  return html`<span class="preview" part="row-preview">
    <span class="preview-text">${said}</span>
    ${
      attachmentCount > 0
        ? html`<span class="files"
            >${icons.file}<span aria-hidden="true">${attachmentCount}</span
            ><span class="visually-hidden">${words.t('list.row.attachments', { count: attachmentCount })}</span></span
          >`
        : nothing
    }
  </span>`;
}
