/** The files of a draft as rows: what each is, how far it is, and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isPending } from '../../state/file-rules.ts';
import type { ReplyFile } from '../../state/support-store.ts';
import { fileSize } from '../../ui/file-size.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { check, clear, file as fileIcon, reopen, warning } from '../../ui/icons.ts';
import { fileName } from './file-name.ts';
import { nameText, percentText, uploadFailureText } from './file-words.ts';
import { iconButton } from './icon-button.ts';

export interface FileRowsView {
  readonly words: Words;
  readonly isOnline: boolean;
  /** Address of a small picture of it, where there can be one. */
  readonly thumbnail: (file: ReplyFile) => string | undefined;
  readonly noThumbnail: (file: ReplyFile) => void;
  readonly remove: (clientId: string) => void;
  readonly retry: (clientId: string) => void;
}

export function fileRows(files: readonly ReplyFile[], view: FileRowsView): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="files" aria-label=${view.words.t('attach.label')}>
    ${repeat(
      files,
      ({ clientId }) => clientId,
      (file) => fileRow(file, view),
    )}
  </ul>`;
}

function fileRow(file: ReplyFile, view: FileRowsView): TemplateResult {
  const { clientId, state } = file;
  const { words } = view;
  const name = nameText(file.name);
  const retry = iconButton({
    icon: reopen,
    label: words.t('attach.retry', { name }),
    kind: 'retry',
    press: () => view.retry(clientId),
  });
  const remove = iconButton({
    icon: clear,
    label: words.t(isPending(file) ? 'attach.cancel' : 'attach.remove', { name }),
    kind: 'remove',
    press: () => view.remove(clientId),
  });
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    view.remove(clientId);
  };
  return html`<li
    class="file"
    part="attachment attachment-file"
    data-file=${clientId}
    data-state=${state}
    @keydown=${onKeydown}
  >
    ${picture(file, view)}
    <div class="file-text">
      ${fileName(file.name, `file-${clientId}`)} ${stateLine(file, view)}
      ${
        isPending(file)
          ? html`<progress
              part="attachment-progress"
              max=${file.size}
              value=${file.sent}
              aria-labelledby=${`file-${clientId}`}
            ></progress>`
          : nothing
      }
    </div>
    ${state === 'failed' && file.blob ? retry : nothing} ${remove}
  </li>`;
}

function picture(file: ReplyFile, view: FileRowsView): TemplateResult {
  const address = view.thumbnail(file);
  const content = address
    ? html`<img src=${address} alt="" decoding="async" @error=${() => view.noThumbnail(file)} />`
    : fileIcon;
  return html`<span class="file-picture">${content}</span>`;
}

function stateLine(file: ReplyFile, { words, isOnline }: FileRowsView): TemplateResult {
  const { locale } = words;
  const size = fileSize(file.size, locale);
  switch (file.state) {
    case 'waiting':
      return html`<p class="file-state">${words.t(isOnline ? 'attach.state.waiting' : 'msg.queued')} · ${size}</p>`;
    case 'uploading': {
      const percent = percentText(Math.floor((file.sent / file.size) * 100) / 100, locale);
      return html`<p class="file-state">${words.t('attach.state.uploading', { percent, size })}</p>`;
    }
    case 'done':
      return html`<p class="file-state">${check}${words.t('attach.state.uploaded')} · ${size}</p>`;
    case 'failed': {
      const text = `${words.t('attach.state.failed')} ${uploadFailureText(file.failure, file.name, words)}`;
      return html`<p class="file-state file-failed">${warning}<span>${text}</span></p>`;
    }
  }
}
