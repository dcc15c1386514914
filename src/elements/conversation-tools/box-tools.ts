import type { ReactiveController, ReactiveElement } from 'lit';
import type { SupportError } from '../../contract/errors.ts';
import { repliesOf, threadsOf } from '../../state/conversations.ts';
import { isPending } from '../../state/file-rules.ts';
import { replyCommandsOf } from '../../state/reply-commands.ts';
import { valueOf } from '../../state/remote.ts';
import type { ReplyFile, ReplyOutcome } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import { AutosizeController } from '../../ui/controllers/autosize.ts';
import { enTools } from '../../ui/i18n/words.en.tools.generated.ts';
import { bringEnglish, type Words } from '../../ui/i18n/words.ts';
import { dialogStyles } from '../../ui/styles/dialog.ts';
import { failureOf, SupportBeforeSendEvent, SupportMessageFailedEvent, SupportMessageSentEvent } from '../events.ts';
import { addStyles } from '../late-styles.ts';
import { reportFailure } from '../report.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';
import { replyMemory } from '../support-reply-box/reply-memory.ts';
import type { UnsentReplies } from '../support-reply-box/unsent-replies.ts';
import { AttachTools } from './attach-tools.ts';
import { draftNote } from './draft-note.ts';
import type { FileLimits } from './file-checks.ts';
import { KeptDraft } from './kept-draft.ts';
import { OnlineWatch } from './online-watch.ts';
import { type DraftLimits, faultOfDraft, faultOfFailure, faultOfFiles, type ReplyFault } from './reply-checks.ts';
import { ReplyCounter } from './reply-counter.ts';
import { isFirstToTell, ReplyOutcomes } from './reply-outcomes.ts';
import { SecretQuestion } from './secret-question.ts';
import { secretStyles } from './secret.styles.ts';
import { UnsentCommands } from './unsent-commands.ts';
import { unsentList } from './unsent-list.ts';
import { unsentStyles } from './unsent.styles.ts';

/** The reply box that the tools work on. */
type BoxHost = ReactiveElement & SourceHost & { ticket: string; value: string };

/** What of it they need to know. */
export interface BoxParts {
  readonly words: () => Words;
  /** The longest message that the backend takes, in UTF-16 code units. */
  readonly longest: () => number | undefined;
  /** Why words came back into the box. */
  readonly failure: () => SupportError | undefined;
  readonly unsent: UnsentReplies;
  readonly textarea: () => HTMLTextAreaElement | null;
  /** The thread around the box, which shows what was not sent. */
  readonly thread: () => HTMLElement | null;
  /** Sets a state that styles can ask for. */
  readonly state: (name: string, isOn: boolean) => void;
}

/** Sends what is in a reply box, and tells what becomes of it. */
export class BoxTools implements ReactiveController {
  /** What to show in the row: how many characters are left, or else that the words are safe. */
  count: ReturnType<ReplyCounter['count']>;
  readonly #host: BoxHost;
  readonly #parts: BoxParts;
  readonly #commands: UnsentCommands;
  readonly #counter = new ReplyCounter();
  readonly #draft: KeptDraft;
  readonly #online: OnlineWatch;
  readonly #secrets: SecretQuestion;
  /** Made where files can be chosen or lie in a draft. */
  #attach: AttachTools | undefined;
  /** Replies that were handed over here, whichever ticket is shown by now. */
  readonly #sent = new Set<string>();
  /** Why the last try to send ended before it began, and for which ticket. */
  #refused: { readonly ticket: string; readonly fault: ReplyFault } | undefined;

