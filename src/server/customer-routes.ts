/**
 * The customers' endpoints. Here stand the rules that hold for every desk: who may ask, and the limits of what is
 * asked. A request that breaks one is refused in the same way for every ticket, before a desk looks for it.
 */
import * as z from 'zod/mini';
import {
  replayedHeaderName,
  newRatingSchema,
  newReplySchema,
  ratingCommentMaxLength,
  restRoutes,
  routes,
  SupportError,
  ticketFilterSchema,
  ticketSortSchema,
  type Customer,
  type Desk,
  type NewReply,
  type SupportConfig,
  type SupportLimits,
  type Ticket,
  type TicketFiles,
} from '../contract/index.ts';
import { isBlank } from './desk/words.ts';
import type { Call, Endpoint, Open, Own, Reply } from './endpoint.ts';
import { customerFileRoutes } from './file-routes.ts';
import { sessionOf, type Gate } from './gate.ts';
import { clientIdOf, expectedVersion } from './headers.ts';
import { customerLiveRoutes } from './live-routes.ts';
import type { LiveStreams } from './live/live-streams.ts';
import { cursorOf, limitSchema, ticketIdOf } from './parameters.ts';
import { readJson, readQuery, ruleBroken } from './requests.ts';

/** Bytes of a body. */
const maxBodyBytes = 256 * 1024;
/** Bytes of a reply without its words. */
const replyFrameBytes = 16 * 1024;
/** For how long a desk's limits are believed; a vendor's desk may have to fetch them. */
const limitsAgeMs = 60_000;

const ticketQuerySchema = z.object({
  filter: z._default(ticketFilterSchema, 'all'),
  sort: z._default(ticketSortSchema, 'updated_desc'),
  q: z.optional(z.string().check(z.maxLength(200))),
  limit: limitSchema(20),
  cursor: z.optional(z.string()),
});
const eventQuerySchema = z.object({
  before: z.optional(z.string()),
  after: z.optional(z.string()),
  limit: limitSchema(50),
  only: z.optional(z.literal('status')),
});
const readMarkSchema = z.object({ upTo: z.string().check(z.minLength(1), z.maxLength(200)) });
const statusSchema = z.object({ to: z.enum(['solved', 'open']) });

/** What the customers' endpoints stand on. */
export interface CustomerRoutesOptions {
  desk: Desk;
  gate: Gate;
  /** What the configuration says to guests; nothing where there is no door for them. */
  guest?: SupportConfig['guest'];
  now: () => number;
  streams: LiveStreams;
  /** Where a request comes from, as far as limits are concerned. */
  networkOf: (request: Request) => string;
}

/** One endpoint for each row of the contract's table. `open` is for everybody, signed in or not. */
export function customerRoutes(options: CustomerRoutesOptions, open: Open): Endpoint[] {
  const own: Own = (answer) =>
    open(async (call) => {
      const customer = await customerOf(options.gate, call.request);
      ensureInReach(customer, call);
      return answer(customer, call);
    });

  return [
    ...publicEndpoints(options, open),
    ...readingEndpoints(options, own),
    ...writingEndpoints(options, own),
    ...customerLiveRoutes(options, own),
    ...customerFileRoutes((answer) => own(async (customer, call) => answer(filesOf(options.desk, customer), call))),
  ];
}

function filesOf(desk: Desk, customer: Customer): TicketFiles {
  if (desk.filesOf) return desk.filesOf(customer);
  throw new SupportError('No files are sent here.', { code: 'unsupported' });
}

function publicEndpoints({ desk, gate, guest }: CustomerRoutesOptions, open: Open): Endpoint[] {
  return [
    {
      route: routes.getConfig,
      answer: open(async ({ options }) => ({
        body: { ...(await desk.getConfig(options)), ...(guest && { guest }) },
        headers: { 'cache-control': 'public, max-age=60' },
      })),
    },
    {
      route: routes.getSession,
      answer: open(async ({ request }) => ({ body: sessionOf(await gate.identify(request)) })),
    },
    {
      route: routes.signOut,
      answer: open(async ({ request }) => ({ headers: await gate.signOut(request) })),
    },
  ];
}

