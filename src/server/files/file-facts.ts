/**
 * What a file is, told from its first bytes. What the sender declared counts for nothing; a name decides only between
 * kinds of text, of archives and of old Office files, none of which is ever shown except plain text. Nothing is unpacked
 * and nothing is decoded: archives are known by their first bytes, pictures are measured by their headers.
 *
 * The libraries come with the first file that needs them: where a whole server runs in a page, few files do.
 */
import { extensionOf } from './file-names.ts';
import type { FileFacts } from './file-store.ts';
import { canonicalType, compoundTypes, textTypes, unknownType, zipTypes } from './media-types.ts';

/** So much of a file is looked at. A photo has its size behind what its camera wrote about it, and a small copy of itself. */
export const factsPrefixBytes = 256 * 1024;
/** Enough for the kinds that say early what they are. Some formats are searched in quadratic time. */
const headBytes = 16 * 1024;
/** Twice the pixels of a phone with the largest sensor. Drawing more takes down the reader's browser. */
const maxPixels = 2 ** 28;

/** `prefix`: the first `factsPrefixBytes` of the file, or all of it. Never rejects, whatever the bytes are. */
export async function fileFacts(prefix: Uint8Array, name: string): Promise<FileFacts> {
  const bytes = prefix.subarray(0, factsPrefixBytes);
  const mediaType = textTypeOf(bytes, name) ?? containerTypeOf(bytes, name) ?? (await binaryTypeOf(bytes));
  const size = await pictureSizeOf(bytes, mediaType);
  if (!size) return { mediaType };
  return size.width * size.height > maxPixels ? { mediaType: unknownType } : { mediaType, ...size };
}

/** `undefined` where it is not text: UTF-8 without the signs that no text has. */
function textTypeOf(bytes: Uint8Array, name: string): string | undefined {
  let text: string;
  try {
    // The prefix may end within a sign.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text)) return undefined;
  return markupTypeOf(text.trimStart()) ?? textTypes[extensionOf(name)] ?? 'text/plain';
}

/** The MIME Sniffing Standard, 7.1, and some more. */
const htmlStart =
  /^<(?:!doctype\s+html|!--|(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|base|embed|form|img|input|link|math|meta|object|template|video|audio)[\s>/])/i;

/** Formats that are text and say so in their first letters. */
function markupTypeOf(text: string): string | undefined {
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('{\\rtf')) return 'application/rtf';
  if (text.startsWith('%!PS')) return 'application/postscript';
  const start = text.slice(0, 4096).replace(/^(?:<!--[\s\S]*?(?:-->|$)\s*|<\?[\s\S]*?(?:\?>|$)\s*)+/, '');
  if (/^<(?:!doctype\s+svg|svg[\s>/])/i.test(start)) return 'image/svg+xml';
  if (/^<\?xml\s/i.test(text)) return 'application/xml';
  return htmlStart.test(start) || text.startsWith('<!--') ? 'text/html' : undefined;
}

/** Told here, because the library would unpack the beginning of an archive to know more. */
function containerTypeOf(bytes: Uint8Array, name: string): string | undefined {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6) || starts(0x50, 0x4b, 7, 8))
    return zipTypes[extensionOf(name)] ?? 'application/zip';
  if (starts(0x50, 0x4b)) return unknownType;
  if (starts(0x1f, 0x8b)) return 'application/gzip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return compoundTypes[extensionOf(name)] ?? 'application/x-cfb';
  // Tags in front of sound may hold a whole picture, and the library would go on looking behind them.
  if (starts(0x49, 0x44, 0x33)) return 'audio/mpeg';
  // The library looks behind a mark of UTF-8 as well; but this is no text.
  return starts(0xef, 0xbb, 0xbf) ? unknownType : undefined;
}

async function binaryTypeOf(bytes: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    const found = await fileTypeFromBuffer(bytes.slice(0, headBytes));
    return found ? canonicalType(found.mime) : unknownType;
  } catch {
    return unknownType;
  }
}

/** The kinds of pictures that are measured, and what the library calls them. */
const measured: Readonly<Record<string, readonly string[]>> = {
  'image/avif': ['avif', 'heif', 'mif1'],
  'image/bmp': ['bmp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif', 'heix', 'mif1'],
  'image/jpeg': ['jpg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
};

/** As it is shown: a photo taken on its side is turned. `undefined` where the header makes no sense. */
async function pictureSizeOf(
  bytes: Uint8Array,
  mediaType: string,
): Promise<{ width: number; height: number } | undefined> {
  const names = measured[mediaType];
  if (!names) return undefined;
  const { imageSize } = await import('image-size');
  try {
    const found = imageSize(mediaType === 'image/jpeg' ? bytes : bytes.subarray(0, headBytes));
    const { width, height, orientation = 1, type = '' } = found;
    if (!names.includes(type) || !isLength(width) || !isLength(height)) return undefined;
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

function isLength(pixels: number): boolean {
  return Number.isSafeInteger(pixels) && pixels > 0 && pixels <= 2 ** 31;
}
