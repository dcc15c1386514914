import { html, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { type ChildPart, directive } from 'lit/directive.js';
import { SupportError } from '../../contract/errors.ts';
import { fileUrl } from '../../state/file-links.ts';
import { failed, idle, pending, ready, type Remote, valueOf } from '../../state/remote.ts';
import * as icons from '../../ui/icons.ts';
import { retryButton } from '../entry.ts';
import { isHeavy } from '../support-ticket-thread/thread-message.ts';
import { isGone, isNotShown } from './file-faults.ts';
import { image } from './file-icons.ts';
import { fileName } from './file-name.ts';
import type { FileOfMessage, ThreadFiles } from './thread-files.ts';

/** A picture in small. Its link is asked for when it is nearly in sight, and once more where it had stopped working. */
class Thumbnail extends AsyncDirective {
  #given: readonly [FileOfMessage, ThreadFiles] | undefined;
  #place: Element | undefined;
  #picture: Remote<string> = idle;
  #tries = 0;
  #asking = new AbortController();

  override update(part: ChildPart, given: [FileOfMessage, ThreadFiles]): unknown {
    this.#given = given;
    if (!this.#place) {
      this.#place = part.parentNode as Element;
      this.reconnected();
    }
    return this.render(...given);
  }

  override reconnected(): void {
    if (this.#place) this.#given?.[1].near.watch(this.#place, (isNear) => void this.#onNear(isNear));
  }

  override disconnected(): void {
    if (this.#place) this.#given?.[1].near.leave(this.#place);
    this.#stop();
  }

  override render(shown: FileOfMessage, files: ThreadFiles): unknown {
    const { words } = files;
    const { error } = this.#picture as { error?: SupportError };
    if (error && !isNotShown(error)) {
      return html`<div class="thumb-failure" part="error">
        ${icons.warning}
        <p>${words.t(isGone(error) ? 'attach.unavailable' : 'attach.load_error')}</p>
        ${isGone(error) ? nothing : retryButton(words, () => this.#retry())}
      </div>`;
    }
    return html`<button
      type="button"
      class="thumb-open"
      part="attachment-image"
      aria-haspopup="dialog"
      aria-busy=${this.#picture.status === 'pending'}
      @click=${({ currentTarget }: Event) => void files.open(shown, currentTarget as HTMLElement)}
    >
      ${error ? html`<span class="thumb-name">${image}${fileName(shown.file.name)}</span>` : this.#renderPicture(shown, files)}
    </button>`;
  }

  #renderPicture(shown: FileOfMessage, files: ThreadFiles): unknown {
    return html`<img
      alt=${files.alternative(shown)}
      referrerpolicy="no-referrer"
      decoding="async"
      draggable="false"
      src=${valueOf(this.#picture) ?? nothing}
      @error=${(event: Event) => void this.#onError(event)}
    />`;
  }

  async #onNear(isNear: boolean): Promise<void> {
    if (!isNear && this.#picture.status === 'pending') this.#stop();
    if (!isNear || this.#picture.status !== 'idle' || !this.#given) return;
    const { thumbnailUrl } = this.#given[0].file;
    const small = thumbnailUrl === undefined ? undefined : fileUrl(thumbnailUrl);
    if (small === undefined) await this.#ask();
    else this.#set(ready(small));
  }

  async #ask(): Promise<void> {
    const [shown, files] = this.#given ?? [];
    if (!shown || !files?.links) return;
    const { signal } = this.#asking;
    this.#set(pending(idle));
    const link = await files.links.ask(wantedOf(shown, files), signal);
    if (signal.aborted) return;
    this.#set(
      link.status === 'ready' ? ready(link.value.url) : link.status === 'failed' ? failed(idle, link.error) : idle,
    );
  }

  /** The link may have stopped working, or there was no smaller picture after all. */
  async #onError({ currentTarget }: Event): Promise<void> {
    const [shown, files] = this.#given ?? [];
    const isOld = (currentTarget as HTMLImageElement).getAttribute('src') !== valueOf(this.#picture);
    if (!shown || !files || isOld) return;
    files.links?.drop(wantedOf(shown, files));
    this.#tries += 1;
    if (this.#tries === 1 && !isHeavy(shown.file)) await this.#ask();
    else this.#set(failed(idle, new SupportError('The picture could not be shown.', { code: 'unknown' })));
  }

  /** Focus does not fall off the button that goes. */
  #retry(): void {
    this.#tries = 0;
    this.#set(idle);
    this.#place?.querySelector('button')?.focus({ preventScroll: true });
    void this.#onNear(true);
  }

  #stop(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    if (this.#picture.status === 'pending') this.#set(idle);
  }

  #set(picture: Remote<string>): void {
    this.#picture = picture;
    if (this.#given && this.isConnected) this.setValue(this.render(...this.#given));
  }
}

function wantedOf({ file }: FileOfMessage, { ticketId }: ThreadFiles) {
  return { ticketId, attachmentId: file.id, use: 'inline' } as const;
}

export const thumbnail = directive(Thumbnail);
