/** The dialog that shows the files of a conversation, one at a time. It asks for the link to a file when it gets there. */
import type { ReactiveController, TemplateResult } from 'lit';
import type { SupportError } from '../../contract/errors.ts';
import type { FileLink } from '../../contract/files.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import { isNotShown } from './file-faults.ts';
import { previewOf } from './file-kind.ts';
import { PictureZoom } from './picture-zoom.ts';
import { previewDialog } from './preview-view.ts';
import type { FileOfMessage, ThreadFiles } from './thread-files.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';

export { previewStyles } from './preview.styles.ts';

const frames: ReadonlySet<string> = new Set(['pdf', 'text']);
/** However often links fail, the server is not asked more often by itself. */
const soonestAgainMs = 60_000;
const framePolicies = /^(frame|img|media)-src$/;

export class FilePreview implements ReactiveController {
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  readonly #files: ThreadFiles;
  readonly #patience: PatienceController;
  readonly #zoom = new PictureZoom(() => this.#host.requestUpdate());
  #shown: FileOfMessage | undefined;
  #opener: HTMLElement | undefined;
  #ticketId = '';
  #link: FileLink | undefined;
  /** Why there is no link. */
  #error: SupportError | undefined;
  /** There is a link, and the browser can make nothing of what it leads to. */
  #isBroken = false;
  /** The browser has it. */
  #isDrawn = false;
  /** The page, or the browser, does not show this kind of file. */
  #isBlocked = false;
  /** The link was asked for once more, because it did not work. */
  #isSecondTry = false;
  #askedAt = 0;
  /** Seconds into a recording, to go on from with another link. */
  #position = 0;
  #open = new AbortController();
  #asking = new AbortController();

