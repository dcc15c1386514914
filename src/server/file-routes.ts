/**
 * Files over HTTP, for customers and for the team alike: uploads in parts as tus 1.0.0 has it (core, creation and
 * termination), links to what was sent, and the bytes behind a link.
 */
import * as z from 'zod/mini';
import {
  fileRoutes as table,
  newUploadSchema,
  partMediaType,
  staffFileRoutes,
  SupportError,
  tusVersion,
  uploadHeaderNames,
  type FileLink,
  type NewUpload,
  type TicketFiles,
  type UploadProgress,
} from '../contract/index.ts';
import type { Call, Endpoint, Reply } from './endpoint.ts';
import type { FileRoom } from './files/file-room.ts';
import { clientIdOf } from './headers.ts';
import { ticketIdOf } from './parameters.ts';
import { malformed, parsed, readQuery } from './requests.ts';

const useSchema = z.object({ use: z._default(z.enum(['download', 'inline']), 'download') });
const tusHeaders = { [uploadHeaderNames.version]: tusVersion };

/** For a sender who was verified; rejects where no files are sent. */
type AsSender = (answer: (files: TicketFiles, call: Call) => Promise<Reply>) => Endpoint['answer'];

/** One endpoint for each row of the contract's table for customers, but for the bytes themselves. */
export function customerFileRoutes(as: AsSender): Endpoint[] {
  return [
    ...uploadEndpoints(table, as),
    {
      route: table.linkToAll,
      answer: as(async (files, { params, options }) => {
        const link = await files.linkToAll(ticketIdOf(params), params['message'] ?? '', options);
        return { body: link };
      }),
    },
  ];
}

export function teamFileRoutes(as: AsSender): Endpoint[] {
  return uploadEndpoints(staffFileRoutes, as);
}

/** The bytes behind a link. Who may have it was judged when the link was made; it works for a few minutes. */
export function openFileRoute(room: FileRoom): Endpoint {
  return {
    route: table.openFile,
    answer: async ({ request, params }) => ({ response: await room.open(params['link'] ?? '', request) }),
  };
}

type UploadTable = Pick<typeof table, 'startUpload' | 'getUpload' | 'appendUpload' | 'discardUpload' | 'linkToFile'>;

function uploadEndpoints(of: UploadTable | typeof staffFileRoutes, as: AsSender): Endpoint[] {
  return [
    {
      route: of.startUpload,
      answer: as(async (files, { request, params, options }) => {
        ensureTus(request);
        const upload = newUploadOf(request);
        const progress = await files.start(ticketIdOf(params), upload, options);
        // Relative to this very address (RFC 9110, 10.2.2), whatever stands in front of the server.
        const location = `uploads/${encodeURIComponent(upload.clientId)}`;
        return { body: progress, headers: { ...progressHeaders(progress), location } };
      }),
    },
    {
      route: of.getUpload,
      answer: as(async (files, { params, options }) => {
        const progress = await files.look(ticketIdOf(params), uploadOf(params), options);
        return { body: progress, headers: progressHeaders(progress) };
      }),
    },
    {
      route: of.appendUpload,
      answer: as(async (files, { request, params, options }) => {
        ensureTus(request);
        const offset = wholeNumber(request, uploadHeaderNames.offset);
        if (request.headers.get('content-type') !== partMediaType) {
          throw new SupportError(`A part is sent as ${partMediaType}.`, { code: 'unsupported_type' });
        }
        const bytes = request.body ?? new Blob([]).stream();
        const progress = await files.append(ticketIdOf(params), uploadOf(params), { offset, bytes }, options);
        return { headers: progressHeaders(progress) };
      }),
    },
    {
      route: of.discardUpload,
      answer: as(async (files, { request, params, options }) => {
        ensureTus(request);
        await files.discard(ticketIdOf(params), uploadOf(params), options);
        return { headers: tusHeaders };
      }),
    },
    {
      route: of.linkToFile,
      answer: as(async (files, { request, params, options }) => {
        const { use } = readQuery(request, useSchema);
        const link: FileLink = await files.linkTo(ticketIdOf(params), params['attachment'] ?? '', use, options);
        return { body: link };
      }),
    },
  ];
}

/** The id of an upload is its sender's; what cannot be one names none. */
function uploadOf(params: Call['params']): string {
  return params['upload'] ?? '';
}

function progressHeaders({ offset, size }: UploadProgress): Record<string, string> {
  return {
    ...tusHeaders,
    [uploadHeaderNames.offset]: String(offset),
    [uploadHeaderNames.length]: String(size),
  };
}

/** Another version of the protocol may mean other things by the same headers. */
function ensureTus({ headers }: Request): void {
  if (headers.get(uploadHeaderNames.version) !== tusVersion)
    throw malformed(`/${uploadHeaderNames.version}`, 'unsupported_version');
}

function newUploadOf(request: Request): NewUpload {
  const metadata = metadataOf(request.headers.get(uploadHeaderNames.metadata) ?? '');
  return parsed(newUploadSchema, {
    clientId: clientIdOf(request.headers, metadata.get('clientid')),
    name: metadata.get('filename') ?? '',
    mediaType: metadata.get('filetype') ?? '',
    size: wholeNumber(request, uploadHeaderNames.length),
  });
}

function wholeNumber({ headers }: Request, name: string): number {
  const digits = headers.get(name) ?? '';
  if (!/^\d{1,15}$/.test(digits)) throw malformed(`/${name}`, 'format');
  return Number(digits);
}

/** Pairs of a name and its value in Base64 of UTF-8, with commas between (tus 1.0.0, Upload-Metadata). */
function metadataOf(header: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [name = '', encoded = '', ...more] = pair.trim().split(' ');
    if (name === '' && encoded === '') continue;
    if (more.length > 0 || values.has(name)) throw malformed(`/${uploadHeaderNames.metadata}`, 'format');
    values.set(name, textOf(encoded));
  }
  return values;
}

function textOf(encoded: string): string {
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed(`/${uploadHeaderNames.metadata}`, 'format');
  }
}
