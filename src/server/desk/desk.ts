/**
 * The reference desk: tickets in our own repository, seen by one verified customer. It decides nothing about storage and
 * little about rules: it finds out whose a ticket is, lets `rules.ts` judge inside the repository's transaction, and
 * tells the outcome in the words of the contract.
 */
import {
  contractVersion,
  SupportError,
  type CallOptions,
  type Customer,
  type Desk,
  type EventPage,
  type EventQuery,
  type LiveEvent,
  type LiveOptions,
  type LiveTopic,
  type NewRating,
  type NewReply,
  type SentMessage,
  type StatusOptions,
  type SupportConfig,
  type Ticket,
  type TicketAbilities,
  type TicketCounts,
  type TicketFiles,
  type TicketPage,
  type TicketQuery,
  type TicketSummary,
  type UnreadCount,
} from '../../contract/index.ts';
import { claimed } from '../files/claim.ts';
import type { FileRoom } from '../files/file-room.ts';
import type { AttachmentLimits } from '../files/uploads.ts';
import { announcedRepository } from '../live/announced.ts';
import type { LiveBus } from '../live/live-bus.ts';
import { LiveFeed } from '../live/live-feed.ts';
import type { EventRange, Repository, TicketRecord, TicketSelection, Viewer } from '../repository.ts';
import { eventPlaceSchema, readCursor, ticketPlaceSchema, writeCursor } from './cursors.ts';
import { countsOf, filterStatuses } from './filters.ts';
import { searchWords } from './fold.ts';
import { randomId, type NewId } from './ids.ts';
import { authorOf, customerViewer, ownersOf } from './owners.ts';
import { abilitiesOf, actTime, customerRating, customerReply, customerStatus, isSettled, type Act } from './rules.ts';
import { ensureSameWords, ensureWanted, notFound, pageOf, placeOf } from './shared.ts';
import { eventView, matchView, messageView, summaryView, ticketView, versionOf } from './views.ts';
import { cleanLine, cleanText, isBlank } from './words.ts';

/** How the reference desk is set up. */
export interface RepositoryDeskOptions {
  /** Milliseconds since the epoch. */
  now?: () => number;
  newId?: NewId;
  /** UTF-16 code units of one message; 10 000 unless told. */
  messageMaxLength?: number;
  /** For how many days after closing a customer may reopen a ticket; 14 unless told. */
  reopenDays?: number;
  /** The name in the header of the support center. */
  brand?: string;
  /** Without it no files are sent. */
  files?: FileRoom | undefined;
  /** Carries notice of changes to all desks over this repository. Without it pages have to ask. */
  live?: LiveBus | undefined;
}

/** A desk over a repository. */
export function repositoryDesk(repository: Repository, options: RepositoryDeskOptions = {}): Desk {
  return new RepositoryDesk(repository, options);
}

const noFiles: AttachmentLimits = { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] };

class RepositoryDesk implements Desk {
  readonly name = 'repository';
  readonly #repository: Repository;
  readonly #config: SupportConfig;
  readonly #now: () => number;
  readonly #newId: NewId;
  readonly #reopenDays: number;
  readonly #files: FileRoom | undefined;
  readonly #feed: LiveFeed | undefined;

