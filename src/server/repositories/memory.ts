/**
 * A repository in memory, for tests, mocks and pages without a server. Every operation runs in one go, without giving
 * way to another, so each is atomic. Nothing is kept when the page or process ends.
 */
import type { FileRecord } from '../files/file-store.ts';
import type { GuestLink } from '../guest/guest-store.ts';
import type { MailOrder } from '../mail/outbox.ts';
import type {
  ChangeRequest,
  ChangeResult,
  EventRange,
  EventRecord,
  Mention,
  NewTicketRecord,
  NoteRecord,
  Repository,
  StaffEntry,
  StaffPosition,
  StatusCount,
  TicketAlert,
  TicketListing,
  TicketRecord,
  TicketSelection,
  Viewer,
} from '../repository.ts';
import { guardedRepository } from './guarded.ts';
import { memoryChanges, type TrackedTicket } from './memory-changes.ts';
import { carryFiles, heldFiles, memoryFiles } from './memory-files.ts';
import { memoryGuests } from './memory-guests.ts';
import { memoryOutbox } from './memory-outbox.ts';
import { sorts } from './memory-sorts.ts';
import {
  carrierOf,
  changedTicket,
  firstTicketNumber,
  numberedEvents,
  openedTicket,
  ticketSearchText,
} from './records.ts';

interface StoredTicket extends TrackedTicket {
  searchText: string;
  /** Places of events by their ids. */
  seqs: Map<string, number>;
  /** Events by the key of the change that added them. */
  changes: Map<string, EventRecord>;
  notes: NoteRecord[];
}

/** An empty store. Objects are copied on the way in and on the way out. */
export function memoryRepository(): Repository {
  return guardedRepository(new MemoryRepository());
}

