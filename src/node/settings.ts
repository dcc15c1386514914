/** Reads the settings from the environment and the command line, and finds all faults at once. */
import { parseArgs } from 'node:util';
import { nearestName } from './nearest-name.ts';
import type { GuestLimits } from '../server/guest/guest-limits.ts';
import { bucketTable, fileSettingsOf, fileTable, type FileSettings } from './file-settings.ts';
import { guestLimitTable } from './guest-limit-settings.ts';
import { guestTable } from './guest-settings.ts';
import type { MailSource } from './mail-addresses.ts';
import type { Setting, ValuesOf } from './setting.ts';
import { allSettings as rows, settingsTable } from './settings-table.ts';

/** What is wrong with one setting. None of the texts repeats a secret. */
export interface SettingFault {
  /** As the operator knows it, for example `HELPDOCK_PORT (--port)`. */
  setting: string;
  wrong: string;
  expected: string;
}

export interface Settings {
  host: string;
  port: number;
  /** Of the embedded database, where there is no `databaseUrl`. */
  directory: string;
  databaseUrl?: string | undefined;
  /** Empty, or a path without a slash at its end. */
  base: string;
  origins: readonly string[];
  /** How many proxies in front tell the truth about where a request comes from. */
  proxies: number;
  /** How the host's tokens are recognised; exactly one of `secret` and `jwksUrl` is there. */
  token: {
    issuer: string;
    audience: string;
    secret?: string | undefined;
    jwksUrl?: string | undefined;
    cookie?: string | undefined;
  };
  /** Without it there is no staff API. */
  staffKey?: string | undefined;
  brand?: string | undefined;
  messageMaxLength: number;
  /** 0: a closed ticket stays closed. */
  reopenDays: number;
  log: 'info' | 'warn' | 'error' | 'silent';
  /** Without it nobody gets a mail, and nobody gets in by one. */
  guest?: GuestSettings | undefined;
  /** Without it nobody sends files. */
  files?: FileSettings | undefined;
}

export interface GuestSettings {
  smtpUrl: string;
  /** Whom mails come from. */
  from: MailSource;
  /** Absolute address of the page that mails link to, without a fragment. */
  page: string;
  /** Hashes codes and seals mails. */
  key: string;
  limits: GuestLimits;
}

export type SettingsReading =
  { settings: Settings; faults?: undefined } | { settings?: undefined; faults: SettingFault[] };

type Environment = Readonly<Record<string, string | undefined>>;
type SettingName = keyof typeof settingsTable;
/** Settings with a value even when nobody gives one. */
type FallbackName = {
  [Name in SettingName]: (typeof settingsTable)[Name] extends { fallback: string } ? Name : never;
}[SettingName];
type Values = ValuesOf<typeof settingsTable>;

/** A flag wins over the environment; an empty variable counts as absent. `argv` is what follows `serve`. */
export function readSettings(env: Environment, argv: readonly string[]): SettingsReading {
  const { flags, faults } = readFlags(argv);
  faults.push(...unknownVariables(env));
  const valuesOf = <Table extends Record<string, Setting>>(table: Table): ValuesOf<Table> => {
    const values: ValuesOf<Table> = {};
    for (const [name, setting] of Object.entries(table)) {
      const text = givenText(setting, env, flags) ?? setting.fallback;
      if (text === undefined) continue;
      const read = setting.schema.safeParse(text);
      if (read.success) Object.assign(values, { [name]: read.data });
      else faults.push({ setting: titleOf(setting), wrong: wordsFor(setting, text), expected: setting.expected });
    }
    return values;
  };
  const values = valuesOf(settingsTable);
  const guest = valuesOf(guestTable);
  const limits = valuesOf(guestLimitTable);
  const fileValues = valuesOf(fileTable);
  const bucket = valuesOf(bucketTable);
  faults.push(...missingSettings(values, faults));
  faults.push(...missingOfAll(guestTable, guest, 'mails to customers', faults));
  faults.push(...missingOfAll(bucketTable, bucket, 'a store of files', faults));
  faults.push(...sharedSecrets(values, guest), ...guessableCodes(limits));
  if (faults.length > 0) return { faults };
  const server = settingsOf(values);
  const files = fileSettingsOf(fileValues, bucket, server);
  return { settings: { ...server, ...guestOf(guest, limits), ...(files && { files }) } };
}

const flagRows = rows.filter(({ flag }) => flag !== undefined);

