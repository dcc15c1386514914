/** The shape of the made-up stories: who wrote what, how long after the step before. */
import type { NewRating } from '../../src/contract/ticket.ts';

export interface Persona {
  id: string;
  name: string;
  email: string;
  /** The host's key of the account. */
  subject: string;
  locale: string;
  /** What this persona is good for, in one line. */
  shows: string;
}

/** Time that passed, for example `20m`, `3h` or `2d`. */
export type Span = `${number}${'m' | 'h' | 'd'}`;

export interface StoryFile {
  name: string;
  make: () => Blob | Promise<Blob>;
}

export type Step =
  | { after: Span; customer: string; files?: readonly StoryFile[] }
  | {
      after: Span;
      support: string;
      html?: string;
      files?: readonly StoryFile[];
      agent?: string;
      then?: 'awaiting_reply' | 'solved' | 'closed';
      dueIn?: Span;
    }
  /** An internal note: the customer must never meet these words. */
  | { after: Span; note: string; agent?: string }
  /** The team changes the state without a word, or the customer says that it is solved. */
  | { after: Span; becomes: 'solved' | 'closed' | 'open'; by: 'support' | 'customer' }
  /** The customer says how the help was. */
  | { after: Span; rates: NewRating };

export interface Story {
  subject: string;
  /** How long before now the first message was written. */
  begins: Span;
  first: string;
  /** The team began this conversation. */
  fromSupport?: string;
  steps: readonly Step[];
  /** The customer has not opened it since the team's last message. */
  unread?: boolean;
}

const minutes = { m: 1, h: 60, d: 1440 } as const;

/** A span in milliseconds. */
export function spanMs(span: Span): number {
  return Number(span.slice(0, -1)) * minutes[span.slice(-1) as keyof typeof minutes] * 60_000;
}
