/**
 * The one place that turns an error into a response: problem details (RFC 9457) with a code of the closed list. Whatever
 * is not a `SupportError` is told as `unavailable` and nothing else; its details belong to the log.
 */
import {
  headerNames,
  isSupportError,
  problemMediaType,
  SupportError,
  type FieldFault,
  type Problem,
  type SupportErrorCode,
} from '../contract/index.ts';

const typeBase = 'https://helpdock.dev/problems/';

/** Status and title of each code. Titles are for logs and developers; visitors read words chosen by `code`. */
const answers: Readonly<Record<SupportErrorCode, readonly [status: number, title: string]>> = {
  offline: [503, 'The system behind this server is out of reach'],
  timeout: [504, 'The system behind this server did not answer in time'],
  // Nobody reads it: the caller has gone. The status is the one that proxies log for that.
  aborted: [499, 'The caller gave up'],
  unauthenticated: [401, 'No identity, or one that cannot be believed'],
  session_expired: [401, 'The identity has run out'],
  forbidden: [403, 'Not allowed'],
  not_found: [404, 'No such thing for this visitor'],
  gone: [410, 'No longer here'],
  conflict: [409, 'Somebody else changed it first'],
  ticket_closed: [409, 'The ticket is closed'],
  validation: [422, 'The request breaks a rule'],
  cursor_invalid: [400, 'The cursor is damaged or belongs to another list'],
  idempotency_mismatch: [422, 'The key was used before with other words'],
  too_large: [413, 'Too many bytes'],
  unsupported_type: [415, 'Not an accepted kind of body or file'],
  infected: [422, 'The file carries malware'],
  unsupported: [405, 'Not offered here'],
  link_invalid: [404, 'No such link'],
  link_expired: [410, 'The link is too old'],
  code_wrong: [422, 'Wrong code'],
  code_expired: [410, 'The code is too old'],
  code_locked: [423, 'Too many tries'],
  rate_limited: [429, 'Too many requests'],
  unavailable: [503, 'The server cannot answer now'],
  unknown: [500, 'Something failed'],
};

/** Seconds to wait where nobody knows better; a client without a hint would come back at once. */
const patience: Readonly<Record<number, number>> = { 429: 30, 503: 5 };

/** `validation` of a request that cannot even be read: 400, where a broken rule is 422. */
export class MalformedRequest extends SupportError {
  constructor(message: string, fields: readonly FieldFault[]) {
    super(message, { code: 'validation', fields });
  }
}

/** The answer to a request that failed with `cause`. */
export function problemResponse(cause: unknown, request: Request, requestId: string): Response {
  const error = isSupportError(cause) ? cause : new SupportError('unexpected failure', { code: 'unavailable', cause });
  const status = statusOf(error, request);
  const retryAfter = error.retryAfterMs === undefined ? patience[status] : Math.ceil(error.retryAfterMs / 1000);
  const problem: Problem = {
    type: typeBase + error.code.replaceAll('_', '-'),
    title: answers[error.code][1],
    status,
    code: error.code,
    instance: requestId,
    ...(error.attemptsLeft !== undefined && { attemptsLeft: error.attemptsLeft }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(error.fields.length > 0 && { errors: [...error.fields] }),
  };
  const headers = new Headers({ 'content-type': problemMediaType });
  headers.set(headerNames.requestId, requestId);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  if (status === 405) headers.set('allow', '');
  return new Response(JSON.stringify(problem), { status, headers });
}

function statusOf(error: SupportError, request: Request): number {
  if (error instanceof MalformedRequest) return 400;
  // The caller named the state it expected (RFC 9110, 13.1.1).
  if (error.code === 'conflict' && request.headers.has('if-match')) return 412;
  return answers[error.code][0];
}
