import { decodedId, pushAddress, type Router } from './router.ts';

const list = '#support';
const ticket = '#support/t/';

/** Places behind the `#` of the address. Touches only fragments that begin with `#support`; others belong to the page. */
export function hashRouter(): Router {
  const router: Router = {
    read() {
      const { hash } = location;
      if (hash === '' || hash === list) return { view: 'list' };
      const ticketId = hash.startsWith(ticket) ? decodedId(hash.slice(ticket.length)) : undefined;
      return ticketId === undefined ? undefined : { view: 'ticket', ticketId };
    },
    write: (route) => pushAddress(router.hrefFor(route) ?? list),
    // In full, because a `<base>` would send a bare fragment to another page.
    hrefFor(route) {
      const hash = route.view === 'ticket' ? ticket + encodeURIComponent(route.ticketId) : list;
      return location.pathname + location.search + hash;
    },
  };
  return router;
}
