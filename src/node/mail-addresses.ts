/** What an operator writes about mails, taken apart: where the mail server is, and whom mails come from. */
import { breaksLine, isMailAddress } from '../server/mail/mail.ts';

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  auth?: { user: string; pass: string };
}

/** Nothing but these parts: the library would take any of its options, file access included, from a query. */
export function mailServerOf(text: string): MailServer | undefined {
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol)) return undefined;
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const user = decoded(url.username);
  const pass = decoded(url.password);
  if (!/^[a-z\d]([a-z\d.-]*[a-z\d])?$|^[a-f\d:.]+$/.test(host) || user === undefined || pass === undefined)
    return undefined;
  const secure = url.protocol === 'smtps:';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  return { host, port, secure, ...(user !== '' && { auth: { user, pass } }) };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** One address; the name is empty where there is none. */
export interface MailSource {
  name: string;
  address: string;
}

/** Leaves room for the rest of a Message-ID, which has the domain at its end. */
const longestDomain = 180;

/** `address`, or `Name <address>` with the name as it is read, without quotes around it. */
export function mailSourceOf(text: string): MailSource | undefined {
  const { name = '', address = text.trim() } = /^(?<name>[^<>"]*)<(?<address>[^<>]*)>\s*$/.exec(text)?.groups ?? {};
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (!isMailAddress(address) || domain.length > longestDomain || breaksLine(name)) return undefined;
  return { name: name.trim(), address };
}
