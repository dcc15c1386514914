/** The mail that says that a ticket changed. It holds no word of the ticket, and its link opens nothing by itself. */
import { cleanLine } from '../desk/words.ts';
import { mailBody } from './mail-body.ts';
import type { Mail } from './mail.ts';
import { mailWords } from './words.ts';

export interface UpdateMailOptions {
  to: string;
  ticketNumber: string;
  /** Absolute address of the ticket's page, built from configuration and never from a request. */
  link: string;
  locale: string;
  /** Named above the text where there is one. */
  brand?: string | undefined;
  messageId: string;
  /** Answers to our mails are not read, and each mail says so. */
  canReplyByMail: false;
}

/** Throws a `TypeError` for a link that is not a plain http or https address. */
export function updateMail({ to, ticketNumber, link, locale, brand, messageId }: UpdateMailOptions): Mail {
  if (!isMailLink(link)) throw new TypeError('The link of a mail is an http or https address in ASCII.');
  const words = mailWords(locale);
  const number = cleanLine(ticketNumber);
  const site = cleanLine(brand ?? '');
  const subject = words.updatedSubject(number);
  const body = mailBody(subject, words.locale, [
    ...(site ? [site] : []),
    words.updatedBody(number),
    { link },
    words.guestNote,
    words.noReply,
  ]);
  return { to, subject, ...body, messageId, locale: words.locale };
}

/** The signs of a URL alone: none that ends an address, a line or an attribute for somebody. */
export function isMailLink(link: string): boolean {
  return /^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/.test(link) && URL.canParse(link);
}
