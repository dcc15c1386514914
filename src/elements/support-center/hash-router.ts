import { listOf, listParameters } from './list-parameters.ts';
import { addressWriter, decodedId, type Router } from './router.ts';

const list = '#support';
const ticket = '#support/t/';

/** Places behind the `#` of the address. Touches only fragments that begin with `#support`; others belong to the page. */
export function hashRouter(): Router {
  // In full, because a `<base>` would send a bare fragment to another page.
  const hrefFor: Router['hrefFor'] = (route) => {
    const hash = route.view === 'ticket' ? ticket + encodeURIComponent(route.ticketId) : list + listParameters(route);
    return location.pathname + location.search + hash;
  };
  return {
    read() {
      const [place = '', parameters = ''] = location.hash.split('?', 2);
      if (place === '' || place === list) return listOf(parameters);
      const ticketId = place.startsWith(ticket) ? decodedId(place.slice(ticket.length)) : undefined;
      return ticketId === undefined ? undefined : { view: 'ticket', ticketId };
    },
    hrefFor,
    ...addressWriter(hrefFor),
  };
}
