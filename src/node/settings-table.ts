/**
 * Every setting of the server as a row: where it comes from, what it may be, and its words for help and faults. A row
 * without a flag is a secret and comes from the environment alone, because flags show in the list of processes; its
 * value is never repeated.
 */
import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { bucketTable, fileTable } from './file-settings.ts';
import { guestLimitTable } from './guest-limit-settings.ts';
import { guestTable } from './guest-settings.ts';
import { line, matching, secretKey, wholeNumber, type Setting } from './setting.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

function isHost(text: string): boolean {
  return isIP(text) !== 0 || /^(?!-)[a-z\d.-]{1,253}$/i.test(text);
}

function isPostgresAddress(text: string): boolean {
  return ['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? '');
}

function isKeysAddress(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.parse(text)?.origin === text;
}

const origins = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.split(',').map((origin) => origin.trim())),
  ),
  z.array(matching(isOrigin)),
);
const base = z.pipe(
  z.string().check(z.regex(/^\/(?:[\w.~-]+(?:\/[\w.~-]+)*)?$/)),
  z.transform((path) => (path === '/' ? '' : path)),
);

const serverTable = {
  host: {
    env: ['HELPDOCK_HOST'],
    flag: 'host',
    expected: 'an address or host name of this machine',
    about: 'where to listen; 0.0.0.0 for all IPv4 addresses',
    schema: matching(isHost),
    fallback: '127.0.0.1',
  },
  port: {
    env: ['HELPDOCK_PORT', 'PORT'],
    flag: 'port',
    expected: 'a whole number from 0 to 65535 (0: a free one)',
    about: 'port to listen on; 0 for a free one',
    schema: wholeNumber(0, 65535),
    fallback: '8787',
  },
  directory: {
    env: ['HELPDOCK_DATA'],
    flag: 'data',
    expected: 'a directory',
    about: 'directory of the embedded database; not used with DATABASE_URL',
    schema: line(4096),
    fallback: './helpdock-data',
  },
  databaseUrl: {
    env: ['DATABASE_URL'],
    expected: 'the address of a Postgres database: postgres://user:password@host:port/name',
    about: 'a Postgres database instead of the embedded one',
    schema: matching(isPostgresAddress),
    secret: true,
  },
  base: {
    env: ['HELPDOCK_BASE'],
    flag: 'base',
    expected: 'a path such as /v1, without a slash at its end, or / for none',
    about: 'path that the API is served below',
    schema: base,
    fallback: '/v1',
  },
  origins: {
    env: ['HELPDOCK_ORIGINS'],
    flag: 'origins',
    expected: 'origins such as https://shop.example, with commas between, without paths and without *',
    about: 'sites whose pages may use this server from another origin',
    schema: origins,
  },
  proxies: {
    env: ['HELPDOCK_PROXIES'],
    flag: 'proxies',
    expected: 'a whole number from 0 to 10 (0: pages reach this server directly)',
    about: 'how many proxies of your own stand in front and add to X-Forwarded-For',
    schema: wholeNumber(0, 10),
    fallback: '0',
  },
  log: {
    env: ['HELPDOCK_LOG'],
    flag: 'log',
    expected: 'info, warn, error or silent',
    about: 'what to log: info, warn, error or silent',
    schema: z.pipe(z.string(), z.enum(['info', 'warn', 'error', 'silent'])),
    fallback: 'info',
  },
} satisfies Record<string, Setting>;

const identityTable = {
  tokenIssuer: {
    env: ['HELPDOCK_TOKEN_ISSUER'],
    flag: 'token-issuer',
    expected: 'the `iss` of your tokens',
    about: 'who signs your customers\u2019 tokens (`iss`); needed',
    schema: line(1000),
  },
  tokenAudience: {
    env: ['HELPDOCK_TOKEN_AUDIENCE'],
    flag: 'token-audience',
    expected: 'the `aud` of your tokens',
    about: 'whom the tokens are for (`aud`); needed',
    schema: line(1000),
  },
  tokenSecret: {
    env: ['HELPDOCK_TOKEN_SECRET'],
    expected: 'at least 32 bytes',
    about: 'secret that your tokens are signed with (HS256); this or --token-jwks is needed',
    schema: secretKey,
    secret: true,
  },
  tokenKeys: {
    env: ['HELPDOCK_TOKEN_JWKS'],
    flag: 'token-jwks',
    expected: 'an https address without user and password (http for this machine only)',
    about: 'address of your public keys (RS256, ES256, EdDSA)',
    schema: matching(isKeysAddress),
    secret: true,
  },
  tokenCookie: {
    env: ['HELPDOCK_TOKEN_COOKIE'],
    flag: 'token-cookie',
    expected: 'the name of a cookie',
    about: 'cookie that carries the token where pages send no header',
    schema: z.string().check(z.regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/)),
  },
  staffKey: {
    env: ['HELPDOCK_STAFF_KEY'],
    expected: 'at least 32 letters, digits or signs of ASCII',
    about: 'secret of the staff API; without it there is none',
    schema: z.string().check(z.regex(/^[\x21-\x7e]{32,1000}$/)),
    secret: true,
  },
} satisfies Record<string, Setting>;

const centerTable = {
  brand: {
    env: ['HELPDOCK_BRAND'],
    flag: 'brand',
    expected: 'a name of at most 100 characters',
    about: 'name that the support center shows',
    schema: line(100),
  },
  messageMaxLength: {
    env: ['HELPDOCK_MESSAGE_MAX_LENGTH'],
    flag: 'message-max-length',
    expected: 'a whole number from 1 to 100000',
    about: 'characters that a customer\u2019s message may have',
    schema: wholeNumber(1, 100_000),
    fallback: '10000',
  },
  reopenDays: {
    env: ['HELPDOCK_REOPEN_DAYS'],
    flag: 'reopen-days',
    expected: 'a whole number from 0 to 3650 (0: closed is final)',
    about: 'days in which a customer may reopen a closed ticket; 0 for none',
    schema: wholeNumber(0, 3650),
    fallback: '14',
  },
} satisfies Record<string, Setting>;

/** What every server has. */
export const settingsTable = { ...serverTable, ...identityTable, ...centerTable };

const groups: [title: string, table: Record<string, Setting>][] = [
  ['The server', serverTable],
  ['Who is who', identityTable],
  ['The support center', centerTable],
  ['Files', fileTable],
  ['Files in a store instead of a directory (all of these, or none)', bucketTable],
  ['Mails with links, for customers without an account (all four of these, or none)', guestTable],
  ['Limits of those links (3/1h: three within an hour)', guestLimitTable],
];

/** All settings, in the order of the help text. */
export const allSettings: readonly Setting[] = groups.flatMap(([, table]) => Object.values(table));

/** The settings as lines of the help text. */
export function settingsHelp(): string {
  return groups.map(([title, table]) => [`${title}:`, ...Object.values(table).map(helpOf)].join('\n')).join('\n\n');
}

function helpOf({ env, flag, about, fallback }: Setting): string {
  const names = flag ? `--${flag}, ${env.join(', ')}` : env.join(', ');
  return `  ${names}\n      ${about}${fallback === undefined ? '' : ` (${fallback})`}`;
}
