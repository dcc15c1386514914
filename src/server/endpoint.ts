/**
 * An endpoint as the two tables of routes see it: a call comes in, a reply goes out. Nothing in here knows the router,
 * so that swapping it touches `handler.ts` alone.
 */
import type { CallOptions, Customer, Route } from '../contract/index.ts';

/** A request that was routed. */
export interface Call {
  request: Request;
  /** The `:names` of the route, decoded. */
  params: Readonly<Record<string, string>>;
  /** With the request's own signal, and the locale it asked for. */
  options: CallOptions;
}

/** What is answered when all went well; the status is the route's unless given. */
export interface Reply {
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of both: bytes that are not JSON. */
  response?: Response;
}

/** Wraps an answer in what holds for every request of a page, whoever sends it. */
export type Open = (answer: (call: Call) => Promise<Reply>) => Endpoint['answer'];

/** The same for a customer whose identity was proved. */
export type Own = (answer: (customer: Customer, call: Call) => Promise<Reply>) => Endpoint['answer'];

/** A row of the contract's table, and what answers it. */
export interface Endpoint {
  route: Route;
  answer: (call: Call) => Promise<Reply>;
}
