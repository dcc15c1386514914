/** Small, valid pieces of the contract for tests; each takes what the test cares about. */
import type { Session, SupportConfig, Ticket, TicketMessage, TicketSummary } from '../../src/contract/index.ts';

const noon = '2026-11-22T12:00:00Z';

export function fakeConfig(messageMaxLength = 1000): SupportConfig {
  return {
    contract: '1',
    limits: { messageMaxLength, attachments: { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] } },
    features: { search: true, push: false, solve: true, reopen: true, live: false, html: true, rating: true },
  };
}

export function fakeUser(subject: string): Session {
  return { kind: 'user', subject };
}

export function fakeRow(id: string, part: Partial<TicketSummary> = {}): TicketSummary {
  return {
    id,
    number: `1${id}`,
    subject: `About ${id}`,
    status: 'open',
    createdAt: noon,
    updatedAt: noon,
    unreadCount: 0,
    ...part,
  };
}

export function fakeTicket(id: string, part: Partial<Ticket> = {}): Ticket {
  return {
    ...fakeRow(id),
    version: 'v1',
    lastReadEventId: null,
    can: { reply: true, attach: false, solve: true, reopen: false, rate: false },
    ...part,
  };
}

export function fakeMessage(id: string, part: Partial<TicketMessage> = {}): TicketMessage {
  return {
    id,
    at: noon,
    author: { kind: 'support', name: 'Ola' },
    type: 'message',
    body: { format: 'text', text: `Text of ${id}` },
    attachments: [],
    ...part,
  };
}
