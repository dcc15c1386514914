/** The outbox over a SQL database. On Postgres several processes take different orders without waiting for one another. */
import type { Selectable, Transaction } from 'kysely';
import type { MailOrder, Outbox } from '../mail/outbox.ts';
import { inTransaction, lockingFree, type SqlDialect } from './sql-dialect.ts';
import type { Database, MailTable, Tables } from './sql-schema.ts';

export function sqlOutbox(db: Database, dialect: SqlDialect): Outbox {
  return {
    claim: (now, leaseMs, limit) =>
      inTransaction(db, dialect, async (transaction) => {
        const due = transaction
          .selectFrom('helpdock_mails')
          .selectAll()
          .where('due_at', '<=', now)
          // Somebody waits for a code.
          .orderBy((builder) => builder.case().when('kind', '=', 'code').then(0).else(1).end())
          .orderBy('due_at')
          .orderBy('id')
          .limit(limit);
        const rows = await lockingFree(due, dialect).execute();
        if (rows.length === 0) return [];
        const due_at = now + leaseMs;
        await transaction
          .updateTable('helpdock_mails')
          .set((builder) => ({ due_at, attempts: builder('attempts', '+', 1) }))
          .where(
            'id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute();
        return rows.map((row) => orderOf({ ...row, due_at, attempts: row.attempts + 1 }));
      }),

    async finish(id) {
      await db.deleteFrom('helpdock_mails').where('id', '=', id).execute();
    },

    async postpone(id, dueAt) {
      await db.updateTable('helpdock_mails').set({ due_at: dueAt }).where('id', '=', id).execute();
    },
  };
}

/** Writes an order in the transaction that causes it. */
export async function insertMail(transaction: Transaction<Tables>, order: MailOrder): Promise<void> {
  const { id, kind, to, locale, ticketNumber, sealed, createdAt, dueAt, expiresAt, attempts } = order;
  const row = {
    id,
    kind,
    address: to,
    locale,
    ticket_number: ticketNumber,
    sealed,
    created_at: createdAt,
    due_at: dueAt,
    expires_at: expiresAt,
    attempts,
  };
  await transaction.insertInto('helpdock_mails').values(row).execute();
}

function orderOf(row: Selectable<MailTable>): MailOrder {
  return {
    id: row.id,
    kind: row.kind as MailOrder['kind'],
    to: row.address,
    locale: row.locale,
    ticketNumber: row.ticket_number,
    sealed: row.sealed,
    createdAt: row.created_at,
    dueAt: row.due_at,
    expiresAt: row.expires_at,
    attempts: row.attempts,
  };
}
