/**
 * Notices of changes between several servers over one Postgres, by LISTEN and NOTIFY on a connection of its own. Notices
 * are sent after the commit and not in it, because Postgres lets transactions that notify commit one after another. So a
 * server that dies in between, or a connection that breaks, loses a notice: whoever listens looks anyway when the
 * connection is back, and once a minute.
 */
import pg from 'pg';
import type { LiveBus, LiveNotice } from '../server/live/live-bus.ts';
import { localBus } from '../server/live/live-bus.ts';
import { repeat } from './repeat.ts';

export interface PostgresBus extends LiveBus {
  close(): Promise<void>;
}

export interface PostgresBusOptions {
  /** Told when the connection breaks or cannot be made; it is tried again. */
  onConnectionLost: (error: Error) => void;
}

const channel = 'helpdock_live';
const firstWaitMs = 1_000;
const lookEveryMs = 60_000;
/** Postgres carries no more. */
const maxPayloadBytes = 7_999;

export function postgresBus(url: string, { onConnectionLost }: PostgresBusOptions): PostgresBus {
  const local = localBus();
  /** Tells this server's own notices, which it has heard already. */
  const self = crypto.randomUUID();
  const closing = new AbortController();
  const { signal } = closing;
  let connection: pg.Client | undefined;

  async function listen(): Promise<number> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'helpdock live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    const ended = new Promise<Error | undefined>((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(undefined));
    });
    client.on('notification', ({ payload = '' }) => hear(payload));
    const hangUp = () => void client.end().catch(() => undefined);
    try {
      await client.connect();
      signal.addEventListener('abort', hangUp, { once: true });
      if (signal.aborted) hangUp();
      else await client.query(`listen ${channel}`);
      connection = client;
      // What was told while nobody listened.
      local.publish(undefined);
      const error = await ended;
      if (!signal.aborted) throw error ?? new Error('Postgres closed the connection.');
      return 0;
    } finally {
      connection = undefined;
      signal.removeEventListener('abort', hangUp);
      hangUp();
    }
  }

  function hear(payload: string): void {
    const [sender, owner, ticketId] = payload === '' ? [] : (JSON.parse(payload) as string[]);
    if (sender === self) return;
    local.publish(owner && ticketId ? { owner: owner as LiveNotice['owner'], ticketId } : undefined);
  }

  const onFailure = (cause: unknown) => onConnectionLost(cause instanceof Error ? cause : new Error(String(cause)));
  const listening = repeat(listen, { signal, firstWaitMs, onFailure });
  const looking = setInterval(() => local.publish(undefined), lookEveryMs);

  return {
    publish(notice) {
      local.publish(notice);
      const payload = notice ? JSON.stringify([self, notice.owner, notice.ticketId]) : '';
      const told = Buffer.byteLength(payload) > maxPayloadBytes ? '' : payload;
      connection?.query('select pg_notify($1, $2)', [channel, told]).catch(() => undefined);
    },
    subscribe: (listener) => local.subscribe(listener),
    async close() {
      clearInterval(looking);
      closing.abort();
      await listening;
    },
  };
}
