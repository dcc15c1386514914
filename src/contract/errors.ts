/**
 * The one error of the project. Adapters and desks throw nothing else, and the list of codes is closed: a page can
 * have words for every code, and an unknown failure is `unavailable` on a server and `unknown` in a page.
 *
 * In each line: who must act (V the visitor, P the page's author, O the operator), and whether trying the same again
 * makes sense.
 */
export const supportErrorCodes = [
  'offline', // V: no network. Again when it is back.
  'timeout', // V, O: no answer in time. Again.
  'aborted', // Nobody: the caller gave up. Not again.
  'unauthenticated', // V, P: no identity, or one that cannot be believed. After signing in.
  'session_expired', // V: the identity was good and has run out. After signing in.
  'forbidden', // O: known, but not allowed. Not again.
  'not_found', // V: no such thing for this visitor, whether or not it exists for another. Not again.
  'gone', // V: was here and is no longer. Not again.
  'conflict', // V: somebody else changed it first. After reading it anew.
  'ticket_closed', // V: the conversation is over. Not again; reopen where that is offered.
  'validation', // V, P: the request breaks a rule named in `fields`. Changed.
  'cursor_invalid', // P: this cursor belongs to another list or is damaged. From the first page.
  'idempotency_mismatch', // P: the key was used before with other words. With a new key.
  'too_large', // V: more bytes than the limit. Smaller.
  'unsupported_type', // V: not an accepted kind of file or body. Another kind.
  'infected', // V: the file carries malware. Not again.
  'unsupported', // P: this backend cannot do that; `config.features` said so. Not again.
  'link_invalid', // V: no such link. With the newest mail.
  'link_expired', // V: the link is too old. With a new one.
  'code_wrong', // V: another code. Again, `attemptsLeft` times.
  'code_expired', // V: the code is too old. With a new one.
  'code_locked', // V: too many tries. After `retryAfterMs`.
  'rate_limited', // V: too many requests. After `retryAfterMs`.
  'unavailable', // O: the server failed or cannot be reached. Again, later.
  'unknown', // P, O: something that is none of the above; see the log. Perhaps again.
] as const;

export type SupportErrorCode = (typeof supportErrorCodes)[number];

/** Points at the input that breaks a rule: a JSON pointer (RFC 6901) and a short, stable word for the rule. */
export interface FieldFault {
  pointer: string;
  code: string;
}

export interface SupportErrorInit {
  code: SupportErrorCode;
  /** Whether the same call may succeed later without a change. Follows from the code unless given. */
  retryable?: boolean | undefined;
  retryAfterMs?: number | undefined;
  attemptsLeft?: number | undefined;
  fields?: readonly FieldFault[] | undefined;
  /** What a visitor can quote and an operator can find in the log. */
  reference?: string | undefined;
  cause?: unknown;
}

const retryableCodes: ReadonlySet<SupportErrorCode> = new Set([
  'offline',
  'timeout',
  'rate_limited',
  'unavailable',
  'unknown',
]);

/** `message` is for logs and developers; visitors read words chosen by `code`. */
export class SupportError extends Error {
  override readonly name = 'SupportError';
  readonly code: SupportErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly attemptsLeft: number | undefined;
  readonly fields: readonly FieldFault[];
  readonly reference: string | undefined;

  constructor(message: string, init: SupportErrorInit) {
    super(message, init);
    this.code = init.code;
    this.retryable = init.retryable ?? retryableCodes.has(init.code);
    this.retryAfterMs = init.retryAfterMs;
    this.attemptsLeft = init.attemptsLeft;
    this.fields = Object.freeze([...(init.fields ?? [])]);
    this.reference = init.reference;
  }
}

export function isSupportErrorCode(value: unknown): value is SupportErrorCode {
  return supportErrorCodes.includes(value as SupportErrorCode);
}

/** True for our own error, also when it was made by another copy of this module on the same page. */
export function isSupportError(value: unknown): value is SupportError {
  return value instanceof Error && value.name === 'SupportError' && 'code' in value && isSupportErrorCode(value.code);
}

/** Whether it says that nobody is signed in, or no longer: then only proving who one is helps. */
export function asksForIdentity(error: Pick<SupportError, 'code'> | undefined): boolean {
  return error?.code === 'unauthenticated' || error?.code === 'session_expired';
}

/** Wraps whatever was thrown; a `SupportError` passes through as it is. */
export function asSupportError(cause: unknown, code: SupportErrorCode = 'unknown'): SupportError {
  if (isSupportError(cause)) return cause;
  return new SupportError(cause instanceof Error ? cause.message : String(cause), { code, cause });
}
