/** The backend in memory: nothing is installed, nothing is kept, and nothing about the wire is faked. */
import { createHttpAdapter } from '../adapters/http/http-adapter.ts';
import type { SupportAdapter, TicketStatus } from '../contract/index.ts';
import { memoryRepository } from '../server/repositories/memory.ts';
import { createBackend, type Backend, type BackendOptions, type TestVisitor } from './backend.ts';

/** A backend of its own over an empty memory repository. */
export function createMemoryBackend(options: Partial<BackendOptions> = {}): Backend {
  return createBackend({ repository: memoryRepository(), ...options });
}

/** A ticket to begin with: what the customer asked, and what the team answered. */
export interface MemoryTicket {
  subject: string;
  text: string;
  replies?: readonly { text: string; agent?: string; status?: TicketStatus }[];
}

/** What a memory adapter shows, and to whom. */
export interface MemoryAdapterOptions extends Partial<BackendOptions> {
  visitor?: TestVisitor;
  tickets?: readonly MemoryTicket[];
}

/** The adapter of one customer whose tickets are the given ones; its first call waits until they are there. */
export function createMemoryAdapter(options: MemoryAdapterOptions = {}): SupportAdapter {
  const { visitor = { subject: 'anna', email: 'anna@example.com', name: 'Anna' }, tickets = [], ...rest } = options;
  const backend = createMemoryBackend(rest);
  let planted: Promise<void> | undefined;
  return createHttpAdapter({
    endpoint: 'http://helpdock.test/v1',
    getAccessToken: () => backend.tokenFor(visitor),
    fetch: async (request) => {
      await (planted ??= plant(backend, visitor, tickets));
      return backend.handler(request);
    },
  });
}

async function plant({ staffDesk }: Backend, visitor: TestVisitor, tickets: readonly MemoryTicket[]): Promise<void> {
  const options = { signal: new AbortController().signal, locale: 'en' };
  for (const { subject, text, replies = [] } of tickets) {
    const { value: ticket } = await staffDesk.openTicket(
      { customer: visitor, subject, text, from: 'customer' },
      options,
    );
    for (const { agent, ...reply } of replies) {
      await staffDesk.reply(ticket.id, { ...reply, ...(agent && { agent: { name: agent } }) }, options);
    }
  }
}
