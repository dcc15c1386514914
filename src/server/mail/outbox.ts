/**
 * Mails that wait to be sent. An order is written in the transaction that causes it, so there is a mail exactly for what
 * was committed; it leaves the outbox once the mail server has taken it, or when nobody needs it any more.
 *
 * Times are milliseconds since the epoch.
 */

/** What a mail is to be made of, in a form that can wait. */
export interface MailOrder {
  /** Unique; the mail's Message-ID is made of it, so that a mail that was sent twice can be told. */
  id: string;
  /** `link`: somebody asks for a new link; whoever handles it finds out whether there is anything to send. */
  kind: 'code' | 'update' | 'link';
  to: string;
  locale: string;
  ticketNumber: number;
  /** The code or the link's token, sealed with the server's key and this order's id; empty where there is none yet. */
  sealed: string;
  createdAt: number;
  /** When to try, or to try again. */
  dueAt: number;
  /** After this nobody needs it: it is dropped, not sent late. `null` for never. */
  expiresAt: number | null;
  /** How often it was tried. */
  attempts: number;
}

export interface Outbox {
  /**
   * Takes orders that are due, codes before the rest and then the oldest first, and gives them to nobody else for `leaseMs`: they are due again after that, so
   * that an order whose sender died is not lost. They come with their attempt counted.
   */
  claim(now: number, leaseMs: number, limit: number): Promise<MailOrder[]>;
  /** Forgets an order, and its secret with it. */
  finish(id: string): Promise<void>;
  /** Due again at `dueAt`. */
  postpone(id: string, dueAt: number): Promise<void>;
}
