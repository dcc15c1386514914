import type { ReactiveController, ReactiveElement } from 'lit';
import { type FileOutcome, type NewReplyFile, type ReplyFiles, replyFilesOf } from '../../state/reply-files.ts';
import { repliesOf } from '../../state/conversations.ts';
import type { ReplyFile, SupportStore } from '../../state/support-store.ts';
import { announce } from '../../ui/announcer.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { StoreController } from '../context.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';
import { checkedFiles, type FileFault, type FileLimits, mediaTypeOf } from './file-checks.ts';
import { faultText, nameText, uploadFailureText } from './file-words.ts';
import { withoutLocation } from './photo-location.ts';
import { isFirstToTell } from './reply-outcomes.ts';

type FilesHost = ReactiveElement & SourceHost & { ticket: string };

const none: readonly ReplyFile[] = [];

/** The files of a reply box: takes what somebody chose, sees it on its way, and says what is to be known of it. */
export class ChosenFiles implements ReactiveController {
  /** A place was taken out of a photo. */
  hasRemovedLocation = false;
  readonly #host: FilesHost;
  readonly #words: () => Words;
  readonly #limits: () => FileLimits | undefined;
  readonly #uploads: StoreController<ReplyFiles>;
  #stop: (() => void) | undefined;
  #heard: ReplyFiles | undefined;
  /** What was not taken the last time, and for which ticket. */
  #refused: { readonly ticket: string; readonly faults: readonly FileFault[] } | undefined;
  #hasSaidLocation = false;
  #chain: Promise<unknown> = Promise.resolve();

  constructor(host: FilesHost, words: () => Words, limits: () => FileLimits | undefined) {
    this.#host = host;
    this.#words = words;
    this.#limits = limits;
    this.#uploads = new StoreController(host, replyFilesOf, () => this.#listen());
    host.addController(this);
  }

  /** In the order of choosing. */
  get all(): readonly ReplyFile[] {
    return this.#store ? repliesOf(this.#store).of(this.#host.ticket).files : none;
  }

  /** What can be chosen; `undefined` where nothing can. */
  get limits(): FileLimits | undefined {
    return this.#limits();
  }

  /** A sentence for each file that was not taken. */
  get refusals(): readonly string[] {
    const limits = this.limits;
    const { ticket, faults } = this.#refused ?? {};
    if (!limits || !faults || ticket !== this.#host.ticket) return [];
    return faults.map((fault) => faultText(fault, limits, this.#words()));
  }

  hostConnected(): void {
    this.#listen();
  }

  hostUpdate(): void {
    this.#listen();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#heard = undefined;
  }

  /** Takes what can go with a reply and says what cannot. Folders are told by their names alone. */
  add(files: readonly File[], folders: readonly string[] = []): Promise<void> {
    const { ticket } = this.#host;
    const reading = Promise.all(files.map((file) => this.#read(file)));
    const work = this.#chain.then(async () => this.#take(ticket, await reading, folders));
    this.#chain = work;
    return work;
  }

  /** As files of their own: what a screenshot is called says nothing, and the same each time. */
  named(files: readonly File[]): File[] {
    let number = 0;
    const taken = new Set(this.all.map(({ name }) => name));
    return files.map((file) => {
      if (!/^image\.\w+$/i.test(file.name)) return file;
      const nameOf = (n: number) => `${this.#words().t('attach.pasted_name', { n: String(n) })}.${endingOf(file.name)}`;
      do number += 1;
      while (taken.has(nameOf(number)));
      return new File([file], nameOf(number), { type: file.type });
    });
  }

  remove(clientId: string): void {
    this.#uploads.value?.remove(this.#host.ticket, clientId);
  }

  retry(clientId: string): void {
    this.#uploads.value?.retry(this.#host.ticket, clientId);
  }

  /** Takes all of them out of the draft. */
  clear(): void {
    for (const { clientId } of this.all) this.remove(clientId);
    this.forgive();
  }

  /** What was not taken is no longer of interest. */
  forgive(): void {
    this.#refused = undefined;
  }

  async #read(file: File): Promise<NewReplyFile | FileFault> {
    const { name, size } = file;
    const mediaType = mediaTypeOf(file);
    if (!this.limits?.removeLocation) return { name, mediaType, blob: file };
    try {
      const head = new Uint8Array(await file.slice(0, 3).arrayBuffer());
      const isJpeg = head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
      // What is too large to be sent is too large to be read.
      if (!isJpeg || size > this.limits.maxFileBytes) return { name, mediaType, blob: file };
      const clean = withoutLocation(new Uint8Array(await file.arrayBuffer()));
      if (clean) this.hasRemovedLocation = true;
      return { name, mediaType, blob: clean ? new Blob([clean], { type: file.type }) : file };
    } catch {
      return { kind: 'unreadable', name, size };
    }
  }

  #take(ticket: string, read: readonly (NewReplyFile | FileFault)[], folders: readonly string[]): void {
    const { limits } = this;
    if (!limits || !this.#store || ticket !== this.#host.ticket) return;
    const unreadable = read.filter((one) => 'kind' in one);
    const { good, faults } = checkedFiles(
      read.filter((one) => 'blob' in one),
      this.all,
      limits,
    );
    const inFolders = folders.map((name): FileFault => ({ kind: 'folder', name, size: 0 }));
    this.#refuse(ticket, [...inFolders, ...unreadable, ...faults]);
    if (good.length > 0) replyFilesOf(this.#store).add(ticket, good);
    this.#sayAdded(good.length);
    this.#host.requestUpdate();
  }

  #refuse(ticket: string, faults: readonly FileFault[]): void {
    this.#refused = faults.length > 0 ? { ticket, faults } : undefined;
    if (faults.length > 0) announce(this.refusals.join(' '), 'assertive');
  }

  #sayAdded(count: number): void {
    if (count === 0) return;
    const words = this.#words();
    const isNews = this.hasRemovedLocation && !this.#hasSaidLocation;
    this.#hasSaidLocation ||= isNews;
    announce(
      [words.t('attach.added', { count }), isNews ? words.t('attach.location_removed') : ''].filter(Boolean).join('. '),
    );
  }

  #tell({ ticketId, file }: FileOutcome): void {
    if (ticketId !== this.#host.ticket || !isFirstToTell(file.clientId)) return;
    const words = this.#words();
    const name = nameText(file.name);
    if (file.state === 'done') announce(words.t('attach.uploaded', { name }));
    else if (file.failure?.code === 'infected') {
      this.#refuse(ticketId, [{ kind: 'infected', name: file.name, size: file.size }]);
      this.#host.requestUpdate();
    } else {
      const reason = uploadFailureText(file.failure, file.name, words);
      announce([words.t('attach.failed', { name }), reason].filter(Boolean).join('. '), 'assertive');
    }
  }

  #listen(): void {
    const uploads = this.#uploads.value;
    if (uploads === this.#heard || !this.#host.isConnected) return;
    this.#stop?.();
    this.#heard = uploads;
    this.#stop = uploads?.onSettled((outcome) => this.#tell(outcome));
  }

  get #store(): SupportStore | undefined {
    return StoreSource.of(this.#host).store;
  }
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
