/** The default wiring: an `endpoint` is an address of the HTTP contract, with the session in a cookie. */
import { createHttpAdapter } from '../adapters/http/http-adapter.ts';
import { wireEndpoints } from '../elements/registry.ts';

wireEndpoints((endpoint) => createHttpAdapter({ endpoint }));
