/** Making secrets, and the forms in which they are stored. From the platform's secure generator alone. */
import { base64url } from 'jose';

const encoder = new TextEncoder();
const tokenBytes = 32;
const minKeyBytes = 32;
/** NIST SP 800-38D, 8.2. */
const ivBytes = 12;

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
type KeyedHash = (purpose: string, ...parts: readonly string[]) => Promise<string>;

/** What the door does with the server's key, which every process of the server shares. */
export interface DoorKeys {
  hash: KeyedHash;
  /** Hides a text (AES-256-GCM) until `open` is called with the same context. */
  seal: (text: string, context: string) => Promise<string>;
  /** Rejects for what was sealed with another key or in another context, and for what was changed. */
  open: (sealed: string, context: string) => Promise<string>;
}

/** Throws where the key is too short to be one. */
export function doorKeys(secret: string | Uint8Array): DoorKeys {
  const bytes = typeof secret === 'string' ? encoder.encode(secret) : Uint8Array.from(secret);
  if (bytes.length < minKeyBytes) throw new TypeError(`The key of the guest door needs at least ${minKeyBytes} bytes.`);
  const base = crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const hashing = derived(base, 'codes', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']);
  const sealing = derived(base, 'mails', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']);
  return {
    async hash(purpose, ...parts) {
      const text = encoder.encode(JSON.stringify([purpose, ...parts]));
      return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', await hashing, text)));
    },
    async seal(text, context) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) };
      const hidden = await crypto.subtle.encrypt(parameters, await sealing, encoder.encode(text));
      return base64url.encode(new Uint8Array([...iv, ...new Uint8Array(hidden)]));
    },
    async open(sealed, context) {
      const all = Uint8Array.from(base64url.decode(sealed));
      const parameters = { name: 'AES-GCM', iv: all.subarray(0, ivBytes), additionalData: encoder.encode(context) };
      const text = await crypto.subtle.decrypt(parameters, await sealing, all.subarray(ivBytes));
      return new TextDecoder().decode(text);
    },
  };
}

/** A key of its own for each use (HKDF, RFC 5869). */
async function derived(
  base: Promise<CryptoKey>,
  use: string,
  algorithm: HmacKeyGenParams | AesKeyGenParams,
  usages: KeyUsage[],
): Promise<CryptoKey> {
  const info = encoder.encode(`helpdock ${use}`);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(parameters, await base, algorithm, false, usages);
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
