/**
 * What the guest door keeps, and the operations on it that must be atomic. Rules are not here: they are decided in
 * `decide`, which runs inside the transaction that holds a link, so that several server processes share one count.
 *
 * No secret is stored as it is: links and sessions by the SHA-256 of their token, codes by a keyed hash. Times are
 * milliseconds since the epoch. A promise that resolves means: committed.
 */

import type { MailOrder } from '../mail/outbox.ts';

/** Says who may ask for a code, and nothing more. Bound to one ticket and one address. */
export interface GuestLink {
  hash: string;
  ticketId: string;
  ticketNumber: number;
  /** Lower case. */
  email: string;
  locale: string;
  createdAt: number;
  expiresAt: number;
  /** Wrong codes that were judged against this link, ever. */
  judged: number;
  /** The newest code; an older one cannot be found any more. */
  challenge: GuestChallenge | null;
}

export interface GuestChallenge {
  id: string;
  /** Of the press that asked for it: the same press asks for no second code. */
  clientId: string;
  codeHash: string;
  sentAt: number;
  expiresAt: number;
  /** Wrong codes that were judged against this one. */
  judged: number;
  usedAt: number | null;
}

/** One browser that proved the mailbox, for one ticket. */
export interface GuestSession {
  hash: string;
  linkHash: string;
  ticketId: string;
  email: string;
  createdAt: number;
  seenAt: number;
  /** However busy it is. */
  endsAt: number;
}

/** When something happened under a name, oldest first. */
export type Tallies = ReadonlyMap<string, readonly number[]>;

export interface HeldLink {
  link: GuestLink;
  /** No younger link leads to the same ticket. */
  isNewest: boolean;
  /** One for each name that was asked for. */
  tallies: Tallies;
}

/** What becomes of a held link; what is left out stays as it is. */
export interface LinkChange<T> {
  answer: T;
  judged?: number | undefined;
  challenge?: GuestChallenge | undefined;
  tallies?: Tallies | undefined;
  session?: GuestSession | undefined;
  /** Written in the same transaction. */
  mail?: MailOrder | undefined;
}

export interface LinkRequest<T> {
  find: { hash: string } | { challengeId: string };
  /** The tallies to hold together with the link. */
  tallies: (link: GuestLink) => readonly string[];
  /** Pure and synchronous. What it throws rolls everything back and is thrown on. */
  decide: (held: HeldLink) => LinkChange<T>;
}

/** What becomes of held tallies. */
export type TallyChange<T> = Pick<LinkChange<T>, 'answer' | 'tallies' | 'mail'>;

interface TallyRequest<T> {
  names: readonly string[];
  /** Pure and synchronous. What it throws rolls everything back and is thrown on. */
  decide: (tallies: Tallies) => TallyChange<T>;
}

export interface GuestStore {
  /** Rejects where the link is there already, or where there is no such ticket. */
  addLink(link: GuestLink): Promise<void>;
  findLink(hash: string): Promise<GuestLink | undefined>;
  /** Resolves with what was decided, or with `undefined` where there is no such link. */
  changeLink<T>(request: LinkRequest<T>): Promise<T | undefined>;
  /** The same where no link is known. */
  changeTallies<T>(request: TallyRequest<T>): Promise<T>;
  findSession(hash: string): Promise<GuestSession | undefined>;
  /** Never moves backwards, and never brings back a session that was ended. */
  touchSession(hash: string, seenAt: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  /** Ends all sessions of a ticket, as when it changes hands. */
  endSessions(ticketId: string): Promise<void>;
  /** Forgets links and sessions that ended before `time`, and tallies in which nothing happened since. */
  sweep(time: number): Promise<void>;
}
