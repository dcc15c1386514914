/** The guest door's store in memory: every operation runs in one go, so each is atomic. */
import type { MailOrder } from '../mail/outbox.ts';
import type { GuestLink, GuestSession, GuestStore, LinkRequest } from '../guest/guest-store.ts';

/** An empty store. Objects are copied on the way in and on the way out. `hasTicket` tells whether a ticket is there; `mails` are the outbox. */
export function memoryGuests(hasTicket: (ticketId: string) => boolean, mails: Map<string, MailOrder>): GuestStore {
  const links = new Map<string, GuestLink>();
  const sessions = new Map<string, GuestSession>();
  const tallies = new Map<string, readonly number[]>();

  const found = (find: LinkRequest<unknown>['find']): GuestLink | undefined =>
    'hash' in find
      ? links.get(find.hash)
      : [...links.values()].find(({ challenge }) => challenge?.id === find.challengeId);

  return {
    async addLink(link) {
      if (links.has(link.hash)) throw new Error('This link is there already.');
      if (!hasTicket(link.ticketId)) throw new Error('There is no ticket for this link.');
      links.set(link.hash, structuredClone(link));
    },

    async findLink(hash) {
      return structuredClone(links.get(hash));
    },

    async changeLink(request) {
      const link = found(request.find);
      if (!link) return undefined;
      const { ticketId, createdAt } = link;
      const isNewest = ![...links.values()].some((other) => other.ticketId === ticketId && other.createdAt > createdAt);
      const held = new Map(request.tallies(structuredClone(link)).map((name) => [name, tallies.get(name) ?? []]));
      const change = request.decide(structuredClone({ link, isNewest, tallies: held }));
      if (change.judged !== undefined) link.judged = change.judged;
      if (change.challenge) link.challenge = structuredClone(change.challenge);
      for (const [name, times] of change.tallies ?? []) tallies.set(name, [...times]);
      if (change.mail) mails.set(change.mail.id, structuredClone(change.mail));
      if (change.session) sessions.set(change.session.hash, structuredClone(change.session));
      return change.answer;
    },

    async findSession(hash) {
      return structuredClone(sessions.get(hash));
    },

    async touchSession(hash, seenAt) {
      const session = sessions.get(hash);
      if (session) session.seenAt = Math.max(session.seenAt, seenAt);
    },

    async endSession(hash) {
      sessions.delete(hash);
    },

    async endSessions(ticketId) {
      for (const [hash, session] of sessions) if (session.ticketId === ticketId) sessions.delete(hash);
    },

    async sweep(time) {
      for (const [hash, { expiresAt }] of links) if (expiresAt < time) links.delete(hash);
      for (const [hash, { endsAt }] of sessions) if (endsAt < time) sessions.delete(hash);
      for (const [name, times] of tallies) if ((times.at(-1) ?? 0) < time) tallies.delete(name);
    },
  };
}
