/** What the adapter does for guests alone. Few visitors are, so a page loads it when the first one comes. */
import type { CallOptions } from '../../contract/adapter.ts';
import { isSupportError, SupportError, type SupportErrorCode } from '../../contract/errors.ts';
import type { GuestAdapter, GuestLinkInfo } from '../../contract/guest.ts';
import { guestRoutes } from '../../contract/guest-routes.ts';
import type { Session } from '../../contract/session.ts';
import { headerNames, type Route, routes } from '../../contract/routes.ts';
import { readSession } from '../shared/readers.generated.ts';
import { readGuestChallengeInfo, readGuestEntry, readGuestLinkInfo } from '../shared/guest-readers.generated.ts';
import { quoted, type Call, type CallAs, type Details } from './http-call.ts';

/** After these a guest's token opens nothing any more. */
const endings: ReadonlySet<SupportErrorCode> = new Set(['session_expired', 'unauthenticated']);

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

export function guestSide({ host, callAs, storedAs }: GuestSideOptions): GuestSide {
  const stored = <T>(use: (storage: Storage, name: string) => T): T | undefined =>
    storedAs === undefined ? undefined : inSession((storage) => use(storage, storedAs));
  let token = stored((storage, name) => storage.getItem(name)) ?? undefined;
  const keep = (next: string | undefined): void => {
    token = next;
    stored((storage, name) => (next === undefined ? storage.removeItem(name) : storage.setItem(name, next)));
  };

  const asGuest: Call = async (route, details, o) => {
    const used = token;
    try {
      return await callAs(async () => used ?? null)(route, details, o);
    } catch (error) {
      if (isSupportError(error) && endings.has(error.code) && token === used) keep(undefined);
      throw error;
    }
  };
  const visitor: Call = (...asked) => (token ? asGuest : host)(...asked);

  /** A guest was here, and did not leave: whoever asks is told that the time is over, not that nobody is signed in. */
  let wasHere = false;
  const session = async (o: CallOptions): Promise<Session> => {
    const known = await visitor(routes.getSession, { read: readSession }, o);
    if (known.kind === 'guest') wasHere = true;
    if (known.kind !== 'anonymous') return known;
    if (token) {
      keep(undefined);
      return session(o);
    }
    if (wasHere) throw new SupportError('The guest’s time is over.', { code: 'session_expired' });
    return known;
  };
  const leave = async (o: CallOptions): Promise<void> => {
    await visitor(routes.signOut, {}, o);
    wasHere = false;
    keep(undefined);
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
      if (known.verified) keep(undefined);
      return known.verified || !token ? known : resolve(visitor, link, o);
    },

    requestCode(link, clientId, o) {
      const headers = { [headerNames.idempotencyKey]: quoted(clientId) };
      return host(guestRoutes.requestCode, { headers, body: { link }, read: readGuestChallengeInfo }, o);
    },

    async verifyCode(challenge, code, o) {
      const details = { params: { challenge }, body: { code }, read: readGuestEntry };
      const { accessToken, ...entry } = await host(guestRoutes.verifyCode, details, o);
      keep(accessToken);
      return entry;
    },

    requestNewLink: (request, o) => host(guestRoutes.requestNewLink, { body: request }, o),
  };
}

/** A browser may forbid storage, or have no room. */
function inSession<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
