/**
 * The team's side of the reference desk: opens tickets for customers, answers, asks, closes, and keeps internal notes.
 * It sees every ticket; what it hands out is typed apart from the customer's contract.
 */
import type {
  Agent,
  CallOptions,
  MessageBody,
  NewNote,
  NewTicket,
  Page,
  StaffDesk,
  StaffEvent,
  StaffReply,
  StaffStatus,
  StaffTicket,
  StaffTicketQuery,
  Stored,
  TicketFiles,
} from '../../contract/index.ts';
import { claimed } from '../files/claim.ts';
import type { FileRoom } from '../files/file-room.ts';
import type { AttachmentLimits } from '../files/uploads.ts';
import type { Alerts } from '../guest/alerts.ts';
import { announcedRepository } from '../live/announced.ts';
import type { LiveBus } from '../live/live-bus.ts';
import type { EntryKey, NewTicketRecord, Repository, StoredAuthor, TicketRecord } from '../repository.ts';
import { readCursor, staffPlaceSchema, ticketPlaceSchema, writeCursor } from './cursors.ts';
import { filterStatuses } from './filters.ts';
import { foldText } from './fold.ts';
import { randomId, type NewId } from './ids.ts';
import { ownerOf } from './owners.ts';
import { actTime, isNews, openingEvents, staffReply, staffStatus, type Act } from './rules.ts';
import { ensureSameWords, ensureWanted, mismatch, notFound, pageOf, placeOf } from './shared.ts';
import { noteView, staffEntryView, staffEventView, staffTicketView } from './views.ts';
import { cleanLine, cleanText, previewText } from './words.ts';

/** How the team's desk is set up. */
export interface StaffDeskOptions {
  /** Milliseconds since the epoch. */
  now?: () => number;
  newId?: NewId;
  /** Mails customers a link when there is news from the team. Without it nobody is told by mail. */
  alerts?: Alerts | undefined;
  /** Without it no files are sent. */
  files?: FileRoom | undefined;
  /** As the customers' desk has it: without it their pages hear of the team's answers when they ask. */
  live?: LiveBus | undefined;
}

const staff = { role: 'staff' } as const;
/** All of the team are one sender. */
const staffAuthor = 'staff';

/** The team's desk over the same repository as the customers' one. */
export function repositoryStaffDesk(repository: Repository, options: StaffDeskOptions = {}): StaffDesk {
  return new RepositoryStaffDesk(repository, options);
}

class RepositoryStaffDesk implements StaffDesk {
  readonly #repository: Repository;
  readonly #now: () => number;
  readonly #newId: NewId;
  readonly #alerts: Alerts | undefined;
  readonly #limits: AttachmentLimits | undefined;
  readonly files: TicketFiles | undefined;

  constructor(repository: Repository, { now = Date.now, newId = randomId, alerts, files, live }: StaffDeskOptions) {
    this.#repository = live ? announcedRepository(repository, live) : repository;
    this.#now = now;
    this.#newId = newId;
    this.#alerts = alerts;
    this.#limits = files?.uploads.limits;
    this.files = files?.filesOf({ viewer: staff, author: staffAuthor });
  }

