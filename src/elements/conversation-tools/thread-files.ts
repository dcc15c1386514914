/** The files of messages: pictures in small, everything else by name, and what can be done with them. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Attachment } from '../../contract/attachment.ts';
import type { SupportError } from '../../contract/errors.ts';
import type { TicketMessage } from '../../contract/message.ts';
import { type FileLinks, fileLinksOf } from '../../state/file-links.ts';
import { fileSize } from '../../ui/file-size.ts';
import { isolate } from '../../ui/formats.ts';
import { plainLine } from '../../ui/rich-text/safe-text.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { authorName } from '../author-name.ts';
import { retryButton } from '../entry.ts';
import { addStyles } from '../late-styles.ts';
import { Late } from '../late.ts';
import { reportFailure } from '../report.ts';
import type { MessageLine } from '../support-ticket-thread/thread-lines.ts';
import { isPicture } from '../support-ticket-thread/thread-message.ts';
import { type Download, downloadButton } from './download-button.ts';
import { fileCard } from './file-card.ts';
import { totalOf } from './file-checks.ts';
import type { FilePreview } from './file-preview.ts';
import * as icons from './file-icons.ts';
import { NearWatch } from './near-watch.ts';
import { saveFile } from './save-file.ts';
import type { ThreadHost, ThreadParts } from './thread-tools.ts';
import { thumbnail } from './thumbnail.ts';

/** A file, and the message that it came with. */
export interface FileOfMessage {
  readonly message: TicketMessage;
  readonly file: Attachment;
}

export class ThreadFiles {
  readonly near = new NearWatch();
  readonly #host: ThreadHost;
  readonly #parts: ThreadParts;
  /** Until somebody opens a file, nobody needs what shows one. */
  readonly #preview: Late<FilePreview>;

  constructor(host: ThreadHost, parts: ThreadParts) {
    this.#host = host;
    this.#parts = parts;
    this.#preview = new Late(host, async () => {
      const { FilePreview, previewStyles } = await import('./file-preview.ts');
      addStyles(host, previewStyles);
      return new FilePreview(host, parts, this);
    });
  }

  get links(): FileLinks | undefined {
    const { store } = this.#parts.model;
    return store && fileLinksOf(store);
  }

  get ticketId(): string {
    return this.#host.ticket;
  }

  get words(): Words {
    return this.#parts.words();
  }

  /** Everything that can be opened, in the order of the conversation. */
  get all(): readonly FileOfMessage[] {
    return this.#parts
      .lines()
      .flatMap((line) => (line.kind === 'message' && !line.reply && !line.message.removed ? [line.message] : []))
      .flatMap((message) => message.attachments.filter(isReady).map((file) => ({ message, file })));
  }

  /** The files of a message; nothing for what is not stored yet, or where the backend has no links to files. */
  list({ message, reply }: MessageLine): TemplateResult | undefined {
    const { attachments } = message;
    if (reply || attachments.length === 0 || !this.#isOffered) return undefined;
    return html`<ul class="attachments" aria-label=${this.words.t('attach.label')}>
        ${repeat(
          attachments,
          ({ id }) => id,
          (file) => this.#item({ message, file }),
        )}
      </ul>
      ${this.#all(message)}`;
  }

  /** The dialog with a file, while there is one. */
  preview(): TemplateResult | undefined {
    return this.#preview.part?.render();
  }

  /** Shows a file. Where what shows it cannot be loaded, the file is saved instead. */
  async open(shown: FileOfMessage, opener: HTMLElement): Promise<void> {
    const preview = await this.#preview.come();
    if (!opener.isConnected) return;
    if (preview) return preview.open(shown, opener);
    const { wanted, name } = this.downloadOf(shown.file);
    const link = await this.links?.ask(wanted, new AbortController().signal);
    if (link?.status === 'ready') this.save(link.value.url, name);
    if (link?.status === 'failed') this.report(link.error);
  }

  save(url: string, name: string): void {
    saveFile(url, plainLine(name), this.#host.renderRoot);
  }

  report(error: SupportError): void {
    reportFailure(this.#host, error, 'thread', false);
  }

  size({ size }: Pick<Attachment, 'size'>): string {
    return fileSize(size, this.#parts.formats().locale);
  }

  /** What is asked for to save a file, and the name for it. */
  downloadOf({ id, name }: Attachment): Pick<Download, 'wanted' | 'name'> {
    return { wanted: { ticketId: this.ticketId, attachmentId: id, use: 'download' }, name };
  }

  downloadButton(download: Download): unknown {
    return downloadButton(this, download);
  }

  retryButton(retry: () => void): TemplateResult {
    return retryButton(this.words, retry);
  }

  /** What a picture is called by those who cannot see it. */
  alternative({ message, file }: FileOfMessage): string {
    const { words } = this;
    return words.t('attach.image_alt', {
      name: isolate(file.name),
      author: isolate(authorName(message.author, words)),
    });
  }

  get #isOffered(): boolean {
    const { entry } = this.#parts.model;
    return entry.kind === 'open' && entry.visit.config.limits.attachments.maxFiles > 0;
  }

  #item(shown: FileOfMessage): TemplateResult {
    const { file } = shown;
    return isPicture(file)
      ? html`<li class="thumb" part="attachment" data-name=${plainLine(file.name)}>${thumbnail(shown, this)}</li>`
      : html`<li class="file" part="attachment attachment-file">${fileCard(shown, this)}</li>`;
  }

  #all({ id, attachments }: TicketMessage): TemplateResult | typeof nothing {
    const files = attachments.filter(isReady);
    if (files.length < 2) return nothing;
    const label = this.words.t('attach.download_all', {
      size: this.size({ size: totalOf(files) }),
    });
    return html`<div class="download-all">
      ${this.downloadButton({
        wanted: { ticketId: this.ticketId, messageId: id },
        name: '',
        label: undefined,
        kind: 'link',
        content: html`${icons.download}${label}`,
      })}
    </div>`;
  }
}

function isReady({ state }: Attachment): boolean {
  return state === 'ready';
}
