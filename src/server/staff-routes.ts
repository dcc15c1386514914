/**
 * The team's endpoints, behind a key of their own. They are for a company's servers, not for browsers: no cookie opens
 * them, and they allow no other origin.
 */
import * as z from 'zod/mini';
import {
  newNoteSchema,
  newTicketSchema,
  staffReplySchema,
  staffRoutes as table,
  staffStatusSchema,
  SupportError,
  type StaffDesk,
} from '../contract/index.ts';
import { replayedHeaders } from './customer-routes.ts';
import { isBlank } from './desk/words.ts';
import type { Call, Endpoint, Reply } from './endpoint.ts';
import { teamFileRoutes } from './file-routes.ts';
import { clientIdOf, ensureContract } from './headers.ts';
import { cursorOf, limitSchema, ticketIdOf } from './parameters.ts';
import { readJson, readQuery, ruleBroken } from './requests.ts';

const maxBodyBytes = 1024 * 1024;
const maxTextLength = 100_000;
/** UTF-16 code units; pages fall back to the text beyond it. */
const maxHtmlLength = 200_000;
const minKeyLength = 16;

const ticketQuerySchema = z.object({
  filter: z._default(z.enum(['all', 'open', 'closed', 'attention']), 'all'),
  email: z.optional(z.email().check(z.maxLength(254))),
  limit: limitSchema(20),
  cursor: z.optional(z.string()),
});
const eventQuerySchema = z.object({ limit: limitSchema(50), cursor: z.optional(z.string()) });

/** The team's desk and the secret that opens it: at least 16 characters, better 32 random ones. */
export interface StaffOptions {
  desk: StaffDesk;
  key: string;
}

/** One endpoint for each row of the contract's table for the team. */
export function staffRoutes({ desk, key }: StaffOptions): Endpoint[] {
  if (key.length < minKeyLength) throw new TypeError(`The staff key needs at least ${minKeyLength} characters.`);
  const guard = keyGuard(key);

  const team: Team = (answer) => async (call) => {
    ensureContract(call.request.headers);
    await guard(call.request.headers);
    return answer(call);
  };

  const { files } = desk;
  const fileEndpoints = files ? teamFileRoutes((answer) => team((call) => answer(files, call))) : [];
  return [...readingEndpoints(desk, team), ...writingEndpoints(desk, team), ...fileEndpoints];
}

type Team = (answer: (call: Call) => Promise<Reply>) => Endpoint['answer'];

function writingEndpoints(desk: StaffDesk, team: Team): Endpoint[] {
  return [
    {
      route: table.openTicket,
      answer: team(async ({ request, options }) => {
        const ticket = await readWords(request, newTicketSchema);
        // The account key decides whose a ticket is; a character that a store would drop must not change it.
        if (/[\p{Cc}\p{Cs}]/u.test(ticket.customer.subject ?? '')) throw ruleBroken('/customer/subject', 'format');
        const stored = await desk.openTicket(ticket, options);
        return { body: stored.value, headers: replayedHeaders(stored) };
      }),
    },
    {
      route: table.reply,
      answer: team(async ({ request, params, options }) => {
        const reply = await readWords(request, staffReplySchema);
        const stored = await desk.reply(ticketIdOf(params), reply, options);
        return { body: stored.value, headers: replayedHeaders(stored) };
      }),
    },
    {
      route: table.addNote,
      answer: team(async ({ request, params, options }) => {
        const note = await readWords(request, newNoteSchema);
        const stored = await desk.addNote(ticketIdOf(params), note, options);
        return { body: stored.value, headers: replayedHeaders(stored) };
      }),
    },
    {
      route: table.setStatus,
      answer: team(async ({ request, params, options }) => {
        const status = await readJson(request, staffStatusSchema, maxBodyBytes);
        return { body: await desk.setStatus(ticketIdOf(params), status, options) };
      }),
    },
  ];
}

function readingEndpoints(desk: StaffDesk, team: Team): Endpoint[] {
  return [
    {
      route: table.listTickets,
      answer: team(async ({ request, options }) => {
        const query = readQuery(request, ticketQuerySchema);
        return { body: await desk.listTickets({ ...query, cursor: cursorOf(query.cursor) }, options) };
      }),
    },
    {
      route: table.getTicket,
      answer: team(async ({ params, options }) => {
        const ticket = await desk.getTicket(ticketIdOf(params), options);
        return { body: ticket, headers: { etag: `"${ticket.version}"` } };
      }),
    },
    {
      route: table.listEvents,
      answer: team(async ({ request, params, options }) => {
        const { limit, cursor } = readQuery(request, eventQuerySchema);
        return { body: await desk.listEvents(ticketIdOf(params), { limit, cursor: cursorOf(cursor) }, options) };
      }),
    },
  ];
}

interface Words {
  clientId?: string | undefined;
  text: string;
  attachmentIds?: string[] | undefined;
  html?: string | undefined;
}

/** Reads a body that brings words; its client id may come from the header instead. */
async function readWords<T extends Words>(request: Request, schema: z.ZodMiniType<T>): Promise<T> {
  const words = await readJson(request, schema, maxBodyBytes);
  if (isBlank(words.text) && !words.attachmentIds?.length) throw ruleBroken('/text', 'required');
  if (words.text.length > maxTextLength) throw ruleBroken('/text', 'too_long');
  if ((words.html?.length ?? 0) > maxHtmlLength) throw ruleBroken('/html', 'too_long');
  return { ...words, clientId: clientIdOf(request.headers, words.clientId) };
}

/** Compares digests, so that the time it takes tells nothing about the key. */
function keyGuard(key: string) {
  const expected = digest(key);
  return async (headers: Headers): Promise<void> => {
    const given = await digest(/^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '');
    const wanted = await expected;
    if (given.reduce((difference, byte, index) => difference | (byte ^ (wanted[index] ?? 0)), 0) === 0) return;
    throw new SupportError('The staff key is missing or wrong.', { code: 'unauthenticated' });
  };
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
