/**
 * Works off the bubbles, one request at a time, so that the order is kept. Nothing is to be sent before somebody hands
 * words over or brings them back, so this comes with those.
 */
import type { SupportError } from '../contract/errors.ts';
import { filesOf, hasBubble, idsOf, unsentBubbles, withBubbles } from './bubbles.ts';
import { repliesOf } from './conversations.ts';
import { deliver } from './delivery.ts';
import { createLane, type Lane } from './lane.ts';
import type { PartContext, StorePart } from './part.ts';
import { isForTheBox, joined, maybeStored } from './reply-words.ts';
import type { OutgoingReply, RepliesSlice, ReplySnapshot, SupportStore } from './slices.ts';

export interface ReplySender extends StorePart {
  /** Each reply waits for `keep` before it goes out. */
  awaitBeforeSending(keep: (ticketId: string) => Promise<unknown>): void;
}

/** From now on bubbles of this store go out by themselves. The same again for the same store. */
export function sendReplies(store: SupportStore): ReplySender {
  return store.part('reply sender', (context) => createReplySender(context, repliesOf(store)));
}

function createReplySender(context: PartContext, replies: RepliesSlice): ReplySender {
  /** By ticket, while somebody works off its bubbles. */
  const lanes = new Map<string, Lane>();
  let beforeSending: ((ticketId: string) => Promise<unknown>) | undefined;

  function follow(): void {
    for (const ticketId of replies.tickets()) if (nextOf(ticketId) && !lanes.has(ticketId)) void workOff(ticketId);
  }

  function nextOf(ticketId: string): OutgoingReply | undefined {
    return unsentBubbles(replies.of(ticketId).outgoing)[0];
  }

  async function workOff(ticketId: string): Promise<void> {
    const lane = createLane(context);
    lanes.set(ticketId, lane);
    for (let bubble = nextOf(ticketId); bubble && lanes.get(ticketId) === lane; bubble = nextOf(ticketId)) {
      // Everybody has heard of the bubble by then, also whoever keeps it.
      await Promise.resolve();
      await beforeSending?.(ticketId);
      await sendOne(ticketId, lane, bubble);
    }
    if (lanes.get(ticketId) === lane) lanes.delete(ticketId);
  }

  async function sendOne(ticketId: string, lane: Lane, bubble: OutgoingReply): Promise<void> {
    const { clientId, text, files = [] } = bubble;
    const attachmentIds = files.flatMap(({ attachment }) => attachment?.id ?? []);
    const isWanted = () => hasBubble(replies.of(ticketId).outgoing, clientId);
    const failure = await deliver({
      context,
      lane,
      isWanted,
      held: (isHeld) =>
        replies.restore(ticketId, { outgoing: unsentAs(ticketId, { state: isHeld ? 'queued' : 'sending' }) }),
      call: (options) => context.adapter.sendMessage(ticketId, { clientId, text, attachmentIds }, options),
      stored: (message) => replies.stored(ticketId, clientId, message),
      doubted: () =>
        replies.restore(ticketId, {
          outgoing: withBubbles(replies.of(ticketId).outgoing, [clientId], { isInDoubt: true }),
        }),
    });
    if (failure && isWanted()) fail(ticketId, failure);
  }

  function fail(ticketId: string, failure: SupportError): void {
    // All that waits behind it fails with it: a later reply must not arrive before an earlier one.
    const failed = idsOf(unsentBubbles(replies.of(ticketId).outgoing));
    const part = isForTheBox(failure)
      ? givenBack(replies.of(ticketId), failure)
      : { outgoing: unsentAs(ticketId, { state: 'failed', failure }) };
    replies.failed(ticketId, failed, failure, part);
    if (maybeStored(failure) || failure.code === 'ticket_closed' || failure.code === 'conflict')
      replies.doubt(ticketId);
  }

  function unsentAs(ticketId: string, part: Partial<OutgoingReply>): readonly OutgoingReply[] {
    const { outgoing } = replies.of(ticketId);
    return withBubbles(outgoing, idsOf(unsentBubbles(outgoing)), part);
  }

  const stop = context.changes.subscribe(follow);
  follow();

  return {
    awaitBeforeSending: (keep) => (beforeSending = keep),
    refreshShown: () => Promise.resolve(),
    clear() {
      for (const lane of lanes.values()) lane.stop();
      lanes.clear();
      if (context.isOver()) stop();
    },
  };
}

/** The reply itself or the way in has to change: words and files belong into the box, not into a bubble. */
function givenBack({ draft, files, outgoing }: ReplySnapshot, failure: SupportError): Partial<ReplySnapshot> {
  const [first] = outgoing;
  const isInDoubt = first?.isInDoubt === true;
  // The box knows one key. Others that may have arrived keep theirs, and what stands behind them keeps its place.
  const held = outgoing.findIndex((one) => one !== first && one.isInDoubt);
  const back = held < 0 ? outgoing : outgoing.slice(0, held);
  return {
    draft: joined([...back.map(({ text }) => text), draft]),
    files: [...filesOf(back), ...files],
    outgoing: outgoing.slice(back.length).map((one) => ({ ...one, state: 'failed' as const, failure })),
    failure,
    returned: failure.code === 'idempotency_mismatch' || !first ? undefined : { ...first, isInDoubt },
  };
}
