/** The three ways to narrow the list: search, filter, sort. Native controls, so that keys and speech just work. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import type { TicketsSnapshot } from '../../state/support-store.ts';
import type { Formats } from '../../ui/formats.ts';
import type { WordKey, Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import type { ListSearch } from './list-search.ts';

/** The state of the three, and whom to tell. */
export interface ToolbarView {
  words: Words;
  formats: Formats;
  filter: TicketFilter;
  sort: TicketSort;
  /** What the list is searched for. */
  search: string;
  field: ListSearch;
  isSearchable: boolean;
  /** Without a network there is nothing to search in; the field says so and keeps what stands in it. */
  isOffline: boolean;
  /** How many tickets were found, in words. */
  results: string | undefined;
  counts: TicketsSnapshot['counts'];
  /** Nothing is known yet, the counts neither. */
  isUnknown: boolean;
  chooseFilter: (event: Event) => void;
  chooseSort: (event: Event) => void;
}

/** The words for each filter, in the order of the segments. */
export const filterKeys = {
  all: 'list.filter.all',
  open: 'list.filter.open',
  closed: 'list.filter.closed',
  attention: 'list.filter.attention',
  unread: 'list.filter.unread',
} as const satisfies Record<TicketFilter, WordKey>;

/** The words for each order, the default first. */
const sortKeys = {
  attention_first: 'list.sort.attention_first',
  updated_desc: 'list.sort.updated_desc',
  created_desc: 'list.sort.created_desc',
  created_asc: 'list.sort.created_asc',
} as const satisfies Record<TicketSort, WordKey>;

const filters = Object.keys(filterKeys) as TicketFilter[];
const sorts = Object.keys(sortKeys) as TicketSort[];

/** What can be chosen, the default first. */
export const listChoices = { filter: [...new Set(['open', ...filters])], sort: sorts };

export function toolbar(view: ToolbarView): TemplateResult {
  return html`<div class="toolbar">
    ${view.isSearchable ? searchField(view) : nothing}
    <div class=${view.isUnknown ? 'choices unseen' : 'choices'}>${filterField(view)} ${sortField(view)}</div>
  </div>`;
}

/** The button to clear hides by itself while nothing is typed. */
function searchField({ words, field, search, results, isOffline }: ToolbarView): TemplateResult {
  const note = isOffline ? words.t('list.search.offline') : results;
  return html`<search class="search" part="search">
    <label class="label" part="label" for="search">${words.t('list.search.label')}</label>
    <div class="search-box">
      ${icons.search}
      <input
        id="search"
        class="field"
        part="field input"
        type="search"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        dir="auto"
        maxlength="200"
        value=${search}
        placeholder=${words.t('list.search.placeholder')}
        ?readonly=${isOffline}
        aria-disabled=${isOffline ? 'true' : nothing}
        aria-describedby=${note ? 'note' : nothing}
        @input=${field.typed}
        @keydown=${field.pressed}
      />
      <button
        type="button"
        class="button button-icon clear"
        aria-label=${words.t('list.search.clear')}
        ?hidden=${isOffline}
        @click=${field.clear}
      >
        ${icons.clear}
      </button>
    </div>
    ${note ? html`<p id="note" class="note" part="hint">${note}</p>` : nothing}
  </search>`;
}

/** A radio group in the shape of segments. The last two show up when they hold something, or when nobody can tell. */
function filterField({ filter, counts, isUnknown, words, formats, chooseFilter }: ToolbarView): TemplateResult {
  const isTold = counts.open !== undefined;
  const isShown = (value: TicketFilter) =>
    value === filter || (value !== 'attention' && value !== 'unread') || !isTold || counts[value];
  // Unseen counts keep the room for those to come.
  const isCounted = isTold || isUnknown;
  // Each filter has its place in the template, so that none that comes or goes takes focus from another.
  return html`<fieldset class="filter" part="filter" @change=${chooseFilter}>
    <legend class="visually-hidden">${words.t('list.filter.label')}</legend>
    ${filters.map((value) =>
      isShown(value)
        ? html`<label class="segment" part="filter-option">
            <input type="radio" name="filter" value=${value} .checked=${value === filter} />
            <span>${words.t(filterKeys[value])}</span>
            ${isCounted ? tally(counts[value] ?? 0, words, formats) : nothing}
          </label>`
        : nothing,
    )}
  </fieldset>`;
}

/** A bare number for the eye, "3 tickets" for the ear. */
function tally(count: number, words: Words, formats: Formats): TemplateResult {
  return html`<span class="count" aria-hidden="true">${formats.number(count)}</span
    ><span class="visually-hidden">${words.t('list.count', { count })}</span>`;
}

function sortField({ sort, words, chooseSort }: ToolbarView): TemplateResult {
  return html`<div class="sort">
    <label class="label" part="label" for="sort">${words.t('list.sort.label')}</label>
    <select id="sort" class="field" part="field select sort" .value=${sort} @change=${chooseSort}>
      ${sorts.map(
        (value) => html`<option value=${value} ?selected=${value === sort}>${words.t(sortKeys[value])}</option>`,
      )}
    </select>
  </div>`;
}
