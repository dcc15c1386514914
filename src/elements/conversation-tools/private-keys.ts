/** Private keys in the forms that people copy. A transaction id looks like one, and is none. */

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const base58 = '1-9A-HJ-NP-Za-km-z';
const pem = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/;
const extended = new RegExp(`(?<![\\p{L}\\p{N}])[xyzYZtuvUV]prv[${base58}]{107}(?![\\p{L}\\p{N}])`, 'u');
/** The wallet import format: a version, 32 bytes, for most keys one more, and a checksum. */
const wif = new RegExp(`(?<![\\p{L}\\p{N}])[${base58}]{51,52}(?![\\p{L}\\p{N}])`, 'gu');
/** Of bitcoin's own network. */
const wifShape = /^(?:5[HJK].{49}|[KL].{51})$/;

/** As long as a private key is, and as a transaction id. */
const hex = /(?<![\p{L}\p{N}])(?:0x)?[\da-f]{64}(?![\p{L}\p{N}])/giu;
const name = '(?:(?:private|secret)[ -]key|klucz(?:a|em|u)? prywatn\\p{L}{1,3}|prywatn\\p{L}{1,3} klucz\\p{L}{0,2})';
const nameBefore = new RegExp(`${name}(?<between>[^]{0,60})$`, 'iu');
const nameBehind = new RegExp(`^[\\s"')]{0,3}(?:[-–=(,]|is|was|to|jest)?\\s?(?:my|the|mój|moj|a)?\\s?${name}`, 'iu');
const otherMatter = /[.?!]\s|\b(?:tx|txid|transaction|hash|id|block|not)\b|transakcj|\bnie\b/i;
const reach = 90;

/** Whether there is a private key whose form alone tells it. */
export function holdsPrivateKey(text: string): boolean {
  return pem.test(text) || extended.test(text) || holdsNamedHex(text);
}

/** Whether there is a key in the wallet import format; its checksum keeps addresses and other such strings out. */
export function holdsWalletKey(text: string): boolean | Promise<boolean> {
  const candidates = Array.from(text.matchAll(wif), ([found]) => found);
  return candidates.length > 0 && someWalletKey(candidates);
}

function holdsNamedHex(text: string): boolean {
  for (const { 0: found, index } of text.matchAll(hex)) {
    const end = index + found.length;
    const between = nameBefore.exec(text.slice(Math.max(0, index - reach), index))?.groups?.between;
    if (between !== undefined && !otherMatter.test(between)) return true;
    if (nameBehind.test(text.slice(end, end + reach))) return true;
  }
  return false;
}

async function someWalletKey(candidates: readonly string[]): Promise<boolean> {
  for (const candidate of candidates) if (await isWalletKey(candidate)) return true;
  return false;
}

async function isWalletKey(candidate: string): Promise<boolean> {
  // Missing where the page has no TLS, whatever the types say.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return wifShape.test(candidate);
  const bytes = bytesOf(candidate);
  const key = bytes.subarray(0, -4);
  // The version is that of a network, and has its first bit set for keys of all of them.
  if ((key[0] ?? 0) < 0x80 || !(key.length === 33 || (key.length === 34 && key[33] === 1))) return false;
  const once = await subtle.digest('SHA-256', key);
  const twice = new Uint8Array(await subtle.digest('SHA-256', once));
  return bytes.subarray(-4).every((byte, place) => byte === twice[place]);
}

/** The number that the letters are digits of, to the base of 58. */
function bytesOf(candidate: string): Uint8Array<ArrayBuffer> {
  let number = 0n;
  for (const letter of candidate) number = number * 58n + BigInt(alphabet.indexOf(letter));
  const pairs = number.toString(16).match(/..?/g) ?? [];
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}
