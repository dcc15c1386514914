/** What a reply box shows of files: the button and its limits, the rows, what was not taken, where to drop. */
import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { Words } from '../../ui/i18n/words.ts';
import { file, warning } from '../../ui/icons.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { fileRows } from './file-rows.ts';
import { limitsText } from './file-words.ts';
import { Thumbnails } from './thumbnails.ts';

export interface AttachParts {
  readonly words: () => Words;
  readonly isOnline: () => boolean;
  /** The browser keeps the files no longer than the page. */
  readonly isUnkept: () => boolean;
}

export class AttachView {
  readonly #host: ReactiveElement;
  readonly #files: ChosenFiles;
  readonly #parts: AttachParts;
  readonly #thumbnails: Thumbnails;

  constructor(host: ReactiveElement, files: ChosenFiles, parts: AttachParts) {
    this.#host = host;
    this.#files = files;
    this.#parts = parts;
    this.#thumbnails = new Thumbnails(host, () => files.all);
  }

  /** Below the field. */
  list(): unknown {
    const words = this.#parts.words();
    return [
      fileRows(this.#files.all, {
        words,
        isOnline: this.#parts.isOnline(),
        thumbnail: (one) => this.#thumbnails.of(one),
        noThumbnail: (one) => this.#thumbnails.failed(one),
        remove: (clientId) => void this.#remove(clientId),
        retry: (clientId) => this.#files.retry(clientId),
      }),
      this.#refusals(),
      this.#files.all.length > 0 ? this.#notes(words) : nothing,
      html`<div class="drop-target" part="drop-target" popover="manual">${file}${words.t('attach.drop')}</div>`,
    ];
  }

  /** Where the row begins. */
  button(): TemplateResult | typeof nothing {
    const { limits } = this.#files;
    if (!limits) return nothing;
    const words = this.#parts.words();
    return html`<button
        type="button"
        class="button attach"
        part="button"
        aria-describedby="limits"
        @click=${() => this.#picker?.click()}
      >
        ${file}${words.t('attach.add')}
      </button>
      <input
        type="file"
        id="picker"
        hidden
        multiple
        accept=${limits.accept.join(',') || nothing}
        @change=${this.#onChoose}
      />`;
  }

  /** Below the row: what can be chosen. */
  limits(): TemplateResult | typeof nothing {
    const { limits } = this.#files;
    if (!limits) return nothing;
    return html`<p id="limits" class="hint limits" part="hint">${limitsText(limits, this.#parts.words())}</p>`;
  }

  #refusals(): TemplateResult | typeof nothing {
    const { refusals } = this.#files;
    if (refusals.length === 0) return nothing;
    return html`<ul class="refusals" part="error">
      ${refusals.map((text) => html`<li class="error">${warning}<span>${text}</span></li>`)}
    </ul>`;
  }

  #notes(words: Words): unknown {
    const note = (text: string) => html`<p class="hint" part="hint">${text}</p>`;
    return [
      this.#parts.isUnkept() ? note(words.t('attach.not_kept')) : nothing,
      this.#files.hasRemovedLocation ? note(words.t('attach.location_removed')) : nothing,
    ];
  }

  /** Focus goes to the row that takes the place, or to the button where there is none. */
  async #remove(clientId: string): Promise<void> {
    const { all } = this.#files;
    const place = all.findIndex((one) => one.clientId === clientId);
    const next = all[place + 1] ?? all[place - 1];
    this.#files.remove(clientId);
    await this.#host.updateComplete;
    const row = next && `[data-file="${CSS.escape(next.clientId)}"] .remove`;
    this.#host.renderRoot.querySelector<HTMLElement>(row ?? '.attach')?.focus();
  }

  readonly #onChoose = ({ target }: Event): void => {
    const picker = target as HTMLInputElement;
    void this.#files.add([...(picker.files ?? [])]);
    // The same file can be chosen again after it was removed.
    picker.value = '';
  };

  get #picker(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('#picker');
  }
}
