/** The headers of the contract, read strictly: a header that cannot be understood is an error, never a guess. */
import { clientIdSchema, contractVersion, headerNames, SupportError } from '../contract/index.ts';
import { malformed, ruleBroken } from './requests.ts';

const languageTag = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,5}$/;
const quotedString = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** The language that `Accept-Language` prefers, as it stands there; `en` where it says nothing that makes sense. */
export function localeOf(headers: Headers): string {
  const wishes = (headers.get('accept-language') ?? '').slice(0, 500).split(',', 20).map(wishOf);
  const possible = wishes.filter(({ tag, weight }) => languageTag.test(tag) && weight > 0);
  return possible.sort((a, b) => b.weight - a.weight)[0]?.tag ?? 'en';
}

function wishOf(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const quality = parameters.find((piece) => /^q=[01](?:\.\d{0,3})?$/i.test(piece));
  return { tag, weight: quality ? Number(quality.slice(2)) : 1 };
}

/** A page and a server that disagree on the major version of the contract do not talk. */
export function ensureContract(headers: Headers): void {
  const version = headers.get(headerNames.contract);
  if (version === null || version.split('.', 1)[0] === contractVersion) return;
  throw malformed(`/${headerNames.contract}`, 'unsupported_version');
}

/** The client id of a write: from the body, from `Idempotency-Key`, or from both where they agree. */
export function clientIdOf(headers: Headers, inBody: string | undefined): string | undefined {
  const key = idempotencyKey(headers);
  if (key === undefined || inBody === undefined) return key ?? inBody;
  if (key !== inBody) throw ruleBroken('/clientId', 'mismatch');
  return inBody;
}

function idempotencyKey(headers: Headers): string | undefined {
  const header = headers.get(headerNames.idempotencyKey);
  if (header === null) return undefined;
  const key = clientIdSchema.safeParse(quotedString.exec(header)?.[1]?.replace(/\\(.)/g, '$1'));
  if (!key.success) throw malformed(`/${headerNames.idempotencyKey}`, 'format');
  return key.data;
}

/** The version that `If-Match` names; `undefined` where any will do. A weak tag never matches (RFC 9110, 13.1.1). */
export function expectedVersion(headers: Headers): string | undefined {
  const header = headers.get('if-match')?.trim();
  if (header === undefined || header === '*') return undefined;
  if (/^W\/"[^"]*"$/.test(header)) throw new SupportError('A weak tag never matches.', { code: 'conflict' });
  const version = /^"([^"]{0,200})"$/.exec(header)?.[1];
  if (version === undefined) throw malformed('/if-match', 'format');
  return version;
}
