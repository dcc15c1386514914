/** How much of which files is taken where nobody says otherwise. */
import type { AttachmentLimits } from './uploads.ts';

export const megabyte = 1_000_000;

export const usualLimits: AttachmentLimits = {
  maxFiles: 10,
  maxFileBytes: 25 * megabyte,
  maxTotalBytes: 100 * megabyte,
  /** What people send to a support team; programs and web pages are not among it. */
  accept: [
    ...['image/*', 'video/*', 'audio/*', 'text/plain', 'text/csv', 'application/pdf', 'application/zip'],
    ...['.log', '.json', '.xml', '.eml', '.msg', '.rtf', '.odt', '.ods', '.odp', '.doc', '.docx', '.xls', '.xlsx'],
    ...['.ppt', '.pptx', '.7z', '.gz', '.heic', '.heif'],
  ],
};
