/** What the cases share: a visitor nobody else is, that visitor's ticket, and short ways to ask for things. */
import type {
  EventPage,
  EventQuery,
  SupportAdapter,
  TicketMessage,
  TicketQuery,
  TicketSummary,
  TimelineEvent,
} from '../../contract/index.ts';
import type { TestVisitor } from '../backend.ts';
import { calmCall, type AgentTicket, type World } from './world.ts';

/** A word that no other case uses. */
export function uniqueWord(prefix = 'w'): string {
  return `${prefix}${crypto.randomUUID().replaceAll('-', '')}`;
}

/** A visitor of this case alone. */
export function newVisitor(): TestVisitor {
  const key = uniqueWord('v');
  return { subject: key, email: `${key}@example.com`, name: 'Vera' };
}

/** One visitor, and what a case does as that visitor. */
export interface Scene {
  world: World;
  visitor: TestVisitor;
  adapter: SupportAdapter;
  /** Opens a ticket of the visitor's account. */
  open: (ticket?: Partial<AgentTicket>) => Promise<{ id: string; number: string }>;
  say: (ticketId: string, text: string, clientId?: string) => Promise<TicketMessage>;
  list: (query?: Partial<TicketQuery>) => Promise<TicketSummary[]>;
  events: (ticketId: string) => Promise<TimelineEvent[]>;
  page: (ticketId: string, query?: Partial<EventQuery>) => Promise<EventPage>;
}

/** Sets the scene for a visitor, a new one unless given. */
export function sceneOf(world: World, visitor = newVisitor()): Scene {
  const adapter = world.adapterFor(visitor);
  const { subject, email } = visitor;
  const page: Scene['page'] = (ticketId, query = {}) =>
    adapter.listEvents(ticketId, { limit: 100, ...query }, calmCall());
  return {
    world,
    visitor,
    adapter,
    open: (ticket) =>
      world.asAgent.openTicket({ customer: { subject, email }, subject: 'A question', text: 'Hello?', ...ticket }),
    say: (ticketId, text, clientId = crypto.randomUUID()) =>
      adapter.sendMessage(ticketId, { clientId, text, attachmentIds: [] }, calmCall()),
    list: async (query) => (await adapter.listTickets(queryOf(query), calmCall())).items,
    events: async (ticketId) => (await page(ticketId)).items,
    page,
  };
}

/** A whole query from the parts that matter to a case. */
export function queryOf(query: Partial<TicketQuery> = {}): TicketQuery {
  return { filter: 'all', sort: 'updated_desc', limit: 100, ...query };
}

/** The messages among events, as text. */
export function textsOf(events: readonly TimelineEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'message' ? [event.body.text] : []));
}

/** Follows the cursors of a list to its end. */
export async function walk(adapter: SupportAdapter, query: Partial<TicketQuery>): Promise<TicketSummary[]> {
  const rows: TicketSummary[] = [];
  for (let cursor = query.cursor; ;) {
    const page = await adapter.listTickets(queryOf({ ...query, cursor }), calmCall());
    rows.push(...page.items);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

/** Ids, sorted, for comparing sets. */
export function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id).sort();
}
