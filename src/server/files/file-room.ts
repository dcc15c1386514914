/** All that the server does with files: takes them in, hands out links, and opens what a link names. */
import { base64url } from 'jose';
import { SupportError, type FileLink, type FileUse, type TicketFiles } from '../../contract/index.ts';
import { notFound } from '../desk/shared.ts';
import type { TicketRecord, Viewer } from '../repository.ts';
import { archiveResponse } from './archive.ts';
import type { BlobStore } from './blob-store.ts';
import { fileLinks, type FileLinks } from './file-links.ts';
import { fileResponse } from './file-response.ts';
import { mayBeShown } from './media-types.ts';
import { Uploads, type Sender, type UploadsOptions } from './uploads.ts';

/** Who may have a link was judged when it was made. */
const anybody = { role: 'staff' } as const;

export class FileRoom {
  readonly uploads: Uploads;
  readonly #repository: UploadsOptions['repository'];
  readonly #blobs: BlobStore;
  readonly #now: () => number;
  #links: Promise<FileLinks> | undefined;

  constructor(options: UploadsOptions) {
    this.uploads = new Uploads(options);
    this.#repository = options.repository;
    this.#blobs = options.blobs;
    this.#now = options.now ?? Date.now;
  }

  /** Answers whoever has a link: it says itself what it opens, and for how long. */
  async open(link: string, request: Request): Promise<Response> {
    const { files, findTicket } = this.#repository;
    const { of, ticketId, id, use, expiresAt } = await (await this.#linksOf()).read(link);
    const rest = { blobs: this.#blobs, lifeMs: expiresAt - this.#now() };
    if (of === 'file') {
      const file = await files.find(ticketId, id, anybody);
      if (!file) throw notFound();
      return fileResponse(request, { file, use, ...rest });
    }
    const [sent, ticket] = await Promise.all([files.ofEvent(ticketId, id, anybody), findTicket(ticketId, anybody)]);
    if (!ticket || sent.length === 0) throw notFound();
    return archiveResponse(request, { files: sent, name: archiveName(ticket), ...rest });
  }

  /** As one sender sees it. */
  filesOf(sender: Sender): TicketFiles {
    const { uploads } = this;
    return {
      start: (ticketId, upload) => uploads.start(sender, ticketId, upload),
      look: (ticketId, clientId) => uploads.look(sender, ticketId, clientId),
      append: (ticketId, clientId, part) => uploads.append(sender, ticketId, clientId, part),
      discard: (ticketId, clientId) => uploads.discard(sender, ticketId, clientId),
      linkTo: (ticketId, attachmentId, use) => this.#linkTo(sender.viewer, ticketId, attachmentId, use),
      linkToAll: (ticketId, messageId) => this.#linkToAll(sender.viewer, ticketId, messageId),
    };
  }

  async #linkTo(viewer: Viewer, ticketId: string, attachmentId: string, use: FileUse): Promise<FileLink> {
    const file = await this.#repository.files.find(ticketId, attachmentId, viewer);
    if (!file) throw notFound();
    if (use === 'inline' && !mayBeShown(file.mediaType)) {
      throw new SupportError('This kind of file is only to be downloaded.', { code: 'unsupported_type' });
    }
    return (await this.#linksOf()).write({ ticketId, of: 'file', id: file.id, use }, file.name);
  }

  async #linkToAll(viewer: Viewer, ticketId: string, messageId: string): Promise<FileLink> {
    const [files, ticket] = await Promise.all([
      this.#repository.files.ofEvent(ticketId, messageId, viewer),
      this.#repository.findTicket(ticketId, viewer),
    ]);
    if (!ticket || files.length === 0) throw notFound();
    const grant = { ticketId, of: 'message', id: messageId, use: 'download' } as const;
    return (await this.#linksOf()).write(grant, archiveName(ticket));
  }

  /** The key is in the repository, so that a link of one process opens at another. */
  #linksOf(): Promise<FileLinks> {
    this.#links ??= this.#repository.files
      .signingKey(base64url.encode(crypto.getRandomValues(new Uint8Array(32))))
      .then((key) => fileLinks({ key, now: this.#now }));
    this.#links.catch(() => (this.#links = undefined));
    return this.#links;
  }
}

function archiveName({ number }: TicketRecord): string {
  return `${number}.zip`;
}
