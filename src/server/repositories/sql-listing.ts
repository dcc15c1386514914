/**
 * Lists of tickets, by keyset: a page begins behind the last row of the page before it, wherever that row is now, so
 * inserts neither repeat nor skip. A customer may own tickets under two keys (account and address); each is walked along
 * its own index as far as the page needs, and the walks are merged.
 */
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely';
import type {
  OwnerKey,
  StatusCount,
  TicketListing,
  TicketPosition,
  TicketRecord,
  TicketSelection,
  Viewer,
} from '../repository.ts';
import { ticketOf } from './sql-rows.ts';
import type { Queries, Tables, TicketTable } from './sql-schema.ts';

type Ticket = { ticket: TicketTable };
type TicketQuery<O> = SelectQueryBuilder<Tables & Ticket, 'ticket', O>;
type TicketBuilder = ExpressionBuilder<Tables & Ticket, 'ticket'>;

/** The condition that a ticket is this viewer's. Part of every query that a customer can cause. */
export function isOwnedBy(viewer: Viewer): (builder: ExpressionBuilder<Ticket, 'ticket'>) => Expression<SqlBool> {
  return (builder) => {
    if (viewer.role === 'staff') return builder.lit(true);
    if (viewer.role === 'guest')
      return builder.and([
        builder('ticket.id', '=', viewer.ticketId),
        builder('ticket.customer_email', '=', viewer.email),
      ]);
    return viewer.owners.length > 0 ? builder('ticket.owner', 'in', viewer.owners) : builder.lit(false);
  };
}

/** One page of a list. */
export async function listTickets(
  db: Queries,
  { sort, after, limit, viewer, ...selection }: TicketListing,
): Promise<TicketRecord[]> {
  const [first, ...others] = ownersOf(viewer).map((owner) => {
    const selected = selectedTickets(db, { viewer, ...selection }, owner).selectAll();
    return inOrder(after ? selected.where(isBehind(sort, after)) : selected, sort).limit(limit);
  });
  if (!first) return [];
  if (others.length === 0) return (await first.execute()).map(ticketOf);
  // Each walk is wrapped, because SQLite wants no `limit` in a direct part of a union.
  const wrapped = (walk: typeof first) => db.selectFrom(walk.as('walk')).selectAll();
  const merged = others.reduce((union, walk) => union.unionAll(wrapped(walk)), wrapped(first));
  const rows = await inOrder(db.selectFrom(merged.as('ticket')).selectAll(), sort)
    .limit(limit)
    .execute();
  return rows.map(ticketOf);
}

/** How many tickets a list without pages would have. */
export async function countTickets(db: Queries, selection: TicketSelection): Promise<number> {
  const { count } = await selectedTickets(db, selection)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** All tickets of a viewer in one pass: how many there are of each status, and in how many something is unread. */
export async function countByStatus(db: Queries, viewer: Viewer): Promise<StatusCount[]> {
  const rows = await selectedTickets(db, { viewer })
    .select(({ fn }) => [
      'ticket.status',
      fn.countAll<number>().as('tickets'),
      fn.countAll<number>().filterWhere('ticket.unread_count', '>', 0).as('unread'),
    ])
    .groupBy('ticket.status')
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as TicketRecord['status'] }));
}

/** Tickets with something unread, and unread updates in all of them. */
export async function countUnread(db: Queries, viewer: Viewer): Promise<{ tickets: number; updates: number }> {
  return selectedTickets(db, { viewer, unreadOnly: true })
    .select((builder) => [
      builder.fn.countAll<number>().as('tickets'),
      sql<number>`cast(coalesce(sum(${builder.ref('ticket.unread_count')}), 0) as bigint)`.as('updates'),
    ])
    .executeTakeFirstOrThrow();
}

/** `undefined` stands for the team's walk over all owners. */
function ownersOf(viewer: Viewer): readonly (OwnerKey | undefined)[] {
  return viewer.role === 'customer' ? viewer.owners : [undefined];
}

function selectedTickets(db: Queries, selection: TicketSelection, owner?: OwnerKey): TicketQuery<object> {
  const { viewer, statuses, unreadOnly, email, words = [] } = selection;
  let query: TicketQuery<object> = db
    .selectFrom('helpdock_tickets as ticket')
    .where(owner === undefined ? isOwnedBy(viewer) : (builder) => builder('ticket.owner', '=', owner));
  if (statuses)
    query = query.where((builder) =>
      statuses.length > 0 ? builder('ticket.status', 'in', statuses) : builder.lit(false),
    );
  // A literal, because only then the planner knows that the partial index of unread tickets fits.
  if (unreadOnly) query = query.where('ticket.unread_count', '>', sql.lit(0));
  if (email !== undefined) query = query.where('ticket.customer_email', '=', email);
  return words.reduce((narrowed, word) => narrowed.where(mentions(word)), query);
}

/** The word is part of the ticket's number or subject, or of an event that its customer can see. */
function mentions(word: string): (builder: TicketBuilder) => Expression<SqlBool> {
  return (builder) =>
    builder.or([
      holds(builder.ref('ticket.search_text'), word),
      builder.exists(
        builder
          .selectFrom('helpdock_events as event')
          .select(sql.lit(1).as('found'))
          .whereRef('event.ticket_id', '=', 'ticket.id')
          .where((event) => holds(event.ref('event.search_text'), word)),
      ),
    ]);
}

/** A folded text holds a folded word, letter by letter. */
export function holds(text: Expression<string>, word: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${text} like ${`%${word.replace(/[!%_]/g, '!$&')}%`} escape '!'`;
}

function timeOf(sort: TicketListing['sort']): 'ticket.created_at' | 'ticket.updated_at' {
  return sort === 'created_desc' || sort === 'created_asc' ? 'ticket.created_at' : 'ticket.updated_at';
}

function inOrder<DB extends Ticket, O>(
  query: SelectQueryBuilder<DB, 'ticket', O>,
  sort: TicketListing['sort'],
): SelectQueryBuilder<DB, 'ticket', O> {
  const grouped = sort === 'attention_first' ? query.orderBy(sql.ref('ticket.attention'), 'desc') : query;
  const direction = sort === 'created_asc' ? 'asc' : 'desc';
  return grouped.orderBy(sql.ref(timeOf(sort)), direction).orderBy(sql.ref('ticket.id'), 'asc');
}

/** Comes after a position: at a later time of the sort, or at the same with a greater id. */
function isBehind(sort: TicketListing['sort'], after: TicketPosition): (builder: TicketBuilder) => Expression<SqlBool> {
  const time = timeOf(sort);
  const [further, reached] = sort === 'created_asc' ? (['>', '>='] as const) : (['<', '<='] as const);
  return (builder) => {
    const lies = (where: typeof further | typeof reached) =>
      sort === 'attention_first'
        ? builder(builder.refTuple('ticket.attention', time), where, builder.tuple(after.attention, after.at))
        : builder(time, where, after.at);
    // `reached` says nothing new, but it is a range that an index can walk, which an `or` is not.
    return builder.and([lies(reached), builder.or([lies(further), builder('ticket.id', '>', after.id)])]);
  };
}
