/**
 * The guest door's store over a SQL database. A change holds the row of its link and then the rows of its tallies, always
 * in the order of their names, from the first look to the commit: of two requests that arrive at the same instant, one
 * waits and then sees what the other counted.
 */
import type { Selectable, Transaction } from 'kysely';
import type {
  GuestChallenge,
  GuestLink,
  GuestSession,
  GuestStore,
  LinkChange,
  LinkRequest,
  TallyChange,
} from '../guest/guest-store.ts';
import { inTransaction, locking, lockingFree, type SqlDialect } from './sql-dialect.ts';
import { insertMail } from './sql-outbox.ts';
import type { Database, GuestLinkTable, GuestSessionTable, Queries, Tables } from './sql-schema.ts';

const sweepAtOnce = 1000;

export function sqlGuests(db: Database, dialect: SqlDialect): GuestStore {
  return {
    async addLink(link) {
      await insertLink(db, link);
    },

    async findLink(hash) {
      const row = await db.selectFrom('helpdock_guest_links').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && linkOf(row);
    },

    changeLink: (request) => inTransaction(db, dialect, (transaction) => changeLink(transaction, dialect, request)),

    changeTallies: ({ names, decide }) =>
      inTransaction(db, dialect, async (transaction) => {
        const held = await heldTallies(transaction, names);
        const change = decide(held);
        await storeCounted(transaction, change);
        await removeUncounted(transaction, held, change);
        return change.answer;
      }),

    async findSession(hash) {
      const query = db.selectFrom('helpdock_guest_sessions').selectAll().where('hash', '=', hash);
      const row = await query.executeTakeFirst();
      return row && sessionOf(row);
    },

    async touchSession(hash, seenAt) {
      await db
        .updateTable('helpdock_guest_sessions')
        .set({ seen_at: seenAt })
        .where('hash', '=', hash)
        .where('seen_at', '<', seenAt)
        .execute();
    },

    async endSession(hash) {
      await db.deleteFrom('helpdock_guest_sessions').where('hash', '=', hash).execute();
    },

    async endSessions(ticketId) {
      await db.deleteFrom('helpdock_guest_sessions').where('ticket_id', '=', ticketId).execute();
    },

    async sweep(time) {
      await db.deleteFrom('helpdock_guest_sessions').where('ends_at', '<', time).execute();
      await db.deleteFrom('helpdock_guest_links').where('expires_at', '<', time).execute();
      while ((await sweepTallies(db, dialect, time)) === sweepAtOnce);
    },
  };
}

/** Writes a link by itself, or in a transaction. */
export async function insertLink(db: Queries, link: GuestLink): Promise<void> {
  await db.insertInto('helpdock_guest_links').values(linkRow(link)).execute();
}

async function changeLink<T>(
  transaction: Transaction<Tables>,
  dialect: SqlDialect,
  { find, tallies: namesOf, decide }: LinkRequest<T>,
): Promise<T | undefined> {
  const links = transaction.selectFrom('helpdock_guest_links').selectAll();
  const wanted =
    'hash' in find ? links.where('hash', '=', find.hash) : links.where('challenge_id', '=', find.challengeId);
  const row = await locking(wanted, dialect).executeTakeFirst();
  if (!row) return undefined;
  const link = linkOf(row);
  const younger = await transaction
    .selectFrom('helpdock_guest_links')
    .select('hash')
    .where('ticket_id', '=', link.ticketId)
    .where('created_at', '>', link.createdAt)
    .limit(1)
    .executeTakeFirst();
  const tallies = await heldTallies(transaction, namesOf(link));
  const change = decide({ link, isNewest: younger === undefined, tallies });
  await store(transaction, link, change);
  await removeUncounted(transaction, tallies, change);
  return change.answer;
}

