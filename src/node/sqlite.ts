/**
 * The embedded database: `node:sqlite` under Kysely's SQLite dialect. Every commit is synced to the disk before it is
 * acknowledged. One process owns a directory; the operating system ends the ownership with the process, however it ends.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { StartError } from './start-error.ts';

/** How long a second process waits for the directory, so that a restart may overlap with the end before it. */
const lockWaitMs = 1000;
const busyWaitMs = 5000;
const keptStatements = 200;

/** Opens or creates the database of a directory; throws a `StartError` where that is impossible. */
export function openSqlite(directory: string): SqliteDialect {
  makeDirectory(directory);
  const lock = lockDirectory(directory);
  try {
    const database = new DatabaseSync(join(directory, 'helpdock.db'), { timeout: busyWaitMs });
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    return new TransactionalSqliteDialect({ database: new NodeSqlite(database, lock) });
  } catch (error) {
    lock.close();
    throw new StartError(`The database in ${directory} cannot be opened: ${reasonOf(error)}.`, { cause: error });
  }
}

/** SQLite can undo a `create table`; Kysely's adapter says otherwise, and would leave half a migration after a crash. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The shape that Kysely expects of a driver. Statements stay prepared, the least recently used give way. */
class NodeSqlite implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync;
  readonly #statements = new Map<string, NodeSqliteStatement>();

  constructor(database: DatabaseSync, lock: DatabaseSync) {
    this.#database = database;
    this.#lock = lock;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#statements.get(sql) ?? new NodeSqliteStatement(this.#database.prepare(sql));
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size > keptStatements) this.#statements.delete(oldest);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
    this.#lock.close();
  }
}

class NodeSqliteStatement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...(parameters as SQLInputValue[]));
  }

  run(parameters: readonly unknown[]) {
    return this.#statement.run(...(parameters as SQLInputValue[]));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...(parameters as SQLInputValue[]));
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(`The directory ${directory} cannot be made: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Holds an exclusive lock on a file beside the database for as long as the returned connection is open. */
function lockDirectory(directory: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(directory, 'helpdock.lock'), { timeout: lockWaitMs });
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    const why = isBusy(error) ? 'is in use by another process' : `cannot be locked: ${reasonOf(error)}`;
    throw new StartError(`The directory ${directory} ${why}.`, { cause: error });
  }
}

/** `SQLITE_BUSY` and `SQLITE_LOCKED`. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 6);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'errstr' in error ? String(error.errstr) : 'code' in error ? String(error.code) : error.message;
}