  constructor(repository: Repository, options: RepositoryDeskOptions) {
    const { now = Date.now, newId = randomId, messageMaxLength = 10_000, reopenDays = 14 } = options;
    const { brand, files, live: bus } = options;
    const opened = (ticket: TicketRecord, viewer: Viewer) => this.#opened(ticket, viewer);
    this.#repository = bus ? announcedRepository(repository, bus) : repository;
    this.#feed = bus && new LiveFeed({ repository, bus, opened });
    this.#now = now;
    this.#newId = newId;
    this.#reopenDays = reopenDays;
    this.#files = files;
    this.#config = {
      contract: contractVersion,
      ...(brand && { brand: { name: brand } }),
      limits: { messageMaxLength, attachments: files?.uploads.limits ?? noFiles },
      features: {
        search: true,
        push: false,
        solve: true,
        reopen: true,
        live: bus !== undefined,
        html: true,
        rating: true,
      },
    };
  }

  async getConfig(): Promise<SupportConfig> {
    return this.#config;
  }

  async listTickets(customer: Customer, query: TicketQuery, call: CallOptions): Promise<TicketPage> {
    ensureWanted(call);
    const { sort, limit, cursor } = query;
    const selection = selectionOf(customer, query);
    const of = ['tickets', selection, sort];
    const after = cursor === undefined ? undefined : await readCursor(cursor, ticketPlaceSchema, of);
    const [records, sizes] = await Promise.all([
      this.#repository.listTickets({ ...selection, sort, after, limit: limit + 1 }),
      this.#sizesOf(selection, query),
    ]);
    const { items, last } = pageOf(records, limit);
    const next = last ? await writeCursor(placeOf(last, sort), of) : null;
    return { items: await this.#rowsOf(items, selection), next, ...sizes };
  }

  async getTicket(customer: Customer, ticketId: string, call: CallOptions): Promise<Ticket> {
    ensureWanted(call);
    const viewer = customerViewer(customer);
    return this.#opened(await this.#find(ticketId, viewer), viewer);
  }

  async listEvents(customer: Customer, ticketId: string, query: EventQuery, call: CallOptions): Promise<EventPage> {
    ensureWanted(call);
    const viewer = customerViewer(customer);
    const ticket = await this.#find(ticketId, viewer);
    const { only } = query;
    const range = await rangeOf(customer, ticketId, query);
    const events = await this.#repository.listEvents(ticketId, viewer, range);
    // An empty page keeps its place, so that catching up goes on from where it stood.
    const first = events[0]?.seq ?? (range.after ?? 0) + 1;
    const last = events.at(-1)?.seq ?? range.after ?? 0;
    return {
      items: events.map((event) => eventView(event, ticket)),
      before: first > 1 ? await writeCursor({ seq: first }, eventsQuery('before', customer, ticketId, only)) : null,
      after: await writeCursor({ seq: last }, eventsQuery('after', customer, ticketId, only)),
    };
  }

  async sendMessage(customer: Customer, ticketId: string, reply: NewReply, call: CallOptions): Promise<SentMessage> {
    ensureWanted(call);
    const body = { format: 'text', text: cleanText(reply.text) } as const;
    const author = authorOf(customer);
    const { clientId, attachmentIds: ids } = reply;
    const limits = this.#files?.uploads.limits;
    const change = await this.#repository.changeTicket({
      ticketId,
      viewer: customerViewer(customer),
      key: { author, clientId },
      fileIds: ids,
      decide: (ticket, files) => {
        const words = { body, attachments: claimed(files, { ids, author, limits }) };
        return customerReply(ticket, words, this.#actOf(customer, ticket));
      },
    });
    if (!change) throw notFound();
    const event = ensureSameWords(change.events[0], body, ids);
    return { message: messageView(event, event.content, change.ticket), replayed: change.replayed };
  }

  async markRead(customer: Customer, ticketId: string, upToEventId: string, call: CallOptions): Promise<void> {
    ensureWanted(call);
    const marked = await this.#repository.markRead(ticketId, customerViewer(customer), upToEventId);
    if (!marked) throw notFound();
  }

  async setStatus(customer: Customer, ticketId: string, to: 'solved' | 'open', call: StatusOptions): Promise<Ticket> {
    ensureWanted(call);
    const viewer = customerViewer(customer);
    const decide = (ticket: TicketRecord) => {
      const stale = call.version !== undefined && call.version !== versionOf(ticket);
      // What has already come true is no conflict (RFC 9110, 13.1.1): a repeated request is answered as the first.
      if (stale && !isSettled(ticket, to)) {
        throw new SupportError('The ticket was changed meanwhile.', { code: 'conflict' });
      }
      return customerStatus(ticket, to, this.#actOf(customer, ticket), this.#reopenDays);
    };
    const change = await this.#repository.changeTicket({ ticketId, viewer, decide });
    if (!change) throw notFound();
    return this.#opened(change.ticket, viewer);
  }

  async rateTicket(customer: Customer, ticketId: string, rating: NewRating, call: CallOptions): Promise<Ticket> {
    ensureWanted(call);
    const viewer = customerViewer(customer);
    const { score, comment = '' } = rating;
    const cleaned = { score, ...(!isBlank(comment) && { comment: cleanText(comment) }) };
    const decide = (ticket: TicketRecord) => customerRating(ticket, cleaned, actTime(ticket, this.#now()));
    const change = await this.#repository.changeTicket({ ticketId, viewer, decide });
    if (!change) throw notFound();
    return this.#opened(change.ticket, viewer);
  }

  async getUnread(customer: Customer, call: CallOptions): Promise<UnreadCount> {
    ensureWanted(call);
    return this.#repository.countUnread(customerViewer(customer));
  }

  async *subscribe(customer: Customer, topic: LiveTopic, call: LiveOptions): AsyncGenerator<LiveEvent, void> {
    ensureWanted(call);
    if (!this.#feed) throw new SupportError('Nothing is told here.', { code: 'unsupported' });
    const viewer = customerViewer(customer);
    if (topic.ticketId !== undefined) await this.#find(topic.ticketId, viewer);
    yield* this.#feed.follow(viewer, topic, call);
  }

  filesOf(customer: Customer): TicketFiles {
    if (!this.#files) throw new SupportError('No files are sent here.', { code: 'unsupported' });
    return this.#files.filesOf({ viewer: customerViewer(customer), author: authorOf(customer) });
  }

  /** With a first page the counts of all filters, among which the total of a list without a search is already. */
  async #sizesOf(
    selection: TicketSelection,
    { filter, search, cursor }: TicketQuery,
  ): Promise<{ total: number; counts?: TicketCounts }> {
    if (cursor !== undefined) return { total: await this.#repository.countTickets(selection) };
    const counts = countsOf(await this.#repository.countByStatus(selection.viewer));
    const total = search === undefined ? counts[filter] : await this.#repository.countTickets(selection);
    return { total, counts };
  }

  /** In a search each row tells where its words are; one query finds the messages of all rows. */
  async #rowsOf(tickets: readonly TicketRecord[], { viewer, words = [] }: TicketSelection): Promise<TicketSummary[]> {
    if (words.length === 0) return tickets.map(summaryView);
    const ids = tickets.map(({ id }) => id);
    const mentions = await this.#repository.findMentions(ids, viewer, words);
    return tickets.map((ticket) => {
      const mention = mentions.find(({ ticketId }) => ticketId === ticket.id);
      return { ...summaryView(ticket), match: matchView(ticket, mention, words) };
    });
  }

  async #find(ticketId: string, viewer: Viewer): Promise<TicketRecord> {
    const ticket = await this.#repository.findTicket(ticketId, viewer);
    if (!ticket) throw notFound();
    return ticket;
  }

  async #opened(ticket: TicketRecord, viewer: Viewer): Promise<Ticket> {
    const { id, readSeq } = ticket;
    const range = { after: readSeq - 1, limit: 1 };
    const [lastRead] = readSeq > 0 ? await this.#repository.listEvents(id, viewer, range) : [];
    return ticketView(ticket, lastRead?.id ?? null, this.#abilitiesOf(ticket));
  }

  #abilitiesOf(ticket: TicketRecord): TicketAbilities {
    const can = abilitiesOf(ticket, this.#now(), this.#reopenDays);
    return { ...can, attach: can.reply && this.#files !== undefined };
  }

  #actOf(customer: Customer, ticket: TicketRecord): Act {
    const name = cleanLine(customer.name ?? '');
    return {
      author: { kind: 'customer', ...(name && { name }) },
      at: actTime(ticket, this.#now()),
      newEventId: () => this.#newId('ev'),
    };
  }
}

function selectionOf(customer: Customer, { filter, search }: TicketQuery): TicketSelection {
  return {
    viewer: customerViewer(customer),
    statuses: filterStatuses[filter],
    unreadOnly: filter === 'unread',
    words: search === undefined ? undefined : searchWords(search),
  };
}

type Direction = 'before' | 'after';

function eventsQuery(direction: Direction, customer: Customer, ticketId: string, only: EventQuery['only']): unknown {
  return ['events', direction, ownersOf(customer), ticketId, ...(only === undefined ? [] : [only])];
}

async function rangeOf(
  customer: Customer,
  ticketId: string,
  { before, after, limit, only }: EventQuery,
): Promise<EventRange> {
  const seqOf = async (direction: Direction, cursor: string) =>
    (await readCursor(cursor, eventPlaceSchema, eventsQuery(direction, customer, ticketId, only))).seq;
  if (before !== undefined) return { before: await seqOf('before', before), limit, only };
  if (after !== undefined) return { after: await seqOf('after', after), limit, only };
  return { limit, only };
}
