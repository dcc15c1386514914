/**
 * The conversation as lines to draw: days, the mark of what is new, messages, system events, and replies that the server
 * does not have yet. What did not change is the same object as before, lines and blocks of lines alike, so that nobody
 * has to look into them.
 */
import type { NoteEvent, StatusEvent, TicketMessage, TimelineEvent } from '../../contract/message.ts';
import type { OutgoingReply, Timeline } from '../../state/support-store.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';

/** `day` tells calendar days apart. */
export interface MessageLine {
  readonly kind: 'message';
  /** Stays the same when a reply on its way becomes a message, so that its bubble stays where it is. */
  readonly key: string;
  readonly day: string;
  readonly message: TicketMessage;
  /** Only until the server has it. */
  readonly reply?: OutgoingReply;
  /** It goes out by itself: nobody has to decide about it. */
  readonly isSending: boolean;
  /** The last words of the customer: how far these came is of interest. */
  readonly isLastOwn: boolean;
}

interface EventLine {
  readonly kind: 'event';
  readonly key: string;
  readonly day: string;
  readonly event: StatusEvent | NoteEvent;
}

export type ThreadLine =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'discarded'; readonly key: string; readonly clientId: string }
  | MessageLine
  | EventLine;

/** Lines that came together. Those of a page that was read long ago never change again. */
export interface LineBlock {
  readonly key: string;
  readonly lines: readonly ThreadLine[];
}

/** Replies that the server does not have yet. */
interface Unsent {
  readonly outgoing: readonly OutgoingReply[];
  readonly discarded: OutgoingReply | undefined;
}

interface Language {
  words: Words;
  formats: Formats;
}

const noBlocks: readonly LineBlock[] = [];

/** Keeps the lines as one and the same object until something in them changes: that is how others see a change. */
export class LineMemo {
  lines: readonly ThreadLine[] = [];
  blocks = noBlocks;
  #drawnFrom: readonly unknown[] = [];
  /** Events that were the first one once: earlier ones came in above them. */
  readonly #starts = new Set<string>();
  readonly #days = new Map<string, ThreadLine>();

  draw(timeline: Timeline | undefined, { outgoing, discarded }: Unsent, language: Language): void {
    const from = [timeline, outgoing, discarded, language.words];
    if (from.every((part, place) => part === this.#drawnFrom[place])) return;
    if (language.words !== this.#drawnFrom[3]) this.#days.clear();
    this.#drawnFrom = from;
    const first = timeline?.items[0];
    if (first) this.#starts.add(first.id);
    const replies = inOrder(outgoing, discarded);
    const before = new Map(this.blocks.map((block) => [block.key, block]));
    const blocks = timeline
      ? blocksOf(timeline, replies, this.#starts, (day, at) => this.#dayLine(day, at, language))
      : noBlocks;
    this.blocks = blocks.map((block) => reused(before.get(block.key), block));
    this.lines = this.blocks.flatMap(({ lines }) => lines);
  }

  /** A day is formatted once for as long as it is as far from today: that is the costly part of a long thread. */
  #dayLine(day: string, at: string, { words, formats }: Language): ThreadLine {
    const id = `${day} ${new Date().toDateString()}`;
    const known = this.#days.get(id);
    if (known) return known;
    const { name, date } = formats.day(at);
    const line: ThreadLine = { kind: 'day', key: `day ${day}`, text: name ? words.t(dayNames[name]) : date };
    this.#days.set(id, line);
    return line;
  }
}

function reused(before: LineBlock | undefined, block: LineBlock): LineBlock {
  const { lines } = block;
  const isSame = before?.lines.length === lines.length && lines.every((line, place) => line === before.lines[place]);
  return isSame ? before : block;
}

type Waiting = MessageLine | { readonly kind: 'discarded'; readonly key: string; readonly clientId: string };

function inOrder(outgoing: readonly OutgoingReply[], discarded: OutgoingReply | undefined): readonly Waiting[] {
  const lines: Waiting[] = outgoing.map(bubbleOf);
  if (!discarded) return lines;
  const { clientId, startedAt } = discarded;
  const place = outgoing.filter((reply) => reply.startedAt < startedAt).length;
  return lines.toSpliced(place, 0, { kind: 'discarded', key: `reply ${clientId}`, clientId });
}

/**
 * In the order of the conversation. A page that came in one piece is a block, and so is each day in it: who answers changes
 * the block of one day.
 */
function blocksOf(
  { items, firstUnreadId }: Timeline,
  waiting: readonly Waiting[],
  starts: ReadonlySet<string>,
  dayLine: (day: string, at: string) => ThreadLine,
): LineBlock[] {
  let lines: ThreadLine[] = [];
  const blocks = [{ key: '', lines }];
  let shownDay = '';
  const hasWaiting = waiting.some(({ kind }) => kind === 'message');
  const lastOwn = hasWaiting
    ? undefined
    : items.findLast(({ type, author }) => type === 'message' && author.kind === 'you');
  for (const line of [...items.map((event) => lineOf(event, event === lastOwn)), ...waiting]) {
    if (line.kind !== 'discarded') {
      const { key, day } = line;
      const { id, at } = line.kind === 'message' ? line.message : line.event;
      const isNewDay = day !== shownDay;
      if (isNewDay || starts.has(id)) blocks.push({ key, lines: (lines = []) });
      if (id === firstUnreadId) lines.push(newLine);
      if (isNewDay) lines.push(dayLine(day, at));
      shownDay = day;
    }
    lines.push(line);
  }
  return blocks;
}

const newLine: ThreadLine = { kind: 'new', key: 'new' };
const dayNames = { today: 'thread.day.today', yesterday: 'thread.day.yesterday' } as const;

const known = new WeakMap<TimelineEvent, MessageLine | EventLine>();
const knownAsLast = new WeakMap<TimelineEvent, MessageLine | EventLine>();

function lineOf(event: TimelineEvent, isLastOwn: boolean): MessageLine | EventLine {
  const lines = isLastOwn ? knownAsLast : known;
  const line = lines.get(event) ?? newLineOf(event, isLastOwn);
  lines.set(event, line);
  return line;
}

function newLineOf(event: TimelineEvent, isLastOwn: boolean): MessageLine | EventLine {
  const day = dayOf(event.at);
  if (event.type !== 'message') return { kind: 'event', key: event.id, day, event };
  const { id, clientId } = event;
  const key = clientId === undefined ? id : `reply ${clientId}`;
  return { kind: 'message', key, day, message: event, isSending: false, isLastOwn };
}

const bubbles = new WeakMap<OutgoingReply, MessageLine>();

function bubbleOf(reply: OutgoingReply): MessageLine {
  const line = bubbles.get(reply) ?? newBubbleOf(reply);
  bubbles.set(reply, line);
  return line;
}

function newBubbleOf(reply: OutgoingReply): MessageLine {
  const { clientId, text, files = [], startedAt, state } = reply;
  const at = new Date(startedAt).toISOString();
  return {
    kind: 'message',
    key: `reply ${clientId}`,
    day: dayOf(at),
    message: {
      id: clientId,
      clientId,
      type: 'message',
      at,
      author: { kind: 'you' },
      body: { format: 'text', text },
      attachments: files.flatMap(({ attachment = [] }) => attachment),
    },
    reply,
    isSending: state !== 'failed',
    isLastOwn: false,
  };
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}
