/** The conversation as lines to draw: days, the mark of what is new, messages, system events, and replies on their way. */
import type { NoteEvent, StatusEvent, TicketMessage, TimelineEvent } from '../../contract/message.ts';
import type { OutgoingReply, Timeline } from '../../state/support-store.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';

/** `key` stays the same when a reply on its way becomes a message, so that its bubble stays where it is. */
export type ThreadLine =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: TicketMessage; readonly isSending: boolean }
  | { readonly kind: 'event'; readonly key: string; readonly event: StatusEvent | NoteEvent };

/** Keeps the lines as one and the same object until something in them changes: that is how others see a change. */
export class LineMemo {
  lines: readonly ThreadLine[] = [];
  #drawnFrom: readonly unknown[] = [];

  draw(timeline: Timeline | undefined, outgoing: readonly OutgoingReply[], language: Language): void {
    const from = [timeline, outgoing, language.words];
    if (from.every((part, place) => part === this.#drawnFrom[place])) return;
    this.#drawnFrom = from;
    this.lines = timeline ? linesOf(timeline, outgoing, language) : [];
  }
}

interface Language {
  words: Words;
  formats: Formats;
}

/** Lines in the order of the conversation. Days are formatted once each: that is the costly part of a long thread. */
function linesOf(
  { items, firstUnreadId }: Timeline,
  outgoing: readonly OutgoingReply[],
  { words, formats }: Language,
): readonly ThreadLine[] {
  const lines: ThreadLine[] = [];
  let shownDay = '';
  const add = (event: TimelineEvent, isSending: boolean): void => {
    const day = new Date(event.at).toDateString();
    if (day !== shownDay) lines.push(dayLine(formats.day(event.at), words));
    shownDay = day;
    if (event.id === firstUnreadId) lines.push({ kind: 'new', key: 'new' });
    lines.push(lineOf(event, isSending));
  };
  for (const event of items) add(event, false);
  for (const reply of outgoing) add(asMessage(reply), true);
  return lines;
}

function dayLine({ key, name, date }: ReturnType<Formats['day']>, words: Words): ThreadLine {
  return { kind: 'day', key: `day ${key}`, text: name ? words.t(dayNames[name]) : date };
}

const known = new WeakMap<TimelineEvent, ThreadLine>();

/** The same line for the same event, so that nothing has to look into it to see that it did not change. */
function lineOf(event: TimelineEvent, isSending: boolean): ThreadLine {
  const line: ThreadLine =
    known.get(event) ??
    (event.type === 'message'
      ? { kind: 'message', key: keyOf(event), message: event, isSending }
      : { kind: 'event', key: event.id, event });
  known.set(event, line);
  return line;
}

function keyOf({ id, clientId }: TicketMessage): string {
  return clientId === undefined ? id : `reply ${clientId}`;
}

const dayNames = { today: 'thread.day.today', yesterday: 'thread.day.yesterday' } as const;
const bubbles = new WeakMap<OutgoingReply, TicketMessage>();

/** The same object for the same reply, so that its bubble is drawn once. */
function asMessage(reply: OutgoingReply): TicketMessage {
  const { clientId, text, startedAt } = reply;
  const message: TicketMessage = bubbles.get(reply) ?? {
    id: clientId,
    clientId,
    type: 'message',
    at: new Date(startedAt).toISOString(),
    author: { kind: 'you' },
    body: { format: 'text', text },
    attachments: [],
  };
  bubbles.set(reply, message);
  return message;
}
