/**
 * The changes of one viewer's tickets, as live events. A reader holds nothing but a mark; what is told is read from the
 * repository when the reader asks for more, so one that is slow costs no memory, and one that comes back goes on from its
 * mark in whatever process. Scope is part of every query.
 */
import type { LiveEvent, LiveOptions, LiveTopic, Ticket } from '../../contract/index.ts';
import { fingerprint } from '../desk/cursors.ts';
import { eventView } from '../desk/views.ts';
import type { CustomerViewer, Repository, TicketRecord } from '../repository.ts';
import { changeKeysOf, type ChangeMarks } from './change-log.ts';
import type { LiveBus } from './live-bus.ts';
import { Alarm, WatchPost } from './watch-post.ts';

/** Tickets, and events of one ticket, that are told one by one; whoever missed more reads anew what is on screen. */
const longestTelling = 50;

export interface LiveFeedOptions {
  repository: Repository;
  bus: LiveBus;
  /** The ticket as its customer sees it. */
  opened: (ticket: TicketRecord, viewer: CustomerViewer) => Promise<Ticket>;
}

type Untold<T = LiveEvent> = T extends LiveEvent ? Omit<T, 'id'> : never;

export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #watchPost: WatchPost;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    this.#watchPost = new WatchPost(options.bus);
  }

  async *follow(viewer: CustomerViewer, topic: LiveTopic, options: LiveOptions): AsyncGenerator<LiveEvent, void> {
    const { signal, lastEventId } = options;
    const places = await placesOf(viewer);
    const alarm = new Alarm();
    // Before the first look: what is committed in between rings.
    const stop = this.#watchPost.watch(viewer, alarm);
    signal.addEventListener('abort', alarm.ring, { once: true });
    try {
      const now = await this.#options.repository.changes.marks(viewer);
      let known = lastEventId === undefined ? now : places.read(lastEventId, now);
      if (!known) yield { id: places.write(now), type: 'resync' };
      known ??= now;
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        const { marks, events } = await this.#tell(viewer, known, topic, isFirst);
        // All but the last carry the place from which they are told again, should the reader be cut off among them.
        for (const [index, event] of events.entries())
          yield { ...event, id: places.write(index < events.length - 1 ? known : marks) };
        known = marks;
        await alarm.wait();
      }
    } finally {
      signal.removeEventListener('abort', alarm.ring);
      stop();
    }
  }

  /** What happened after these marks, and at the end how much is unread by now. */
  async #tell(
    viewer: CustomerViewer,
    known: ChangeMarks,
    { ticketId }: LiveTopic,
    isFirst: boolean,
  ): Promise<{ marks: ChangeMarks; events: Untold[] }> {
    const { repository, opened } = this.#options;
    const changes = await repository.changes.since(viewer, known, longestTelling);
    if (!changes) return { marks: await repository.changes.marks(viewer), events: [{ type: 'resync' }] };
    const { tickets, marks } = changes;
    if (tickets.length === 0 && !isFirst) return { marks, events: [] };
    const events: Untold[] = [];
    for (const { ticket, events: added, eventBefore } of tickets) {
      if (ticketId !== undefined && ticket.id !== ticketId) continue;
      let after = eventBefore;
      for (const event of added) {
        events.push({ type: 'event.added', ticketId: ticket.id, event: eventView(event, ticket), after });
        after = event.id;
      }
      events.push({ type: 'ticket.updated', ticket: await opened(ticket, viewer) });
    }
    events.push({ type: 'unread', ...(await repository.countUnread(viewer)) });
    return { marks, events };
  }
}

/**
 * Marks as ids of events: the number for each of the viewer's owners, and a fingerprint of the viewer, so that a place in
 * another's stream is not taken for one in this. They grant nothing.
 */
async function placesOf(viewer: CustomerViewer) {
  const keys = changeKeysOf(viewer);
  const of = await fingerprint(['live', viewer]);
  return {
    write: (marks: ChangeMarks): string => [...keys.map((key) => marks.get(key) ?? 0), of].join('.'),
    /** `undefined` for what cannot be gone on from: another viewer's place, or one that a restored database never reached. */
    read(id: string, now: ChangeMarks): ChangeMarks | undefined {
      const parts = id.split('.');
      if (parts.pop() !== of || parts.length !== keys.length || !parts.every((part) => /^\d{1,15}$/.test(part)))
        return undefined;
      const marks = new Map(keys.map((key, index) => [key, Number(parts[index])]));
      return keys.every((key) => (marks.get(key) ?? 0) <= (now.get(key) ?? 0)) ? marks : undefined;
    },
  };
}
