/**
 * Where the reader is in the conversation. It opens at the first unread message, or else at its end; stays at the end
 * when it was there; and keeps the first visible message in its place when others come in above it, which not every
 * browser does by itself. Nothing is measured while nothing changes.
 */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { TicketMessage } from '../../contract/message.ts';
import type { OutgoingReply } from '../../state/support-store.ts';
import type { ThreadLine } from './thread-lines.ts';
import { type Find, ThreadView } from './thread-view.ts';

/** How far the reader is from what comes in at the end. */
interface Distance {
  /** The reader is doing something with a message: nothing may move. */
  readonly isReaderBusy: boolean;
  missed(messages: readonly TicketMessage[]): void;
  /** The reader is at the end. */
  forget(): void;
}

/** What of the thread matters for where the reader is. */
export interface ScrollParts {
  /** Identifies the conversation: another one opens anew. */
  ticket: () => string;
  lines: () => readonly ThreadLine[];
  outgoing: () => readonly OutgoingReply[];
  /** Messages of others that this update adds at the end. */
  arrived: () => readonly TicketMessage[];
  /** Counts what the reader does not see come; there once the conversation stands. */
  distance: () => Distance | undefined;
  find: Find;
}

type Plan =
  { kind: 'open' } | { kind: 'end'; first: string | undefined } | { kind: 'keep'; anchor: Element; top: number };

const edges = ['.top', '#foot'];

export class ThreadScroll implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #parts: ScrollParts;
  #ticket = '';
  #drawn: readonly ThreadLine[] = [];
  /** Key of the newest of the reader's own words. */
  #ownWord: string | undefined;
  #plan: Plan | undefined;
  /** What the position hangs on while late content still changes heights, until the reader scrolls. */
  #hold: { plan: Plan; scroller: Element; scrolled: number } | undefined;
  readonly #resized = new ResizeObserver(() => this.#settle());
  /** Of what lies over the conversation or takes room from it. */
  #edgeHeight = 0;
  #watched: Element | undefined;

  constructor(host: ReactiveElement, parts: ScrollParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('click', this.#onClick);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('click', this.#onClick);
    this.#resized.disconnect();
    this.#watched = undefined;
    this.#hold = undefined;
  }

  /** What scrolled when lines were drawn last. */
  get scroller(): Element | undefined {
    return this.#watched;
  }

  /** Before the new lines are drawn: what is on screen is still the old. */
  hostUpdate(): void {
    const { ticket, lines, outgoing } = this.#parts;
    if (ticket() !== this.#ticket) {
      this.#drawn = [];
      this.#parts.distance()?.forget();
    }
    this.#plan = lines() === this.#drawn || lines().length === 0 ? undefined : this.#planNow();
    this.#ticket = ticket();
    this.#drawn = lines();
    this.#ownWord = outgoing().at(-1)?.clientId ?? this.#ownWord;
  }

  hostUpdated(): void {
    const plan = this.#plan;
    this.#plan = undefined;
    // An element that was moved on the page has nothing new to draw, but nobody watches it any more.
    if (!plan && (this.#watched || this.#drawn.length === 0)) return;
    const view = plan ? this.#carryOut(plan) : this.#view;
    if (!view) return;
    this.#holdTo(plan?.kind === 'keep' ? undefined : plan, view);
    this.#watch(view.scroller);
  }

  /** Shows the end of the conversation. */
  toEnd(): void {
    this.#parts.distance()?.forget();
    this.#view?.toEnd();
    this.#host.requestUpdate();
  }

  /** The reader opened or pressed something: what grows now, grows where they look. */
  readonly #onClick = (): void => {
    const view = this.#hold && this.#view;
    if (view) this.#holdTo(undefined, view);
  };

  get #view(): ThreadView | undefined {
    return ThreadView.now(this.#parts.find);
  }

  #planNow(): Plan | undefined {
    const { arrived, outgoing, distance } = this.#parts;
    if (this.#drawn.length === 0) return { kind: 'open' };
    const ownWord = outgoing().at(-1)?.clientId;
    const first = arrived()[0]?.id;
    const view = this.#view;
    if (!view) return undefined;
    if (ownWord !== undefined && ownWord !== this.#ownWord) return { kind: 'end', first: undefined };
    if (view.isAtEnd() && !distance()?.isReaderBusy) return { kind: 'end', first };
    distance()?.missed(arrived());
    const { anchor } = view;
    return anchor && { kind: 'keep', anchor, top: anchor.getBoundingClientRect().top };
  }

  #carryOut(plan: Plan): ThreadView | undefined {
    const view = this.#view;
    const divider = plan.kind === 'open' && this.#parts.find('.lines > .new');
    if (plan.kind === 'keep') view?.scrollBy(plan.anchor.getBoundingClientRect().top - plan.top);
    else if (divider) view?.toTop(divider);
    else view?.toEnd(plan.kind === 'end' ? this.#lineOf(plan.first) : undefined);
    if (plan.kind !== 'keep') this.#parts.distance()?.forget();
    return view;
  }

  #lineOf(key: string | undefined): Element | undefined {
    const place = key === undefined ? -1 : this.#drawn.findLastIndex((line) => line.key === key);
    return this.#parts.find('.lines')?.children[place];
  }

  /** Heights changed after drawing: late content, a strip above, or a reply box that grew over the end. */
  #settle(): void {
    const view = this.#view;
    if (!view) return;
    const grown = this.#edges - this.#edgeHeight;
    this.#edgeHeight += grown;
    const hold = this.#hold;
    // Somebody scrolled since: the place is theirs now.
    if (hold && (hold.scroller !== view.scroller || Math.abs(view.scroller.scrollTop - hold.scrolled) <= 1)) {
      this.#carryOut(hold.plan);
      return this.#holdTo(hold.plan, view);
    }
    this.#holdTo(undefined, view);
    if (grown > 0 && view.isAtEnd(grown)) view.toEnd();
  }

  get #edges(): number {
    return edges.reduce((height, selector) => height + (this.#parts.find(selector)?.offsetHeight ?? 0), 0);
  }

  /** While a place is held the browser must not hold another one: its own scrolling would look like the reader's. */
  #holdTo(plan: Plan | undefined, { scroller }: ThreadView): void {
    this.#hold = plan && { plan, scroller, scrolled: scroller.scrollTop };
    this.#parts.find('.lines')?.toggleAttribute('data-held', plan !== undefined);
  }

  /** The list and the scroller may be others than before: a box becomes the scroller once it overflows. */
  #watch(scroller: Element): void {
    if (scroller === this.#watched) return;
    this.#watched = scroller;
    this.#resized.disconnect();
    for (const selector of ['.lines', ...edges]) {
      const part = this.#parts.find(selector);
      if (part) this.#resized.observe(part);
    }
    this.#edgeHeight = this.#edges;
  }
}
