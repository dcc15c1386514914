/** The yardstick for the list: the same content and controls in plain elements, written by hand. */
import type { TicketSummary } from '../../../src/contract/ticket.ts';
import { content } from './conversations.ts';
import { badge, el, formats, icon, timeElement } from './elements.ts';
import { exposeListBench } from './list-bench.ts';

const rows = el('div', 'rows');
let filter = 'open';
let sort = 'attention_first';
let search = '';

function draw(): void {
  const found = content.tickets.filter(
    ({ status, subject, number }) =>
      (filter === 'all' || (filter === 'closed') === (status === 'closed')) &&
      `${number} ${subject}`.toLowerCase().includes(search),
  );
  const byAge = (one: TicketSummary, other: TicketSummary) => one.createdAt.localeCompare(other.createdAt);
  if (sort === 'created_asc') found.sort(byAge);
  if (sort === 'created_desc') found.sort(byAge).reverse();
  const waiting = sort === 'attention_first' ? found.filter(({ status }) => status === 'awaiting_reply') : [];
  const others = found.filter((ticket) => !waiting.includes(ticket));
  const heading = waiting.length > 0 ? [el('h3', 'group', 'Needs your reply')] : [];
  const groups = [waiting, others].filter(({ length }) => length > 0);
  rows.replaceChildren(...heading, ...groups.map((group) => el('ul', '', ...group.map(rowOf))));
}

function rowOf({ id, number, subject, status, updatedAt, unreadCount, preview }: TicketSummary): HTMLElement {
  const at = new Date(updatedAt);
  const row = el(
    'a',
    unreadCount > 0 ? 'row unread' : 'row',
    el('span', 'subject', ...(unreadCount > 0 ? [el('span', 'dot')] : []), el('bdi', '', subject)),
    el(
      'span',
      'meta',
      badge(status),
      el('span', '', `Ticket ${number}`),
      timeElement(updatedAt, `Updated ${formats.date.format(at)}`, formats.full.format(at)),
    ),
    el('span', 'preview', el('span', 'preview-text', `${preview?.author.name ?? 'You'}: ${preview?.text ?? ''}`)),
  ) as HTMLAnchorElement;
  row.href = `#${id}`;
  return el('li', '', row);
}

function searchField(): HTMLElement {
  const input = document.createElement('input');
  Object.assign(input, { id: 'search', className: 'field', type: 'search', placeholder: 'Ticket number or subject' });
  input.addEventListener('input', () => {
    search = input.value.trim().toLowerCase();
    draw();
  });
  const label = el('label', 'label', 'Search tickets') as HTMLLabelElement;
  label.htmlFor = 'search';
  return el('search', 'search', label, el('div', 'search-box', icon('search'), input));
}

function filterField(): HTMLElement {
  const option = (value: string, text: string, ...count: readonly HTMLElement[]): HTMLElement => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'filter', value, checked: value === filter });
    return el('label', 'segment', input, el('span', '', text), ...count);
  };
  const field = el(
    'fieldset',
    'filter',
    el('legend', 'visually-hidden', 'Show tickets'),
    option('all', 'All'),
    option('open', 'Open'),
    option('closed', 'Closed'),
    option('attention', 'Needs your reply', el('span', 'count', '3')),
    option('unread', 'Unread', el('span', 'count', '4')),
  );
  field.addEventListener('change', ({ target }) => {
    filter = (target as HTMLInputElement).value;
    draw();
  });
  return field;
}

function sortField(): HTMLElement {
  const select = document.createElement('select');
  Object.assign(select, { id: 'sort', className: 'field' });
  select.append(
    new Option('Needs your reply first', 'attention_first'),
    new Option('Recently updated', 'updated_desc'),
    new Option('Newest first', 'created_desc'),
    new Option('Oldest first', 'created_asc'),
  );
  select.addEventListener('change', () => {
    sort = select.value;
    draw();
  });
  const label = el('label', 'label', 'Sort by') as HTMLLabelElement;
  label.htmlFor = 'sort';
  return el('div', 'sort', label, select);
}

const list = el(
  'section',
  'list',
  el('h2', 'heading', 'My tickets'),
  el('div', 'toolbar', searchField(), filterField(), sortField()),
  rows,
);
draw();
document.body.append(list);
exposeListBench({ rows: () => list.getElementsByTagName('li') }, content.tickets.length);
