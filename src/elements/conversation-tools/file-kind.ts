/** What a file is to its reader, by the kind that its sender's system named. */
import type { TemplateResult } from 'lit';
import type { Attachment } from '../../contract/attachment.ts';
import * as icons from './file-icons.ts';

export type FileKind = 'image' | 'video' | 'audio' | 'pdf' | 'text' | 'archive' | 'other';

/** Beyond this a picture costs a phone its memory. */
const mostPixels = 100_000_000;

/** By the media type alone: what a name ends in says nothing about what is inside. Markup and SVG can run, so they are `other`. */
function kindOf(mediaType: string): FileKind {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(type)) return 'image';
  if (/^(video|audio)\//.test(type)) return type.startsWith('video') ? 'video' : 'audio';
  if (type === 'application/pdf') return 'pdf';
  if (/^(text\/(plain|csv|markdown)|application\/json)$/.test(type)) return 'text';
  return /[/-](zip|gzip|x-tar|x-7z-compressed|x-rar-compressed|vnd\.rar)$/.test(type) ? 'archive' : 'other';
}

/** How the preview shows it; `none` where it can only be downloaded. */
export function previewOf({ mediaType, width = 0, height = 0 }: Attachment): FileKind | 'none' {
  const kind = kindOf(mediaType);
  if (kind === 'archive' || kind === 'other' || width * height > mostPixels) return 'none';
  return kind;
}

export function iconOf({ mediaType }: Attachment): TemplateResult {
  return icons[kindOf(mediaType)];
}