  async openTicket(ticket: NewTicket, call: CallOptions): Promise<Stored<StaffTicket>> {
    ensureWanted(call);
    const body = bodyOf(ticket);
    const act = { author: openerOf(ticket), at: this.#now(), newEventId: this.#newEventId };
    const record = openingRecord(ticket, body, act, this.#newId('tk'));
    const alert = ticket.from === 'support' ? await this.#alerts?.prepare() : undefined;
    const stored = await this.#repository.addTicket({ ...record, alert });
    if (stored.replayed) await this.#ensureSameTicket(stored.ticket, record, body);
    return { value: staffTicketView(stored.ticket), replayed: stored.replayed };
  }

  async listTickets(query: StaffTicketQuery, call: CallOptions): Promise<Page<StaffTicket>> {
    ensureWanted(call);
    const { filter, email, limit, cursor } = query;
    const selection = { viewer: staff, statuses: filterStatuses[filter], email: email?.toLowerCase() };
    const of = ['staff tickets', selection];
    const after = cursor === undefined ? undefined : await readCursor(cursor, ticketPlaceSchema, of);
    const rows = await this.#repository.listTickets({ ...selection, sort: 'updated_desc', after, limit: limit + 1 });
    const { items, last } = pageOf(rows, limit);
    const next = last ? await writeCursor(placeOf(last, 'updated_desc'), of) : null;
    return { items: items.map(staffTicketView), next };
  }

  async getTicket(ticketId: string, call: CallOptions): Promise<StaffTicket> {
    ensureWanted(call);
    return staffTicketView(await this.#find(ticketId));
  }

  async listEvents(
    ticketId: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
    call: CallOptions,
  ): Promise<Page<StaffEvent>> {
    ensureWanted(call);
    await this.#find(ticketId);
    const of = ['staff events', ticketId];
    const after = cursor === undefined ? undefined : await readCursor(cursor, staffPlaceSchema, of);
    const rows = await this.#repository.listStaffTimeline(ticketId, { after, limit: limit + 1 });
    const { items, last } = pageOf(rows, limit);
    const next = last ? await writeCursor(last.position, of) : null;
    return { items: items.map(({ entry }) => staffEntryView(entry)), next };
  }

  async reply(ticketId: string, reply: StaffReply, call: CallOptions): Promise<Stored<StaffEvent>> {
    ensureWanted(call);
    const { agent, clientId, status: to, attachmentIds: ids = [] } = reply;
    const body = bodyOf(reply);
    const dueAt = timeOf(reply.dueAt);
    const alertOf = await this.#alerts?.prepare();
    const change = await this.#repository.changeTicket({
      ticketId,
      viewer: staff,
      key: staffKey(clientId),
      fileIds: ids,
      decide: (ticket, files) => {
        const attachments = claimed(files, { ids, author: staffAuthor, limits: this.#limits });
        return {
          ...staffReply(ticket, { body, attachments, to, dueAt }, this.#actOn(ticket, agent)),
          alert: alertOf?.(ticket),
        };
      },
    });
    if (!change) throw notFound();
    return { value: staffEventView(ensureSameWords(change.events[0], body, ids)), replayed: change.replayed };
  }

  async addNote(
    ticketId: string,
    { agent, clientId, ...note }: NewNote,
    call: CallOptions,
  ): Promise<Stored<StaffEvent>> {
    ensureWanted(call);
    const text = cleanText(note.text);
    const stored = await this.#repository.addNote({
      id: this.#newId('nt'),
      ticketId,
      at: this.#now(),
      author: agentAuthor(agent),
      text,
      clientId: clientId ?? null,
    });
    if (!stored) throw notFound();
    if (stored.note.text !== text) throw mismatch();
    return { value: noteView(stored.note), replayed: stored.replayed };
  }

  async setStatus(ticketId: string, { to, agent, dueAt }: StaffStatus, call: CallOptions): Promise<StaffTicket> {
    ensureWanted(call);
    const alertOf = isNews(to) ? await this.#alerts?.prepare() : undefined;
    const change = await this.#repository.changeTicket({
      ticketId,
      viewer: staff,
      decide: (ticket) => {
        const move = staffStatus(ticket, to, timeOf(dueAt), this.#actOn(ticket, agent));
        return move && { ...move, alert: alertOf?.(ticket) };
      },
    });
    if (!change) throw notFound();
    return staffTicketView(change.ticket);
  }

  readonly #newEventId = () => this.#newId('ev');

  #actOn(ticket: TicketRecord, agent: Agent | undefined): Act {
    return { author: agentAuthor(agent), at: actTime(ticket, this.#now()), newEventId: this.#newEventId };
  }

  async #find(ticketId: string): Promise<TicketRecord> {
    const ticket = await this.#repository.findTicket(ticketId, staff);
    if (!ticket) throw notFound();
    return ticket;
  }

  async #ensureSameTicket(stored: TicketRecord, asked: NewTicketRecord, body: MessageBody): Promise<void> {
    if (stored.subject !== asked.subject || stored.owner !== asked.owner) throw mismatch();
    const events = await this.#repository.listEvents(stored.id, staff, { after: 0, limit: asked.events.length });
    ensureSameWords(
      events.find((event) => event.content.type === 'message'),
      body,
    );
  }
}

function openingRecord(ticket: NewTicket, body: MessageBody, act: Act, id: string): NewTicketRecord {
  const { customer } = ticket;
  const subject = cleanLine(ticket.subject);
  const name = cleanLine(customer.name ?? '');
  const events = openingEvents(body, act);
  return {
    id,
    key: staffKey(ticket.clientId),
    owner: ownerOf(customer),
    customer: {
      email: customer.email.toLowerCase(),
      subject: customer.subject,
      name: name || undefined,
      locale: customer.locale,
    },
    subject,
    status: 'open',
    at: act.at,
    searchText: foldText(subject),
    preview: { author: act.author, text: previewText(body.text), attachmentCount: 0 },
    // Customers have read their own words; what the team opens with is new to them.
    readSeq: ticket.from === 'customer' ? events.length : 0,
    events,
  };
}

function openerOf({ from, customer, agent }: NewTicket): StoredAuthor {
  if (from === 'support') return agentAuthor(agent);
  const name = cleanLine(customer.name ?? '');
  return { kind: 'customer', ...(name && { name }) };
}

function agentAuthor(agent: Agent | undefined): StoredAuthor {
  const name = cleanLine(agent?.name ?? '');
  return { kind: 'support', ...(name && { name }), ...(agent?.automated && { automated: true }) };
}

function bodyOf({ text, html }: { text: string; html?: string | undefined }): MessageBody {
  const plain = cleanText(text);
  return html === undefined ? { format: 'text', text: plain } : { format: 'html', html: cleanText(html), text: plain };
}

function timeOf(time: string | undefined): number | null {
  return time === undefined ? null : Date.parse(time);
}

function staffKey(clientId: string | undefined): EntryKey | undefined {
  return clientId === undefined ? undefined : { author: staffAuthor, clientId };
}
