/** What mails with links need. It is given whole or not at all. */
import { isPageHost } from '../server/mail/code-mail.ts';
import { isMailLink } from '../server/mail/update-mail.ts';
import { mailServerOf, mailSourceOf } from './mail-addresses.ts';
import { matching, readBy, secretKey, type Setting } from './setting.ts';

/** An address that a link can be made of and that a code can be bound to. */
function pageOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || text.includes('#') || url.username !== '' || url.password !== '') return undefined;
  return isMailLink(url.href) && isPageHost(url.hostname) ? url.href : undefined;
}

export const guestTable = {
  smtpUrl: {
    env: ['HELPDOCK_SMTP_URL', 'SMTP_URL'],
    expected: 'the address of a mail server: smtp://user:password@host:port, or smtps: for TLS from the first byte',
    about: 'mail server that takes the mails',
    schema: matching((text) => mailServerOf(text) !== undefined),
    secret: true,
  },
  from: {
    env: ['HELPDOCK_MAIL_FROM'],
    flag: 'mail-from',
    expected: 'an address such as help@shop.example, or Shop <help@shop.example>',
    about: 'whom mails come from',
    schema: readBy(mailSourceOf),
  },
  page: {
    env: ['HELPDOCK_PAGE'],
    flag: 'page',
    expected: 'an absolute http or https address without user, password and fragment',
    about: 'your page with the support center; mails link to it',
    schema: readBy(pageOf),
  },
  key: {
    env: ['HELPDOCK_KEY'],
    expected: 'at least 32 bytes',
    about: 'secret that protects stored codes and mails; the same for all processes over one database',
    schema: secretKey,
    secret: true,
  },
} satisfies Record<string, Setting>;
