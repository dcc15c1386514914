/**
 * Unsent words, per ticket. What stands in the box is the draft; what was handed over is a bubble until the server has
 * it. Words are never lost and never doubled: a send that failed gives them back to the draft, and the same words go out
 * again under the same key, because the first try may have arrived with only its answer lost.
 */
import { SupportError, type SupportErrorCode } from '../contract/errors.ts';
import type { TicketMessage, TimelineEvent } from '../contract/message.ts';
import { type Cell, createCell } from './cell.ts';
import { type Lane, type StoreContext, createLane } from './lane.ts';
import type { OutgoingReply, RepliesSlice, ReplySnapshot } from './slices.ts';

export interface OwnRepliesSlice extends RepliesSlice {
  /** Events that are in a timeline now: a bubble among them has become a message. */
  arrived(ticketId: string, events: readonly TimelineEvent[]): void;
  clear(): void;
}

export interface RepliesOptions {
  now(): number;
  newId(): string;
  /** UTF-16 code units; `undefined` while the config is not known. */
  longestMessage(): number | undefined;
  /** Called within the change that removes the bubble. */
  sent(ticketId: string, message: TicketMessage): void;
  /** The server refused because the ticket is not what this page believes. */
  refused(ticketId: string): void;
}

type KeyedWords = Pick<OutgoingReply, 'clientId' | 'text'>;

interface Reply {
  readonly cell: Cell<ReplySnapshot>;
  readonly lane: Lane;
  /** Settles when everything handed over so far is settled: one request at a time keeps the order. */
  line: Promise<unknown>;
  /** Words that came back, under the key that they went out with; in doubt where the server may have them all the same. */
  returned: (KeyedWords & { readonly isInDoubt: boolean }) | undefined;
  /** Messages that showed up in the timeline before their own request was answered. */
  readonly overtaken: Map<string, TicketMessage>;
}

const untouched: ReplySnapshot = Object.freeze({ draft: '', outgoing: Object.freeze([]), failure: undefined });
const paragraph = '\n\n';
/** After these only the answer is known to be missing. */
const maybeStored: ReadonlySet<SupportErrorCode> = new Set(['offline', 'timeout', 'aborted', 'unavailable', 'unknown']);

