/**
 * The endpoints of the door for people without an account. Nothing happens on a GET; a token travels in a body, never in
 * an address; and what a stranger is told does not depend on what there is.
 */
import * as z from 'zod/mini';
import {
  clientIdSchema,
  guestRoutes as table,
  isSupportError,
  type CallOptions,
  type Desk,
  type GuestChallengeInfo,
  type GuestEntry,
  type GuestLinkInfo,
} from '../contract/index.ts';
import type { Call, Endpoint, Open } from './endpoint.ts';
import { guestSessionOf, maskEmail, type Gate, type Visitor } from './gate.ts';
import type { GuestDoor } from './guest/guest-door.ts';
import { clientIdOf } from './headers.ts';
import { readJson } from './requests.ts';

const maxBodyBytes = 8 * 1024;
const line = z.string().check(z.minLength(1), z.maxLength(300));
const linkSchema = z.object({ link: line });
const pressSchema = z.object({
  link: line,
  clientId: z.optional(clientIdSchema),
});
const codeSchema = z.object({ code: line });
const newLinkSchema = z.object({ email: line, ticketNumber: line });

/** What the guests' endpoints stand on. */
export interface GuestRoutesOptions {
  door: GuestDoor;
  desk: Desk;
  gate: Gate;
  /** Where a request comes from, as far as limits are concerned. */
  networkOf: (request: Request) => string;
}

/** One endpoint for each row of the contract's table for guests. */
export function guestRoutes({ door, desk, gate, networkOf }: GuestRoutesOptions, open: Open): Endpoint[] {
  return [
    {
      route: table.resolveLink,
      answer: open(async ({ request, options }) => {
        const { link: token } = await readBody(request, linkSchema);
        const link = await door.findLink(token);
        const verified = await mayRead(desk, await gate.identify(request), link, options);
        const { ticketId, ticketNumber, email } = link;
        const body: GuestLinkInfo = { ticketNumber: String(ticketNumber), emailHint: maskEmail(email), verified };
        return { body: verified ? { ...body, ticketId } : body };
      }),
    },
    {
      route: table.requestCode,
      answer: open(async ({ request }) => {
        const { link, clientId } = await readBody(request, pressSchema);
        const press = clientIdOf(request.headers, clientId) ?? crypto.randomUUID();
        const { challenge, expiresInMs, resendInMs, attemptsLeft } = await door.makeCode(
          link,
          networkOf(request),
          press,
        );
        const body: GuestChallengeInfo = {
          challengeId: challenge.id,
          codeLength: door.limits.codeLength,
          expiresInMs,
          resendInMs,
          attemptsLeft,
        };
        return { body };
      }),
    },
    {
      route: table.verifyCode,
      answer: open(async ({ request, params }) => {
        const { code } = await readBody(request, codeSchema);
        const { token: accessToken, session } = await door.verify(params['challenge'] ?? '', code);
        const { ticketId, email } = session;
        const opened = guestSessionOf({ customer: { email, ticketId }, endsAt: door.endOf(session) });
        return { body: { session: opened, ticketId, accessToken } satisfies GuestEntry };
      }),
    },
    {
      route: table.requestNewLink,
      answer: open(async ({ request, options }) => {
        await door.requestLink(await readBody(request, newLinkSchema), options.locale, networkOf(request));
        return { body: {} };
      }),
    },
  ];
}

function readBody<T>(request: Call['request'], schema: z.ZodMiniType<T>): Promise<T> {
  return readJson(request, schema, maxBodyBytes);
}

/** Whether this visitor proved the link's mailbox already and sees its ticket: then no code is needed. */
async function mayRead(
  desk: Desk,
  visitor: Visitor,
  { email, ticketId }: { email: string; ticketId: string },
  options: CallOptions,
): Promise<boolean> {
  if (visitor.kind === 'anonymous' || visitor.customer.email !== email) return false;
  try {
    await desk.getTicket(visitor.customer, ticketId, options);
    return true;
  } catch (error) {
    if (isSupportError(error) && error.code === 'not_found') return false;
    throw error;
  }
}
