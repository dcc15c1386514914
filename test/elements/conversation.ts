/** Conversations as a test writes them down, and threads that show them. */
import { html } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { SupportAdapter, TicketMessage, TimelineEvent } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import { mount } from './stage.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

/** One message; support's unless it says otherwise. Later numbers are later messages. */
export function message(number: number, part: Partial<TicketMessage> = {}): TicketMessage {
  return {
    id: `ev_${number}`,
    type: 'message',
    at: new Date(noon + number * 60_000).toISOString(),
    author: { kind: 'support', name: 'Ola' },
    body: { format: 'text', text: `Message ${number}` },
    attachments: [],
    ...part,
  };
}

export function ownMessage(number: number, part: Partial<TicketMessage> = {}): TicketMessage {
  return message(number, { author: { kind: 'you' }, ...part });
}

export function textOfLines(count: number, word = 'Line'): string {
  return Array.from({ length: count }, (_, line) => `${word} ${line + 1}`).join('\n');
}

/** The adapter, with this conversation in every ticket; what is pushed later arrives with the next look. */
export function telling(adapter: SupportAdapter, events: readonly TimelineEvent[]): SupportAdapter {
  return {
    ...adapter,
    async listEvents(_ticketId, { before, after, limit }) {
      const end = after === undefined ? Number(before ?? events.length) : events.length;
      const start = after === undefined ? Math.max(0, end - limit) : Number(after);
      const stop = Math.min(end, start + limit);
      return {
        items: events.slice(start, stop),
        before: start > 0 ? String(start) : null,
        after: String(stop),
      };
    },
  };
}

export function mountThread(adapter: SupportAdapter, ticket: string): Promise<SupportTicketThreadElement> {
  return mount(html`<support-ticket-thread .adapter=${adapter} ticket=${ticket}></support-ticket-thread>`);
}

export function articlesOf(thread: Element): HTMLElement[] {
  return Array.from(thread.shadowRoot?.querySelectorAll('article') ?? []);
}

/** Runs the same once in each scheme, without the fades between them. */
export async function inBothSchemes(element: HTMLElement, check: () => Promise<unknown>): Promise<void> {
  await emulateMedia({ reducedMotion: 'reduce' });
  for (const scheme of ['light', 'dark']) {
    element.style.colorScheme = scheme;
    await check();
  }
  element.style.colorScheme = '';
}
