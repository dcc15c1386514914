/**
 * The log of the server: one line of JSON for each entry. Nothing is masked here, because nothing secret gets in: each
 * line is built from named fields, and of an error only its kind, its code and its stack frames are told. Messages of
 * errors stay out: drivers and parsers quote the values they stumble over.
 */
import { pino } from 'pino';
import type { LogEntry } from '../server/index.ts';
import type { MailReport } from '../server/mail/courier.ts';

/** What the process says about itself, beside its requests. */
export type ServerLogEntry =
  | LogEntry
  | { level: 'info'; event: 'ready'; url: string }
  | { level: 'info'; event: 'stopping' }
  | { level: 'info'; event: 'stopped' }
  /** Requests come through a proxy, and `HELPDOCK_PROXIES` says that there is none. */
  | { level: 'warn'; event: 'proxy_not_named' }
  | { level: 'warn'; event: 'connections_cut'; afterMs: number }
  | { level: 'warn'; event: 'database_connection_lost'; cause: unknown }
  | ({ level: 'info' | 'warn'; event: 'mail' } & MailReport)
  | { level: 'error'; event: 'mail_room_failed'; cause: unknown }
  | { level: 'warn'; event: 'mails_cut'; afterMs: number }
  /** Noticed when the server starts, which goes on: words need no store of files. */
  | { level: 'error'; event: 'file_store_failed'; cause: unknown }
  | { level: 'error'; event: 'file_sweep_failed'; cause: unknown }
  | { level: 'error'; event: 'crashed'; cause: unknown };

/** An error without the words that somebody else may have put into it. */
export interface ErrorOutline {
  name: string;
  code?: string;
  frames: string[];
  cause?: ErrorOutline;
}

const deepestCause = 4;

/** Writes to standard output, at once, so that the last lines before an end are not lost. */
export function jsonLog(level: 'info' | 'warn' | 'error' | 'silent'): (entry: ServerLogEntry) => void {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 1, sync: true }),
  );
  return (entry) => logger[entry.level](lineOf(entry));
}

/** The fields of a line. A field that is not named here is not logged. */
export function lineOf(entry: ServerLogEntry): Record<string, unknown> {
  const { event } = entry;
  switch (event) {
    case 'request': {
      const { requestId, method, route, status, durationMs, cause } = entry;
      const error = cause === undefined ? undefined : outlineOf(cause);
      return { event, requestId, method, route, status, durationMs: Math.round(durationMs * 10) / 10, error };
    }
    case 'ready':
      return { event, url: entry.url };
    case 'mail': {
      const { id, kind, outcome, attempts, code = '' } = entry;
      return { event, id, kind, outcome, attempts, ...(identifier(code) && { code }) };
    }
    case 'connections_cut':
    case 'mails_cut':
      return { event, afterMs: entry.afterMs };
    case 'database_connection_lost':
    case 'mail_room_failed':
    case 'file_store_failed':
    case 'file_sweep_failed':
    case 'crashed':
      return { event, error: outlineOf(entry.cause) };
    default:
      return { event };
  }
}

/** What may be told about whatever was thrown. */
export function outlineOf(thrown: unknown, depth = 1): ErrorOutline {
  if (!(thrown instanceof Error)) return { name: typeof thrown, frames: [] };
  const code =
    'code' in thrown && (typeof thrown.code === 'string' || typeof thrown.code === 'number') ? String(thrown.code) : '';
  return {
    name: identifier(thrown.name) ?? 'Error',
    ...(identifier(code) && { code }),
    frames: framesOf(thrown),
    ...(thrown.cause !== undefined && depth < deepestCause && { cause: outlineOf(thrown.cause, depth + 1) }),
  };
}

function identifier(text: string): string | undefined {
  return /^[\w.-]{1,60}$/.test(text) ? text : undefined;
}

/** The stack without the message, which comes first and may have several lines, some of which may look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const told = stack.indexOf(message);
  if (told < 0) return [];
  const lines = stack.slice(told + message.length).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '));
}
