/** How the visitor narrowed the list, as parameters of an address: only what differs from the usual view is named. */
import type { TicketFilter, TicketSort } from '../../contract/ticket.ts';
import type { ListRoute } from '../route.ts';

const filters: readonly TicketFilter[] = ['open', 'all', 'closed', 'attention', 'unread'];
const sorts: readonly TicketSort[] = ['attention_first', 'updated_desc', 'created_desc', 'created_asc'];
const longestSearch = 200;

const usual = { filter: 'open', sort: 'attention_first', search: '' } as const;

/** The list with the usual view where nothing is named: what an address stands for. */
export function completeList({ filter, sort, search }: ListRoute): Required<ListRoute> {
  return { view: 'list', filter: filter ?? usual.filter, sort: sort ?? usual.sort, search: search ?? usual.search };
}

/** `?filter=closed&q=card`, or nothing for the usual view. */
export function listParameters({ filter, sort, search }: ListRoute): string {
  const parameters = new URLSearchParams();
  if (filter && filter !== usual.filter) parameters.set('filter', filter);
  if (sort && sort !== usual.sort) parameters.set('sort', sort);
  if (search) parameters.set('q', search.slice(0, longestSearch));
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The list that these parameters name. Values that nobody knows count as not given. */
export function listOf(parameters: string): ListRoute {
  const given = new URLSearchParams(parameters);
  return {
    view: 'list',
    filter: filters.find((filter) => filter === given.get('filter')),
    sort: sorts.find((sort) => sort === given.get('sort')),
    search: given.get('q')?.slice(0, longestSearch),
  };
}
