import type { ReactiveController, ReactiveElement } from 'lit';
import type { DraftNote } from '../../state/draft-note.ts';
import type { KeptReplies } from '../../state/kept-replies.ts';
import { StoreController } from '../context.ts';
import type { SourceHost } from '../store-source.ts';
import { keepWords } from './word-keeper.ts';

type DraftHost = ReactiveElement & SourceHost & { ticket: string; value: string };

/** Keeps what is unsent in the store of a reply box, and knows what is to be said of its draft. */
export class KeptDraft implements ReactiveController {
  readonly #host: DraftHost;
  readonly #words: StoreController<KeptReplies>;

  constructor(host: DraftHost) {
    this.#host = host;
    this.#words = keepWords(host);
    new StoreController(host, () => this.#note);
    host.addController(this);
  }

  /** The words in the box outlive the page, and there is nothing more interesting to say. */
  get isSaved(): boolean {
    return this.#note?.isSaved === true && !this.restored;
  }

  /** What came back, as long as nobody wrote on. */
  get restored(): DraftNote['restored'] {
    const restored = this.#note?.restored;
    return restored?.whole === this.#host.value ? restored : undefined;
  }

  /** Files in the box end with this page. */
  get hasUnkeptFiles(): boolean {
    return this.#note?.hasUnkeptFiles ?? false;
  }

  get isDiscarded(): boolean {
    return this.#note?.discarded !== undefined;
  }

  get isElsewhere(): boolean {
    return this.#note?.isElsewhere ?? false;
  }

  hostConnected(): void {
    this.#host.addEventListener('focusin', this.#look);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusin', this.#look);
  }

  /** Throws away what came back; for a few seconds a button to have it again stands in its place, and has focus. */
  async discard(): Promise<void> {
    this.#kept?.discard(this.#host.ticket);
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.draft-note .undo')?.focus({ preventScroll: true });
  }

  undo(): void {
    this.#kept?.undo(this.#host.ticket);
    this.#host.focus();
  }

  /** Whoever begins to write wants to know what another tab left behind, or holds. */
  readonly #look = (): void => void this.#kept?.look();

  get #kept(): KeptReplies | undefined {
    return this.#words.value;
  }

  get #note(): DraftNote | undefined {
    return this.#kept?.note(this.#host.ticket);
  }
}
