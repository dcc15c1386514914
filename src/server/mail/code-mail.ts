/** The mail with a one-time code. The subject does not hold the code, because subjects show on locked screens. */
import { cleanLine } from '../desk/words.ts';
import { mailBody } from './mail-body.ts';
import type { Mail } from './mail.ts';
import { mailWords } from './words.ts';

export interface CodeMailOptions {
  to: string;
  code: string;
  ticketNumber: string;
  /** Host of the page that asks for the code, without a port, from configuration. */
  host: string;
  locale: string;
  /** How long the code works. */
  minutes: number;
  /** Named in the mail; the host where there is none. */
  brand?: string | undefined;
  messageId: string;
}

/**
 * The last line binds the code to the host (WICG origin-bound one-time codes), so that a platform offers it on that
 * site alone; it stands in both parts, as either may be what the platform reads. Throws a `TypeError` for a code or a
 * host that would break that line.
 */
export function codeMail(options: CodeMailOptions): Mail {
  const { to, code, ticketNumber, host, locale, minutes, brand, messageId } = options;
  if (!/^[A-Za-z\d]{4,12}$/.test(code)) throw new TypeError('A code is 4 to 12 letters or digits.');
  if (!isPageHost(host)) throw new TypeError('The host of a code mail is a host name without a port.');
  const words = mailWords(locale);
  const site = cleanLine(brand ?? '') || host;
  const body = mailBody(words.codeSubject, words.locale, [
    `${site} · ${cleanLine(ticketNumber)}`,
    words.codeBody(code, site, minutes),
    words.codeIgnore,
    words.noReply,
    `@${host} #${code}`,
  ]);
  return { to, subject: words.codeSubject, ...body, messageId, locale: words.locale };
}

/** Whether a code can be bound to a page there. */
export function isPageHost(host: string): boolean {
  return host.length <= 253 && (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host) || /^\[[a-f\d:.]+\]$/i.test(host));
}
