/** Makes the mail of each kind of order. Whatever it says beside the order comes from the server's settings. */
import type { GuestDoor } from '../guest/guest-door.ts';
import type { Repository } from '../repository.ts';
import { codeMail } from './code-mail.ts';
import { MailError } from './mail-error.ts';
import type { Mail } from './mail.ts';
import type { MailOrder } from './outbox.ts';
import { updateMail } from './update-mail.ts';

export interface ComposerOptions {
  door: GuestDoor;
  tickets: Pick<Repository, 'findTicketByNumber'>;
  /** Absolute address of the page with the support center, without a fragment. */
  page: string;
  /** The address that mails come from. */
  from: string;
  brand?: string | undefined;
}

const minuteMs = 60_000;

/** `secret` is the order's code or token. Resolves with `undefined` where nothing is to be sent. */
export function mailComposer(
  options: ComposerOptions,
): (order: MailOrder, secret: string) => Promise<Mail | undefined> {
  const { door, page, from, brand } = options;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const partsOf = ({ id, to, locale, ticketNumber }: MailOrder) => ({
    to,
    locale,
    brand,
    ticketNumber: String(ticketNumber),
    messageId: `<${id}@${domain}>`,
  });
  const update = (order: MailOrder, token: string) =>
    updateMail({ ...partsOf(order), link: `${page}#support/g/${token}`, canReplyByMail: false });
  return async (order, secret) => {
    if (order.kind === 'update') return update(order, secret);
    if (order.kind === 'code') {
      const minutes = Math.round(door.limits.codeMs / minuteMs);
      return codeMail({ ...partsOf(order), code: secret, host: new URL(page).hostname, minutes });
    }
    const token = await newLink(options, order);
    return token === undefined ? undefined : update(order, token);
  };
}

/** A link to the ticket that somebody names, if it is the ticket of the address that the mail goes to. */
async function newLink({ door, tickets }: ComposerOptions, order: MailOrder): Promise<string | undefined> {
  const { to: email, locale, ticketNumber } = order;
  try {
    const ticket = await tickets.findTicketByNumber(ticketNumber);
    if (ticket?.customer.email !== email) return undefined;
    return await door.renewLink(order.id, { ticketId: ticket.id, ticketNumber, email, locale });
  } catch {
    throw new MailError('temporary', 'ESTORE', 'The link of the mail could not be stored.');
  }
}
