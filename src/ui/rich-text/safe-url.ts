/**
 * Where a link of somebody else's may lead, and what its reader must be told about that. Only whole addresses of four
 * kinds pass; everything else is text. An address with a user name in it is refused, because what stands before the `@`
 * reads like the host.
 */
import { isAscii } from './safe-text.ts';

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const longestUrl = 8_192;

/** The address in its normal form, or `undefined` where it may not become a link. */
export function safeHref(raw: string): string | undefined {
  const url = raw.length <= longestUrl && URL.canParse(raw) ? new URL(raw) : undefined;
  if (!url || !schemes.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'mailto:') return /^[^\s@]+@[^\s@]+$/.test(decoded(url.pathname)) ? url.href : undefined;
  if (url.protocol === 'tel:') return /^[+\d][\d\s().-]*$/.test(decoded(url.pathname)) ? url.href : undefined;
  return url.href;
}

/** The host of a remote address, in ASCII; `undefined` for an address without one. */
export function hostOf(href: string): string | undefined {
  return URL.canParse(href) && /^https?:$/.test(new URL(href).protocol) ? new URL(href).hostname : undefined;
}

/**
 * The true target in short, where the words of the link name another one: the host, the address or the number.
 * `undefined` where words and target agree, or the words name nothing.
 */
export function hiddenTarget(text: string, href: string): string | undefined {
  const url = new URL(href);
  const words = folded(text);
  if (url.protocol === 'mailto:') {
    const address = decoded(url.pathname).toLowerCase();
    const isSame = words.trim().replace(/^mailto:/, '') === address;
    return hostsIn(words).length > 0 && !isSame ? address : undefined;
  }
  if (url.protocol === 'tel:') {
    const digits = (from: string) => from.replace(/\D/g, '');
    const number = decoded(url.pathname);
    return digits(words).length >= 5 && digits(words) !== digits(number) ? number : undefined;
  }
  // Letters that look like others are told apart by the form that the network uses.
  const isForeign = url.hostname.split('.').some((label) => label.startsWith('xn--'));
  return isForeign || hostsIn(words).some((name) => !isSameHost(name, url.hostname)) ? url.hostname : undefined;
}

/** As it is read: without differences that letters of other widths and signs without a shape make. */
function folded(text: string): string {
  // The tables for that take a while to load, and few texts have such letters.
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/[。｡]/g, '.')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
}

/** Everything that reads like a host name, also with letters of other scripts; the names of files in a path do not. */
function hostsIn(text: string): string[] {
  // Most words of links name nothing, and these patterns are costly to make.
  if (!text.includes('.')) return [];
  const [letter, mark, digit] = isAscii(text)
    ? ['a-z', '', '0-9']
    : [String.raw`\p{L}`, String.raw`\p{M}`, String.raw`\p{N}`];
  const label = `[${letter}${digit}](?:[${letter}${digit}${mark}-]*[${letter}${digit}${mark}])?`;
  const hostName = String.raw`(?:${label}\.)+[${letter}][${letter}${mark}-]*[${letter}]`;
  const bare = text.replace(new RegExp(String.raw`(${hostName})[/?#]\S*`, 'gu'), '$1');
  return bare.match(new RegExp(hostName, 'gu')) ?? [];
}

function isSameHost(name: string, host: string): boolean {
  const bare = (of: string) => of.replace(/^www\./, '');
  const named = hostOf(`https://${name}`);
  return named !== undefined && bare(named) === bare(host);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
