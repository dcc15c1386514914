/** The guest door's store in memory: every operation runs in one go, so each is atomic. */
import type { MailOrder } from '../mail/outbox.ts';
import type { GuestLink, GuestSession, GuestStore, LinkRequest, TallyChange } from '../guest/guest-store.ts';

/** An empty store. Objects are copied on the way in and on the way out. `hasTicket` tells whether a ticket is there; `mails` are the outbox. */
export function memoryGuests(
  hasTicket: (ticketId: string) => boolean,
  links: Map<string, GuestLink>,
  mails: Map<string, MailOrder>,
): GuestStore {
  const sessions = new Map<string, GuestSession>();
  const tallies = new Map<string, readonly number[]>();

  const found = (find: LinkRequest<unknown>['find']): GuestLink | undefined =>
    'hash' in find
      ? links.get(find.hash)
      : [...links.values()].find(({ challenge }) => challenge?.id === find.challengeId);

  const keep = ({ tallies: counted, mail }: TallyChange<unknown>): void => {
    for (const [name, times] of counted ?? []) tallies.set(name, [...times]);
    if (mail) mails.set(mail.id, structuredClone(mail));
  };
  const held = (names: readonly string[]) => new Map(names.map((name) => [name, [...(tallies.get(name) ?? [])]]));

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
      const counted = held(request.tallies(structuredClone(link)));
      const change = request.decide({ link: structuredClone(link), isNewest, tallies: counted });
      if (change.judged !== undefined) link.judged = change.judged;
      if (change.challenge) link.challenge = structuredClone(change.challenge);
      keep(change);
      if (change.session) sessions.set(change.session.hash, structuredClone(change.session));
      return change.answer;
    },

    async changeTallies({ names, decide }) {
      const change = decide(held(names));
      keep(change);
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
