/**
 * What a repository case needs: a repository, and words to write tickets with. A case makes its own customers and
 * tickets under random keys and looks at nothing else, so it can run against a database that others use.
 */
import type { FileRecord } from '../../server/files/file-store.ts';
import type {
  NewEvent,
  NewTicketRecord,
  OwnerKey,
  Repository,
  TicketChange,
  TicketListing,
  TicketPatch,
  TicketPosition,
  TicketRecord,
  Viewer,
} from '../../server/repository.ts';

export interface RepositoryWorld {
  repository: Repository;
}

/** A case as data: a stable id, what it shows, and its run, which rejects when the repository does not. */
export interface RepositoryCase {
  id: `${string}/${string}`;
  title: string;
  run(world: RepositoryWorld): Promise<void>;
}

export const staff: Viewer = { role: 'staff' };
/** 14 November 2023: when the stories of the cases begin. */
export const dayOne = 1_700_000_000_000;

/** A customer nobody else knows. */
export function someone(): { owner: OwnerKey; viewer: Viewer; email: string } {
  const name = crypto.randomUUID();
  const owner = `subject:${name}` as const;
  return { owner, viewer: { role: 'customer', owners: [owner] }, email: `${name}@example.test` };
}

/** An opened ticket without events, unless told otherwise. */
export function newTicket(init: Partial<NewTicketRecord> & { owner: OwnerKey }): NewTicketRecord {
  return {
    id: `tk_${crypto.randomUUID()}`,
    customer: { email: `${init.owner.slice(init.owner.indexOf(':') + 1)}@example.test` },
    subject: 'Printer is on fire',
    status: 'open',
    at: dayOne,
    searchText: 'printer is on fire',
    preview: null,
    readSeq: 0,
    events: [],
    ...init,
  };
}

/** A message of the team that counts as unread, unless told otherwise. */
export function message(text: string, init: Partial<NewEvent> = {}): NewEvent {
  return {
    id: `ev_${crypto.randomUUID()}`,
    at: dayOne,
    author: { kind: 'support', name: 'Ola' },
    content: { type: 'message', body: { format: 'text', text }, attachments: [] },
    counts: true,
    searchText: text,
    ...init,
  };
}

/** A decision that adds these messages and sets these fields, whatever the ticket is. */
export function adding(events: readonly NewEvent[], patch: TicketPatch = {}): () => TicketChange {
  return () => ({ patch, events });
}

/** Opens a ticket for a customer of this case. */
export async function open(
  { repository }: RepositoryWorld,
  init: Partial<NewTicketRecord> & { owner: OwnerKey },
): Promise<TicketRecord> {
  return (await repository.addTicket(newTicket(init))).ticket;
}

/** A file of which nothing is stored yet, unless told otherwise. */
export function newFile(init: Partial<FileRecord> & Pick<FileRecord, 'ticketId' | 'author'>): FileRecord {
  return {
    id: `fl_${crypto.randomUUID()}`,
    clientId: crypto.randomUUID(),
    name: 'receipt.pdf',
    mediaType: 'application/pdf',
    size: 3_000_000,
    parts: [],
    state: 'uploading',
    width: null,
    height: null,
    createdAt: dayOne,
    eventId: null,
    ...init,
  };
}

/** Stores a file for whoever may send it under this author's name. */
export async function begin({ repository }: RepositoryWorld, file: FileRecord, viewer: Viewer): Promise<FileRecord> {
  const begun = await repository.files.add(file, viewer);
  if (!begun || begun.replayed) throw new Error('The file could not be begun.');
  return begun.file;
}

/** Where a list goes on behind this ticket. */
export function positionOf(ticket: TicketRecord, sort: TicketListing['sort']): TicketPosition {
  const at = sort.startsWith('created') ? ticket.createdAt : ticket.updatedAt;
  return { attention: ticket.status === 'awaiting_reply' ? 1 : 0, at, id: ticket.id };
}

/** Walks a list page by page to its end; `between` runs after each page. */
export async function walk(
  { repository }: RepositoryWorld,
  listing: TicketListing,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<TicketRecord[]> {
  const walked: TicketRecord[] = [];
  for (let page = 1, after = listing.after; ; page += 1) {
    const tickets = await repository.listTickets({ ...listing, after });
    walked.push(...tickets);
    const last = tickets.at(-1);
    if (!last || tickets.length < listing.limit) return walked;
    after = positionOf(last, listing.sort);
    await between(page);
  }
}

/** Runs twenty at the same time. */
export function twenty<T>(run: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: 20 }, (_, index) => run(index)));
}

/** The values in ascending order. */
export function sorted(values: Iterable<string | number>): (string | number)[] {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
