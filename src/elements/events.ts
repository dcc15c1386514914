/**
 * Every event of the elements. They bubble and cross shadow roots, and their detail is plain contract data. Requests can
 * be cancelled and fire before the act; facts are past tense and cannot.
 */
import type { SupportError, SupportErrorCode } from '../contract/errors.ts';
import type { TicketMessage } from '../contract/message.ts';
import type { Session } from '../contract/session.ts';
import type { TicketStatus } from '../contract/ticket.ts';
import type { SupportRoute } from './route.ts';

/** What a page may know of a failure: no words of a visitor, no token, nothing that the server wrote for its own log. */
export interface SupportFailure {
  readonly code: SupportErrorCode;
  readonly retryable: boolean;
  readonly reference: string | undefined;
}

/** The part of an error that may leave the elements. */
export function failureOf({ code, retryable, reference }: SupportError): SupportFailure {
  return { code, retryable, reference };
}

abstract class SupportEvent<Detail> extends CustomEvent<Detail> {
  protected constructor(type: string, detail: Detail, cancelable = false) {
    super(type, { detail, cancelable, bubbles: true, composed: true });
  }
}

/** Config and session are known. */
export class SupportReadyEvent extends SupportEvent<{ readonly version: string; readonly session: Session }> {
  constructor(detail: SupportReadyEvent['detail']) {
    super('support-ready', detail);
  }
}

/** Request: another view is about to be shown. Cancel it to navigate yourself. */
export class SupportNavigateEvent extends SupportEvent<{
  readonly route: SupportRoute;
  readonly href: string | null;
}> {
  constructor(detail: SupportNavigateEvent['detail']) {
    super('support-navigate', detail, true);
  }
}

/** Request: a reply passed the built-in checks and is about to be sent. Cancel it to keep it in the box. */
export class SupportBeforeSendEvent extends SupportEvent<{
  readonly ticketId: string;
  readonly text: string;
  readonly attachmentIds: readonly string[];
}> {
  constructor(detail: SupportBeforeSendEvent['detail']) {
    super('support-before-send', detail, true);
  }
}

/** A reply is stored. */
export class SupportMessageSentEvent extends SupportEvent<{
  readonly ticketId: string;
  readonly clientId: string;
  readonly message: TicketMessage;
}> {
  constructor(detail: SupportMessageSentEvent['detail']) {
    super('support-message-sent', detail);
  }
}

/** A reply was not sent; its words are kept. */
export class SupportMessageFailedEvent extends SupportEvent<{
  readonly ticketId: string;
  readonly clientId: string;
  readonly error: SupportFailure;
}> {
  constructor(detail: SupportMessageFailedEvent['detail']) {
    super('support-message-failed', detail);
  }
}

/** The status of the open ticket changed, whoever changed it. */
export class SupportStatusChangeEvent extends SupportEvent<{
  readonly ticketId: string;
  readonly from: TicketStatus;
  readonly to: TicketStatus;
}> {
  constructor(detail: SupportStatusChangeEvent['detail']) {
    super('support-status-change', detail);
  }
}

/** Somebody is signed in, or no longer. `verified`: a guest has just proved that the mailbox is theirs. */
export class SupportSessionChangeEvent extends SupportEvent<{
  readonly session: Session;
  readonly reason: 'loaded' | 'verified' | 'expired' | 'signed-out' | 'changed';
}> {
  constructor(detail: SupportSessionChangeEvent['detail']) {
    super('support-session-change', detail);
  }
}

/** Request: show your sign-in. Unless it is cancelled, the built-in text stays. */
export class SupportAuthRequiredEvent extends SupportEvent<{
  readonly reason: 'anonymous' | 'expired';
  readonly returnTo: string | null;
}> {
  constructor(detail: SupportAuthRequiredEvent['detail']) {
    super('support-auth-required', detail, true);
  }
}

/** Pasting or autofill made a code whole, so it can be sent without a press. The field has it; the event does not. */
export class SupportCodeCompleteEvent extends SupportEvent<null> {
  constructor() {
    super('support-code-complete', null);
  }
}

/** Something failed; for the log of the page. `fatal`: the element can show nothing. */
export class SupportErrorEvent extends SupportEvent<{
  readonly error: SupportFailure;
  readonly where: 'session' | 'list' | 'thread' | 'reply' | 'guest';
  readonly fatal: boolean;
}> {
  constructor(detail: SupportErrorEvent['detail']) {
    super('support-error', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'support-ready': SupportReadyEvent;
    'support-navigate': SupportNavigateEvent;
    'support-before-send': SupportBeforeSendEvent;
    'support-message-sent': SupportMessageSentEvent;
    'support-message-failed': SupportMessageFailedEvent;
    'support-status-change': SupportStatusChangeEvent;
    'support-session-change': SupportSessionChangeEvent;
    'support-auth-required': SupportAuthRequiredEvent;
    'support-code-complete': SupportCodeCompleteEvent;
    'support-error': SupportErrorEvent;
  }
}
