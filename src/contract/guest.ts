/**
 * The door for people without an account. A mailed link says who may ask for a code; the code, mailed to the address that
 * the link is bound to, proves the mailbox, and opens one ticket. Nothing here tells a stranger whether a ticket, an
 * address or an account exists.
 */
import * as z from 'zod/mini';
import type { CallOptions } from './adapter.ts';
import { guestSessionInfoSchema } from './session.ts';

export const guestLinkInfoSchema = z.object({
  /** What people see and quote. */
  ticketNumber: z.string(),
  /** The address that a code would go to, masked by the server. */
  emailHint: z.string(),
  /** This visitor may read the ticket already: no code is needed. */
  verified: z.boolean(),
  /** Of the ticket; only where `verified`. */
  ticketId: z.optional(z.string()),
});
/** What a link tells to whoever holds it. */
export type GuestLinkInfo = z.infer<typeof guestLinkInfoSchema>;

export const guestChallengeInfoSchema = z.object({
  challengeId: z.string(),
  /** Digits of the code. */
  codeLength: z.int(),
  /** For how long it works, in milliseconds. Spans and not times: the clock of a visitor may be wrong. */
  expiresInMs: z.int(),
  /** After how long another code may be asked for, in milliseconds; 0 for at once. */
  resendInMs: z.int(),
  attemptsLeft: z.int(),
});
/** A code that was ordered; it is in nobody's hands but the mailbox's. */
export type GuestChallengeInfo = z.infer<typeof guestChallengeInfoSchema>;

export const guestEntrySchema = z.object({
  session: guestSessionInfoSchema,
  ticketId: z.string(),
  /** For the adapter alone, which shows it with every request from now on. Missing where a cookie does that. */
  accessToken: z.optional(z.string()),
});
/** What the right code opens, as it comes over the wire. */
export type GuestEntry = z.infer<typeof guestEntrySchema>;

/** Who wants a new link for what. Anybody may say anything here; only the mailbox hears more. */
export interface NewLinkRequest {
  email: string;
  ticketNumber: string;
}

export interface GuestAdapter {
  /** Changes nothing. Rejects with `link_invalid` or `link_expired`. */
  resolveLink(linkToken: string, options: CallOptions): Promise<GuestLinkInfo>;
  /**
   * Mails a code; the newest one is the one that counts. Asking again with the same `clientId` mails nothing and resolves
   * with the same challenge, so that a press whose answer was lost can be repeated. Rejects with `rate_limited` or
   * `code_locked`, both with `retryAfterMs`.
   */
  requestCode(linkToken: string, clientId: string, options: CallOptions): Promise<GuestChallengeInfo>;
  /**
   * The right code is used up and begins a session, which this adapter keeps. Rejects with `code_wrong` and
   * `attemptsLeft`, `code_expired` or `code_locked`.
   */
  verifyCode(challengeId: string, code: string, options: CallOptions): Promise<Omit<GuestEntry, 'accessToken'>>;
  /** Resolves in the same way, in about the same time, whether or not anything matches. Rejects for the shape alone. */
  requestNewLink(request: NewLinkRequest, options: CallOptions): Promise<void>;
}