export function createRepliesSlice(context: StoreContext, options: RepliesOptions): OwnRepliesSlice {
  const replies = new Map<string, Reply>();

  function replyTo(ticketId: string): Reply {
    const known = replies.get(ticketId);
    if (known) return known;
    const cell = createCell(untouched, context.changes);
    const lane = createLane(context);
    const reply: Reply = { cell, lane, line: Promise.resolve(), returned: undefined, overtaken: new Map() };
    replies.set(ticketId, reply);
    return reply;
  }

  function edit(ticketId: string, draft: string): void {
    const { cell } = replyTo(ticketId);
    if (draft !== cell.value.draft) cell.set({ ...cell.value, draft, failure: undefined });
  }

  async function send(ticketId: string): Promise<TicketMessage | undefined> {
    const reply = replyTo(ticketId);
    const { cell } = reply;
    const text = cell.value.draft.trim();
    // The second half of a double press: the words are on their way already.
    if (text === '' && cell.value.outgoing.length > 0) return undefined;
    const failure = faultOf(text, options.longestMessage());
    if (failure) {
      cell.set({ ...cell.value, failure });
      return undefined;
    }
    const startedAt = options.now();
    const bubbles = partsOf(text, reply.returned, () => options.newId()).map(({ clientId, text }) => ({
      clientId,
      text,
      startedAt,
    }));
    cell.set({ draft: '', outgoing: [...cell.value.outgoing, ...bubbles], failure: undefined });
    let sent: Promise<TicketMessage | undefined> = Promise.resolve(undefined);
    for (const bubble of bubbles) {
      sent = reply.line.then(() => deliver(ticketId, reply, bubble));
      reply.line = sent;
    }
    return sent;
  }

  async function deliver(
    ticketId: string,
    reply: Reply,
    { clientId, text }: OutgoingReply,
  ): Promise<TicketMessage | undefined> {
    let message: TicketMessage | undefined;
    if (isOutgoing(reply, clientId)) {
      await reply.lane.run(
        (call) => context.adapter.sendMessage(ticketId, { clientId, text, attachmentIds: [] }, call),
        (outcome) => {
          if (!outcome.ok) return giveBack(ticketId, reply, outcome.error);
          message = outcome.value;
          settleArrived(reply, clientId, message);
          options.sent(ticketId, message);
        },
      );
    }
    message ??= reply.overtaken.get(clientId);
    reply.overtaken.delete(clientId);
    return message;
  }

  /** All that waits comes back, not only what failed: a later reply must not arrive before an earlier one. */
  function giveBack(ticketId: string, reply: Reply, failure: SupportError): void {
    const { draft, outgoing } = reply.cell.value;
    const [first] = outgoing;
    // The message is there after all: it came with a refresh while its own request was failing.
    if (!first) return;
    const isInDoubt = maybeStored.has(failure.code);
    reply.returned = failure.code === 'idempotency_mismatch' ? undefined : { ...first, isInDoubt };
    const words = [...outgoing.map(({ text }) => text), ...(draft.trim() === '' ? [] : [draft])];
    reply.cell.set({ draft: words.join(paragraph), outgoing: [], failure });
    if (failure.code === 'ticket_closed' || failure.code === 'conflict') options.refused(ticketId);
  }

  function arrived(ticketId: string, events: readonly TimelineEvent[]): void {
    const reply = replies.get(ticketId);
    if (!reply) return;
    for (const event of events) {
      if (event.type === 'message' && event.clientId) settleArrived(reply, event.clientId, event);
    }
  }

  /** The server has these words: they leave the bubbles, and the draft if they had come back to it. */
  function settleArrived(reply: Reply, clientId: string, message: TicketMessage): void {
    const { cell, returned } = reply;
    if (isOutgoing(reply, clientId)) {
      reply.overtaken.set(clientId, message);
      const outgoing = cell.value.outgoing.filter((bubble) => bubble.clientId !== clientId);
      cell.set({ ...cell.value, outgoing });
    } else if (returned?.clientId === clientId && isLeading(returned.text, cell.value.draft)) {
      const draft = cell.value.draft.slice(returned.text.length).trimStart();
      cell.set({ ...cell.value, draft, failure: undefined });
    }
    if (returned?.clientId === clientId) reply.returned = undefined;
  }

  return {
    of: (ticketId) => replies.get(ticketId)?.cell.value ?? untouched,
    edit,
    send,
    arrived,
    clear() {
      for (const { cell, lane } of replies.values()) {
        lane.stop();
        cell.set(untouched);
      }
      replies.clear();
    },
  };
}

/**
 * The replies that a draft is. Words that came back go out under their own key, and what was written after them is a
 * reply of its own where the server may have the first already: as one text they would stand there twice.
 */
function partsOf(text: string, returned: Reply['returned'], newId: () => string): KeyedWords[] {
  if (returned?.text === text) return [returned];
  if (!returned?.isInDoubt || !text.startsWith(returned.text + paragraph)) return [{ clientId: newId(), text }];
  return [returned, { clientId: newId(), text: text.slice(returned.text.length).trim() }];
}

function isOutgoing({ cell }: Reply, clientId: string): boolean {
  return cell.value.outgoing.some((bubble) => bubble.clientId === clientId);
}

/** True where the draft is these words, or these words and a paragraph after them. */
function isLeading(text: string, draft: string): boolean {
  return draft.trim() === text || draft.startsWith(text + paragraph);
}

function faultOf(text: string, longest = Infinity): SupportError | undefined {
  if (text === '') return fault('There is nothing to send.', 'required');
  if (text.length > longest) return fault(`The reply is longer than ${longest} characters.`, 'too_long');
  return undefined;
}

function fault(message: string, code: string): SupportError {
  return new SupportError(message, { code: 'validation', fields: [{ pointer: '/text', code }] });
}
