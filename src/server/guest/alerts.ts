/**
 * The mail that tells a customer of news from the team, with a link to the ticket. Secrets are made before the
 * transaction that stores the news and join it as plain values, because nothing in there may wait.
 */
import type { TicketAlert, TicketRecord } from '../repository.ts';
import { isMailAddress } from '../mail/mail.ts';
import type { GuestDoor } from './guest-door.ts';
import { type DoorKeys, newToken } from './secrets.ts';

/** What is to be stored with a change of this ticket; nothing for an address that no mail can go to. */
type AlertOf = (ticket: TicketRecord) => TicketAlert | undefined;

export interface Alerts {
  /** Makes the secrets of one alert, for one change. */
  prepare(): Promise<AlertOf>;
}

/** Links of this door, in mails sealed with the keys that the courier opens them with. */
export function ticketAlerts({ door, keys }: { door: GuestDoor; keys: DoorKeys }): Alerts {
  return {
    async prepare() {
      const { token, linkTo } = await door.draftLink();
      const id = `up_${newToken()}`;
      const sealed = await keys.seal(token, id);
      return ({ id: ticketId, number: ticketNumber, customer }) => {
        const to = customer.email.toLowerCase();
        if (!isMailAddress(to)) return undefined;
        const locale = customer.locale ?? 'en';
        const link = linkTo({ ticketId, ticketNumber, email: to, locale });
        const { createdAt, expiresAt } = link;
        const times = { createdAt, dueAt: createdAt, expiresAt, attempts: 0 };
        return { link, mail: { id, kind: 'update', to, locale, ticketNumber, sealed, ...times } };
      };
    },
  };
}
