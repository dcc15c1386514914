import { listOf, listParameters } from './list-parameters.ts';
import { addressWriter, decodedId, type Router } from './router.ts';

/** Places as paths below `base`: the list at the base itself, a ticket at `t/<id>` below it. */
export function historyRouter(base: string): Router {
  const root = `/${base.replace(/^\/+|\/+$/g, '')}`;
  const ticket = root === '/' ? '/t/' : `${root}/t/`;
  const hrefFor: Router['hrefFor'] = (route) =>
    route.view === 'ticket' ? ticket + encodeURIComponent(route.ticketId) : root + listParameters(route);
  return {
    read() {
      const { pathname, search } = location;
      const ticketId = pathname.startsWith(ticket) ? decodedId(pathname.slice(ticket.length)) : undefined;
      if (ticketId !== undefined) return { view: 'ticket', ticketId };
      return pathname === root || pathname === `${root}/` ? listOf(search) : undefined;
    },
    hrefFor,
    ...addressWriter(hrefFor),
  };
}
