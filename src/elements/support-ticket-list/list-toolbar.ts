/** The three ways to narrow the list: search, filter, sort. Native controls, so that keys and speech just work. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import type { TicketsSnapshot } from '../../state/support-store.ts';
import type { Formats } from '../../ui/formats.ts';
import type { WordKey, Words } from '../../ui/i18n/words.ts';
import { icons } from '../../ui/icons.ts';
import type { ListSearch } from './list-search.ts';

export interface SearchView {
  words: Words;
  field: ListSearch;
  /** What the list was searched for when it came on screen. */
  search: string;
  /** How many tickets were found, in words. */
  results: string | undefined;
}

/** The button to clear hides by itself while nothing is typed. */
export function searchField({ words, field, search, results }: SearchView): TemplateResult {
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
        dir="auto"
        value=${search}
        placeholder=${words.t('list.search.placeholder')}
        ${ref(field.input)}
        @input=${field.typed}
        @keydown=${field.pressed}
      />
      <button
        type="button"
        class="button button-icon clear"
        aria-label=${words.t('list.search.clear')}
        @click=${field.clear}
      >
        ${icons.clear}
      </button>
    </div>
    ${results === undefined ? nothing : html`<p class="results" part="hint">${results}</p>`}
  </search>`;
}

/** The words for each filter. */
export const filterKeys = {
  all: 'list.filter.all',
  open: 'list.filter.open',
  closed: 'list.filter.closed',
  attention: 'list.filter.attention',
  unread: 'list.filter.unread',
} as const satisfies Record<TicketFilter, WordKey>;

const sortKeys = {
  attention_first: 'list.sort.attention_first',
  updated_desc: 'list.sort.updated_desc',
  created_desc: 'list.sort.created_desc',
  created_asc: 'list.sort.created_asc',
} as const satisfies Record<TicketSort, WordKey>;

const always: readonly TicketFilter[] = ['all', 'open', 'closed'];

/** A radio group in the shape of segments. The last two show up when they hold something. */
export function filterField(
  {
    filter,
    counts,
    words,
    formats,
  }: Pick<TicketsSnapshot, 'counts'> & {
    filter: TicketFilter;
    words: Words;
    formats: Formats;
  },
  choose: (event: Event) => void,
): TemplateResult {
  const sometimes = (['attention', 'unread'] as const).filter((value) => counts[value] || filter === value);
  const option = (value: TicketFilter, count: number | undefined): TemplateResult =>
    html`<label class="segment" part="filter-option">
      <input type="radio" name="filter" value=${value} .checked=${value === filter} />
      <span>${words.t(filterKeys[value])}</span>
      ${count ? html`<span class="count">${formats.number(count)}</span>` : nothing}
    </label>`;
  return html`<fieldset class="filter" part="filter" @change=${choose}>
    <legend class="visually-hidden">${words.t('list.filter.label')}</legend>
    ${always.map((value) => option(value, undefined))} ${sometimes.map((value) => option(value, counts[value]))}
  </fieldset>`;
}

export function sortField(
  { sort, sorts, words }: { sort: TicketSort; sorts: readonly TicketSort[]; words: Words },
  choose: (event: Event) => void,
): TemplateResult {
  return html`<div class="sort">
    <label class="label" part="label" for="sort">${words.t('list.sort.label')}</label>
    <select id="sort" class="field" part="field select sort" .value=${sort} @change=${choose}>
      ${sorts.map(
        (value) => html`<option value=${value} ?selected=${value === sort}>${words.t(sortKeys[value])}</option>`,
      )}
    </select>
  </div>`;
}
