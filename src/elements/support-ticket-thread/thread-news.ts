import type { Ticket, TicketStatus } from '../../contract/ticket.ts';
import type { Timeline } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { SupportStatusChangeEvent } from '../events.ts';
import { statusText } from '../status-badge.ts';
import { authorName } from './thread-message.ts';

/** Notices what happened to the open ticket since it was looked at last, and says so to the page and to the reader. */
export class ThreadNews {
  readonly #host: HTMLElement;
  #ticketId: string | undefined;
  #status: TicketStatus | undefined;
  #timeline: Timeline | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** `isOwn`: the reader changed the status in this page and was told already. */
  follow(ticket: Ticket, timeline: Timeline | undefined, words: Words, isOwn: boolean): void {
    const isSame = ticket.id === this.#ticketId;
    if (isSame && this.#status && this.#status !== ticket.status) this.#tellStatus(ticket, this.#status, words, isOwn);
    if (isSame && this.#timeline && timeline && timeline !== this.#timeline)
      this.#tellMessages(ticket, timeline, words);
    this.#ticketId = ticket.id;
    this.#status = ticket.status;
    this.#timeline = timeline;
  }

  #tellStatus({ id, status, number }: Ticket, from: TicketStatus, words: Words, isOwn: boolean): void {
    this.#host.dispatchEvent(new SupportStatusChangeEvent({ ticketId: id, from, to: status }));
    if (isOwn) return;
    announce(words.t('a11y.status_changed', { number: isolate(number), status: statusText(status, words) }));
  }

  #tellMessages({ number }: Ticket, { items }: Timeline, words: Words): void {
    const last = this.#timeline?.items.at(-1)?.id;
    const place = items.findIndex(({ id }) => id === last);
    if (place < 0) return;
    const news = items.slice(place + 1).filter(({ type, author }) => type === 'message' && author.kind !== 'you');
    const [first] = news;
    if (!first) return;
    announce(
      news.length === 1
        ? words.t('a11y.message_received', {
            author: isolate(authorName(first.author, words)),
            number: isolate(number),
          })
        : words.t('a11y.messages_received', { count: news.length, number: isolate(number) }),
    );
  }
}
