/**
 * Links to bytes: signed by the server (HMAC-SHA-256), and nothing else is needed to open one. They say which file of
 * which ticket, for which use and until when; whoever asked for one was allowed to read the ticket at that moment.
 */
import * as z from 'zod/mini';
import { base64url } from 'jose';
import { SupportError, type FileLink, type FileUse } from '../../contract/index.ts';
import { safeFileName } from './file-names.ts';

export const fileLinkLifeMs = 5 * 60_000;
const maxLinkLength = 1024;

/** What a link opens. */
export interface FileGrant {
  ticketId: string;
  /** One file by its id, or all files of a message by the message's. */
  of: 'file' | 'message';
  id: string;
  use: FileUse;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface FileLinks {
  /** An address below the endpoint, for the next minutes. The name is for people, and for systems that save the bytes. */
  write(grant: Omit<FileGrant, 'expiresAt'>, name: string): Promise<FileLink>;
  /** Reads the `link` of such an address: `gone` where it is too old, `not_found` for whatever we did not write. */
  read(link: string): Promise<FileGrant>;
}

const grantSchema = z.object({
  ticketId: z.string(),
  of: z.enum(['file', 'message']),
  id: z.string(),
  use: z.enum(['download', 'inline']),
  expiresAt: z.int(),
});

/** `key`: 32 bytes in Base64url, the same for all processes of a server (`FileStore.signingKey`). */
export function fileLinks({ key, now = Date.now }: { key: string; now?: () => number }): FileLinks {
  const imported = importKey(key);
  return {
    async write({ ticketId, of, id, use }, name) {
      const expiresAt = now() + fileLinkLifeMs;
      const grant: FileGrant = { ticketId, of, id, use, expiresAt };
      const said = base64url.encode(JSON.stringify(grant));
      const mac = base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', await imported, signed(said))));
      const url = `files/${said}.${mac}/${encodeURIComponent(safeFileName(name))}`;
      return { url, expiresAt: new Date(expiresAt).toISOString() };
    },
    async read(link) {
      const grant = await readGrant(link, await imported);
      if (!grant) throw new SupportError('There is no such link.', { code: 'not_found' });
      if (grant.expiresAt <= now()) throw new SupportError('The link is too old.', { code: 'gone' });
      return grant;
    },
  };
}

async function readGrant(link: string, key: CryptoKey): Promise<FileGrant | undefined> {
  if (link.length > maxLinkLength) return undefined;
  const [, said, mac] = /^([\w-]+)\.([\w-]{43})$/.exec(link) ?? [];
  if (said === undefined || mac === undefined) return undefined;
  const macBytes = Uint8Array.from(base64url.decode(mac));
  // The last letter has bits to spare; one link has one spelling.
  if (base64url.encode(macBytes) !== mac) return undefined;
  if (!(await crypto.subtle.verify('HMAC', key, macBytes, signed(said)))) return undefined;
  return grantSchema.safeParse(JSON.parse(new TextDecoder().decode(base64url.decode(said)))).data;
}

/** Says what is signed, so that a signature is never good for anything else that the key may sign one day. */
function signed(said: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`file link ${said}`);
}

async function importKey(key: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(base64url.decode(key));
  if (bytes.length < 32) throw new TypeError('The key that signs links to files needs at least 32 bytes.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}