function readFlags(argv: readonly string[]): { flags: Map<string, string>; faults: SettingFault[] } {
  const options = Object.fromEntries(flagRows.map(({ flag }) => [flag ?? '', { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const flags = new Map<string, string>();
  const faults: SettingFault[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // Not repeated: it may be the value of a misspelt flag.
      faults.push({ setting: `Argument ${token.index + 1}`, wrong: 'is not a flag', expected: '--flag=value' });
    } else if (token.kind === 'option') {
      const row = flagRows.find(({ flag }) => flag === token.name);
      if (!row) faults.push(unknownFlag(token.rawName));
      else if (token.value === undefined) {
        faults.push({ setting: titleOf(row), wrong: 'has no value', expected: row.expected });
      } else flags.set(token.name, token.value);
    }
  }
  return { flags, faults };
}

function unknownFlag(rawName: string): SettingFault {
  const name = rawName.replace(/^-+/, '');
  const variable = `HELPDOCK_${name.replaceAll('-', '_').toUpperCase()}`;
  const secret = rows.find(
    ({ env, flag }) =>
      flag === undefined && (env[0] === variable || env[0].replaceAll('_', '-').toLowerCase() === name),
  );
  if (secret) {
    return {
      setting: rawName,
      wrong: 'is not taken from the command line, where others can read it',
      expected: secret.env[0],
    };
  }
  const names = flagRows.map(({ flag }) => flag ?? '');
  return { setting: rawName, wrong: 'is not a flag', expected: suggestion(name, names, '--') };
}

function unknownVariables(env: Environment): SettingFault[] {
  const known = rows.flatMap((row) => row.env);
  const unknown = Object.keys(env).filter((name) => /^HELPDOCK_/i.test(name) && !known.includes(name));
  const suffixes = known.filter((name) => name.startsWith('HELPDOCK_')).map(withoutPrefix);
  return unknown.map((name) => ({
    setting: name,
    wrong: 'is not a setting',
    expected: suggestion(withoutPrefix(name), suffixes, 'HELPDOCK_'),
  }));
}

function withoutPrefix(variable: string): string {
  return variable.slice('HELPDOCK_'.length);
}

function suggestion(name: string, names: readonly string[], prefix: string): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? 'a name that `helpdock --help` lists' : `${prefix}${nearest}`;
}

function givenText({ env, flag }: Setting, environment: Environment, flags: ReadonlyMap<string, string>) {
  const fromFlag = flag === undefined ? undefined : flags.get(flag);
  return fromFlag ?? env.map((name) => environment[name]).find((text) => text !== undefined && text !== '');
}

/** What is needed and not there, or there twice; a setting that has a fault already is not missing. */
function missingSettings(values: Values, faults: readonly SettingFault[]): SettingFault[] {
  const isAbsent = (name: SettingName) => values[name] === undefined && !hasFault(settingsTable[name], faults);
  const missing = (['tokenIssuer', 'tokenAudience'] as const).filter(isAbsent).map((name) => ({
    setting: titleOf(settingsTable[name]),
    wrong: 'is missing',
    expected: settingsTable[name].expected,
  }));
  const setting = `${titleOf(settingsTable.tokenSecret)} or ${titleOf(settingsTable.tokenKeys)}`;
  const expected = 'one of the two: a secret shared with your server, or the address of its public keys';
  if (values.tokenSecret !== undefined && values.tokenKeys !== undefined)
    missing.push({ setting, wrong: 'are both given', expected });
  if (isAbsent('tokenSecret') && isAbsent('tokenKeys')) missing.push({ setting, wrong: 'is missing', expected });
  return missing;
}

/** Half of what something needs is a mistake that would show only when it is used for the first time. */
function missingOfAll<Table extends Record<string, Setting>>(
  table: Table,
  values: ValuesOf<Table>,
  purpose: string,
  faults: readonly SettingFault[],
): SettingFault[] {
  const rowsOf = Object.entries(table);
  const missing = rowsOf.filter(([name, row]) => values[name] === undefined && !hasFault(row, faults));
  if (missing.length === 0 || missing.length === rowsOf.length) return [];
  const setting = missing.map(([, row]) => titleOf(row)).join(', ');
  const all = rowsOf.map(([, { env }]) => env[0]).join(', ');
  const wrong = missing.length === 1 ? 'is missing' : 'are missing';
  return [{ setting, wrong, expected: `all of ${all} for ${purpose}, or none` }];
}

/** A secret that opens two doors gives both away with one. */
function sharedSecrets({ tokenSecret, staffKey }: Values, { key }: ValuesOf<typeof guestTable>): SettingFault[] {
  const others = [
    { value: tokenSecret, row: settingsTable.tokenSecret },
    { value: staffKey, row: settingsTable.staffKey },
  ];
  return others
    .filter(({ value }) => key !== undefined && value === key)
    .map(({ row }) => ({
      setting: titleOf(guestTable.key),
      wrong: `is the same as ${titleOf(row)}`,
      expected: 'a secret of its own',
    }));
}

/** How likely a code may be guessed in a day by whoever holds its link. */
const longestOdds = 1e-4;

function guessableCodes({ codeLength = 0, triesPerLinkDay = 0 }: ValuesOf<typeof guestLimitTable>): SettingFault[] {
  if (codeLength === 0 || triesPerLinkDay <= longestOdds * 10 ** codeLength) return [];
  return [
    {
      setting: titleOf(guestLimitTable.triesPerLinkDay),
      wrong: `is too many for codes of ${codeLength} digits`,
      expected: `at most ${Math.floor(longestOdds * 10 ** codeLength)} or longer codes (${titleOf(guestLimitTable.codeLength)})`,
    },
  ];
}

function hasFault(row: Setting, faults: readonly SettingFault[]): boolean {
  return faults.some(({ setting }) => setting === titleOf(row));
}

/** Without a fault, all of it is there or nothing. */
function guestOf(
  { smtpUrl, from, page, key }: ValuesOf<typeof guestTable>,
  limits: ValuesOf<typeof guestLimitTable>,
): Pick<Settings, 'guest'> {
  if (smtpUrl === undefined || !from || page === undefined || key === undefined) return {};
  return { guest: { smtpUrl, from, page, key, limits: limits as GuestLimits } };
}

/** Without a fault, everything is there that has a fallback or was found not to be missing. */
function settingsOf(values: Values): Settings {
  const {
    tokenIssuer,
    tokenAudience,
    tokenSecret,
    tokenKeys,
    tokenCookie,
    origins = [],
    ...rest
  } = values as Values & Required<Pick<Values, 'tokenIssuer' | 'tokenAudience' | FallbackName>>;
  const token = {
    issuer: tokenIssuer,
    audience: tokenAudience,
    secret: tokenSecret,
    jwksUrl: tokenKeys,
    cookie: tokenCookie,
  };
  return { ...rest, origins, token };
}

function titleOf({ env, flag }: Setting): string {
  return flag === undefined ? env[0] : `${env[0]} (--${flag})`;
}

function wordsFor({ secret }: Setting, text: string): string {
  return secret ? 'is not usable' : `is ${JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)}`;
}
