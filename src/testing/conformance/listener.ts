/** Listens to a stream as a case goes on. */
import type { LiveEvent, LiveTopic, SupportAdapter } from '../../contract/index.ts';

export type EventOf<Type extends LiveEvent['type']> = Extract<LiveEvent, { type: Type }>;

export interface LiveListener {
  /** All that was told, in order. */
  readonly told: readonly LiveEvent[];
  /** Reads on until an event passes, and resolves with it. Rejects where the stream ends before. */
  until<T extends LiveEvent>(isWanted: (event: LiveEvent) => event is T): Promise<T>;
  /** Lets go of the stream, and resolves once it has ended. */
  end(): Promise<void>;
}

/** Resolves once the stream stands. */
export async function listen(
  adapter: SupportAdapter,
  { lastEventId, ...topic }: LiveTopic & { lastEventId?: string } = {},
): Promise<LiveListener & { first: LiveEvent }> {
  const ending = new AbortController();
  const options = { signal: ending.signal, locale: 'en', ...(lastEventId !== undefined && { lastEventId }) };
  const events = adapter.subscribe(topic, options)[Symbol.asyncIterator]();
  const told: LiveEvent[] = [];
  const next = async (): Promise<LiveEvent> => {
    const event = await events.next();
    if (event.done) throw new Error('The stream ended.');
    told.push(event.value);
    return event.value;
  };
  const first = await next();
  return {
    told,
    first,
    async until(isWanted) {
      for (;;) {
        const event = await next();
        if (isWanted(event)) return event;
      }
    },
    async end() {
      ending.abort();
      for (;;) if ((await events.next()).done) return;
    },
  };
}

export function isType<Type extends LiveEvent['type']>(type: Type, ticketId?: string) {
  return (event: LiveEvent): event is EventOf<Type> =>
    event.type === type && (ticketId === undefined || ticketOf(event) === ticketId);
}

function ticketOf(event: LiveEvent): string | undefined {
  if (event.type === 'event.added') return event.ticketId;
  return event.type === 'ticket.updated' ? event.ticket.id : undefined;
}
