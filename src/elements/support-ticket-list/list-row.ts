import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TicketPreview, TicketSummary } from '../../contract/ticket.ts';
import type { UnsentMark } from '../../state/support-store.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { statusBadge } from '../status-badge.ts';
import { highlight } from './list-highlight.ts';

/** What a row needs besides its ticket. */
export interface RowView {
  words: Words;
  formats: Formats;
  /** Level of the heading above a group. */
  level: number;
  /** Id of the ticket that is open beside the list. */
  selected: string;
  /** What the list is searched for. */
  search: string;
  /** What of each ticket's replies waits on this device. */
  unsent: Readonly<Record<string, UnsentMark>>;
  hrefFor: (ticketId: string) => string | null;
}

/** The rows; the first `waiting` of them wait for the customer and stand under a heading of their own. */
export function ticketRows(items: readonly TicketSummary[], waiting: number, view: RowView): unknown {
  if (waiting === 0) return rowGroup(items, view);
  return html`<h3 class="group" id="attention" aria-level=${view.level}>${view.words.t('list.filter.attention')}</h3>
    ${rowGroup(items.slice(0, waiting), view, 'attention')} ${rowGroup(items.slice(waiting), view)}`;
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
    ${items.map((ticket) => ticketRow(ticket, view))}
  </ul>`;
}

/** One ticket as one link, drawn again only when something of it changed. Rows change places only where nobody is. */
function ticketRow(ticket: TicketSummary, { words, formats, selected, search, unsent, hrefFor }: RowView): unknown {
  const { id, updatedAt } = ticket;
  const href = hrefFor(id) ?? '#';
  const when = formats.relative(updatedAt);
  const isSelected = id === selected;
  return guard([ticket, words, href, when, isSelected, search, unsent[id]], () => {
    const { number, subject, status, unreadCount, match } = ticket;
    const isUnread = unreadCount > 0;
    return html`<li part="row${isUnread ? ' row-unread' : ''}${isSelected ? ' row-selected' : ''}">
      <a
        class=${isUnread ? 'row unread' : 'row'}
        href=${href}
        data-ticket=${id}
        aria-current=${isSelected ? 'true' : nothing}
      >
        <span class="subject" part="row-subject">
          ${isUnread ? unreadMark(unreadCount, words) : nothing}<bdi
            >${subject ? highlight(subject, match?.subject) : words.t('thread.no_subject')}</bdi
          >
        </span>
        <span class="meta" part="row-meta">
          ${statusBadge(status, words)}
          <span class="number">${numberText(number, search, words)}</span>
          <time datetime=${updatedAt} title=${formats.dateTime(updatedAt)}>${when}</time>
        </span>
        ${lastLine(ticket, unsent[id], words)}
      </a>
    </li>`;
  });
}

function unreadMark(count: number, words: Words): TemplateResult {
  return html`<span class="dot"></span><span class="visually-hidden">${words.t('list.row.unread', { count })}: </span>`;
}

/** A number that was searched for is marked in the number of the ticket. */
function numberText(number: string, search: string, words: Words): unknown {
  const text = words.t('list.row.number', { number: isolate(number) });
  const wanted = /^#?(\d+)$/.exec(search)?.[1] ?? '';
  const start = text.indexOf(wanted);
  return highlight(text, [[start, start + wanted.length]]);
}

/** What was said last, or where the search found its words; then what came along and what is not sent yet. */
function lastLine(
  { preview, match }: TicketSummary,
  unsent: UnsentMark | undefined,
  words: Words,
): TemplateResult | typeof nothing {
  const passage = match?.passage;
  const said = passage ?? preview;
  if (!said && !unsent) return nothing;
  const [before, after] = said ? around(said.author, words) : [];
  const files = preview?.attachmentCount ?? 0;
  return html`<span class="preview" part="row-preview">
    <span class=${passage ? 'passage' : 'preview-text'}
      >${before}<bdi>${said && highlight(said.text, passage?.ranges)}</bdi>${after}</span
    >
    ${
      files > 0
        ? html`<span class="tag"
            >${icons.file}<span aria-hidden="true">${files}</span
            ><span class="visually-hidden">${words.t('list.row.attachments', { count: files })}</span></span
          >`
        : nothing
    }
    ${unsent ? unsentTag(unsent, words) : nothing}
  </span>`;
}

/** Stands for the text in a sentence that is taken apart around it. */
const gap = '\0';

/** "Ola: …" without the text, which is a piece of its own, because parts of it may be marked. */
function around({ kind, name }: TicketPreview['author'], words: Words): readonly (string | undefined)[] {
  const author = isolate(name ?? words.t('msg.author.support'));
  const sentence =
    kind === 'you'
      ? words.t('list.row.preview_you', { preview: gap })
      : words.t('list.row.preview_other', { author, preview: gap });
  return sentence.split(gap);
}

function unsentTag(mark: UnsentMark, words: Words): TemplateResult {
  return mark === 'draft'
    ? html`<span class="tag">${icons.draft}${words.t('list.row.draft')}</span>`
    : html`<span class="tag not-sent">${icons.warning}${words.t('list.row.not_sent')}</span>`;
}
