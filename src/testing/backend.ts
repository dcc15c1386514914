/**
 * A whole backend in process, as it runs on a server: a repository, both desks, the gate for host tokens and the
 * handler. Adapters reach it through the handler, so that what a test sees has passed the wire.
 */
import { SignJWT, type JWTPayload } from 'jose';
import { createHttpAdapter, type HttpAdapterOptions } from '../adapters/http/http-adapter.ts';
import type { Desk, StaffDesk, SupportAdapter } from '../contract/index.ts';
import { repositoryDesk, type RepositoryDeskOptions } from '../server/desk/desk.ts';
import { repositoryStaffDesk } from '../server/desk/staff-desk.ts';
import type { BlobStore } from '../server/files/blob-store.ts';
import { FileRoom } from '../server/files/file-room.ts';
import { memoryBlobs } from '../server/files/memory-blobs.ts';
import type { AttachmentLimits } from '../server/files/uploads.ts';
import { GuestDoor, type GuestDoorOptions } from '../server/guest/guest-door.ts';
import { doorKeys } from '../server/guest/secrets.ts';
import type { LiveBus } from '../server/live/live-bus.ts';
import { createHandler, type HandlerOptions } from '../server/handler.ts';
import { hostTokenGate } from '../server/host-token.ts';
import type { Repository } from '../server/repository.ts';

const issuer = 'https://host.example';
const audience = 'helpdock-test';
const secret = 'a-secret-that-every-reader-of-this-file-knows';
const endpoint = 'http://helpdock.test/v1';
const doorSecret = 'a-key-of-the-door-that-every-reader-knows';
const hour = 3600;
const megabyte = 1024 * 1024;
const fileLimits: AttachmentLimits = {
  maxFiles: 5,
  maxFileBytes: 10 * megabyte,
  maxTotalBytes: 20 * megabyte,
  accept: ['image/*', 'text/plain', 'application/pdf', '.bin'],
};

/** Who a test's visitor is. Without a name, nobody is named; `email` is what the host vouches for. */
export interface TestVisitor {
  subject: string;
  email: string;
  name?: string | undefined;
}

/** How the backend is set up; everything has a default. */
export interface BackendOptions {
  repository: Repository;
  /** Milliseconds since the epoch, for desks and gate alike. */
  now?: () => number;
  desk?: Omit<RepositoryDeskOptions, 'now'>;
  /** Stands in front of the desk, to serve something else. */
  wrapDesk?: (desk: Desk) => Desk;
  origins?: HandlerOptions['origins'];
  log?: HandlerOptions['log'];
  /** Reads tokens from this cookie as well. */
  cookie?: string;
  /** Of the door for guests. */
  limits?: GuestDoorOptions['limits'];
  networkOf?: HandlerOptions['networkOf'];
  /** Of files, which lie in memory unless told. */
  fileLimits?: Partial<AttachmentLimits>;
  blobs?: BlobStore;
  /** Carries notice of changes. Without it the backend tells nothing by itself. */
  live?: LiveBus;
  streamLimits?: HandlerOptions['streamLimits'];
  /** Ends its streams. */
  stopping?: AbortSignal;
}

/** A backend and the ways to reach it. */
export interface Backend {
  repository: Repository;
  desk: Desk;
  staffDesk: StaffDesk;
  /** Opens the staff API of `handler`. */
  staffKey: string;
  door: GuestDoor;
  files: FileRoom;
  /** A link to this ticket, as its customer's mail carries it. */
  linkTo(ticketId: string): Promise<string>;
  /** The codes that were mailed to an address since the last look, oldest first. Mails of other kinds wait on. */
  codesFor(email: string): Promise<string[]>;
  /** Serves below `/v1`. */
  handler: (request: Request) => Promise<Response>;
  /** A host token; `claims` replace those of a good one, and `undefined` leaves one out. */
  tokenFor(visitor: TestVisitor, claims?: JWTPayload, key?: Uint8Array): Promise<string>;
  adapterFor(visitor: TestVisitor, options?: Partial<HttpAdapterOptions>): SupportAdapter;
  anonymousAdapter(options?: Partial<HttpAdapterOptions>): SupportAdapter;
  /** Shows a token that was good an hour ago. */
  expiredAdapter(visitor: TestVisitor): SupportAdapter;
  /** Shows a token that names this visitor and was signed by somebody else. */
  forgedAdapter(visitor: TestVisitor): SupportAdapter;
}

/** Puts a backend together over a repository. */
export function createBackend(options: BackendOptions): Backend {
  const { repository, now = Date.now, wrapDesk = (desk) => desk, origins, log, cookie } = options;
  const files = new FileRoom({
    repository,
    blobs: options.blobs ?? memoryBlobs(),
    limits: { ...fileLimits, ...options.fileLimits },
    now,
  });
  const { live } = options;
  const desk = wrapDesk(repositoryDesk(repository, { ...options.desk, files, live, now }));
  const staffDesk = repositoryStaffDesk(repository, { files, live, now });
  const staffKey = 'a-staff-key-that-every-reader-knows';
  const keys = doorKeys(doorSecret);
  const door = new GuestDoor({ store: repository.guests, keys, limits: options.limits, now });
  const handler = createHandler({
    desk,
    gate: hostTokenGate({ issuer, audience, secret, now, ...(cookie && { cookie }) }),
    staff: { desk: staffDesk, key: staffKey },
    guest: { door },
    files,
    networkOf: options.networkOf,
    streamLimits: options.streamLimits,
    stopping: options.stopping,
    ...(origins && { origins }),
    ...(log && { log }),
    now,
  });

  const tokenFor: Backend['tokenFor'] = ({ subject, email, name }, claims = {}, key = bytes(secret)) => {
    const iat = Math.floor(now() / 1000);
    const good = { iss: issuer, aud: audience, sub: subject, email, name, iat, exp: iat + hour };
    return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(key);
  };
  const adapter = (token: (() => Promise<string>) | null, extra: Partial<HttpAdapterOptions> = {}) =>
    createHttpAdapter({ endpoint, fetch: handler, ...(token && { getAccessToken: token }), ...extra });

  return {
    repository,
    desk,
    staffDesk,
    staffKey,
    door,
    files,
    handler,
    tokenFor,
    async linkTo(ticketId) {
      const ticket = await repository.findTicket(ticketId, { role: 'staff' });
      if (!ticket) throw new Error(`There is no ticket ${ticketId}.`);
      const { number: ticketNumber, customer } = ticket;
      return door.makeLink({ ticketId, ticketNumber, email: customer.email, locale: customer.locale ?? 'en' });
    },
    async codesFor(email) {
      const codes: string[] = [];
      for (const { id, kind, to, sealed } of await repository.mails.claim(now(), 0, 100)) {
        if (kind !== 'code' || to !== email.toLowerCase()) continue;
        codes.push(await keys.open(sealed, id));
        await repository.mails.finish(id);
      }
      return codes;
    },
    adapterFor: (visitor, extra) => adapter(() => tokenFor(visitor), extra),
    anonymousAdapter: (extra) => adapter(null, extra),
    expiredAdapter: (visitor) => {
      const exp = Math.floor(now() / 1000) - hour;
      return adapter(() => tokenFor(visitor, { iat: exp - hour, exp }));
    },
    forgedAdapter: (visitor) => adapter(() => tokenFor(visitor, {}, bytes(`not ${secret}`))),
  };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
