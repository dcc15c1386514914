/**
 * The whole server, in the page: the same handler, gate and desks as `helpdock serve`, over the memory repository with
 * the made-up stories in it. The keys stand here in the open, because nothing that is real lies behind them.
 */
import { SignJWT } from 'jose';
import { repositoryDesk } from '../src/server/desk/desk.ts';
import { repositoryStaffDesk } from '../src/server/desk/staff-desk.ts';
import { createHandler } from '../src/server/handler.ts';
import { hostTokenGate } from '../src/server/host-token.ts';
import { memoryRepository } from '../src/server/repositories/memory.ts';
import { plantStories } from './seed/plant.ts';
import type { Persona } from './seed/story.ts';

const issuer = 'https://shop.example';
const audience = 'helpdock-mocks';
const secret = 'in-the-open-because-nothing-real-is-behind-it';

export interface MockBackend {
  /** Answers requests below `base`. */
  handler: (request: Request) => Promise<Response>;
  staffKey: string;
  /** A host token for this persona, good for an hour, as a host's own server would sign it. */
  tokenFor(persona: Persona): Promise<string>;
}

export async function createMockBackend(base: string): Promise<MockBackend> {
  const repository = memoryRepository();
  await plantStories(repository, Date.now());
  const staffKey = 'mock-staff-key-mock-staff-key-mock';
  const handler = createHandler({
    desk: repositoryDesk(repository, { brand: 'Fjord & Field' }),
    gate: hostTokenGate({ issuer, audience, secret }),
    staff: { desk: repositoryStaffDesk(repository), key: staffKey },
    base,
  });
  return { handler, staffKey, tokenFor: (persona) => signHostToken(persona, { issuer, audience, secret }) };
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