function readingEndpoints({ desk }: CustomerRoutesOptions, own: Own): Endpoint[] {
  return [
    {
      route: routes.listTickets,
      answer: own(async (customer, { request, options }) => {
        const { q, cursor, ...query } = readQuery(request, ticketQuerySchema);
        const search = q === undefined || isBlank(q) ? undefined : q;
        return { body: await desk.listTickets(customer, { ...query, search, cursor: cursorOf(cursor) }, options) };
      }),
    },
    {
      route: routes.getTicket,
      answer: own(async (customer, { params, options }) =>
        ticketReply(await desk.getTicket(customer, ticketIdOf(params), options)),
      ),
    },
    {
      route: routes.listEvents,
      answer: own(async (customer, { request, params, options }) => {
        const { before, after, ...query } = readQuery(request, eventQuerySchema);
        if (before !== undefined && after !== undefined) throw ruleBroken('/after', 'exclusive');
        const range = { ...query, before: cursorOf(before), after: cursorOf(after) };
        return { body: await desk.listEvents(customer, ticketIdOf(params), range, options) };
      }),
    },
    {
      route: restRoutes.getUnread,
      answer: own(async (customer, { options }) => ({ body: await desk.getUnread(customer, options) })),
    },
  ];
}

function writingEndpoints({ desk, now }: CustomerRoutesOptions, own: Own): Endpoint[] {
  const limitsOf = rememberedLimits(desk, now);
  return [
    {
      route: routes.sendMessage,
      answer: own(async (customer, { request, params, options }) => {
        const limits = await limitsOf(options);
        const reply = await readJson(request, newReplySchema, replyBytes(limits));
        clientIdOf(request.headers, reply.clientId);
        ensureWithinLimits(reply, limits);
        const sent = await desk.sendMessage(customer, ticketIdOf(params), reply, options);
        return { body: sent.message, headers: replayedHeaders(sent) };
      }),
    },
    {
      route: routes.markRead,
      answer: own(async (customer, { request, params, options }) => {
        const { upTo } = await readJson(request, readMarkSchema, maxBodyBytes);
        await desk.markRead(customer, ticketIdOf(params), upTo, options);
        return {};
      }),
    },
    {
      route: restRoutes.setStatus,
      answer: own(async (customer, { request, params, options }) => {
        const version = expectedVersion(request.headers);
        const { to } = await readJson(request, statusSchema, maxBodyBytes);
        return ticketReply(await desk.setStatus(customer, ticketIdOf(params), to, { ...options, version }));
      }),
    },
    {
      route: restRoutes.rateTicket,
      answer: own(async (customer, { request, params, options }) => {
        const rating = await readJson(request, newRatingSchema, maxBodyBytes);
        if ((rating.comment?.length ?? 0) > ratingCommentMaxLength) throw ruleBroken('/comment', 'too_long');
        return ticketReply(await desk.rateTicket(customer, ticketIdOf(params), rating, options));
      }),
    },
  ];
}

/** Tells a client that nothing was added: this key had been used before. */
export function replayedHeaders({ replayed }: { replayed: boolean }): Record<string, string> {
  return replayed ? { [replayedHeaderName]: 'true' } : {};
}

async function customerOf(gate: Gate, request: Request): Promise<Customer> {
  const visitor = await gate.identify(request);
  if (visitor.kind !== 'anonymous') return visitor.customer;
  const code = visitor.because === 'expired' ? 'session_expired' : 'unauthenticated';
  throw new SupportError(`No customer: the identity is ${visitor.because}.`, { code });
}

/** A guest's other tickets do not exist. The desk says so too; no request even gets that far. */
function ensureInReach({ ticketId }: Customer, { params }: Call): void {
  const { ticket = ticketId } = params;
  if (ticketId !== undefined && ticket !== ticketId) {
    throw new SupportError('This is not the ticket of this guest.', { code: 'not_found' });
  }
}

function ticketReply(ticket: Ticket): Reply {
  return { body: ticket, headers: { etag: `"${ticket.version}"` } };
}

/** Room for the longest message, each letter of it written as `\uXXXX`. */
function replyBytes({ messageMaxLength }: SupportLimits): number {
  return Math.max(maxBodyBytes, replyFrameBytes + 6 * messageMaxLength);
}

function ensureWithinLimits({ text, attachmentIds }: NewReply, limits: SupportLimits): void {
  if (attachmentIds.length > limits.attachments.maxFiles) throw ruleBroken('/attachmentIds', 'too_many');
  if (text.length > limits.messageMaxLength) throw ruleBroken('/text', 'too_long');
  if (isBlank(text) && attachmentIds.length === 0) throw ruleBroken('/text', 'required');
}

function rememberedLimits(desk: Desk, now: () => number) {
  let known: { limits: SupportLimits; at: number } | undefined;
  return async (options: Call['options']): Promise<SupportLimits> => {
    if (!known || now() - known.at > limitsAgeMs) {
      known = { limits: (await desk.getConfig(options)).limits, at: now() };
    }
    return known.limits;
  };
}
