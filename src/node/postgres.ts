/** Postgres by `pg`: a pool whose broken connections are told and never end the process, and its failures in words. */
import pg from 'pg';
import { StartError } from './start-error.ts';

export interface PoolOptions {
  /** 0: no limit, for migrations. */
  statementTimeoutMs: number;
  /** Told when a connection breaks by itself. What is running on it rejects; the pool makes another one. */
  onConnectionLost: (error: Error) => void;
}

const connectTimeoutMs = 5000;
/** The client gives up later than the server does, for connections whose other end has vanished. */
const answerGraceMs = 5000;

/** A pool of at most ten connections, which are opened when they are needed. */
export function postgresPool(url: string, { statementTimeoutMs, onConnectionLost }: PoolOptions): pg.Pool {
  const limits = statementTimeoutMs > 0 && {
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + answerGraceMs,
  };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'helpdock',
    max: 10,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: typeParser },
    ...limits,
  });
  pool.on('error', onConnectionLost);
  // The pool listens to idle connections only; one that breaks between two queries of a transaction would be fatal.
  pool.on('connect', (client) => client.on('error', onConnectionLost));
  return pool;
}

/** Why Postgres cannot be used, without user or password. */
export function postgresFailure(url: string, error: unknown): StartError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const timedOut = error instanceof Error && /time-?out/i.test(error.message);
  const reason = reasons[code] ?? (timedOut ? 'does not answer' : `cannot be used (${code || nameOf(error)})`);
  return new StartError(`The database at ${placeOf(url)} ${reason}.`, { cause: error });
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'closes connections',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOENT: 'has no such socket',
  '28P01': 'refuses this user or password',
  '28000': 'refuses this user',
  '3D000': 'does not exist',
  '42501': 'does not allow this user to make tables',
  '53300': 'has no connection left',
  '57P03': 'is starting up or shutting down',
};

function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    const host = hostname || searchParams.get('host') || 'localhost';
    return `${host}:${port || '5432'}${pathname}`;
  } catch {
    return 'the address of DATABASE_URL';
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** 64-bit integers as numbers: times, counts and sequence numbers stay far below 2^53. */
function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === (pg.types.builtins.INT8 as number) ? Number : pg.types.getTypeParser(oid, format);
}
