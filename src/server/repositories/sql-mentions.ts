/**
 * Which message mentions the words of a search. Each ticket is walked from its newest event to the first that fits, inside
 * the database, so that of a long conversation one message is read and not all. No query of this file names the notes'
 * table.
 */
import { sql, type ExpressionBuilder } from 'kysely';
import type { EventContent, Mention, StoredAuthor, Viewer } from '../repository.ts';
import { isOfType, type SqlDialect } from './sql-dialect.ts';
import { holds, isOwnedBy } from './sql-listing.ts';
import type { Queries, Tables, TicketTable } from './sql-schema.ts';

type TicketBuilder = ExpressionBuilder<Tables & { ticket: TicketTable }, 'ticket'>;

/** For each ticket the newest message that holds all words, or else the newest that holds one. */
export async function findMentions(
  db: Queries,
  dialect: SqlDialect,
  { ticketIds, viewer, words }: { ticketIds: readonly string[]; viewer: Viewer; words: readonly string[] },
): Promise<Mention[]> {
  const newest = (builder: TicketBuilder, join: 'and' | 'or') =>
    builder
      .selectFrom('helpdock_events as mention')
      .select('mention.seq')
      .whereRef('mention.ticket_id', '=', 'ticket.id')
      .where((mention) => mention[join](words.map((word) => holds(mention.ref('mention.search_text'), word))))
      .where((mention) => isOfType(dialect, mention.ref('mention.content'), 'message'))
      .orderBy('mention.seq', 'desc')
      .limit(1);
  const rows = await db
    .selectFrom('helpdock_tickets as ticket')
    .innerJoin('helpdock_events as event', (join) =>
      join
        .onRef('event.ticket_id', '=', 'ticket.id')
        .on('event.seq', '=', (builder) =>
          words.length > 1
            ? sql<number>`coalesce(${newest(builder, 'and')}, ${newest(builder, 'or')})`
            : newest(builder, 'and'),
        ),
    )
    .where('ticket.id', 'in', ticketIds)
    .where(isOwnedBy(viewer))
    .select(['event.ticket_id', 'event.author', 'event.content'])
    .execute();
  return rows.map(({ ticket_id: ticketId, author, content }) => {
    const { body } = JSON.parse(content) as Extract<EventContent, { type: 'message' }>;
    return { ticketId, author: JSON.parse(author) as StoredAuthor, text: body.text };
  });
}
