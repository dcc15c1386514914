/** `helpdock`: what a page needs to connect the elements to a backend. Importing it registers and changes nothing. */
export { createAdapter } from './adapters/create-adapter.ts';
export { createHttpAdapter, type HttpAdapterOptions } from './adapters/http/http-adapter.ts';
export { isSupportError, SupportError, type SupportErrorCode, type SupportErrorInit } from './contract/errors.ts';
export type * from './contract/index.ts';
export { type AdapterFactory, registerAdapter } from './elements/registry.ts';
export type * from './elements/events.ts';
export type { HrefFor, SupportRoute } from './elements/route.ts';
