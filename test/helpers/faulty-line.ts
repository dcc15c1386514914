/**
 * All that can go wrong between a page and its server, in front of a real one: a request that never leaves, arrives in
 * part, arrives late or twice; an answer that is lost, cut, late or somebody else's; a server that is killed meanwhile.
 * What happens to a request follows from the seed and from what is asked how often, so that a run can be repeated.
 */
import { once } from 'node:events';
import { Agent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SupportError } from '../../src/contract/errors.ts';
import type { Condition } from '../../src/state/refresh.ts';
import type { Phoenix } from './phoenix.ts';
import { randomNumbers } from './random.ts';
import { someTurns } from './turns.ts';

export interface FaultyLine {
  /** What a page at the other end of that network asks with. */
  fetchOver(network: Condition): (request: Request) => Promise<Response>;
  /** From now on nothing goes wrong but what others do to the server. */
  calmDown(): void;
  /** Resolves once nothing is on its way any more that nobody waits for. */
  settled(): Promise<void>;
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  close(): void;
}

export interface FaultyLineOptions {
  server: Phoenix;
  seed: number;
  /** How likely a fault is, for each request that changes something; the others meet fewer. */
  rate: number;
  /** A path without what differs from one run of the same seed to the next. */
  plain: (path: string) => string;
  /** Told of each fault that happens to something that changes the server. */
  tell: (what: string) => void;
}

interface Message {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** For what only asks. */
const harmless = ['refused', 'cut before', 'half an answer', 'proxy', 'slow', 'delayed'];
/** For what must not happen twice: mostly it arrives all the same. Starting a server again takes long, so kills are rare. */
const lost = ['cut after', 'proxy after', 'half an answer', 'slow', 'late', 'doubled', 'repeated'];
const dangerous = [...harmless, ...lost, ...lost, ...lost, 'killed'];
const proxyStatuses = [502, 503, 504];
/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:1';
const turnsOfRequest = 60;

export function createFaultyLine({ server, seed, rate, plain, tell }: FaultyLineOptions): FaultyLine {
  const agent = new Agent({ keepAlive: true });
  const asked = new Map<string, number>();
  const stragglers = new Set<Promise<unknown>>();
  const faults: Record<string, number> = {};
  let isCalm = false;

  function open({ method, path, headers }: Message, signal?: AbortSignal, to = server.address): ClientRequest {
    return httpRequest(to + path, { method, headers, agent, ...(signal && { signal }) });
  }

  async function deliver(message: Message, signal?: AbortSignal): Promise<Response> {
    const sending = open(message, signal).end(message.body);
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    const bytes = await buffer(answer);
    const { statusCode: status = 0 } = answer;
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    return new Response(bytes.length > 0 ? new Uint8Array(bytes) : null, { status, headers });
  }

  /** Goes on although nobody waits for it. */
  function straggle(work: Promise<unknown>): void {
    const settling = work.catch(() => undefined).finally(() => stragglers.delete(settling));
    stragglers.add(settling);
  }

  function fateOf({ method, path, headers }: Message): { fault: string; random: () => number } {
    const what = `${method} ${plain(path)} ${headers['idempotency-key'] ?? ''}`;
    const times = (asked.get(what) ?? 0) + 1;
    asked.set(what, times);
    const random = randomNumbers(seedOf(`${seed} ${what} ${times}`));
    const [possible, likelihood] = method === 'GET' ? [harmless, rate / 3] : [dangerous, rate];
    if (isCalm || random() >= likelihood) return { fault: '', random };
    const fault = possible[Math.floor(random() * possible.length)] ?? '';
    if (method !== 'GET') tell(`${fault}: ${what}`);
    return { fault, random };
  }

  async function carry(message: Message, signal: AbortSignal): Promise<Response> {
    const { fault, random } = fateOf(message);
    if (fault) faults[fault] = (faults[fault] ?? 0) + 1;
    const turns = () => someTurns(random, turnsOfRequest);
    switch (fault) {
      case 'refused':
        await once(open(message, signal, nowhere).end(), 'response');
        throw new Error('somebody listens where nobody should');
      case 'cut before': {
        const sending = open({ ...message, headers: { ...message.headers, 'content-length': '100000' } }, signal);
        sending.on('error', () => undefined).write(message.body.subarray(0, message.body.length / 2));
        sending.flushHeaders();
        await turns();
        sending.destroy();
        throw new Error('the line broke');
      }
      case 'cut after':
        await deliver(message);
        throw new Error('the answer was lost');
      case 'half an answer':
        return halfOf(await deliver(message, signal));
      case 'proxy after':
        await deliver(message).catch(() => undefined);
        return proxyAnswer(random);
      case 'proxy':
        return proxyAnswer(random);
      case 'slow':
        straggle(deliver(message));
        return never(signal);
      case 'late':
        straggle(never(signal).catch(() => turns().then(() => deliver(message))));
        return never(signal);
      case 'doubled': {
        const both = await Promise.allSettled([deliver(message, signal), deliver(message, signal)]);
        const answer = both[random() < 0.5 ? 0 : 1];
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value;
      }
      case 'repeated': {
        const answer = await deliver(message, signal);
        straggle(turns().then(() => deliver(message)));
        return answer;
      }
      case 'killed': {
        const answering = deliver(message, signal);
        straggle(answering);
        await turns();
        await server.kill();
        return answering;
      }
      case 'delayed':
        await turns();
        return deliver(message, signal);
      default:
        return deliver(message, signal);
    }
  }

  return {
    faults,
    fetchOver: (network) => async (request) => {
      const message = await messageOf(request);
      if (!network.holds()) throw offline();
      const cut = new AbortController();
      const stop = network.subscribe(() => {
        if (!network.holds()) cut.abort(offline());
      });
      const signal = AbortSignal.any([request.signal, cut.signal]);
      try {
        return await carry(message, signal);
      } catch (error) {
        throw cut.signal.aborted ? offline() : error;
      } finally {
        stop();
      }
    },
    calmDown: () => void (isCalm = true),
    async settled() {
      while (stragglers.size > 0) await Promise.all(stragglers);
    },
    close: () => agent.destroy(),
  };
}

async function messageOf(request: Request): Promise<Message> {
  const { pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  if (request.method !== 'GET') headers['content-length'] = String(body.length);
  return { method: request.method, path: pathname + search, headers, body };
}

/** What a page says whose browser knows that there is no network. */
function offline(): SupportError {
  return new SupportError('There is no network.', { code: 'offline' });
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error('nobody waits any more'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

async function halfOf(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(bytes.slice(0, bytes.length / 2)),
    pull: (controller) => controller.error(new Error('the answer broke off')),
  });
  return new Response(answer.status === 204 ? null : body, answer);
}

function proxyAnswer(random: () => number): Response {
  const status = proxyStatuses[Math.floor(random() * proxyStatuses.length)] ?? 502;
  return new Response('<html>Bad Gateway</html>', { status, headers: { 'content-type': 'text/html' } });
}

/** FNV-1a: texts that differ a little begin elsewhere. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
