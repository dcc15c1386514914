/**
 * The default wiring: an `endpoint` is an address of the HTTP contract, with the session in a cookie. The cookie goes
 * along to another origin too, because `help.shop.example` is another origin for `www.shop.example`; the server lets in
 * only the origins on its list.
 */
import { createHttpAdapter } from '../adapters/http/http-adapter.ts';
import { wireEndpoints } from '../elements/registry.ts';

wireEndpoints((endpoint) => createHttpAdapter({ endpoint, credentials: 'include' }));