  constructor(host: BoxHost, parts: BoxParts) {
    this.#host = host;
    this.#parts = parts;
    bringEnglish(enTools);
    addStyles(host, unsentStyles, dialogStyles, secretStyles);
    this.#commands = new UnsentCommands(host, () => host.focus());
    this.#draft = new KeptDraft(host);
    this.#online = new OnlineWatch(host);
    this.#secrets = new SecretQuestion(host);
    new AutosizeController(host, parts.textarea);
    new ReplyOutcomes(host, (outcome) => this.#tell(outcome));
    host.addController(this);
  }

  /** There is no network: a reply waits for it. */
  get isOffline(): boolean {
    return !this.#online.isOnline;
  }

  /** What is wrong with the words in the box, or why they came back. */
  get fault(): ReplyFault | undefined {
    const { ticket, fault } = this.#refused ?? {};
    if (fault && ticket === this.#host.ticket) {
      // Files arrive while somebody looks at the sentence.
      return fault.isFiles ? faultOfFiles(this.#files, this.#limits, this.#parts.words()) : fault;
    }
    const failure = this.#parts.failure();
    return failure && faultOfFailure(failure, this.#parts.words());
  }

  hostUpdate(): void {
    const words = this.#parts.words();
    const saved = this.#draft.isSaved ? { text: words.t('composer.draft.saved'), isOver: false } : undefined;
    this.count = this.#counter.count(this.#host.value, this.#parts.longest(), words) ?? saved;
    if (this.#fileLimits || this.#files.length > 0) this.#needAttach();
    this.#parts.state('uploading', this.#files.some(isPending));
  }

  /** Nothing is known to be wrong with the words any more: they changed. */
  forgive(): void {
    this.#refused = undefined;
    this.#host.requestUpdate();
  }

  /** Nothing is left of the draft. */
  emptied(): void {
    if (this.#files.length > 0) this.#needAttach().chosen.clear();
    this.forgive();
  }

  /** Sends what is in the box. Resolves with whether it was stored. */
  async send(): Promise<boolean> {
    const { store } = StoreSource.of(this.#host);
    const { ticket: ticketId } = this.#host;
    if (!store || !ticketId || this.#secrets.isOpen) return false;
    const text = this.#host.value.trim();
    const replies = repliesOf(store);
    // The second half of a double press: the words are on their way already.
    const files = this.#files;
    if (text === '' && files.length === 0 && replies.of(ticketId).outgoing.some(({ state }) => state !== 'failed'))
      return false;
    const fault = faultOfDraft(text, files, this.#limits, this.#parts.words());
    this.forgive();
    if (fault) return this.#refuse(fault);
    const isAllowed = this.#secrets.allows();
    if (isAllowed !== true && !(await isAllowed)) return false;
    const attachmentIds = this.#files.flatMap(({ attachment }) => attachment?.id ?? []);
    if (!this.#host.dispatchEvent(new SupportBeforeSendEvent({ ticketId, text, attachmentIds }))) return false;
    this.#attach?.chosen.forgive();
    const sending = replyCommandsOf(store).send(ticketId);
    for (const { clientId } of replies.of(ticketId).outgoing) this.#sent.add(clientId);
    return (await sending) !== undefined;
  }

  /**
   * What was handed over here and is not sent, where nobody else shows it, what is to be said of the draft, and what is
   * asked before it goes out.
   */
  above(): unknown {
    const { unsent, thread } = this.#parts;
    const words = this.#parts.words();
    return [
      thread() ? undefined : unsentList(unsent, this.#commands, words),
      draftNote(this.#draft, words),
      this.#secrets.render(words),
    ];
  }

  /** The files of the draft. */
  files(): unknown {
    return this.#attach?.view.list();
  }

  /** The way to choose some. */
  attachButton(): unknown {
    return this.#attach?.view.button();
  }

  /** What can be chosen. */
  attachLimits(): unknown {
    return this.#attach?.view.limits();
  }

  #needAttach(): AttachTools {
    const { words, thread, state } = this.#parts;
    // In this file and not in one of its own: bundlers would cut the first load into pieces that both have in common.
    return (this.#attach ??= new AttachTools(this.#host, {
      words,
      limits: () => this.#fileLimits,
      isOnline: () => this.#online.isOnline,
      isUnkept: () => this.#draft.hasUnkeptFiles,
      pane: () => thread() ?? this.#host,
      dropping: (isOn) => state('dropping', isOn),
    }));
  }

  #refuse(fault: ReplyFault): false {
    this.#refused = { ticket: this.#host.ticket, fault };
    announce(fault.text, 'assertive');
    if (!fault.isFiles) this.#host.focus();
    return false;
  }

  get #limits(): DraftLimits {
    return { longest: this.#parts.longest(), files: this.#fileLimits };
  }

  /** What can be chosen; `undefined` where nothing can. */
  get #fileLimits(): FileLimits | undefined {
    const { store } = StoreSource.of(this.#host);
    const limits = store && valueOf(store.session.snapshot)?.config.limits.attachments;
    const can = store && valueOf(threadsOf(store).of(this.#host.ticket).ticket)?.can;
    const isOffered = limits && limits.maxFiles > 0 && can?.attach !== false && can?.reply !== false;
    return isOffered ? limits : undefined;
  }

  /** Those of the draft. */
  get #files(): readonly ReplyFile[] {
    const { store } = StoreSource.of(this.#host);
    return store ? repliesOf(store).of(this.#host.ticket).files : [];
  }

  #tell({ ticketId, clientId, message, failure }: ReplyOutcome): void {
    const isMine = this.#sent.delete(clientId) || ticketId === this.#host.ticket;
    if (!isMine || (!message && !failure) || !isFirstToTell(clientId)) return;
    const words = this.#parts.words();
    if (message) {
      replyMemory.hasReplied = true;
      this.#secrets.forget();
      announce(words.t('a11y.message_sent'));
      this.#host.dispatchEvent(new SupportMessageSentEvent({ ticketId, clientId, message }));
    } else if (failure) {
      announce(faultOfFailure(failure, words).text, 'assertive');
      this.#host.dispatchEvent(new SupportMessageFailedEvent({ ticketId, clientId, error: failureOf(failure) }));
      reportFailure(this.#host, failure, 'reply', false);
    }
  }
}
