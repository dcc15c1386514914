/**
 * Unsent words, per ticket. What stands in the box is the draft; what was handed over is a bubble until the server has
 * it. Words are never lost and never doubled: a bubble that could not be sent stays until the customer sends it again,
 * edits it or discards it, and the same words go out again under the same key, because the first try may have arrived
 * with only its answer lost.
 */
import type { SupportError } from '../contract/errors.ts';
import type { TicketMessage, TimelineEvent } from '../contract/message.ts';
import { hasBubble, idsOf, unsentBubbles, withBubbles, withoutBubble } from './bubbles.ts';
import { type Cell, createCell } from './cell.ts';
import { deliver } from './delivery.ts';
import { type Lane, createLane } from './lane.ts';
import type { PartContext } from './part.ts';
import { isForTheBox, joined, maybeStored, withoutLeading } from './reply-words.ts';
import type { OutgoingReply, RepliesSlice, ReplyOutcome, ReplySnapshot } from './slices.ts';

export interface OwnRepliesSlice extends RepliesSlice {
  /** Events that are in a timeline now: a bubble among them has become a message. */
  arrived(ticketId: string, events: readonly TimelineEvent[]): void;
  clear(): void;
}

export interface RepliesEvents {
  /** Called within the change that removes the bubble. */
  sent(ticketId: string, message: TicketMessage): void;
  /** Whether the server has the words, or what it thinks of the ticket, is to be looked up. */
  doubted(ticketId: string): void;
}

interface Reply {
  readonly ticketId: string;
  readonly cell: Cell<ReplySnapshot>;
  readonly lane: Lane;
  /** True while somebody works off the bubbles: one request at a time keeps the order. */
  isSending: boolean;
  /** Who waits for what becomes of a bubble. */
  readonly waiting: Map<string, (message: TicketMessage | undefined) => void>;
}

const untouched: ReplySnapshot = Object.freeze({
  draft: '',
  outgoing: Object.freeze([]),
  failure: undefined,
  discarded: undefined,
  returned: undefined,
});

