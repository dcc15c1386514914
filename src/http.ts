/** `helpdock/http`: the adapter for our HTTP contract, and the means to write one of your own. No element, no Lit. */
export { createAdapter, type AdapterMethods } from './adapters/create-adapter.ts';
export { createHttpAdapter, type HttpAdapterOptions } from './adapters/http/http-adapter.ts';