class MemoryRepository implements Repository {
  readonly #tickets = new Map<string, StoredTicket>();
  readonly #opened = new Map<string, StoredTicket>();
  readonly #mails = new Map<string, MailOrder>();
  readonly #links = new Map<string, GuestLink>();
  readonly #files = new Map<string, FileRecord>();
  /** How many changes each owner's tickets had. */
  readonly #changeCounts = new Map<string, number>();
  readonly guests = memoryGuests((ticketId) => this.#tickets.has(ticketId), this.#links, this.#mails);
  readonly files = memoryFiles((ticketId, viewer) => this.#find(ticketId, viewer) !== undefined, this.#files);
  readonly mails = memoryOutbox(this.#mails);
  readonly changes = memoryChanges((viewer) => this.#select({ viewer }));

  async addTicket(added: NewTicketRecord) {
    const key = added.key && keyOf(added.key);
    const earlier = key === undefined ? undefined : this.#opened.get(key);
    if (earlier) return { ticket: structuredClone(earlier.ticket), replayed: true };
    if (this.#tickets.has(added.id)) throw new Error('A ticket with this id is there already.');
    const ticket = openedTicket(added, firstTicketNumber + this.#tickets.size);
    const stored: StoredTicket = {
      ticket,
      searchText: ticketSearchText(ticket.number, added.searchText),
      events: [],
      eventChanges: [],
      lastChange: 0,
      seqs: new Map(),
      changes: new Map(),
      notes: [],
    };
    const alert = this.#newAlert(added.alert?.(structuredClone(ticket)));
    append(stored, numberedEvents(ticket.id, 0, added.events, null));
    this.#count(stored);
    this.#keepAlert(alert);
    this.#tickets.set(ticket.id, stored);
    if (key !== undefined) this.#opened.set(key, stored);
    return { ticket: structuredClone(ticket), replayed: false };
  }

  async findTicket(ticketId: string, viewer: Viewer) {
    return structuredClone(this.#find(ticketId, viewer)?.ticket);
  }

  async findTicketByNumber(number: number) {
    return structuredClone([...this.#tickets.values()].find(({ ticket }) => ticket.number === number)?.ticket);
  }

  async listTickets({ sort, after, limit, ...selection }: TicketListing) {
    const { goesBefore, positionOf } = sorts[sort];
    const listed = this.#select(selection).map(({ ticket }) => ({ ticket, ...positionOf(ticket) }));
    const left = after ? listed.filter((entry) => goesBefore(after, entry) < 0) : listed;
    return left
      .sort(goesBefore)
      .slice(0, limit)
      .map(({ ticket }) => structuredClone(ticket));
  }

  async countTickets(selection: TicketSelection) {
    return this.#select(selection).length;
  }

  async countByStatus(viewer: Viewer): Promise<StatusCount[]> {
    const groups = Map.groupBy(this.#select({ viewer }), ({ ticket }) => ticket.status);
    return [...groups].map(([status, stored]) => ({
      status,
      tickets: stored.length,
      unread: stored.filter(({ ticket }) => ticket.unreadCount > 0).length,
    }));
  }

  async findMentions(ticketIds: readonly string[], viewer: Viewer, words: readonly string[]): Promise<Mention[]> {
    return ticketIds.flatMap((ticketId) => {
      const { events = [] } = this.#find(ticketId, viewer) ?? {};
      const holds = (event: EventRecord) => (word: string) => event.searchText.includes(word);
      const newest =
        events.findLast((event) => event.content.type === 'message' && words.every(holds(event))) ??
        events.findLast((event) => event.content.type === 'message' && words.some(holds(event)));
      if (newest?.content.type !== 'message') return [];
      return { ticketId, author: structuredClone(newest.author), text: newest.content.body.text };
    });
  }

  async countUnread(viewer: Viewer) {
    const unread = this.#select({ viewer, unreadOnly: true });
    return { tickets: unread.length, updates: unread.reduce((sum, { ticket }) => sum + ticket.unreadCount, 0) };
  }

  async changeTicket(request: ChangeRequest): Promise<ChangeResult | undefined> {
    const { ticketId, viewer, key, fileIds = [] } = request;
    const stored = this.#find(ticketId, viewer);
    if (!stored) return undefined;
    const earlier = key && stored.changes.get(keyOf(key));
    if (earlier) return structuredClone({ ticket: stored.ticket, events: [earlier], replayed: true });
    const files = heldFiles(this.#files, { ticketId, viewer, fileIds });
    const change = request.decide(structuredClone(stored.ticket), structuredClone(files));
    if (!change) return { ticket: structuredClone(stored.ticket), events: [], replayed: false };
    const events = numberedEvents(ticketId, stored.ticket.lastSeq, change.events, key?.clientId ?? null);
    const ticket = changedTicket(stored.ticket, change);
    const carrier = carrierOf(files, events);
    const alert = this.#newAlert(change.alert);
    append(stored, events);
    if (carrier !== undefined) carryFiles(this.#files, files, carrier);
    this.#keepAlert(alert);
    if (key && events[0]) stored.changes.set(keyOf(key), events[0]);
    if (change.patch.readSeq !== undefined) ticket.unreadCount = unreadAfter(stored.events, ticket.readSeq);
    stored.ticket = ticket;
    this.#count(stored);
    return structuredClone({ ticket, events, replayed: false });
  }

  async listEvents(ticketId: string, viewer: Viewer, { before, after, limit, only }: EventRange) {
    const events = this.#find(ticketId, viewer)?.events ?? [];
    const asked = events.filter(
      ({ seq, content }) =>
        seq < (before ?? Infinity) && seq > (after ?? 0) && (only === undefined || content.type === only),
    );
    return structuredClone(
      after === undefined ? asked.slice(Math.max(asked.length - limit, 0)) : asked.slice(0, limit),
    );
  }

  async markRead(ticketId: string, viewer: Viewer, eventId: string) {
    const stored = this.#find(ticketId, viewer);
    const seq = stored?.seqs.get(eventId);
    if (!stored || seq === undefined) return false;
    const { ticket } = stored;
    if (viewer.role === 'staff') {
      ticket.supportReadSeq = Math.max(ticket.supportReadSeq, seq);
    } else if (seq > ticket.readSeq) {
      ticket.readSeq = seq;
      ticket.unreadCount = unreadAfter(stored.events, seq);
      this.#count(stored);
    }
    return true;
  }

  async addNote(note: NoteRecord) {
    const stored = this.#tickets.get(note.ticketId);
    if (!stored) return undefined;
    const earlier =
      note.clientId === null ? undefined : stored.notes.find(({ clientId }) => clientId === note.clientId);
    if (earlier) return { note: structuredClone(earlier), replayed: true };
    stored.notes.push(note);
    return { note: structuredClone(note), replayed: false };
  }

  async listStaffTimeline(ticketId: string, { after, limit }: { after?: StaffPosition | undefined; limit: number }) {
    const { events = [], notes = [] } = this.#tickets.get(ticketId) ?? {};
    const entries: { entry: StaffEntry; position: StaffPosition }[] = [
      ...events.map((event) => ({
        entry: { kind: 'event' as const, event },
        position: { at: event.at, rank: 0 as const, order: event.seq },
      })),
      ...notes.map((note, index) => ({
        entry: { kind: 'internal_note' as const, note },
        position: { at: note.at, rank: 1 as const, order: index + 1 },
      })),
    ].sort((a, b) => byStaffPosition(a.position, b.position));
    const left = after ? entries.filter(({ position }) => byStaffPosition(after, position) < 0) : entries;
    return structuredClone(left.slice(0, limit));
  }

  async ping() {}

  async close() {
    this.#tickets.clear();
    this.#opened.clear();
  }

  #find(ticketId: string, viewer: Viewer): StoredTicket | undefined {
    const stored = this.#tickets.get(ticketId);
    return stored && owns(viewer, stored.ticket) ? stored : undefined;
  }

  /** One more change of this owner's tickets, which brought the events that have none yet. */
  #count(stored: StoredTicket): void {
    const { owner } = stored.ticket;
    stored.lastChange = (this.#changeCounts.get(owner) ?? 0) + 1;
    this.#changeCounts.set(owner, stored.lastChange);
    while (stored.eventChanges.length < stored.events.length) stored.eventChanges.push(stored.lastChange);
  }

  /** Throws for one that is there already, before anything of the change is kept. */
  #newAlert(alert: TicketAlert | undefined): TicketAlert | undefined {
    if (alert && (this.#links.has(alert.link.hash) || this.#mails.has(alert.mail.id)))
      throw new Error('This link or this mail is there already.');
    return structuredClone(alert);
  }

  #keepAlert(alert: TicketAlert | undefined): void {
    if (!alert) return;
    this.#links.set(alert.link.hash, alert.link);
    this.#mails.set(alert.mail.id, alert.mail);
  }

  #select({ viewer, statuses, unreadOnly, email, words }: TicketSelection): StoredTicket[] {
    return [...this.#tickets.values()].filter(
      ({ ticket, searchText, events }) =>
        owns(viewer, ticket) &&
        (!statuses || statuses.includes(ticket.status)) &&
        (!unreadOnly || ticket.unreadCount > 0) &&
        (email === undefined || ticket.customer.email === email) &&
        (words ?? []).every(
          (word) => searchText.includes(word) || events.some((event) => event.searchText.includes(word)),
        ),
    );
  }
}

/** All of them or none: an id that is taken is refused before anything is added. */
function append({ events, seqs }: StoredTicket, added: readonly EventRecord[]): void {
  const ids = new Set(added.map(({ id }) => id));
  if (ids.size < added.length || added.some(({ id }) => seqs.has(id)))
    throw new Error('An event with this id is there already.');
  for (const event of added) {
    events.push(event);
    seqs.set(event.id, event.seq);
  }
}

function owns(viewer: Viewer, ticket: TicketRecord): boolean {
  if (viewer.role === 'staff') return true;
  if (viewer.role === 'guest') return ticket.id === viewer.ticketId && ticket.customer.email === viewer.email;
  return viewer.owners.includes(ticket.owner);
}

function keyOf({ author, clientId }: { author: string; clientId: string }): string {
  return JSON.stringify([author, clientId]);
}

function unreadAfter(events: readonly EventRecord[], readSeq: number): number {
  return events.filter((event) => event.counts && event.seq > readSeq).length;
}

function byStaffPosition(a: StaffPosition, b: StaffPosition): number {
  return a.at - b.at || a.rank - b.rank || a.order - b.order;
}
