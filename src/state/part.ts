/**
 * A part of the store exists once somebody asks for it, so that a page with nothing but a list carries no conversations.
 * What such a part is given is here; the store itself does not know its parts.
 */
import type { Ticket } from '../contract/ticket.ts';
import type { StoreContext } from './lane.ts';
import type { Condition } from './refresh.ts';
import type { UnsentMark } from './slices.ts';

export interface PartContext extends StoreContext {
  readonly online: Condition;
  /** Milliseconds since 1970. */
  now(): number;
  /** A key that never repeats. */
  newId(): string;
  /** UTF-16 code units; `undefined` while the config is not known. */
  longestMessage(): number | undefined;
  /** A newer state of a ticket is known. */
  changed(ticket: Ticket): void;
  /** How often what is on screen is looked at again. */
  pace(ms: number): void;
  /** What of a ticket's replies waits on this device. */
  mark(ticketId: string, mark: UnsentMark | undefined): void;
}

export interface StorePart {
  /** Loads anew what is on screen. */
  refreshShown(): Promise<void>;
  /** Forgets everything: it belonged to somebody else. */
  clear(): void;
}
