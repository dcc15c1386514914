/**
 * The staff API as the team's tool asks it, by way of the shop's backend. Files travel with a client of tus off the shelf;
 * their bytes come back from the support server itself, by links that need no key.
 */
import type { Attachment, FileLink, FileUse, StaffEvent, StaffTicket, UploadProgress } from 'helpdock/contract';
import { Upload, type DetailedError } from 'tus-js-client';

/** A file that somebody chose. Under its key it is uploaded once, however often that is tried. */
export interface ChosenFile {
  key: string;
  file: File;
}

const partBytes = 4 * 1024 * 1024;
const retryDelays = [0, 1000, 3000];

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, body: string) {
    super(titleOf(body) ?? String(status));
    this.status = status;
  }
}

export class TeamApi {
  readonly #base: string;
  readonly #support: string;

  /** `base`: the path of the shop's own way to the staff API; `support`: the support server's address. */
  constructor(base: string, support: string) {
    this.#base = base;
    this.#support = support;
  }

  async ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Refusal(response.status, await response.text());
    return response.json();
  }

  async ticketsOf(email: string): Promise<StaffTicket[]> {
    const page = await this.ask(`/tickets?limit=100&email=${encodeURIComponent(email)}`);
    return (page as { items: StaffTicket[] }).items;
  }

  async eventsOf(ticketId: string): Promise<StaffEvent[]> {
    const events: StaffEvent[] = [];
    for (let cursor = ''; ;) {
      const page = (await this.ask(
        `/tickets/${ticketId}/events?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )) as { items: StaffEvent[]; next: string | null };
      events.push(...page.items);
      if (!page.next) return events;
      cursor = page.next;
    }
  }

  /** Resolves once the last byte is stored; goes on where an earlier try stopped. */
  async upload(ticketId: string, { key, file }: ChosenFile): Promise<Attachment> {
    const uploads = `/tickets/${ticketId}/uploads`;
    await new Promise<void>((resolve, reject) => {
      new Upload(file, {
        // In full, or the client reads the server's relative answer as below the origin.
        endpoint: new URL(`${this.#base}${uploads}`, location.href).href,
        metadata: { filename: file.name, filetype: file.type, clientid: key },
        chunkSize: partBytes,
        retryDelays,
        storeFingerprintForResuming: false,
        onSuccess: () => resolve(),
        onError: (error) => reject(reasonOf(error)),
      }).start();
    });
    const { attachment } = (await this.ask(`${uploads}/${key}`)) as UploadProgress;
    if (!attachment) throw new Error(`${file.name} is not all here.`);
    return attachment;
  }

  /** An address of the file's bytes for the next minutes: to look at where its kind allows that, else to save. */
  async linkTo(ticketId: string, attachmentId: string): Promise<{ url: string; use: FileUse }> {
    const link = async (use: FileUse) => {
      const path = `/tickets/${ticketId}/attachments/${attachmentId}/link?use=${use}`;
      const { url } = (await this.ask(path)) as FileLink;
      return { url: new URL(url, new URL(`${this.#support}/`, location.href)).href, use };
    };
    return link('inline').catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 415) return link('download');
      throw error;
    });
  }
}

function reasonOf(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : undefined;
  return response ? new Refusal(response.getStatus(), response.getBody()) : error;
}

/** Of a problem document (RFC 9457). */
function titleOf(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { title?: string }).title;
  } catch {
    return undefined;
  }
}
