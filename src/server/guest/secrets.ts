/** Making secrets, and the forms in which they are stored. From the platform's secure generator alone. */
import { base64url } from 'jose';

const encoder = new TextEncoder();
const tokenBytes = 32;
const minKeyBytes = 32;

/** 256 random bits, for a link or a session. */
export function newToken(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(tokenBytes)));
}

/** Whether a text could be a token: nothing else is looked up. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** How a token is stored. It has so many bits that nobody can search for it. */
export async function hashOf(token: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(token))));
}

/** Decimal digits, each sequence as likely as any other. */
export function newCode(length: number): string {
  let code = '';
  while (code.length < length)
    // 250 is the largest multiple of ten that a byte can hold; more would favour small digits.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) if (byte < 250) code += byte % 10;
  return code.slice(0, length);
}

/** A keyed hash (HMAC-SHA-256): whoever steals a table of codes cannot search in it without the server's key. */
export type KeyedHash = (purpose: string, ...parts: readonly string[]) => Promise<string>;

/** Throws where the key is too short to be one. */
export function keyedHash(secret: string | Uint8Array): KeyedHash {
  const bytes = typeof secret === 'string' ? encoder.encode(secret) : Uint8Array.from(secret);
  if (bytes.length < minKeyBytes) throw new TypeError(`The key of the guest door needs at least ${minKeyBytes} bytes.`);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return async (purpose, ...parts) => {
    const text = encoder.encode(JSON.stringify([purpose, ...parts]));
    return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', await key, text)));
  };
}

/** The digits of a code as they were typed: any script's digits count, spaces and dashes do not. */
export function digitsOf(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => `${valueOf(digit)}`);
}

/** Unicode gives each script's ten digits consecutive places, beginning with zero (UAX 44, Numeric_Type=Decimal). */
function valueOf(digit: string): number {
  const place = digit.codePointAt(0) ?? 0;
  let zero = place;
  while (place - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return place - zero;
}
