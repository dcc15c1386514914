/** What the tests of the list share beyond the stage: rows, a backend of any size, a network to cut. */
import { assert, html } from '@open-wc/testing';
import type { SupportAdapter, TicketPage, TicketQuery, TicketSummary } from '../../src/contract/index.ts';
import type { SupportTicketListElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
import { mount, until } from './stage.ts';

export function mountList(adapter: SupportAdapter): Promise<SupportTicketListElement> {
  return mount<SupportTicketListElement>(html`<support-ticket-list .adapter=${adapter}></support-ticket-list>`);
}

export function rowsOf(element: Element): HTMLElement[] {
  return Array.from(element.shadowRoot?.querySelectorAll<HTMLElement>('a.row') ?? []);
}

export function subjectsOf(element: Element): (string | null | undefined)[] {
  return rowsOf(element).map((row) => row.querySelector('bdi')?.textContent);
}

/** No fault that axe can find, in either scheme. */
export function isAccessible(element: HTMLElement): Promise<void> {
  return inBothSchemes(element, () => assert.isAccessible(element));
}

/** The adapter with another way to list tickets. */
export function listing(
  adapter: SupportAdapter,
  listTickets: (query: TicketQuery, ask: () => Promise<TicketPage>) => Promise<TicketPage>,
): SupportAdapter {
  return {
    ...adapter,
    listTickets: (query, options) => listTickets(query, () => adapter.listTickets(query, options)),
  };
}

/** Made-up tickets, newest first. */
export function madeUp(count: number, ticket: Partial<TicketSummary> = {}): TicketSummary[] {
  return Array.from({ length: count }, (_, place) => ({
    id: `made-up-${place}`,
    number: String(20_000 + place),
    subject: `Matter ${place}`,
    status: 'open',
    createdAt: '2026-01-01T10:00:00Z',
    updatedAt: '2026-01-02T10:00:00Z',
    unreadCount: 0,
    ...ticket,
  }));
}

/** A page of those tickets, as a backend without counts and totals would cut it. */
export function pageOf(tickets: readonly TicketSummary[], { cursor, limit }: TicketQuery): TicketPage {
  const from = Number(cursor ?? 0);
  const to = from + limit;
  return { items: tickets.slice(from, to), next: to < tickets.length ? String(to) : null };
}

/** A session that ends when the test says so. */
export function endable(adapter: SupportAdapter, over: () => Error): { adapter: SupportAdapter; end: () => void } {
  let isOver = false;
  const ending = listing(adapter, async (_query, ask) => {
    if (isOver) throw over();
    return ask();
  });
  return { adapter: ending, end: () => (isOver = true) };
}

/** Lets the clock go on, so that whatever happens next is newer than what happened until now. */
export function nextMoment(): Promise<void> {
  const now = Date.now();
  return until(() => Date.now() > now, 'the clock stands still');
}
