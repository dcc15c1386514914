import { announce } from '../../ui/announcer.ts';
import { failureText } from '../../ui/failure.ts';
import { reportFailure } from '../report.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

const copiedForMs = 2000;

/** What the reader can do with a ticket besides replying: each tells how it went, and leaves focus in a useful place. */
export class ThreadCommands {
  /** True while a change of status that was asked for here is under way. */
  isChanging = false;
  /** The number was copied a moment ago. */
  isCopied = false;
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  #wanted: 'solved' | 'open' = 'open';

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
  }

  async changeStatus(to: 'solved' | 'open'): Promise<void> {
    const { model, words, find } = this.#parts;
    const { threads } = model;
    const ticketId = this.#host.ticket;
    if (!threads || threads.of(ticketId).statusChange.status === 'pending') return;
    this.#wanted = to;
    this.isChanging = true;
    await threads.setStatus(ticketId, to);
    this.isChanging = false;
    await this.#host.updateComplete;
    const { statusChange } = threads.of(ticketId);
    if (statusChange.status === 'failed') {
      announce(this.changeFailure ?? '', 'assertive');
      reportFailure(this.#host, statusChange.error, 'thread', false);
    } else if (to === 'open') {
      announce(words().t('thread.reopen.done'));
      this.#host.focusReply();
    } else {
      announce(words().t('thread.solved.confirmed'));
      find('.banner')?.focus();
    }
  }

  /** Why the last change of status did not work, in words. */
  get changeFailure(): string | undefined {
    const words = this.#parts.words();
    const statusChange = this.#parts.model.thread?.statusChange;
    if (statusChange?.status !== 'failed') return undefined;
    const what = words.t(this.#wanted === 'open' ? 'thread.reopen.error' : 'thread.solve.error');
    return `${what} ${failureText(statusChange.error, words, '')}`.trim();
  }

  async loadEarlier(): Promise<void> {
    const { model, words, find } = this.#parts;
    const hadFocus = this.#host.shadowRoot?.activeElement?.matches('.earlier') ?? false;
    await model.threads?.loadEarlier(this.#host.ticket);
    const earlier = model.thread?.earlier;
    if (earlier?.status === 'ready') announce(words().t('thread.older.done', { count: earlier.value }));
    if (earlier?.status === 'failed') announce(words().t('thread.older.error'), 'assertive');
    await this.#host.updateComplete;
    // With the last page the button is gone, and the start of the conversation stands in its place.
    if (hadFocus) find('.earlier, .start')?.focus({ preventScroll: true });
  }

  /** Where the browser keeps the clipboard to itself, the number is selected for the reader to copy. */
  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      this.#select(text);
      announce(this.#parts.words().t('thread.number.selected'));
      return;
    }
    announce(this.#parts.words().t('thread.number.copied'));
    this.#showCopied(true);
    setTimeout(() => this.#showCopied(false), copiedForMs);
  }

  /** Without the marks that fence it off. */
  #select(text: string): void {
    const node = this.#parts.find('.number-text')?.firstChild;
    const start = node?.textContent?.indexOf(text) ?? -1;
    if (node && start >= 0) document.getSelection()?.setBaseAndExtent(node, start, node, start + text.length);
  }

  #showCopied(isCopied: boolean): void {
    this.isCopied = isCopied;
    this.#host.requestUpdate();
  }
}
