/**
 * The whole server, in the page: the same handler, gate, door and desks as `helpdock serve`, over the memory repository
 * and blobs in memory, with the made-up stories in it; mails end in a list. The keys stand here in the open, because nothing that is real lies behind them.
 */
import { SignJWT } from 'jose';
import { ticketAlerts } from '../src/server/guest/alerts.ts';
import { GuestDoor } from '../src/server/guest/guest-door.ts';
import { doorKeys } from '../src/server/guest/secrets.ts';
import { mailComposer } from '../src/server/mail/compose.ts';
import { Courier } from '../src/server/mail/courier.ts';
import { repositoryDesk } from '../src/server/desk/desk.ts';
import { repositoryStaffDesk } from '../src/server/desk/staff-desk.ts';
import { FileRoom } from '../src/server/files/file-room.ts';
import { memoryBlobs } from '../src/server/files/memory-blobs.ts';
import { usualLimits } from '../src/server/files/usual-limits.ts';
import { createHandler } from '../src/server/handler.ts';
import { hostTokenGate } from '../src/server/host-token.ts';
import { memoryRepository } from '../src/server/repositories/memory.ts';
import { plantStories } from './seed/plant.ts';
import type { Persona } from './seed/story.ts';

const issuer = 'https://shop.example';
const audience = 'helpdock-mocks';
const secret = 'in-the-open-because-nothing-real-is-behind-it';
const brand = 'Fjord & Field';
const from = 'support@shop.example';

/** A mail that would have gone out: its plain part, and when (RFC 3339). */
export interface MockMail {
  id: string;
  subject: string;
  text: string;
  at: string;
}

export interface MockBackend {
  /** Answers requests below `base`. */
  handler: (request: Request) => Promise<Response>;
  staffKey: string;
  /** What was mailed to an address, newest first. */
  mailsFor(address: string): Promise<MockMail[]>;
  /** A host token for this persona, good for an hour, as a host's own server would sign it. */
  tokenFor(persona: Persona): Promise<string>;
}

/** `page` is the address that mails link to. */
export async function createMockBackend(base: string, page = 'https://shop.example/help'): Promise<MockBackend> {
  const repository = memoryRepository();
  const blobs = memoryBlobs();
  await plantStories({ repository, blobs }, Date.now());
  const files = new FileRoom({ repository, blobs, limits: usualLimits });
  const staffKey = 'mock-staff-key-mock-staff-key-mock';
  const keys = doorKeys(secret);
  const door = new GuestDoor({ store: repository.guests, keys });
  const mailed: (MockMail & { to: string })[] = [];
  const courier = new Courier({
    outbox: repository.mails,
    sender: {
      send: async ({ to, subject, text, messageId: id }) =>
        void mailed.unshift({ id, to, subject, text, at: new Date().toISOString() }),
    },
    keys,
    compose: mailComposer({ door, tickets: repository, page, from, brand }),
  });
  const handler = createHandler({
    desk: repositoryDesk(repository, { brand, files }),
    gate: hostTokenGate({ issuer, audience, secret }),
    staff: { desk: repositoryStaffDesk(repository, { alerts: ticketAlerts({ door, keys }), files }), key: staffKey },
    guest: { door },
    files,
    base,
  });
  const mailsFor = async (address: string): Promise<MockMail[]> => {
    await courier.round();
    return mailed.filter(({ to }) => to === address.toLowerCase()).map(({ to: _, ...mail }) => mail);
  };
  return { handler, staffKey, mailsFor, tokenFor: (persona) => signHostToken(persona, { issuer, audience, secret }) };
}

/** What a host's server does for its signed-in customer: a short-lived JWT (RFC 7519), signed with the shared secret. */
export function signHostToken(
  persona: Persona,
  host: { issuer: string; audience: string; secret: string },
): Promise<string> {
  return new SignJWT({ email: persona.email, name: persona.name })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(persona.subject)
    .setIssuer(host.issuer)
    .setAudience(host.audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(host.secret));
}
