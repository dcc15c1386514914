/** What every answer with somebody's bytes says about them, so that nothing in them runs, wherever they are opened. */
import type { FileUse } from '../../contract/index.ts';
import { contentDisposition } from './file-names.ts';
import { mayBeShown, unknownType } from './media-types.ts';

export interface Served {
  name: string;
  mediaType: string;
  use: FileUse;
  /** Milliseconds that the link is still good for. */
  lifeMs: number;
}

/**
 * For the page that a browser makes around a picture, a film or a PDF: its own styles, and the film itself. A sandbox
 * without `allow-scripts` runs nothing. Chromium asks for the film by CORS, which only the page's own origin passes.
 */
function contentPolicy(mediaType: string): string {
  const sandbox = /^(?:audio|video)\//.test(mediaType) ? "media-src 'self'; sandbox allow-same-origin" : 'sandbox';
  return `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; ${sandbox}`;
}

export function fileHeaders({ name, mediaType, use, lifeMs }: Served): Headers {
  return new Headers({
    'content-type': servedType(mediaType),
    'content-disposition': contentDisposition(use, name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': contentPolicy(mediaType),
    // A page of another site shows pictures by plain `<img>`; whoever has the link may have the bytes.
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': `private, max-age=${Math.max(0, Math.floor(lifeMs / 1000))}`,
  });
}

/** Kinds that are not shown are just bytes: a script or a style sheet by its own name could be loaded into some page. */
function servedType(mediaType: string): string {
  if (!mayBeShown(mediaType)) return unknownType;
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}
