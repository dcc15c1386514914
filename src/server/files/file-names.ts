/**
 * File names as senders choose them, made harmless: one step of a path on every system, nothing that hides or turns around
 * what a reader sees, and short enough to be stored. An honest name in any script stays as it is.
 */
import type { FileUse } from '../../contract/index.ts';

/** What file systems take for one name. */
const maxNameBytes = 255;
const maxExtensionLength = 20;
/** More marks on one letter are no writing, and cost a browser seconds. */
const longMarks = /(\p{M}{32})\p{M}+/gu;
/**
 * Control characters, line and paragraph separators, halves of a pair, and what is invisible: direction marks, zero-width
 * signs, tags. The joiners U+200C and U+200D are part of words and of emoji, and stay.
 */
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E007F}]/gu;
/** Signs with a meaning in paths of some system. */
const pathSigns = /[/\\:*?"<>|]/g;
/** Windows opens a device for these, whatever ending they have. */
const deviceNames = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)\s*(?:\.|$)/i;

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).length;

/** A name to show, and to save under. Making a safe name safe changes nothing. */
export function safeFileName(name: string, fallback = 'file'): string {
  const visible = name.normalize('NFC').replace(unseen, '').normalize('NFC').replace(longMarks, '$1');
  const flat = trimmed(visible.replace(pathSigns, '_').replace(/\p{Zs}{3,}/gu, ' '));
  const named = deviceNames.test(flat) ? `_${flat}` : flat;
  return shortened(named) || fallback;
}

/** The name with a text between stem and ending, still short enough. */
export function withSuffix(name: string, suffix: string): string {
  const { stem, extension } = splitName(name);
  return cut(stem, maxNameBytes - bytesOf(suffix + extension)) + suffix + extension;
}

/** In lower case and with its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return splitName(name).extension.toLowerCase();
}

/** `Content-Disposition` by RFC 6266, with the name in ASCII for old readers and whole for the others (RFC 8187). */
export function contentDisposition(use: FileUse, name: string): string {
  const safe = safeFileName(name);
  // Readers disagree about quotes and percent signs in the first form.
  const ascii = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const whole = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${use === 'inline' ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

function splitName(name: string): { stem: string; extension: string } {
  const extension = /(?<=.)\.[^.\s]+$/u.exec(name)?.[0] ?? '';
  if (extension.length > maxExtensionLength) return { stem: name, extension: '' };
  return { stem: name.slice(0, name.length - extension.length), extension };
}

/** Dots in front hide a file on some systems; dots and spaces at the end are lost on others. */
function trimmed(name: string): string {
  return name.replace(/^[\p{Z}.]+|[\p{Z}.]+$/gu, '');
}

function shortened(name: string): string {
  if (bytesOf(name) <= maxNameBytes) return name;
  const { stem, extension } = splitName(name);
  return trimmed(cut(stem, maxNameBytes - bytesOf(extension)) + extension);
}

/** As many whole characters as fit, without space or dot at the end. */
function cut(text: string, maxBytes: number): string {
  const { read } = encoder.encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read).replace(/[\p{Z}.]+$/u, '');
}
