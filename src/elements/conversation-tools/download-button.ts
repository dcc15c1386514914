import { html, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import type { FileLink } from '../../contract/files.ts';
import { idle, pending, type Remote } from '../../state/remote.ts';
import type { WantedLink } from '../../state/file-links.ts';
import { announce } from '../../ui/announcer.ts';
import { failureText } from '../../ui/failure.ts';
import * as icons from '../../ui/icons.ts';
import { isGone } from './file-faults.ts';
import type { ThreadFiles } from './thread-files.ts';

export interface Download {
  readonly wanted: WantedLink;
  /** Where the server has no name for it. */
  readonly name: string;
  /** In full, where the content alone does not say it. */
  readonly label: string | undefined;
  readonly kind: keyof typeof looks;
  readonly content: unknown;
  /** Inside a modal dialog, where what the page says elsewhere is not heard. */
  readonly isModal?: boolean;
}

const looks = {
  card: { class: 'file-main', part: 'button' },
  icon: { class: 'button button-icon file-save', part: 'button' },
  link: { class: 'button button-quiet', part: 'button button-quiet' },
  primary: { class: 'button button-primary', part: 'button button-primary' },
};

/** A button that asks for the link to a file at the press, saves what it leads to, and says where that did not work. */
class DownloadButton extends AsyncDirective {
  #files: ThreadFiles | undefined;
  #download: Download | undefined;
  #state: Remote<FileLink> = idle;
  #asking = new AbortController();

  override render(files: ThreadFiles, download: Download): unknown {
    this.#files = files;
    this.#download = download;
    return this.#draw(files, download);
  }

  override disconnected(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  #draw(files: ThreadFiles, { label, kind, content, isModal }: Download): unknown {
    const failure = this.#state.status === 'failed' ? textOf(this.#state, files) : undefined;
    return html`<button
        type="button"
        class=${looks[kind].class}
        part=${looks[kind].part}
        aria-label=${kind === 'icon' ? label : nothing}
        title=${label ?? nothing}
        aria-disabled=${this.#state.status === 'pending'}
        @click=${() => void this.#press()}
      >
        ${content}
      </button>
      ${
        failure === undefined
          ? nothing
          : html`<p class="failure file-failure" part="error" role=${isModal ? 'alert' : nothing}>
              ${icons.warning}${failure}
            </p>`
      }`;
  }

  async #press(): Promise<void> {
    const [files, download] = [this.#files, this.#download];
    if (!files?.links || !download || this.#state.status === 'pending') return;
    this.#set(pending(idle));
    const link = await files.links.ask(download.wanted, this.#asking.signal);
    this.#set(link);
    if (link.status === 'ready') files.save(link.value.url, download.name);
    if (link.status !== 'failed') return;
    files.report(link.error);
    if (!download.isModal) announce(textOf(link, files), 'assertive');
  }

  #set(state: Remote<FileLink>): void {
    this.#state = state;
    if (this.#files && this.#download) this.setValue(this.#draw(this.#files, this.#download));
  }
}

function textOf({ error }: Extract<Remote<unknown>, { status: 'failed' }>, { words }: ThreadFiles): string {
  return isGone(error) ? words.t('attach.unavailable') : failureText(error, words, words.t('attach.download_error'));
}

export const downloadButton = directive(DownloadButton);