/** Makes the rows that are missing: only a row that is there can be held. */
async function heldTallies(
  transaction: Transaction<Tables>,
  names: readonly string[],
): Promise<Map<string, readonly number[]>> {
  const held = new Map<string, readonly number[]>();
  for (const name of [...new Set(names)].sort()) {
    const { times } = await transaction
      .insertInto('helpdock_guest_tallies')
      .values({ name, times: '[]', newest_at: 0 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
      .returning('times')
      .executeTakeFirstOrThrow();
    held.set(name, JSON.parse(times) as number[]);
  }
  return held;
}

async function store<T>(transaction: Transaction<Tables>, { hash }: GuestLink, change: LinkChange<T>): Promise<void> {
  const { judged, challenge, session } = change;
  const set = { ...(judged !== undefined && { judged }), ...(challenge && challengeColumns(challenge)) };
  if (Object.keys(set).length > 0)
    await transaction.updateTable('helpdock_guest_links').set(set).where('hash', '=', hash).execute();
  await storeCounted(transaction, change);
  if (session) await transaction.insertInto('helpdock_guest_sessions').values(sessionRow(session)).execute();
}

async function storeCounted(transaction: Transaction<Tables>, { tallies, mail }: TallyChange<unknown>): Promise<void> {
  for (const [name, times] of tallies ?? [])
    await transaction
      .updateTable('helpdock_guest_tallies')
      .set({ times: JSON.stringify(times), newest_at: times.at(-1) ?? 0 })
      .where('name', '=', name)
      .execute();
  if (mail) await insertMail(transaction, mail);
}

/** A row that was made to be held and in which nothing was counted: whoever is refused leaves nothing behind. */
async function removeUncounted(
  transaction: Transaction<Tables>,
  held: ReadonlyMap<string, readonly number[]>,
  { tallies }: TallyChange<unknown>,
): Promise<void> {
  const empty = [...held].filter(([name, times]) => times.length === 0 && !tallies?.has(name)).map(([name]) => name);
  if (empty.length > 0) await transaction.deleteFrom('helpdock_guest_tallies').where('name', 'in', empty).execute();
}

/** A piece at a time, and without waiting for rows that somebody holds. Resolves with how many it was. */
function sweepTallies(db: Database, dialect: SqlDialect, time: number): Promise<number> {
  return inTransaction(db, dialect, async (transaction) => {
    const old = transaction
      .selectFrom('helpdock_guest_tallies')
      .select('name')
      .where('newest_at', '<', time)
      .limit(sweepAtOnce);
    const names = (await lockingFree(old, dialect).execute()).map(({ name }) => name);
    if (names.length > 0) await transaction.deleteFrom('helpdock_guest_tallies').where('name', 'in', names).execute();
    return names.length;
  });
}

function challengeColumns(challenge: GuestChallenge | null) {
  const { id = null, ...rest } = challenge ?? {};
  return { challenge_id: id, challenge: challenge && JSON.stringify(rest) };
}

function linkRow({ hash, ticketId, ticketNumber, email, locale, createdAt, expiresAt, judged, challenge }: GuestLink) {
  return {
    hash,
    ticket_id: ticketId,
    ticket_number: ticketNumber,
    email,
    locale,
    created_at: createdAt,
    expires_at: expiresAt,
    judged,
    ...challengeColumns(challenge),
  };
}

function linkOf(row: Selectable<GuestLinkTable>): GuestLink {
  const rest = row.challenge === null ? null : (JSON.parse(row.challenge) as Omit<GuestChallenge, 'id'>);
  return {
    hash: row.hash,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    email: row.email,
    locale: row.locale,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    judged: row.judged,
    challenge: rest && row.challenge_id !== null ? { id: row.challenge_id, ...rest } : null,
  };
}

function sessionRow({ hash, linkHash, ticketId, email, createdAt, seenAt, endsAt }: GuestSession) {
  return {
    hash,
    link_hash: linkHash,
    ticket_id: ticketId,
    email,
    created_at: createdAt,
    seen_at: seenAt,
    ends_at: endsAt,
  };
}

function sessionOf(row: Selectable<GuestSessionTable>): GuestSession {
  return {
    hash: row.hash,
    linkHash: row.link_hash,
    ticketId: row.ticket_id,
    email: row.email,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
  };
}