  constructor(host: ThreadHost, parts: ThreadParts, files: ThreadFiles) {
    this.#host = host;
    this.#parts = parts;
    this.#files = files;
    this.#patience = new PatienceController(
      host,
      () => this.#isBusy,
      () => undefined,
    );
    host.addController(this);
  }

  open(shown: FileOfMessage, opener: HTMLElement): void {
    this.#opener = opener;
    this.#ticketId = this.#host.ticket;
    this.#open = new AbortController();
    document.addEventListener('securitypolicyviolation', this.#onViolation, { signal: this.#open.signal });
    this.#show(shown);
  }

  /** A ticket that is left, or a session that is over, takes its files along. */
  hostUpdate(): void {
    const { model } = this.#parts;
    if (this.#shown && (this.#host.ticket !== this.#ticketId || model.isOut || model.hasEnded)) this.#forget();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('.preview-close')?.focus();
    }
    this.#zoom.watch(dialog?.querySelector<HTMLElement>('.preview-scroll') ?? undefined);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  render(): TemplateResult | undefined {
    const shown = this.#shown;
    if (!shown) return undefined;
    const { all } = this.#files;
    const place = all.findIndex(({ file }) => file.id === shown.file.id);
    return previewDialog(shown, {
      files: this.#files,
      place,
      total: all.length,
      how: this.#how,
      url: this.#link?.url,
      error: this.#error,
      isBroken: this.#isBroken,
      isBusy: this.#isBusy,
      isDrawn: this.#isDrawn,
      isWaiting: this.#patience.skeleton,
      isSlow: this.#patience.slow,
      zoom: this.#zoom,
      step: (by) => this.#step(by),
      close: () => this.#dialog?.close(),
      retry: () => this.#retry(),
      onClose: () => this.#onClose(),
      onKey: (event) => this.#onKey(event),
      onDrawn: (event) => this.#onDrawn(event),
      onError: (event) => this.#onError(event),
    });
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#parts.find('dialog.preview') as HTMLDialogElement | null;
  }

  get #how(): ReturnType<typeof previewOf> {
    if (!this.#shown || this.#isBlocked) return 'none';
    const how = previewOf(this.#shown.file);
    if (how === 'pdf' && !navigator.pdfViewerEnabled) return 'none';
    const url = this.#link?.url;
    // A frame of the page's own kind has all that the page has; only a server can vouch for what is in it.
    return how === 'pdf' && url?.startsWith('blob:') ? 'none' : how;
  }

  get #isBusy(): boolean {
    if (!this.#shown || this.#how === 'none') return false;
    return !this.#error && !this.#isBroken && !this.#isDrawn;
  }

  #show(shown: FileOfMessage): void {
    this.#stop();
    this.#shown = shown;
    this.#isBlocked = false;
    this.#isSecondTry = false;
    this.#position = 0;
    void this.#ask();
  }

  #step(by: number): void {
    const { all } = this.#files;
    const next = all[all.findIndex(({ file }) => file.id === this.#shown?.file.id) + by];
    if (next) this.#show(next);
  }

  #retry(): void {
    this.#isSecondTry = false;
    this.#again();
    this.#dialog?.querySelector<HTMLElement>('.preview-close')?.focus();
  }

  #again(): void {
    const wanted = this.#wanted;
    if (wanted) this.#files.links?.drop(wanted);
    this.#stop();
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const { links } = this.#files;
    const wanted = this.#wanted;
    if (!wanted || !links || this.#how === 'none') return this.#host.requestUpdate();
    this.#askedAt = performance.now();
    const { signal } = this.#asking;
    const known = links.of(wanted);
    if (known.status !== 'ready') this.#host.requestUpdate();
    const link = known.status === 'ready' ? known : await links.ask(wanted, signal);
    if (signal.aborted) return;
    if (link.status === 'ready') this.#link = link.value;
    if (link.status === 'failed') this.#settle(link.error);
    this.#host.requestUpdate();
  }

  /** What the server does not show in a page is no failure. */
  #settle(error: SupportError): void {
    if (isNotShown(error)) this.#isBlocked = true;
    else {
      this.#error = error;
      this.#files.report(error);
    }
  }

  #stop(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#link = undefined;
    this.#error = undefined;
    this.#isBroken = false;
    this.#isDrawn = false;
    this.#zoom.reset();
  }

  #forget(): void {
    this.#open.abort();
    this.#stop();
    this.#shown = undefined;
    this.#opener = undefined;
    this.#host.requestUpdate();
  }

  get #wanted() {
    const attachmentId = this.#shown?.file.id;
    return attachmentId === undefined
      ? undefined
      : ({ ticketId: this.#ticketId, attachmentId, use: 'inline' } as const);
  }

  #onClose(): void {
    const opener = this.#opener;
    this.#forget();
    opener?.focus({ preventScroll: true });
  }

  #onKey(event: KeyboardEvent): void {
    // The first Escape belongs to this dialog, not to one of the page around it.
    if (event.key === 'Escape') event.stopPropagation();
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLMediaElement) return;
    if (this.#zoom.onKey(event)) return event.preventDefault();
    const isRtl = this.#dialog?.matches(':dir(rtl)') ?? false;
    const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      this.#step(event.key === forward ? 1 : -1);
    }
  }

  #onDrawn({ currentTarget }: Event): void {
    if (!this.#isCurrent(currentTarget)) return;
    if (currentTarget instanceof HTMLMediaElement && this.#position > 0) currentTarget.currentTime = this.#position;
    this.#isDrawn = true;
    this.#host.requestUpdate();
  }

  /** A link that stopped working is asked for again by itself, once; in a long film, whenever one has run out. */
  #onError({ currentTarget }: Event): void {
    if (!this.#isCurrent(currentTarget)) return;
    const isOver = performance.now() - this.#askedAt > soonestAgainMs;
    if (currentTarget instanceof HTMLMediaElement) this.#position = currentTarget.currentTime;
    if (!this.#isSecondTry || isOver) {
      this.#isSecondTry = true;
      return this.#again();
    }
    this.#isBroken = true;
    this.#host.requestUpdate();
  }

  /** Events of what was shown before may come late. */
  #isCurrent(target: EventTarget | null): boolean {
    return this.#link !== undefined && target instanceof Element && target.getAttribute('src') === this.#link.url;
  }

  readonly #onViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    const url = this.#link?.url;
    if (url === undefined || !framePolicies.test(effectiveDirective)) return;
    const isOurs = [url, new URL(url).origin, new URL(url).protocol.slice(0, -1)].includes(blockedURI);
    if (!isOurs || (effectiveDirective === 'frame-src' && !frames.has(this.#how))) return;
    this.#isBlocked = true;
    this.#host.requestUpdate();
  };
}
