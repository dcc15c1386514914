/**
 * Carries mails from the outbox while the server runs, and clears away what the guest door no longer needs. Several clerks
 * go round, so that a slow mail holds up no code behind it; what a stopped process leaves undone is due again for the
 * next one.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { GuestStore } from '../server/guest/guest-store.ts';
import { dayMs } from '../server/guest/guest-limits.ts';
import type { Courier } from '../server/mail/courier.ts';
import type { ServerLogEntry } from './log.ts';
import { repeat } from './repeat.ts';
import type { SmtpSender } from './smtp.ts';

export interface MailRoomOptions {
  courier: Pick<Courier, 'round'>;
  sender: Pick<SmtpSender, 'close'>;
  guests: Pick<GuestStore, 'sweep'>;
  log: (entry: ServerLogEntry) => void;
  waits?: Partial<MailRoomWaits> | undefined;
  /** How many rounds run at a time. */
  clerks?: number | undefined;
}

interface MailRoomWaits {
  /** Until the next look at an outbox in which nothing was due. */
  idleMs: number;
  /** For the running rounds, once the room is told to close. */
  finishWithinMs: number;
}

export interface MailRoom {
  /** Begins no more rounds, and waits a bounded time for those that run. */
  close(): Promise<void>;
}

const usualWaits: MailRoomWaits = { idleMs: 2_000, finishWithinMs: 5_000 };
const usualClerks = 3;
const sweepEveryMs = 60 * 60_000;

/** Begins at once. */
export function openMailRoom(options: MailRoomOptions): MailRoom {
  const { courier, sender, guests, log, waits, clerks = usualClerks } = options;
  const { idleMs, finishWithinMs } = { ...usualWaits, ...waits };
  const closing = new AbortController();
  const { signal } = closing;
  const again = (job: () => Promise<number>) =>
    repeat(job, {
      signal,
      firstWaitMs: idleMs,
      onFailure: (cause) => log({ level: 'error', event: 'mail_room_failed', cause }),
    });
  const goRound = async () => ((await courier.round()) > 0 ? 0 : idleMs);
  const running = Promise.all([
    ...Array.from({ length: clerks }, () => again(goRound)),
    again(async () => {
      // Limits look back for a day; what they count must not be forgotten sooner.
      await guests.sweep(Date.now() - dayMs);
      return sweepEveryMs;
    }),
  ]);
  return {
    async close() {
      closing.abort();
      if (!(await settlesWithin(running, finishWithinMs)))
        log({ level: 'warn', event: 'mails_cut', afterMs: finishWithinMs });
      sender.close();
    },
  };
}

async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const done = new AbortController();
  const { signal } = done;
  const settled = work.then(() => true);
  const late = pause(ms, false, { signal }).catch(() => false);
  const inTime = await Promise.race([settled, late]);
  done.abort();
  return inTime;
}
