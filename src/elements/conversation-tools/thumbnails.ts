import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReplyFile } from '../../state/support-store.ts';

/** What every browser draws from bytes alone; where one does not, an icon stands there. */
const drawable = /^image\/(?:avif|bmp|gif|heic|heif|jpeg|png|webp)$/;

/** Addresses for small pictures of files that lie in this page, as long as somebody looks at them. */
export class Thumbnails implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #files: () => readonly ReplyFile[];
  readonly #addresses = new Map<string, string>();
  /** Files that could not be drawn. */
  readonly #blank = new Set<string>();

  constructor(host: ReactiveControllerHost, files: () => readonly ReplyFile[]) {
    this.#host = host;
    this.#files = files;
    host.addController(this);
  }

  of({ clientId, mediaType, blob }: ReplyFile): string | undefined {
    if (!blob || this.#blank.has(clientId) || !drawable.test(mediaType)) return undefined;
    const address = this.#addresses.get(clientId) ?? URL.createObjectURL(blob);
    this.#addresses.set(clientId, address);
    return address;
  }

  /** This one cannot be drawn: the format, or the page's policy for pictures. */
  failed({ clientId }: ReplyFile): void {
    this.#blank.add(clientId);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const shown = new Set(this.#files().map(({ clientId }) => clientId));
    for (const clientId of this.#addresses.keys()) if (!shown.has(clientId)) this.#revoke(clientId);
  }

  hostDisconnected(): void {
    for (const clientId of this.#addresses.keys()) this.#revoke(clientId);
    this.#host.requestUpdate();
  }

  #revoke(clientId: string): void {
    URL.revokeObjectURL(this.#addresses.get(clientId) ?? '');
    this.#addresses.delete(clientId);
  }
}
