/** The gate for visitors who proved a mailbox, in front of the gate for everybody else. */
import type { Gate, Visitor } from '../gate.ts';
import { bearerToken } from '../credentials.ts';
import type { GuestDoor } from './guest-door.ts';
import { isToken } from './secrets.ts';

/** A session's token cannot be taken for a host's: those are signed and have dots in them. */
export function guestGate(door: GuestDoor, others: Gate): Gate {
  return {
    async identify(request) {
      const token = guestToken(request);
      return token === undefined ? others.identify(request) : visitorOf(door, token);
    },
    async signOut(request) {
      const token = guestToken(request);
      if (token === undefined) return others.signOut(request);
      await door.endSession(token);
      return {};
    },
    usesCookie: (request) => others.usesCookie(request),
  };
}

function guestToken(request: Request): string | undefined {
  const token = bearerToken(request);
  return token !== undefined && isToken(token) ? token : undefined;
}

async function visitorOf(door: GuestDoor, token: string): Promise<Visitor> {
  const session = await door.findSession(token);
  if (session === 'absent') return { kind: 'anonymous', because: 'refused' };
  if (session === 'expired') return { kind: 'anonymous', because: 'expired' };
  const { email, ticketId } = session;
  return { kind: 'guest', customer: { email, ticketId }, endsAt: door.endOf(session) };
}
