import type { ReactiveElement, TemplateResult } from 'lit';
import { enTools } from '../../ui/i18n/words.en.tools.generated.ts';
import { bringEnglish, type Words } from '../../ui/i18n/words.ts';
import type { Formats } from '../../ui/formats.ts';
import type { OutgoingReply } from '../../state/support-store.ts';
import { addStyles } from '../late-styles.ts';
import { Late } from '../late.ts';
import type { SourceHost } from '../store-source.ts';
import type { ThreadLine } from '../support-ticket-thread/thread-lines.ts';
import type { ThreadModel } from '../support-ticket-thread/thread-model.ts';
import type { Find } from '../support-ticket-thread/thread-view.ts';
import type { ThreadRating } from '../thread-rating/thread-rating.ts';
import { foldStyles } from './fold.styles.ts';
import { FoldWatch } from './fold-watch.ts';
import { historyPanel } from './history-view.ts';
import { KeyboardRoom } from './keyboard-room.ts';
import { ReadWatch } from './read-watch.ts';
import { ThreadCommands } from './thread-commands.ts';
import { ThreadDistance } from './thread-distance.ts';
import { ThreadFiles } from './thread-files.ts';
import { threadFilesStyles } from './thread-files.styles.ts';
import { ThreadHistory } from './thread-history.ts';
import { ThreadNews } from './thread-news.ts';
import { threadPill } from './thread-pill.ts';
import { threadToolsStyles } from './thread-tools.styles.ts';
import { UnsentCommands } from './unsent-commands.ts';
import { discardedReply, unsentStatus } from './unsent-status.ts';
import { unsentStyles } from './unsent.styles.ts';
import { LiveWatch } from './live-watch.ts';
import { keepWords } from './word-keeper.ts';

/** The thread that the tools work on. */
export type ThreadHost = ReactiveElement & SourceHost & { ticket: string; fill: boolean; focusReply(): boolean };

/** What of it they need to know. */
export interface ThreadParts {
  readonly model: ThreadModel;
  readonly words: () => Words;
  readonly formats: () => Formats;
  /** What is drawn; nothing while the skeleton is. */
  readonly lines: () => readonly ThreadLine[];
  /** What scrolls, as of the last time that lines were drawn. */
  readonly scroller: () => Element | undefined;
  readonly find: Find;
}

export class ThreadTools {
  readonly commands: ThreadCommands;
  readonly news: ThreadNews;
  readonly distance: ThreadDistance;
  readonly files: ThreadFiles;
  readonly #history: ThreadHistory;
  readonly #unsent: UnsentCommands;
  readonly #rating: Late<ThreadRating>;
  readonly #parts: ThreadParts;

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#parts = parts;
    bringEnglish(enTools);
    addStyles(host, threadToolsStyles, foldStyles, unsentStyles, threadFilesStyles);
    this.commands = new ThreadCommands(host, parts);
    this.news = new ThreadNews(host, parts, () => this.commands.isChanging);
    this.distance = new ThreadDistance(host, parts);
    this.files = new ThreadFiles(host, parts);
    this.#unsent = new UnsentCommands(host, () => host.focusReply());
    this.#history = new ThreadHistory(host, parts);
    this.#rating = new Late(host, async () => {
      const { ThreadRating } = await import('../thread-rating/thread-rating.ts');
      return new ThreadRating(host, parts);
    });
    new FoldWatch(host, parts.lines);
    new KeyboardRoom(host);
    new LiveWatch(host);
    new ReadWatch(host, parts);
    // Also where the page has put another box in the place of ours.
    keepWords(host);
  }

  get isHistoryOpen(): boolean {
    return this.#history.isOpen;
  }

  toggleHistory(): void {
    this.#history.toggle();
  }

  /** The history of the status, while it is open. */
  historyPanel(): TemplateResult | undefined {
    const { model, words, formats } = this.#parts;
    if (!this.#history.isOpen || !model.thread) return undefined;
    return historyPanel(model.thread.history, { words: words(), formats: formats(), load: this.#history.load });
  }

  /** The way to what is new, or back to the end. */
  pill(scrollToEnd: () => void): unknown {
    const { count, isFar } = this.distance;
    const go = () => this.distance.toNews(scrollToEnd);
    return threadPill({ news: count, isFar, words: this.#parts.words(), go });
  }

  /** How good the help was: most tickets are not there yet, so it comes with the first that can say. */
  rating(): TemplateResult | undefined {
    const { ticket } = this.#parts.model;
    if (ticket?.can.rate || ticket?.rating) void this.#rating.come();
    return this.#rating.part?.render();
  }

  /** How far a reply is that the server does not have yet. */
  unsentStatus(reply: OutgoingReply): TemplateResult {
    return unsentStatus(reply, this.#parts.words(), this.#unsent);
  }

  /** What stands in the place of a reply that was thrown away a moment ago. */
  discardedReply(clientId: string): TemplateResult {
    return discardedReply(clientId, this.#parts.words(), this.#unsent);
  }
}
