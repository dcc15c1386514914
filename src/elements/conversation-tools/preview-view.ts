import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { SupportError } from '../../contract/errors.ts';
import { failureText } from '../../ui/failure.ts';
import { isolate } from '../../ui/formats.ts';
import * as icons from '../../ui/icons.ts';
import { plainLine } from '../../ui/rich-text/safe-text.ts';
import { isGone } from './file-faults.ts';
import { download, next, previous, zoomIn, zoomOut } from './file-icons.ts';
import { iconOf, type previewOf } from './file-kind.ts';
import { fileName } from './file-name.ts';
import { iconButton } from './icon-button.ts';
import type { PictureZoom } from './picture-zoom.ts';
import type { FileOfMessage, ThreadFiles } from './thread-files.ts';

/** How a file is shown, and what can be asked for meanwhile. */
export interface PreviewView {
  readonly files: ThreadFiles;
  /** Of all files of the conversation, from 0. */
  readonly place: number;
  readonly total: number;
  readonly how: ReturnType<typeof previewOf>;
  readonly url: string | undefined;
  readonly error: SupportError | undefined;
  readonly isBroken: boolean;
  readonly isBusy: boolean;
  readonly isDrawn: boolean;
  /** Nothing is there yet, for long enough to say so. */
  readonly isWaiting: boolean;
  readonly isSlow: boolean;
  readonly zoom: PictureZoom;
  readonly step: (by: number) => void;
  readonly close: () => void;
  readonly retry: () => void;
  readonly onClose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onDrawn: (event: Event) => void;
  readonly onError: (event: Event) => void;
}

/** All of the window, and over the whole page: what is behind it is inert for as long as it is open. */
export function previewDialog(shown: FileOfMessage, view: PreviewView): TemplateResult {
  const { files, place, total, close } = view;
  const { words } = files;
  const { file } = shown;
  return html`<dialog
    class="preview"
    part="dialog-backdrop"
    aria-labelledby="preview-name"
    @close=${view.onClose}
    @keydown=${view.onKey}
    @click=${closeBeside(close)}
  >
    <div class="preview-frame" part="dialog">
      <header class="preview-bar">
        <div class="preview-title" aria-live="polite">
          <h2 id="preview-name" class="preview-name">${fileName(file.name)}</h2>
          <p class="preview-note">
            ${total > 1 ? html`<span>${words.t('attach.preview.position', { index: place + 1, total })}</span>` : nothing}
            <span>${files.size(file)}</span>
          </p>
        </div>
        ${zoomButton(view)} ${saveButton(shown, view, 'icon')}
        ${iconButton({ icon: icons.clear, label: words.t('attach.preview.close'), kind: 'preview-close', press: close })}
      </header>
      <div class="preview-stage" aria-busy=${view.isBusy}>${stage(shown, view)}</div>
      ${total > 1 ? html`${stepButton(-1, view)}${stepButton(1, view)}` : nothing}
    </div>
  </dialog>`;
}

function zoomButton({ how, isDrawn, zoom, files }: PreviewView): TemplateResult | typeof nothing {
  if (how !== 'image' || !isDrawn || !zoom.isUseful) return nothing;
  return iconButton({
    icon: zoom.isOn ? zoomOut : zoomIn,
    label: files.words.t(zoom.isOn ? 'attach.preview.zoom_out' : 'attach.preview.zoom_in'),
    kind: 'preview-zoom',
    press: () => zoom.toggle(),
  });
}

function saveButton({ file }: FileOfMessage, { files }: PreviewView, kind: 'icon' | 'primary'): unknown {
  const { words } = files;
  const label = words.t('attach.download', { name: isolate(file.name), size: files.size(file) });
  const content = kind === 'icon' ? download : html`${download}${words.t('action.download')}`;
  return keyed(file.id, files.downloadButton({ ...files.downloadOf(file), label, kind, content, isModal: true }));
}

