import type { ReactiveController, ReactiveElement } from 'lit';
import type { ChosenFiles } from './chosen-files.ts';

export interface SourcesParts {
  /** Where files can be dropped. */
  readonly pane: () => HTMLElement;
  /** Some are dragged over it, or no longer. */
  readonly dropping: (isOn: boolean) => void;
}

/** Ways for files to come in beside the button: dropping them anywhere on the pane around the box, and pasting. */
export class FileSources implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #files: ChosenFiles;
  readonly #parts: SourcesParts;
  #pane: HTMLElement | undefined;
  /** What is under the pointer. Going into a child enters it before it leaves its parent. */
  readonly #under = new Set<EventTarget>();

  constructor(host: ReactiveElement, files: ChosenFiles, parts: SourcesParts) {
    this.#host = host;
    this.#files = files;
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    this.#pane = this.#parts.pane();
    for (const [type, listener] of this.#listeners) this.#pane.addEventListener(type, listener as EventListener);
    this.#host.addEventListener('paste', this.#onPaste);
  }

  hostDisconnected(): void {
    this.#end();
    for (const [type, listener] of this.#listeners) this.#pane?.removeEventListener(type, listener as EventListener);
    this.#host.removeEventListener('paste', this.#onPaste);
  }

  readonly #onEnter = (event: DragEvent): void => {
    if (!this.#isWanted(event)) return;
    event.preventDefault();
    this.#under.add(innermost(event));
    this.#show();
  };

  readonly #onOver = (event: DragEvent): void => {
    if (!this.#isWanted(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };

  readonly #onLeave = (event: DragEvent): void => {
    this.#under.delete(innermost(event));
    if (this.#under.size === 0) this.#end();
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#end();
    if (!this.#isWanted(event) || !event.dataTransfer) return;
    event.preventDefault();
    const { files, folders } = contentOf(event.dataTransfer);
    void this.#files.add(files, folders);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const { clipboardData } = event;
    if (!clipboardData || clipboardData.files.length === 0 || !this.#files.limits) return;
    const files = [...clipboardData.files];
    // Programs put a picture of a text beside the text. Only where the text is the name of the file is the file meant.
    const text = clipboardData.getData('text/plain').trim();
    if (text !== '' && !files.some(({ name }) => text.includes(name))) return;
    event.preventDefault();
    void this.#files.add(this.#files.named(files));
  };

  readonly #listeners = [
    ['dragenter', this.#onEnter],
    ['dragover', this.#onOver],
    ['dragleave', this.#onLeave],
    ['drop', this.#onDrop],
  ] as const;

  #isWanted({ dataTransfer }: DragEvent): boolean {
    return this.#files.limits !== undefined && dataTransfer?.types.includes('Files') === true;
  }

  /** Above everything, over what of the pane is on screen. */
  #show(): void {
    this.#parts.dropping(true);
    const target = this.#target;
    const pane = this.#pane?.getBoundingClientRect();
    if (!target || !pane || target.matches(':popover-open')) return;
    const top = Math.max(pane.top, 0);
    const left = Math.max(pane.left, 0);
    target.style.setProperty('top', `${top}px`);
    target.style.setProperty('left', `${left}px`);
    target.style.setProperty('width', `${Math.min(pane.right, innerWidth) - left}px`);
    target.style.setProperty('height', `${Math.min(pane.bottom, innerHeight) - top}px`);
    target.showPopover();
  }

  #end(): void {
    this.#under.clear();
    this.#parts.dropping(false);
    if (this.#target?.matches(':popover-open')) this.#target.hidePopover();
  }

  get #target(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.drop-target');
  }
}

/** Also within shadow roots, where several things under the pointer are one to the page. */
function innermost(event: Event): EventTarget {
  return event.composedPath()[0] as EventTarget;
}

function contentOf({ files, items }: DataTransfer): { files: File[]; folders: string[] } {
  const entries = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
  const folders = entries.filter((entry) => entry?.isDirectory).map((entry) => entry?.name ?? '');
  return { files: [...files].filter((_, place) => !entries[place]?.isDirectory), folders };
}
