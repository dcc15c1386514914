/**
 * What a conformance case stands on: ways to be a visitor, and a back door to be the team. There is no reset: every case
 * makes its own visitors and tickets, so that the list can also run against a real system that others use.
 */
import type { CallOptions, StaffDesk, SupportAdapter, SupportFeatures, TicketStatus } from '../../contract/index.ts';
import type { Backend, TestVisitor } from '../backend.ts';

/** A ticket as a case opens it for a visitor; without `subject` of the visitor it belongs to the address alone. */
export interface AgentTicket {
  customer: { email: string; subject?: string; name?: string };
  subject: string;
  text: string;
  from?: 'customer' | 'support';
}

/** An answer of the team. */
interface AgentReply {
  text: string;
  html?: string;
  agent?: string;
  status?: TicketStatus;
  dueAt?: string;
  /** Only where the door says so. */
  files?: readonly { name: string; file: Blob }[];
}

/** The back door: acts as the team, outside of what is tested. */
interface AgentDoor {
  openTicket(ticket: AgentTicket): Promise<{ id: string; number: string }>;
  reply(ticketId: string, reply: AgentReply): Promise<void>;
  setStatus(ticketId: string, to: TicketStatus): Promise<void>;
  /** Left out where a system has no notes among the team. */
  addNote?: (ticketId: string, text: string) => Promise<void>;
  /** The team's replies may carry files. */
  sendsFiles?: boolean;
}

/** What is mailed to a customer, as whoever reads that mailbox sees it. */
export interface GuestMailbox {
  /** The token of a link to this ticket, mailed to its customer. */
  linkTo(ticketId: string): Promise<string>;
  /** The codes that came to this address since the last look, oldest first. */
  codesFor(email: string): Promise<string[]>;
  /** The adapter of a browser in which nobody is signed in and nobody was before. */
  newBrowser(): SupportAdapter;
}

/** Everything that an author supplies to have an adapter checked. */
export interface World {
  adapterFor(visitor: TestVisitor): SupportAdapter;
  anonymous(): SupportAdapter;
  asAgent: AgentDoor;
  /** The adapter of a visitor whose identity was good and has run out. */
  expiredAdapter?(visitor: TestVisitor): SupportAdapter;
  /** What a browser gets at an address that an adapter handed out; `fetch` unless told. */
  open?(url: string): Promise<Response>;
  /** Left out where nobody comes in by a mailed link. */
  guest?: GuestMailbox;
  /** The adapter of somebody who claims to be this visitor and cannot prove it. */
  forgedAdapter?(visitor: TestVisitor): SupportAdapter;
}

/** What a case cannot run without: a feature of the configuration, or a part of the world. */
export type Need = keyof SupportFeatures | 'notes' | 'expired' | 'forged' | 'guest' | 'files' | 'agent-files';

/** One thing that every adapter does. The id is stable; `run` throws when it is not so. */
export interface ConformanceCase {
  id: string;
  title: string;
  needs?: readonly Need[];
  run(world: World): Promise<void>;
}

/** Options of a call that nobody gives up. */
export function calmCall(): CallOptions {
  return { signal: new AbortController().signal, locale: 'en' };
}

/** The world of a backend in this process. */
export function backendWorld(backend: Backend): World {
  const { staffDesk } = backend;
  return {
    adapterFor: (visitor) => backend.adapterFor(visitor),
    anonymous: () => backend.anonymousAdapter(),
    expiredAdapter: (visitor) => backend.expiredAdapter(visitor),
    forgedAdapter: (visitor) => backend.forgedAdapter(visitor),
    open: (url) => backend.handler(new Request(url)),
    guest: {
      linkTo: (ticketId) => backend.linkTo(ticketId),
      codesFor: (email) => backend.codesFor(email),
      newBrowser: () => backend.anonymousAdapter({ guestStorage: 'memory' }),
    },
    asAgent: {
      openTicket: async ({ from = 'customer', ...ticket }) =>
        (await staffDesk.openTicket({ ...ticket, from }, calmCall())).value,
      sendsFiles: true,
      reply: async (ticketId, { agent, files = [], ...reply }) => {
        const attachmentIds: string[] = [];
        for (const { name, file } of files) attachmentIds.push(await sendAsTeam(staffDesk, ticketId, name, file));
        const signed = agent && { agent: { name: agent } };
        await staffDesk.reply(ticketId, { ...reply, attachmentIds, ...signed }, calmCall());
      },
      setStatus: async (ticketId, to) => {
        await staffDesk.setStatus(ticketId, { to }, calmCall());
      },
      addNote: async (ticketId, text) => {
        await staffDesk.addNote(ticketId, { text }, calmCall());
      },
    },
  };
}

async function sendAsTeam({ files }: StaffDesk, ticketId: string, name: string, file: Blob): Promise<string> {
  const clientId = crypto.randomUUID();
  const upload = { clientId, name, mediaType: file.type, size: file.size };
  await files?.start(ticketId, upload, calmCall());
  const sent = await files?.append(ticketId, clientId, { offset: 0, bytes: file.stream() }, calmCall());
  if (!sent?.attachment) throw new Error('The file of the team did not arrive.');
  return sent.attachment.id;
}
