/** The door for people without an account, and the mails that lead to it, as the settings say. */
import { ticketAlerts, type Alerts } from '../server/guest/alerts.ts';
import { GuestDoor } from '../server/guest/guest-door.ts';
import { doorKeys } from '../server/guest/secrets.ts';
import { mailComposer } from '../server/mail/compose.ts';
import { Courier, type MailReport } from '../server/mail/courier.ts';
import type { Repository } from '../server/repository.ts';
import type { ServerLogEntry } from './log.ts';
import { openMailRoom, type MailRoom } from './mail-room.ts';
import type { GuestSettings } from './settings.ts';

export interface GuestServiceOptions {
  repository: Repository;
  brand?: string | undefined;
  log: (entry: ServerLogEntry) => void;
}

export interface GuestService {
  door: GuestDoor;
  alerts: Alerts;
  /** Begins to send what is due. */
  openMailRoom(): MailRoom;
}

export async function guestService(
  { smtpUrl: url, from, page, key, limits }: GuestSettings,
  { repository, brand, log }: GuestServiceOptions,
): Promise<GuestService> {
  // Loaded only where it is used: a server without mails starts without it.
  const { smtpSender } = await import('./smtp.ts');
  const sender = smtpSender({ url, from });
  const { guests, mails: outbox } = repository;
  const keys = doorKeys(key);
  const door = new GuestDoor({ store: guests, keys, limits });
  const compose = mailComposer({ door, tickets: repository, page, from: from.address, brand });
  const courier = new Courier({ outbox, sender, keys, compose, report: (report) => log(entryOf(report)) });
  return {
    door,
    alerts: ticketAlerts({ door, keys }),
    openMailRoom: () => openMailRoom({ courier, sender, guests, log }),
  };
}

function entryOf(report: MailReport): ServerLogEntry {
  const { outcome } = report;
  const isLost = outcome === 'refused' || outcome === 'expired';
  return { level: isLost ? 'warn' : 'info', event: 'mail', ...report };
}
