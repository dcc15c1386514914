/** Opens the database that the settings name, brings it to the newest schema, and puts a repository over it. */
import { Kysely, PostgresDialect } from 'kysely';
import type { Repository } from '../server/repository.ts';
import { localBus, type LiveBus } from '../server/live/live-bus.ts';
import { migrate, sqlRepository, type Tables } from '../server/repositories/sql.ts';
import { openSqlite } from './sqlite.ts';
import { StartError } from './start-error.ts';

export interface DatabaseOptions {
  /** A Postgres address. Without one: the embedded database in `directory`. */
  url?: string | undefined;
  directory: string;
  /** Told when a connection to Postgres breaks by itself. The repository goes on with another one. */
  onConnectionLost?: ((error: Error) => void) | undefined;
}

export interface OpenDatabase {
  repository: Repository;
  /** Notices of changes, to all servers over the same database. */
  live: LiveBus;
  /** Waits for what is running, then lets go of the database. */
  close(): Promise<void>;
}

const statementTimeoutMs = 15_000;

/** Rejects with a `StartError` whose message is one sentence for the operator. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url !== undefined) return openPostgres(options.url, options);
  const repository = await openEmbedded(options.directory);
  return { repository, live: localBus(), close: () => repository.close() };
}

async function openEmbedded(directory: string): Promise<Repository> {
  const db = new Kysely<Tables>({ dialect: openSqlite(directory) });
  try {
    await migrate(db, 'sqlite');
  } catch (error) {
    await db.destroy();
    throw new StartError(`The database in ${directory} cannot be brought to this version.`, { cause: error });
  }
  return sqlRepository({ db, dialect: 'sqlite' });
}

async function openPostgres(
  url: string,
  { onConnectionLost = () => undefined }: DatabaseOptions,
): Promise<OpenDatabase> {
  // Loaded only where it is used: the embedded database starts without it.
  const [{ postgresFailure, postgresPool }, { postgresBus }] = await Promise.all([
    import('./postgres.ts'),
    import('./postgres-bus.ts'),
  ]);
  const connect = (timeoutMs: number) => {
    const pool = postgresPool(url, { statementTimeoutMs: timeoutMs, onConnectionLost });
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  };
  // A migration may take longer than a request, and waits for those of other processes.
  const unhurried = connect(0);
  try {
    await migrate(unhurried, 'postgres');
  } catch (error) {
    throw postgresFailure(url, error);
  } finally {
    await unhurried.destroy();
  }
  const repository = sqlRepository({ db: connect(statementTimeoutMs), dialect: 'postgres' });
  const live = postgresBus(url, { onConnectionLost });
  const close = async (): Promise<void> => {
    await Promise.all([repository.close(), live.close()]);
  };
  return { repository: { ...repository, close }, live, close };
}
