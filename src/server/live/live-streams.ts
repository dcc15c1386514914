/**
 * All open streams of a process. One timer serves them all, and runs only while there is one: it sends the line that
 * shows that a stream lives, looks now and then whether its visitor still may have it, and ends what is too old or whose
 * reader does not read. A page takes up an ended stream where it was, so ending one loses nothing.
 */
import { heartbeatMs, streamMediaType, SupportError, type Customer, type LiveEvent } from '../../contract/index.ts';
import type { Visitor } from '../gate.ts';
import { Seats } from '../seats.ts';
import { eventText, heartbeatText, openingText } from './event-text.ts';

export interface StreamLimits {
  /** Streams of one visitor: a tab has one, and the end of a line that broke may look alive. */
  perVisitor: number;
  /** Streams from one network. */
  perNetwork: number;
  /** Streams of this process. */
  inAll: number;
}

export interface LiveStreamsOptions {
  limits?: Partial<StreamLimits> | undefined;
  /** Ends all streams. */
  stopping?: AbortSignal | undefined;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Who asks, and for what. */
export interface StreamRequest {
  customer: Customer;
  network: string;
  /** Who asks by now, proved anew. */
  identify: () => Promise<Visitor>;
  events: (signal: AbortSignal) => AsyncIterable<LiveEvent>;
  /** Of the request. */
  signal: AbortSignal;
}

interface Stream {
  readonly request: StreamRequest;
  readonly openedAt: number;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  /** Nothing more is read; what is on its way still goes out. */
  readonly end: () => void;
  /** Since when something waits to be read. */
  unreadSince: number | undefined;
  /** The end of the session that was told. */
  toldEnd: number | undefined;
}

const standardLimits: StreamLimits = { perVisitor: 20, perNetwork: 1_000, inAll: 10_000 };
const longestMs = 15 * 60_000;
/** So long a reader may leave something lying. */
const patienceMs = 60_000;
/** Every so many beats a visitor has to be who they were. */
const beatsPerLook = 3;
const endingSoonMs = 2 * 60_000;
const retryAfterMs = 60_000;
const headers = {
  'content-type': streamMediaType,
  'cache-control': 'no-store, no-transform',
  // Some proxies collect an answer before they pass it on, unless they are told.
  'x-accel-buffering': 'no',
};

export class LiveStreams {
  readonly #limits: StreamLimits;
  readonly #stopping: AbortSignal | undefined;
  readonly #now: () => number;
  readonly #streams = new Set<Stream>();
  readonly #seats = new Seats();
  #timer: ReturnType<typeof setInterval> | undefined;
  #beats = 0;

  constructor({ limits, stopping, now }: LiveStreamsOptions) {
    this.#limits = { ...standardLimits, ...limits };
    this.#stopping = stopping;
    this.#now = now;
    stopping?.addEventListener('abort', () => {
      for (const { end } of this.#streams) end();
    });
  }

  /** Answers with a stream once its first event is there; rejects with what hinders it. */
  async open(request: StreamRequest): Promise<Response> {
    const leave = this.#enter(request);
    const ending = new AbortController();
    let source: AsyncIterator<LiveEvent> | undefined;
    const letGo = (): void => {
      ending.abort();
      // One that waits ends by the signal, one that was left at an event by this.
      source?.return?.().catch(() => undefined);
      leave();
    };
    try {
      source = request.events(ending.signal)[Symbol.asyncIterator]();
      const first = await source.next();
      const body = this.#bodyOf(request, source, letGo, first);
      return new Response(body, { headers });
    } catch (cause) {
      letGo();
      throw cause;
    }
  }

  #bodyOf(
    request: StreamRequest,
    source: AsyncIterator<LiveEvent>,
    letGo: () => void,
    first: IteratorResult<LiveEvent>,
  ): ReadableStream<Uint8Array> {
    let stream: Stream | undefined;
    const end = (): void => {
      if (!stream || !this.#streams.delete(stream)) return;
      request.signal.removeEventListener('abort', end);
      letGo();
      if (this.#streams.size === 0) this.#rest();
      try {
        stream.controller.close();
      } catch {
        // The reader has gone.
      }
    };
    const isOpen = (): boolean => stream !== undefined && this.#streams.has(stream);
    const next = async (controller: Stream['controller']): Promise<void> => {
      const event = await source.next();
      // Whoever may no longer have it does not get what was read meanwhile.
      if (event.done || !isOpen() || !isSame(await request.identify(), request.customer)) end();
      else if (isOpen()) controller.enqueue(eventText(event.value));
    };
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const openedAt = this.#now();
          stream = { request, openedAt, controller, end, unreadSince: undefined, toldEnd: undefined };
          this.#streams.add(stream);
          this.#timer ??= setInterval(() => this.#beat(), heartbeatMs);
          request.signal.addEventListener('abort', end, { once: true });
          controller.enqueue(openingText);
          if (!first.done) controller.enqueue(eventText(first.value));
          if (first.done || request.signal.aborted || this.#stopping?.aborted) end();
        },
        pull: (controller) => next(controller).catch(end),
        cancel: end,
      },
      // One event at a time: what is not read yet stays in the database.
      { highWaterMark: 0 },
    );
  }

  #enter({ customer, network }: StreamRequest): () => void {
    const { perVisitor, perNetwork, inAll } = this.#limits;
    const visitor = `visitor ${keyOf(customer)}`;
    const leave = this.#seats.take({ [visitor]: perVisitor, [`network ${network}`]: perNetwork, all: inAll });
    if (!leave) throw new SupportError('There are too many streams.', { code: 'rate_limited', retryAfterMs });
    return leave;
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    this.#beats += 1;
    const now = this.#now();
    for (const stream of this.#streams) {
      const { controller, openedAt, end } = stream;
      const isUnread = (controller.desiredSize ?? 0) < 0;
      stream.unreadSince = isUnread ? (stream.unreadSince ?? now) : undefined;
      if (now - openedAt >= longestMs || now - (stream.unreadSince ?? now) >= patienceMs) end();
      else if (!isUnread) controller.enqueue(heartbeatText);
    }
    if (this.#beats % beatsPerLook === 0) void this.#lookAtAll();
  }

  /** One after the other: nobody waits for it. */
  async #lookAtAll(): Promise<void> {
    for (const stream of [...this.#streams]) {
      const { identify, customer } = stream.request;
      const visitor = await identify().catch(() => undefined);
      if (!visitor || !isSame(visitor, customer)) stream.end();
      else if (visitor.kind === 'guest') this.#tellEnd(stream, visitor.endsAt);
    }
  }

  #tellEnd(stream: Stream, endsAt: number): void {
    if (endsAt - this.#now() > endingSoonMs || stream.toldEnd === endsAt || !this.#streams.has(stream)) return;
    stream.toldEnd = endsAt;
    // Without a place of its own: it is told to this reader alone.
    stream.controller.enqueue(eventText({ id: '', type: 'session.ending', at: new Date(endsAt).toISOString() }));
  }
}

function keyOf(customer: Customer): string {
  return JSON.stringify(customer);
}

function isSame(visitor: Visitor, customer: Customer): boolean {
  return visitor.kind !== 'anonymous' && keyOf(visitor.customer) === keyOf(customer);
}
