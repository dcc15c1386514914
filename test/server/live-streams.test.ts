/** Streams as a server holds them: one timer for all, bounded in number, time and memory, and only for whom they are. */
import { strict as assert } from 'node:assert';
import { beforeEach, describe, it, mock } from 'node:test';
import { SupportError, type Customer, type LiveEvent } from '../../src/contract/index.ts';
import type { Visitor } from '../../src/server/gate.ts';
import { LiveStreams, type LiveStreamsOptions, type StreamRequest } from '../../src/server/live/live-streams.ts';

const minute = 60_000;
const customer: Customer & { subject: string } = { subject: 'anna' };
const anna: Visitor = { kind: 'user', customer };
let now = 0;

/** A source that tells what it is handed, when it is handed it. */
class Source {
  asked = 0;
  isOver = false;
  readonly #waiting: ((event: LiveEvent) => void)[] = [];
  readonly #untaken: LiveEvent[] = [];

  tell(id: string): void {
    const event: LiveEvent = { id, type: 'resync' };
    const wake = this.#waiting.shift();
    if (wake) wake(event);
    else this.#untaken.push(event);
  }

  async *events(signal: AbortSignal): AsyncGenerator<LiveEvent, void> {
    const over = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
    try {
      while (!signal.aborted) {
        this.asked += 1;
        const next = this.#untaken.shift() ?? new Promise<LiveEvent>((resolve) => this.#waiting.push(resolve));
        const event = await Promise.race([next, over]);
        if (event) yield event;
      }
    } finally {
      this.isOver = true;
    }
  }
}

interface Opened {
  source: Source;
  /** Reads the next piece; `undefined` at the end. */
  read: () => Promise<string | undefined>;
  cancel: () => Promise<void>;
}

function streamsOf(options: Partial<LiveStreamsOptions> = {}): LiveStreams {
  return new LiveStreams({ now: () => now, ...options });
}

async function open(streams: LiveStreams, request: Partial<StreamRequest> = {}): Promise<Opened> {
  const source = new Source();
  source.tell('first');
  const response = await streams.open({
    customer,
    network: 'home',
    identify: async () => anna,
    events: (signal) => source.events(signal),
    signal: new AbortController().signal,
    ...request,
  });
  const reader = response.body!.getReader();
  const read = async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
  assert.equal(await read(), 'retry: 5000\n\n');
  assert.equal(await read(), 'id: first\nevent: resync\ndata: {}\n\n');
  return { source, read, cancel: () => reader.cancel() };
}

function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 20_000) {
    now += 20_000;
    mock.timers.tick(20_000);
  }
}

/** Whatever was asked of promises that are settled is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  now = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setInterval'] });
});

describe('streams', () => {
  it('share one timer, which runs while there is one of them', async () => {
    const timers = mock.method(globalThis, 'setInterval');
    const cleared = mock.method(globalThis, 'clearInterval');
    const streams = streamsOf();
    const opened = [await open(streams), await open(streams), await open(streams)];
    assert.equal(timers.mock.callCount(), 1);
    const beats = opened.map(({ read }) => read());
    pass(20_000);
    assert.deepEqual(await Promise.all(beats), [': \n\n', ': \n\n', ': \n\n']);
    for (const { cancel } of opened) await cancel();
    assert.equal(cleared.mock.callCount(), 1);
    assert.ok(opened.every(({ source }) => source.isOver));
    timers.mock.restore();
    cleared.mock.restore();
  });

  it('end after a quarter of an hour, and with the server', async () => {
    const stopping = new AbortController();
    const streams = streamsOf({ stopping: stopping.signal });
    const old = await open(streams);
    for (let passed = 0; passed < 15 * minute - 20_000; passed += 20_000) {
      const beat = old.read();
      pass(20_000);
      assert.equal(await beat, ': \n\n');
    }
    const last = old.read();
    pass(20_000);
    assert.equal(await last, undefined);
    const young = await open(streams);
    const rest = young.read();
    stopping.abort();
    assert.equal(await rest, undefined);
  });

  it('end when their visitor is somebody else or nobody, before anything more is told', async () => {
    for (const next of [
      { kind: 'anonymous', because: 'expired' },
      { kind: 'user', customer: { subject: 'jan' } },
    ] satisfies Visitor[]) {
      let visitor: Visitor = anna;
      const { source, read } = await open(streamsOf(), { identify: async () => visitor });
      visitor = next;
      source.tell('secret');
      assert.equal(await read(), undefined);
      await settled();
      assert.ok(source.isOver);
    }
  });

  it('end within a minute when nothing is told and the session was ended elsewhere', async () => {
    let visitor: Visitor = anna;
    const { read } = await open(streamsOf(), { identify: async () => visitor });
    visitor = { kind: 'anonymous', because: 'refused' };
    const beats = [read(), read(), read(), read()];
    pass(minute);
    assert.deepEqual(await Promise.all(beats), [': \n\n', ': \n\n', ': \n\n', undefined]);
  });

  it('say once when a guest’s session ends soon', async () => {
    const guest = { email: 'a@b.example', ticketId: 'tk_1' };
    const visitor: Visitor = { kind: 'guest', customer: guest, endsAt: 3 * minute };
    const { read } = await open(streamsOf(), { customer: guest, identify: async () => visitor });
    const pieces = Array.from({ length: 7 }, () => read());
    pass(minute);
    await settled();
    pass(minute);
    const told = (await Promise.all(pieces)).filter((piece) => piece !== ': \n\n');
    assert.deepEqual(told, [`event: session.ending\ndata: {"at":"1970-01-01T00:03:00.000Z"}\n\n`]);
  });

  it('hold nothing for a reader that does not read, and let go of it after a minute', async () => {
    const { source } = await open(streamsOf());
    for (let id = 1; id <= 100; id += 1) source.tell(String(id));
    await settled();
    assert.ok(source.asked <= 2, `${source.asked} events were asked for`);
    pass(minute + 40_000);
    await settled();
    assert.ok(source.isOver);
  });

  it('are limited for one visitor, one network and in all, also when many come at once', async () => {
    const isFull = (error: unknown) => error instanceof SupportError && error.code === 'rate_limited';
    const streams = streamsOf({ limits: { perVisitor: 3, perNetwork: 5, inAll: 6 } });
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => open(streams)));
    const mine = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    assert.equal(mine.length, 3);
    for (const each of tries) if (each.status === 'rejected') assert.ok(isFull(each.reason));
    const as = (subject: string, network: string) => {
      const other = { subject };
      return open(streams, { customer: other, network, identify: async () => ({ kind: 'user', customer: other }) });
    };
    await as('jan', 'home');
    await as('ola', 'home');
    await assert.rejects(as('ewa', 'home'), isFull);
    await as('ewa', 'office');
    await assert.rejects(as('adam', 'office'), isFull);
    await mine[0]!.cancel();
    await open(streams);
  });

  it('are refused like any request when the first look fails, and count no longer', async () => {
    const streams = streamsOf({ limits: { perVisitor: 1 } });
    const failing = async function* (): AsyncGenerator<LiveEvent> {
      throw new SupportError('The database is gone.', { code: 'unavailable' });
    };
    for (let round = 1; round <= 3; round += 1)
      await assert.rejects(open(streams, { events: failing }), { code: 'unavailable' });
    await open(streams);
  });
});