/** Stays where it is at either end, so that focus does. */
function stepButton(by: -1 | 1, { place, total, step, files }: PreviewView): TemplateResult {
  return iconButton({
    icon: by < 0 ? previous : next,
    label: files.words.t(by < 0 ? 'attach.preview.prev' : 'attach.preview.next'),
    kind: `preview-step ${by < 0 ? 'is-previous' : 'is-next'}`,
    press: () => step(by),
    isIdle: place + by < 0 || place + by >= total,
  });
}

function stage(shown: FileOfMessage, view: PreviewView): unknown {
  const { how, error, isBroken, url, files, isWaiting, isSlow, isDrawn, retry } = view;
  const { words } = files;
  if (how === 'none') return notice(shown, view, words.t('attach.preview.none'));
  if (isBroken) return notice(shown, view, words.t('attach.load_error'), files.retryButton(retry));
  if (error) {
    if (isGone(error)) return notice(shown, view, words.t('attach.unavailable'), nothing);
    return notice(shown, view, failureText(error, words, words.t('attach.load_error')), files.retryButton(retry));
  }
  return html`${url === undefined ? nothing : keyed(url, content(shown, url, view))}
  ${
    isDrawn || !isWaiting
      ? nothing
      : html`<div class="preview-wait" role="status">
          ${
            isSlow
              ? html`<p>${words.t('net.slow')}</p>
                  ${files.retryButton(retry)}`
              : html`<span class="visually-hidden">${words.t('a11y.busy')}</span><span class="preview-spinner"></span>`
          }
        </div>`
  }`;
}

/** What stands in the place of a file that is not shown. */
function notice(shown: FileOfMessage, view: PreviewView, text: string, action?: unknown): TemplateResult {
  return html`<div class="preview-notice" role="status">
    <span class="preview-icon">${iconOf(shown.file)}</span>
    <p>${text}</p>
    <div class="notice-actions">${action}${action === nothing ? nothing : saveButton(shown, view, 'primary')}</div>
  </div>`;
}

function content(shown: FileOfMessage, url: string, view: PreviewView): unknown {
  const { file } = shown;
  const { how, onDrawn, onError, files, zoom, isDrawn } = view;
  const name = plainLine(file.name);
  switch (how) {
    case 'image':
      return html`<div
        class="preview-scroll"
        data-zoomed=${zoom.isOn || nothing}
        tabindex=${zoom.isOn ? 0 : nothing}
        role=${zoom.isOn ? 'group' : nothing}
        aria-label=${zoom.isOn ? name : nothing}
      >
        <img
          class=${isDrawn ? nothing : 'is-coming'}
          alt=${files.alternative(shown)}
          referrerpolicy="no-referrer"
          decoding="async"
          draggable="false"
          src=${url}
          @load=${onDrawn}
          @error=${onError}
        />
      </div>`;
    case 'video':
      return html`<video
        controls
        playsinline
        preload="metadata"
        aria-label=${name}
        src=${url}
        @loadedmetadata=${onDrawn}
        @error=${onError}
      ></video>`;
    case 'audio':
      return html`<audio
        controls
        preload="metadata"
        aria-label=${name}
        src=${url}
        @loadedmetadata=${onDrawn}
        @error=${onError}
      ></audio>`;
    case 'pdf':
      // The viewers of browsers do not work in a sandbox. The server has seen that it is a PDF, or it gave no such link.
      return html`<iframe title=${name} referrerpolicy="no-referrer" src=${url} @load=${onDrawn}></iframe>`;
    case 'text':
      return html`<iframe title=${name} sandbox referrerpolicy="no-referrer" src=${url} @load=${onDrawn}></iframe>`;
    default:
      return nothing;
  }
}

/** A press beside the file. */
function closeBeside(close: () => void): (event: Event) => void {
  return ({ target }) => {
    if (target instanceof Element && target.matches('.preview-stage, .preview-scroll:not([data-zoomed])')) close();
  };
}
