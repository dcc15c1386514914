/**
 * The gate for customers of a host that signs them in itself: the host issues a short-lived JWT (RFC 7519, RFC 8725) for
 * its signed-in customer, and whoever shows it is that customer. The kinds of signature are fixed by how the gate is
 * set up and never by the token: a shared secret means HS256 and nothing else, published keys mean public-key
 * signatures and nothing else.
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { SupportError } from '../contract/index.ts';
import { bearerToken, cookieToken } from './credentials.ts';
import { cleanLine } from './desk/words.ts';
import type { Gate, Visitor } from './gate.ts';

const toleranceSeconds = 30;
const maxLifetimeSeconds = 24 * 60 * 60;
const maxTokenLength = 8192;
const minSecretBytes = 32;

/** How the host's tokens are recognised. Exactly one of `secret` and `jwksUrl` is needed. */
export interface HostTokenOptions {
  /** What `iss` must be. */
  issuer: string;
  /** What `aud` must hold. */
  audience: string;
  /** Shared with the host's server, at least 32 bytes; tokens are signed with HS256. */
  secret?: string | Uint8Array;
  /** Where the host publishes its keys (RFC 7517); tokens are signed with RS256, ES256 or EdDSA. `https`, or this machine. */
  jwksUrl?: string | URL;
  /** The cookie that carries the token where the page sends no `Authorization`. */
  cookie?: string;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Fetches the published keys. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

const claimsSchema = z.object({
  sub: z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u)),
  email: z.email().check(z.maxLength(254)),
  email_verified: z.optional(z.unknown()),
  name: z.optional(z.unknown()),
  exp: z.number(),
  iat: z.optional(z.number()),
});

/** A gate that lets in whom the host vouches for. */
export function hostTokenGate(options: HostTokenOptions): Gate {
  const { issuer, audience, cookie, now = Date.now } = options;
  const { algorithms, keyOf } = trustOf(options);

  const identify = async (token: string): Promise<Visitor> => {
    const currentDate = new Date(now());
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms,
        issuer,
        audience,
        currentDate,
        clockTolerance: toleranceSeconds,
        requiredClaims: ['iss', 'aud', 'exp', 'sub', 'email'],
      });
      return visitorOf(payload, currentDate.getTime() / 1000);
    } catch (cause) {
      // Told apart only when all else about the token was good; otherwise a forger could learn from the difference.
      if (cause instanceof errors.JWTExpired && claimsSchema.safeParse(cause.payload).success) {
        return { kind: 'anonymous', because: 'expired' };
      }
      if (cause instanceof SupportError) throw cause;
      return { kind: 'anonymous', because: 'refused' };
    }
  };

  return {
    async identify(request) {
      const token = bearerToken(request) ?? (cookie ? cookieToken(request, cookie) : undefined);
      if (token === undefined) return { kind: 'anonymous', because: 'absent' };
      if (token === '' || token.length > maxTokenLength) return { kind: 'anonymous', because: 'refused' };
      return identify(token);
    },
    // The token is the host's: the server keeps nothing of it.
    async signOut(request): Promise<Record<string, string>> {
      if (!cookie || cookieToken(request, cookie) === undefined) return {};
      return { 'set-cookie': `${cookie}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax` };
    },
    usesCookie: (request) =>
      cookie !== undefined && bearerToken(request) === undefined && cookieToken(request, cookie) !== undefined,
  };
}

/** Which signatures count, and the key for a token. */
function trustOf({ secret, jwksUrl, fetch }: HostTokenOptions): { algorithms: string[]; keyOf: JWTVerifyGetKey } {
  if ((secret === undefined) === (jwksUrl === undefined)) {
    throw new TypeError('A host token gate needs either a secret or a jwksUrl.');
  }
  if (secret !== undefined) {
    const key = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
    if (key.length < minSecretBytes) throw new TypeError(`The secret needs at least ${minSecretBytes} bytes.`);
    return { algorithms: ['HS256'], keyOf: async () => key };
  }
  const url = new URL(jwksUrl ?? '');
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !local) throw new TypeError('The jwksUrl must be an https address.');
  const published = createRemoteJWKSet(url, fetch && { [customFetch]: fetch });
  return { algorithms: ['RS256', 'ES256', 'EdDSA'], keyOf: publishedKey(published) };
}

/** A key that is not there makes a bad token; keys that cannot be fetched make a gate that cannot tell. */
function publishedKey(published: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await published(header, token);
    } catch (cause) {
      const aboutToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
      if (aboutToken.some((kind) => cause instanceof kind)) throw cause;
      throw new SupportError('The host’s keys cannot be fetched.', { code: 'unavailable', cause });
    }
  };
}

function visitorOf(payload: JWTPayload, nowSeconds: number): Visitor {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return { kind: 'anonymous', because: 'refused' };
  const { sub, email, exp, iat = nowSeconds, email_verified: verified, name } = claims.data;
  const issuedLater = iat > nowSeconds + toleranceSeconds;
  const livesLong = exp - iat > maxLifetimeSeconds || exp - nowSeconds > maxLifetimeSeconds + toleranceSeconds;
  if (issuedLater || livesLong) return { kind: 'anonymous', because: 'refused' };
  // Some issuers write the flag as a word.
  const vouched = verified !== false && verified !== 'false';
  const line = typeof name === 'string' ? cleanLine(name).slice(0, 250) : '';
  return {
    kind: 'user',
    customer: { subject: sub, ...(vouched && { email: email.toLowerCase() }), ...(line && { name: line }) },
  };
}
