/** What the adapter does that no page needs for its first paint: live updates above all. */
import type { LiveOptions, SupportAdapter } from '../../contract/adapter.ts';
import { asSupportError, SupportError } from '../../contract/errors.ts';
import type { LiveEvent, LiveTopic } from '../../contract/live.ts';
import { heartbeatMs, lastEventIdHeaderName, restRoutes, streamMediaType } from '../../contract/rest-routes.ts';
import { problemMediaType } from '../../contract/routes.ts';
import { readTicket } from '../shared/readers.generated.ts';
import { readLiveEvent, readUnreadCount } from '../shared/rest-readers.generated.ts';
import { eventsOf, type StreamEvent } from './event-stream.ts';
import type { Call } from './http-call.ts';

/** A line that shows that the stream lives may be late, or lost. */
const silenceMs = 2.5 * heartbeatMs;
const known: readonly string[] = [
  'event.added',
  'ticket.updated',
  'unread',
  'session.ending',
  'resync',
] satisfies LiveEvent['type'][];

export type RestSide = Pick<SupportAdapter, 'subscribe' | 'setStatus' | 'rateTicket' | 'getUnread'>;

export function restSide(call: Call): RestSide {
  return {
    subscribe: (topic, o) => follow(call, topic, o),
    setStatus: (ticket, to, { version, ...o }) =>
      call(
        restRoutes.setStatus,
        {
          params: { ticket },
          headers: version === undefined ? {} : { 'if-match': `"${version}"` },
          body: { to },
          read: readTicket,
        },
        o,
      ),
    rateTicket: (ticket, rating, o) =>
      call(restRoutes.rateTicket, { params: { ticket }, body: rating, read: readTicket }, o),
    getUnread: (o) => call(restRoutes.getUnread, { read: readUnreadCount }, o),
  };
}

async function* follow(call: Call, { ticketId }: LiveTopic, options: LiveOptions): AsyncGenerator<LiveEvent, void> {
  const { signal, locale, lastEventId } = options;
  const line = new AbortController();
  const hangUp = () => line.abort(signal.reason);
  signal.addEventListener('abort', hangUp, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A line that died says nothing of it, so silence counts as its end. */
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => line.abort(new SupportError('The stream fell silent.', { code: 'timeout' })), silenceMs);
  };
  try {
    const headers = {
      accept: `${streamMediaType}, ${problemMediaType}`,
      ...(lastEventId !== undefined && { [lastEventIdHeaderName]: lastEventId }),
    };
    const details = { query: { ticket: ticketId }, headers, take: readerOf, signal: line.signal };
    const reader = await call(restRoutes.subscribe, details, { signal, locale });
    // A `fetch` handed in by a page may not know signals.
    line.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    alive();
    for await (const event of eventsOf(reader, alive)) {
      const told = liveEventOf(event);
      if (told) yield told;
    }
    if (!signal.aborted) line.signal.throwIfAborted();
  } catch (cause) {
    if (signal.aborted) return;
    throw asSupportError(line.signal.reason ?? cause, 'unavailable');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', hangUp);
    line.abort();
  }
}

function readerOf({ headers, body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  const type = headers.get('content-type') ?? 'none';
  if (body && type.toLowerCase().startsWith(streamMediaType)) return body.getReader();
  throw new SupportError(`The endpoint answered with content type ${type} instead of a stream.`, {
    code: 'unavailable',
  });
}

/** Nothing for what a newer server tells. */
function liveEventOf({ id, type, data }: StreamEvent): LiveEvent | undefined {
  if (!known.includes(type)) return undefined;
  try {
    return readLiveEvent({ ...(JSON.parse(data) as object), id, type }, '');
  } catch (cause) {
    throw new SupportError('The endpoint told something of another shape.', { code: 'unavailable', cause });
  }
}
