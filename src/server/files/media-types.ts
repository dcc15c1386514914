/** Kinds of files: which endings belong to which, which may be shown, which an operator accepts. */
import { extensionOf } from './file-names.ts';

export const unknownType = 'application/octet-stream';

/** Kinds of text, by ending; the bytes say only that it is text. */
export const textTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.eml': 'message/rfc822',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.ics': 'text/calendar',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.vcf': 'text/vcard',
  '.xhtml': 'application/xhtml+xml',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
};

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Kinds of ZIP archives, by ending; nobody looks into an archive. */
export const zipTypes: Readonly<Record<string, string>> = {
  '.docx': `${office}.wordprocessingml.document`,
  '.epub': 'application/epub+zip',
  '.odp': `${openDocument}.presentation`,
  '.ods': `${openDocument}.spreadsheet`,
  '.odt': `${openDocument}.text`,
  '.pptx': `${office}.presentationml.presentation`,
  '.xlsx': `${office}.spreadsheetml.sheet`,
};

/** Kinds of compound files (Office before 2007), by ending. */
export const compoundTypes: Readonly<Record<string, string>> = {
  '.doc': 'application/msword',
  '.msg': 'application/vnd.ms-outlook',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.xls': 'application/vnd.ms-excel',
};

/** What the bytes of a file with this ending may turn out to be. */
const typesOfEnding: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries({ ...textTypes, ...zipTypes, ...compoundTypes }).map(([ending, type]) => [ending, [type]]),
  ),
  '.7z': ['application/x-7z-compressed'],
  '.avif': ['image/avif'],
  '.bmp': ['image/bmp'],
  '.elf': ['application/x-elf'],
  '.exe': ['application/x-msdownload'],
  '.flac': ['audio/flac'],
  '.gif': ['image/gif'],
  '.gz': ['application/gzip'],
  '.heic': ['image/heic', 'image/heif'],
  '.heif': ['image/heif', 'image/heic'],
  '.jpeg': ['image/jpeg'],
  '.jpg': ['image/jpeg'],
  '.m4a': ['audio/mp4', 'video/mp4'],
  '.m4v': ['video/mp4'],
  '.mov': ['video/quicktime', 'video/mp4'],
  '.mp3': ['audio/mpeg'],
  '.mp4': ['video/mp4', 'audio/mp4'],
  '.oga': ['audio/ogg'],
  '.ogg': ['audio/ogg', 'video/ogg'],
  '.ogv': ['video/ogg'],
  '.pdf': ['application/pdf'],
  '.png': ['image/png'],
  '.rar': ['application/x-rar-compressed'],
  '.rtf': ['application/rtf'],
  '.tgz': ['application/gzip'],
  '.tif': ['image/tiff'],
  '.tiff': ['image/tiff'],
  '.wav': ['audio/wav'],
  '.webm': ['video/webm'],
  '.webp': ['image/webp'],
  '.zip': ['application/zip'],
};
const kindsWithEnding = new Set(Object.values(typesOfEnding).flat());

/** Names under which browsers and operators know the same kinds. */
const aliases: Readonly<Record<string, string>> = {
  'application/csv': 'text/csv',
  'application/x-zip-compressed': 'application/zip',
  'audio/mp3': 'audio/mpeg',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-wav': 'audio/wav',
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'text/xml': 'application/xml',
  'video/x-m4v': 'video/mp4',
};

/** One name for each kind: lower case, no parameters. */
export function canonicalType(mediaType: string): string {
  const essence = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return aliases[essence] ?? essence;
}

/** Pictures, sound, film, PDF and plain text: what a browser shows without running anything of the sender's. */
const showable: ReadonlySet<string> = new Set([
  'application/pdf',
  'audio/flac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain',
  'video/mp4',
  'video/ogg',
  'video/quicktime',
  'video/webm',
]);

/**
 * Whether a file of this kind may be served to be shown in place. HEIC is not among them: one browser draws it, and to all
 * others it is a broken picture.
 */
export function mayBeShown(mediaType: string): boolean {
  return showable.has(mediaType);
}

/**
 * Whether a list as in `<input accept>` takes a file. `mediaType` is what the bytes are; a name alone opens nothing. An
 * ending that we do not know is believed unless the bytes are of a kind that has another one. An empty list takes all.
 */
export function isAccepted(accept: readonly string[], file: { name: string; mediaType: string }): boolean {
  if (accept.length === 0) return true;
  const type = canonicalType(file.mediaType);
  return accept.some((wish) => {
    const entry = wish.trim().toLowerCase();
    if (entry.startsWith('.')) return hasEnding(file.name, type, entry);
    if (entry === '*/*') return true;
    if (entry.endsWith('/*')) return type.startsWith(entry.slice(0, -1));
    return type === canonicalType(entry);
  });
}

function hasEnding(name: string, type: string, ending: string): boolean {
  if (!name.toLowerCase().endsWith(ending)) return false;
  const expected = typesOfEnding[extensionOf(name)];
  if (expected) return expected.includes(type);
  return type === unknownType || type === 'text/plain' || !kindsWithEnding.has(type);
}
