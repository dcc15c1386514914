/** What the adapter does for guests alone. Few visitors are, so a page loads it when the first one comes. */
import type { CallOptions } from '../../contract/adapter.ts';
import { asksForIdentity, isSupportError, SupportError } from '../../contract/errors.ts';
import type { GuestAdapter, GuestLinkInfo } from '../../contract/guest.ts';
import { guestRoutes } from '../../contract/guest-routes.ts';
import type { Session } from '../../contract/session.ts';
import { headerNames, type Route, routes } from '../../contract/routes.ts';
import { readSession } from '../shared/readers.generated.ts';
import { readGuestChallengeInfo, readGuestEntry, readGuestLinkInfo } from '../shared/guest-readers.generated.ts';
import { quoted, type Call, type CallAs, type Details } from './http-call.ts';
import { inTab } from './tab-storage.ts';

export interface GuestSideOptions {
  /** As whoever the page says. */
  host: Call;
  callAs: CallAs;
  /** Under which name the tab keeps the token of the session; without it a reload ends the session. */
  storedAs: string | undefined;
}

/** `call` is as the guest while there is a session, and as whoever the page says while there is none. */
export interface GuestSide extends GuestAdapter {
  call: Call;
}

/** What the tab keeps: the token, and whose account the page showed when the guest came in. */
interface Kept {
  token: string;
  beside: string | null;
}

export function guestSide({ host, callAs, storedAs }: GuestSideOptions): GuestSide {
  const stored = <T>(use: (storage: Storage, name: string) => T): T | undefined =>
    storedAs === undefined ? undefined : inTab((storage) => use(storage, storedAs));
  let guest = keptIn(stored((storage, name) => storage.getItem(name)));
  const keep = (next: Kept | undefined): void => {
    guest = next;
    stored((storage, name) => (next ? storage.setItem(name, JSON.stringify(next)) : storage.removeItem(name)));
  };
  /** Ends a session that turned out to be over; one that began meanwhile is another. */
  const forget = (used: Kept | undefined): void => {
    if (guest === used) keep(undefined);
  };

  const asGuest: Call = async (route, details, o) => {
    const used = guest;
    try {
      return await callAs(async () => used?.token ?? null)(route, details, o);
    } catch (error) {
      // The token opens nothing any more.
      if (isSupportError(error) && asksForIdentity(error)) forget(used);
      throw error;
    }
  };
  const visitor: Call = (...asked) => (guest ? asGuest : host)(...asked);
  const ask = (as: Call, o: CallOptions): Promise<Session> => as(routes.getSession, { read: readSession }, o);
  const account = (o: CallOptions): Promise<string | null> => ask(host, o).then(subjectOf, () => null);

  /** A guest was here, and did not leave: whoever asks is told that the time is over, not that nobody is signed in. */
  let wasHere = false;
  const session = async (o: CallOptions): Promise<Session> => {
    const used = guest;
    if (!used) {
      const known = await ask(host, o);
      if (known.kind === 'anonymous' && wasHere)
        throw new SupportError('The guest’s time is over.', { code: 'session_expired' });
      return known;
    }
    const [known, other] = await Promise.all([ask(asGuest, o), account(o)]);
    if (known.kind === 'guest') wasHere = true;
    // Somebody signed in who was not there when the guest came: the next person at this screen, for one.
    const isTaken = other !== null && other !== used.beside;
    if (known.kind === 'guest' && !isTaken) return known;
    if (isTaken) await leave(o).catch(() => undefined);
    else forget(used);
    return session(o);
  };
  const leave = async (o: CallOptions): Promise<void> => {
    wasHere = false;
    try {
      await visitor(routes.signOut, {}, o);
    } finally {
      keep(undefined);
    }
  };

  const resolve = (as: Call, link: string, o: CallOptions): Promise<GuestLinkInfo> =>
    as(guestRoutes.resolveLink, { body: { link }, read: readGuestLinkInfo }, o);

  return {
    async call<T>(route: Route, details: Details<T>, o: CallOptions) {
      if (route === routes.getSession) return (await session(o)) as T;
      if (route === routes.signOut) return (await leave(o)) as T;
      return visitor(route, details, o);
    },

    /** An account with the link's address counts for more than a guest's session, which opens one ticket only. */
    async resolveLink(link, o) {
      const known = await resolve(host, link, o);
      if (!guest) return known;
      if (!known.verified) return resolve(asGuest, link, o);
      await leave(o).catch(() => undefined);
      return known;
    },

    requestCode(link, clientId, o) {
      const headers = { [headerNames.idempotencyKey]: quoted(clientId) };
      return host(guestRoutes.requestCode, { headers, body: { link }, read: readGuestChallengeInfo }, o);
    },

    async verifyCode(challenge, code, o) {
      const details = { params: { challenge }, body: { code }, read: readGuestEntry };
      const { accessToken, ...entry } = await host(guestRoutes.verifyCode, details, o);
      keep(accessToken === undefined ? undefined : { token: accessToken, beside: await account(o) });
      return entry;
    },

    requestNewLink: (request, o) => host(guestRoutes.requestNewLink, { body: request }, o),
  };
}

function subjectOf(session: Session): string | null {
  return session.kind === 'user' ? session.subject : null;
}

function keptIn(text: string | null | undefined): Kept | undefined {
  try {
    const { token, beside } = JSON.parse(text ?? '{}') as Partial<Kept>;
    return typeof token === 'string' ? { token, beside: beside ?? null } : undefined;
  } catch {
    return undefined;
  }
}
