/**
 * All that differs between the two databases. SQLite has one connection, so a transaction is alone by itself; Postgres
 * has many, so a transaction locks the row that it decides about.
 */
import { sql, type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, type Transaction } from 'kysely';
import type { EventContent } from '../repository.ts';
import type { Database, Tables } from './sql-schema.ts';

export type SqlDialect = 'sqlite' | 'postgres';

/** The type of columns whose order and equality must be that of their bytes, whatever the database's language is. */
export function keyType(dialect: SqlDialect): RawBuilder<unknown> {
  return dialect === 'postgres' ? sql`text collate "C"` : sql`text`;
}

/**
 * The condition that an event is of this type, read from its content. A literal, because only then the planner knows that
 * the partial index of the status events fits.
 */
export function isOfType(
  dialect: SqlDialect,
  content: Expression<string>,
  type: EventContent['type'],
): RawBuilder<SqlBool> {
  const json = dialect === 'postgres' ? sql`${content}::json` : content;
  return sql<SqlBool>`(${json} ->> 'type') = ${sql.lit(type)}`;
}

/** Holds the selected rows until the transaction ends; a second transaction waits and then sees what the first wrote. */
export function locking<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  dialect: SqlDialect,
): SelectQueryBuilder<DB, TB, O> {
  return dialect === 'postgres' ? query.forUpdate() : query;
}

/** Holds those of the selected rows that nobody else holds, without waiting for the others. */
export function lockingFree<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  dialect: SqlDialect,
): SelectQueryBuilder<DB, TB, O> {
  return dialect === 'postgres' ? query.forUpdate().skipLocked() : query;
}

/**
 * Runs `work` in a transaction in which every statement sees what was committed before it. That is what `locking`
 * relies on, so it is asked for, in case the database's default was changed.
 */
export function inTransaction<T>(
  db: Database,
  dialect: SqlDialect,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction();
  return (dialect === 'postgres' ? transaction.setIsolationLevel('read committed') : transaction).execute(work);
}
