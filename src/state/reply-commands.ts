/**
 * What an author can do with a reply: send it, and whatever there is to do when it is not sent. Nobody can before the
 * conversation stands, so this comes with the buttons.
 */
import { SupportError } from '../contract/errors.ts';
import type { TicketMessage } from '../contract/message.ts';
import { hasBubble, idsOf, withBubbles } from './bubbles.ts';
import { repliesOf } from './conversations.ts';
import type { PartContext, StorePart } from './part.ts';
import { faultOf, partsOf, restOf } from './reply-parts.ts';
import { sendReplies } from './reply-sender.ts';
import { joined } from './reply-words.ts';
import type { OutgoingReply, RepliesSlice, ReplySnapshot, SupportStore } from './slices.ts';

export interface ReplyCommands extends StorePart {
  /** Sends the draft. Resolves with the message, or with `undefined` when it was not sent. */
  send(ticketId: string): Promise<TicketMessage | undefined>;
  /** Sends a failed reply again, under the same key; failed ones before it go first. */
  retry(ticketId: string, clientId: string): void;
  /** Puts words and files of a reply that was not sent back into the box, before those that are there. */
  takeBack(ticketId: string, clientId: string): void;
  /** Throws a reply that was not sent away; `undoDiscard` brings it back for a few seconds. */
  discard(ticketId: string, clientId: string): void;
  undoDiscard(ticketId: string): void;
}

/** How long something that was discarded can be had back. */
export const undoMs = 8_000;

export function replyCommandsOf(store: SupportStore): ReplyCommands {
  sendReplies(store);
  return store.part('reply commands', (context) => createReplyCommands(context, repliesOf(store)));
}

function createReplyCommands(context: PartContext, replies: RepliesSlice): ReplyCommands {
  const undoTimers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Does something with a bubble that is not under way just now. */
  function withHeld(ticketId: string, clientId: string, act: (bubble: OutgoingReply) => void): void {
    const bubble = replies.of(ticketId).outgoing.find((one) => one.clientId === clientId);
    if (bubble && bubble.state !== 'sending') act(bubble);
  }

  return {
    send(ticketId) {
      const { draft, files, outgoing, returned } = replies.of(ticketId);
      const whole = { text: draft.trim(), files };
      // The second half of a double press: the words are on their way already.
      const isEmpty = whole.text === '' && files.length === 0;
      if (isEmpty && outgoing.some(({ state }) => state !== 'failed')) return Promise.resolve(undefined);
      const failure = faultOf(whole, context.longestMessage());
      if (failure) {
        replies.restore(ticketId, { failure });
        return Promise.resolve(undefined);
      }
      const startedAt = context.now();
      const state = context.online.holds() ? 'sending' : 'queued';
      const parts = partsOf(whole, returned, () => context.newId());
      return replies.handOver(
        ticketId,
        parts.map((part): OutgoingReply => ({ ...part, startedAt, state })),
      );
    },
    retry: (ticketId, clientId) =>
      withHeld(ticketId, clientId, (bubble) => {
        const { outgoing } = replies.of(ticketId);
        const upTo = outgoing.slice(0, outgoing.indexOf(bubble) + 1).filter(({ state }) => state === 'failed');
        replies.restore(ticketId, {
          outgoing: withBubbles(outgoing, idsOf(upTo), { state: 'sending', failure: undefined }),
        });
      }),
    takeBack: (ticketId, clientId) =>
      withHeld(ticketId, clientId, ({ text, files = [], startedAt, isInDoubt = false }) => {
        const { apart, ...now } = withoutDoubt(replies.of(ticketId));
        const returned = { clientId, text, files, isInDoubt };
        context.changes.batch(() => {
          const draft = joined([text, now.draft]);
          replies.drop(ticketId, clientId, { draft, files: [...files, ...now.files], failure: undefined, returned });
          if (apart)
            replies.restore(ticketId, { outgoing: [{ ...apart, startedAt }, ...replies.of(ticketId).outgoing] });
        });
      }),
    discard: (ticketId, clientId) =>
      withHeld(ticketId, clientId, (bubble) => {
        clearTimeout(undoTimers.get(ticketId));
        replies.drop(ticketId, clientId, { discarded: bubble });
        const isOver = () => replies.restore(ticketId, { discarded: undefined });
        undoTimers.set(ticketId, setTimeout(isOver, undoMs));
      }),
    undoDiscard(ticketId) {
      const { discarded, outgoing } = replies.of(ticketId);
      if (!discarded) return;
      clearTimeout(undoTimers.get(ticketId));
      const isBack = hasBubble(outgoing, discarded.clientId);
      const back = isBack ? [...outgoing] : [...outgoing, { ...discarded, state: 'failed' as const }];
      replies.restore(ticketId, {
        outgoing: back.sort((one, other) => one.startedAt - other.startedAt),
        discarded: undefined,
      });
    },
    refreshShown: () => Promise.resolve(),
    clear() {
      for (const timer of undoTimers.values()) clearTimeout(timer);
      undoTimers.clear();
    },
  };
}

/** The box knows one key: what came back into it before, and may have arrived, becomes a bubble again and keeps its own. */
function withoutDoubt({ draft, files, returned }: ReplySnapshot) {
  const rest = returned?.isInDoubt ? restOf({ text: draft.trim(), files }, returned) : undefined;
  if (!returned || !rest) return { draft, files };
  const failure = new SupportError('The answer never came.', { code: 'timeout' });
  return { draft: rest.text, files: rest.files, apart: { ...returned, state: 'failed' as const, failure } };
}
