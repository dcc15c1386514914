/**
 * Takes mails from the outbox to the mail server. A server that is away delays them: each failure doubles the wait, up to
 * a limit. A code that would come too late is dropped. A mail that is refused for good is dropped and reported.
 */
import type { DoorKeys } from '../guest/secrets.ts';
import { MailError } from './mail-error.ts';
import type { Mail, MailSender } from './mail.ts';
import type { MailOrder, Outbox } from './outbox.ts';

/** Longer than any sender tries for one mail. */
const leaseMs = 180_000;
const firstWaitMs = 15_000;
const longestWaitMs = 15 * 60_000;
/** No more than a sender has connections for: what waits in hand nobody else can send. */
const atOnce = 5;
const tooLate = { outcome: 'expired', code: undefined } as const;

/** What became of an order. `unmatched`: there was nothing to send for it. */
export type MailOutcome = 'sent' | 'unmatched' | 'expired' | 'refused' | 'delayed';

/** Told of each order once for each attempt; never of what is in it. */
export interface MailReport {
  id: string;
  kind: MailOrder['kind'];
  outcome: MailOutcome;
  attempts: number;
  /** Why it was not sent: the mail server's reply code, or the name of the failure. */
  code?: string | undefined;
}

export interface CourierOptions {
  outbox: Outbox;
  sender: MailSender;
  keys: DoorKeys;
  /** Makes the mail of an order, or nothing; `secret` is its code or token, empty where it brings none. */
  compose: (order: MailOrder, secret: string) => Mail | undefined | Promise<Mail | undefined>;
  report?: ((report: MailReport) => void) | undefined;
  now?: (() => number) | undefined;
}

export class Courier {
  readonly #options: CourierOptions;
  readonly #now: () => number;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Handles what is due now, and settles when all of it is handled. Resolves with the number of orders; rejects where the
   * outbox could not be asked.
   */
  async round(): Promise<number> {
    const orders = await this.#options.outbox.claim(this.#now(), leaseMs, atOnce);
    const handled = await Promise.allSettled(orders.map((order) => this.#handle(order)));
    const failed = handled.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
    return orders.length;
  }

  async #handle(order: MailOrder): Promise<void> {
    const { outbox, report } = this.#options;
    const { id, kind, attempts } = order;
    const { outcome, code } = this.#isLate(order, this.#now()) ? tooLate : await this.#deliver(order);
    const dueAt = this.#now() + waitAfter(attempts);
    const isOver = outcome !== 'delayed' || this.#isLate(order, dueAt);
    await (isOver ? outbox.finish(id) : outbox.postpone(id, dueAt));
    report?.({ id, kind, outcome, attempts, ...(code !== undefined && { code }) });
  }

  async #deliver(order: MailOrder): Promise<Pick<MailReport, 'outcome' | 'code'>> {
    const { keys, compose, sender } = this.#options;
    try {
      const secret = order.sealed === '' ? '' : await opened(keys, order);
      const mail = await compose(order, secret);
      if (!mail) return { outcome: 'unmatched' };
      await sender.send(mail);
      return { outcome: 'sent' };
    } catch (error) {
      if (error instanceof MailError)
        return { outcome: error.kind === 'temporary' ? 'delayed' : 'refused', code: error.code };
      return { outcome: 'refused', code: error instanceof Error ? error.name : typeof error };
    }
  }

  #isLate({ expiresAt }: MailOrder, at: number): boolean {
    return expiresAt !== null && expiresAt <= at;
  }
}

/** While a key is being changed another process may have the one that fits. */
function opened(keys: DoorKeys, { id, sealed }: MailOrder): Promise<string> {
  return keys.open(sealed, id).catch(() => {
    throw new MailError('temporary', 'ESEALED', 'The mail was sealed with another key.');
  });
}

/** Milliseconds until the next attempt: 15 s, 30 s, 1 min and so on, at most 15 min. */
export function waitAfter(attempts: number): number {
  return Math.min(firstWaitMs * 2 ** Math.min(attempts - 1, 20), longestWaitMs);
}
