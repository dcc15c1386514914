/** A response that is no success, as the error it stands for. */
import { isSupportErrorCode, SupportError, type SupportErrorCode } from '../../contract/errors.ts';
import { headerNames, problemMediaType } from '../../contract/routes.ts';
import { readAnyProblem } from './readers.generated.ts';

/** What a status means where no problem of ours says it better. */
const statusCodes: Readonly<Record<number, SupportErrorCode>> = {
  400: 'validation',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'unsupported',
  408: 'timeout',
  409: 'conflict',
  410: 'gone',
  412: 'conflict',
  413: 'too_large',
  415: 'unsupported_type',
  422: 'validation',
  423: 'code_locked',
  429: 'rate_limited',
  504: 'timeout',
};

/** Statuses that gateways answer themselves, with a page of their own, and still mean what they say. */
const gatewayStatuses: ReadonlySet<number> = new Set([401, 403, 408, 413, 429, 504]);

/** Reads the problem in the body (RFC 9457), or judges by the status. */
export async function responseError(response: Response): Promise<SupportError> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    return new SupportError('The endpoint redirects elsewhere instead of answering.', { code: 'unavailable' });
  }
  const type = headers.get('content-type') ?? '';
  const problem = await problemOf(response, type);
  const code = isSupportErrorCode(problem?.code) ? problem.code : codeOf(status, type);
  return new SupportError(
    `The endpoint answered ${status}${problem ? ` (${problem.title})` : ` with ${type || 'no type'}`}.`,
    {
      code,
      retryAfterMs: retryAfterMs(problem?.retryAfter, headers.get('retry-after')),
      attemptsLeft: problem?.attemptsLeft,
      fields: problem?.errors,
      reference: problem?.instance ?? headers.get(headerNames.requestId) ?? undefined,
    },
  );
}

async function problemOf(response: Response, type: string) {
  const text = await response.text().catch(() => '');
  if (!type.toLowerCase().startsWith(problemMediaType)) return undefined;
  try {
    return readAnyProblem(JSON.parse(text), '');
  } catch {
    return undefined;
  }
}

/** A page for people where an API should be: whatever answered, it was not the contract's server. */
function codeOf(status: number, type: string): SupportErrorCode {
  const page = /^text\/html\b/i.test(type) && !gatewayStatuses.has(status);
  if (page || (status >= 500 && status !== 504)) return 'unavailable';
  return statusCodes[status] ?? 'unknown';
}

/** Seconds in the problem, else the header: seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(seconds: number | null | undefined, header: string | null): number | undefined {
  const told = seconds ?? Number(header ?? NaN);
  const ms = Number.isNaN(told) ? Date.parse(header ?? '') - Date.now() : told * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
