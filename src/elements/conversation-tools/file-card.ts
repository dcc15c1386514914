import { html, nothing, type TemplateResult } from 'lit';
import { isolate } from '../../ui/formats.ts';
import * as icons from '../../ui/icons.ts';
import { download } from './file-icons.ts';
import { iconOf, previewOf } from './file-kind.ts';
import { fileName } from './file-name.ts';
import type { FileOfMessage, ThreadFiles } from './thread-files.ts';
import { clock } from './tools-icons.ts';

const notReady = {
  scanning: 'attach.checking',
  rejected: 'attach.rejected',
  expired: 'attach.unavailable',
} as const;

/** A file by its name. Pressing it shows what can be shown; anything else it saves. */
export function fileCard(shown: FileOfMessage, files: ThreadFiles): TemplateResult {
  const { file } = shown;
  const { words } = files;
  if (file.state !== 'ready') {
    const icon = file.state === 'scanning' ? clock : icons.warning;
    return html`<span class="file-main is-away">${face(icon, file.name, words.t(notReady[file.state]))}</span>`;
  }
  const content = face(iconOf(file), file.name, files.size(file));
  const label = words.t('attach.download', { name: isolate(file.name), size: files.size(file) });
  const save = { ...files.downloadOf(file), label };
  if (previewOf(file) === 'none')
    return html`${files.downloadButton({ ...save, kind: 'card', content: html`${content}<span class="file-save">${download}</span>` })}`;
  const open = ({ currentTarget }: Event) => void files.open(shown, currentTarget as HTMLElement);
  return html`<button
      type="button"
      class="file-main"
      part="button"
      aria-haspopup="dialog"
      title=${words.t('attach.preview', { name: isolate(file.name) })}
      @click=${open}
    >
      ${content}
    </button>
    ${files.downloadButton({ ...save, kind: 'icon', content: download })}`;
}

function face(icon: TemplateResult, name: string, note: string): TemplateResult {
  return html`<span class="file-icon">${icon}</span
    ><span class="file-words">${fileName(name)}<span class="file-note">${note === '' ? nothing : note}</span></span>`;
}
