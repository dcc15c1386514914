/**
 * Unsent words, per ticket. What stands in the box, files included, is the draft; what was handed over is a bubble until
 * the server has it. Words are never lost and never doubled: a bubble that could not be sent stays until the customer
 * sends it again, edits it or discards it, and the same words go out again under the same key, because the first try may
 * have arrived with only its answer lost. What sends them (`reply-sender.ts`) comes with whoever hands words over or
 * brings them back.
 */
import type { TicketMessage } from '../contract/message.ts';
import { hasBubble, withoutBubble, withoutFiles } from './bubbles.ts';
import { type Cell, createCell } from './cell.ts';
import type { PartContext } from './part.ts';
import { withoutLeading } from './reply-words.ts';
import type { RepliesSlice, ReplyOutcome, ReplySnapshot } from './slices.ts';

export interface OwnRepliesSlice extends RepliesSlice {
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
  /** Who waits for what becomes of a bubble. */
  readonly waiting: Map<string, (message: TicketMessage | undefined) => void>;
}

const untouched: ReplySnapshot = Object.freeze({
  draft: '',
  files: Object.freeze([]),
  outgoing: Object.freeze([]),
  failure: undefined,
  discarded: undefined,
  returned: undefined,
});

export function createRepliesSlice(context: PartContext, events: RepliesEvents): OwnRepliesSlice {
  const replies = new Map<string, Reply>();
  const listeners = new Set<(outcome: ReplyOutcome) => void>();

  function replyTo(ticketId: string): Reply {
    const reply: Reply = replies.get(ticketId) ?? {
      ticketId,
      cell: createCell(untouched, context.changes),
      waiting: new Map(),
    };
    replies.set(ticketId, reply);
    return reply;
  }

  function change(reply: Reply, part: Partial<ReplySnapshot>): void {
    context.changes.batch(() => {
      reply.cell.set({ ...reply.cell.value, ...part });
      const { draft, files, outgoing } = reply.cell.value;
      const isHeld = outgoing.some(({ state }) => state !== 'sending');
      context.mark(reply.ticketId, isHeld ? 'not_sent' : draft.trim() || files[0] ? 'draft' : undefined);
    });
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

  /** The server has these words: they leave the bubbles, and the draft if they had come back to it. */
  function arrive(reply: Reply, clientId: string, message: TicketMessage): void {
    const { draft, files, outgoing, discarded, returned } = reply.cell.value;
    const part = returned?.clientId === clientId ? { returned: undefined } : undefined;
    if (hasBubble(outgoing, clientId)) {
      context.changes.batch(() => {
        remove(reply, clientId, part);
        events.sent(reply.ticketId, message);
      });
      settle(reply, clientId, { message });
    } else if (part) {
      change(reply, {
        ...part,
        draft: withoutLeading(returned?.text ?? '', draft),
        files: withoutFiles(files, returned?.files),
        failure: undefined,
      });
    } else if (discarded?.clientId === clientId) {
      change(reply, { discarded: undefined });
    }
  }

  return {
    tickets: () => replies.keys(),
    of: (ticketId) => replies.get(ticketId)?.cell.value ?? untouched,
    restore: (ticketId, part) => change(replyTo(ticketId), part),
    edit(ticketId, draft) {
      const reply = replyTo(ticketId);
      if (draft !== reply.cell.value.draft) change(reply, { draft, failure: undefined });
    },
    handOver(ticketId, bubbles) {
      const reply = replyTo(ticketId);
      change(reply, { draft: '', files: [], outgoing: [...reply.cell.value.outgoing, ...bubbles], failure: undefined });
      const last = Promise.withResolvers<TicketMessage | undefined>();
      reply.waiting.set(bubbles.at(-1)?.clientId ?? '', last.resolve);
      return last.promise;
    },
    drop(ticketId, clientId, part) {
      const reply = replyTo(ticketId);
      remove(reply, clientId, part);
      settle(reply, clientId, {});
    },
    stored: (ticketId, clientId, message) => arrive(replyTo(ticketId), clientId, message),
    failed(ticketId, clientIds, failure, part) {
      const reply = replyTo(ticketId);
      change(reply, part);
      for (const id of clientIds) settle(reply, id, { failure });
    },
    doubt: (ticketId) => events.doubted(ticketId),
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
        change(reply, untouched);
        for (const resolve of reply.waiting.values()) resolve(undefined);
      }
      replies.clear();
    },
  };
}