export function createRepliesSlice(context: PartContext, events: RepliesEvents): OwnRepliesSlice {
  const replies = new Map<string, Reply>();
  const listeners = new Set<(outcome: ReplyOutcome) => void>();
  let beforeSending: ((ticketId: string) => Promise<unknown>) | undefined;

  function replyTo(ticketId: string): Reply {
    const reply: Reply = replies.get(ticketId) ?? {
      ticketId,
      cell: createCell(untouched, context.changes),
      lane: createLane(context),
      isSending: false,
      waiting: new Map(),
    };
    replies.set(ticketId, reply);
    return reply;
  }

  function change(reply: Reply, part: Partial<ReplySnapshot>): void {
    context.changes.batch(() => {
      reply.cell.set({ ...reply.cell.value, ...part });
      const { draft, outgoing } = reply.cell.value;
      const isHeld = outgoing.some(({ state }) => state !== 'sending');
      context.mark(reply.ticketId, isHeld ? 'not_sent' : draft.trim() ? 'draft' : undefined);
    });
  }

  function changeBubbles(reply: Reply, clientIds: readonly string[], part: Partial<OutgoingReply>): void {
    change(reply, { outgoing: withBubbles(reply.cell.value.outgoing, clientIds, part) });
  }

  /** Takes the bubble off the line. */
  function remove(reply: Reply, clientId: string, part: Partial<ReplySnapshot> = {}): void {
    change(reply, { ...part, outgoing: withoutBubble(reply.cell.value.outgoing, clientId) });
  }

  function settle(reply: Reply, clientId: string, outcome: Pick<ReplyOutcome, 'message' | 'failure'>): void {
    reply.waiting.get(clientId)?.(outcome.message);
    reply.waiting.delete(clientId);
    for (const listener of [...listeners]) listener({ ticketId: reply.ticketId, clientId, ...outcome });
  }

  async function workOff(reply: Reply): Promise<void> {
    if (reply.isSending) return;
    reply.isSending = true;
    const next = () => unsentBubbles(reply.cell.value.outgoing)[0];
    for (let bubble = next(); bubble; bubble = next()) {
      await beforeSending?.(reply.ticketId);
      await sendOne(reply, bubble);
    }
    reply.isSending = false;
  }

  async function sendOne(reply: Reply, { clientId, text }: OutgoingReply): Promise<void> {
    const failure = await deliver({
      context,
      lane: reply.lane,
      isWanted: () => hasBubble(reply.cell.value.outgoing, clientId),
      held: (isHeld) => changeBubbles(reply, idsToSend(reply), { state: isHeld ? 'queued' : 'sending' }),
      call: (options) => context.adapter.sendMessage(reply.ticketId, { clientId, text, attachmentIds: [] }, options),
      stored: (message) => arrive(reply, clientId, message),
    });
    if (failure && hasBubble(reply.cell.value.outgoing, clientId)) fail(reply, failure);
  }

  function fail(reply: Reply, failure: SupportError): void {
    // All that waits behind it fails with it: a later reply must not arrive before an earlier one.
    const failed = idsToSend(reply);
    if (isForTheBox(failure)) giveBack(reply, failure);
    else changeBubbles(reply, failed, { state: 'failed', failure });
    for (const id of failed) settle(reply, id, { failure });
    if (maybeStored(failure) || failure.code === 'ticket_closed' || failure.code === 'conflict') {
      events.doubted(reply.ticketId);
    }
  }

  /** The words themselves or the way in have to change: they belong into the box, not into a bubble. */
  function giveBack(reply: Reply, failure: SupportError): void {
    const { draft, outgoing } = reply.cell.value;
    const [first] = outgoing;
    const isInDoubt = first?.state === 'failed' && maybeStored(first.failure);
    const returned = failure.code === 'idempotency_mismatch' || !first ? undefined : { ...first, isInDoubt };
    change(reply, { draft: joined([...outgoing.map(({ text }) => text), draft]), outgoing: [], failure, returned });
  }

  /** The server has these words: they leave the bubbles, and the draft if they had come back to it. */
  function arrive(reply: Reply, clientId: string, message: TicketMessage): void {
    const { draft, outgoing, discarded, returned } = reply.cell.value;
    const part = returned?.clientId === clientId ? { returned: undefined } : undefined;
    if (hasBubble(outgoing, clientId)) {
      context.changes.batch(() => {
        remove(reply, clientId, part);
        events.sent(reply.ticketId, message);
      });
      settle(reply, clientId, { message });
    } else if (part) {
      change(reply, { ...part, draft: withoutLeading(returned?.text ?? '', draft), failure: undefined });
    } else if (discarded?.clientId === clientId) {
      change(reply, { discarded: undefined });
    }
  }

  return {
    tickets: () => replies.keys(),
    of: (ticketId) => replies.get(ticketId)?.cell.value ?? untouched,
    restore(ticketId, part) {
      const reply = replyTo(ticketId);
      change(reply, part);
      void workOff(reply);
    },
    awaitBeforeSending: (keep) => (beforeSending = keep),
    edit(ticketId, draft) {
      const reply = replyTo(ticketId);
      if (draft !== reply.cell.value.draft) change(reply, { draft, failure: undefined });
    },
    handOver(ticketId, bubbles) {
      const reply = replyTo(ticketId);
      change(reply, { draft: '', outgoing: [...reply.cell.value.outgoing, ...bubbles], failure: undefined });
      const last = Promise.withResolvers<TicketMessage | undefined>();
      reply.waiting.set(bubbles.at(-1)?.clientId ?? '', last.resolve);
      void workOff(reply);
      return last.promise;
    },
    drop(ticketId, clientId, part) {
      const reply = replyTo(ticketId);
      remove(reply, clientId, part);
      settle(reply, clientId, {});
    },
    onSettled(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    arrived(ticketId, timeline) {
      const reply = replies.get(ticketId);
      if (!reply) return;
      for (const event of timeline) {
        if (event.type === 'message' && event.clientId) arrive(reply, event.clientId, event);
      }
    },
    clear() {
      for (const reply of replies.values()) {
        reply.lane.stop();
        change(reply, untouched);
        for (const resolve of reply.waiting.values()) resolve(undefined);
      }
      replies.clear();
    },
  };
}

function idsToSend({ cell }: Reply): string[] {
  return idsOf(unsentBubbles(cell.value.outgoing));
}
