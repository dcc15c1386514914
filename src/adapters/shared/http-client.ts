/**
 * One call over HTTP, and the one place that turns a response into an error. Whatever comes back is one of two things:
 * an answer of the shape that was asked for, or a `SupportError`. A login page, a proxy's error page, half a body and
 * somebody else's JSON are all `unavailable`, with a message that says what was seen.
 *
 * It knows nothing of tickets, and it does not try again: that is decided where the screen is known.
 */
import type { CallOptions } from '../../contract/adapter.ts';
import { asSupportError, isSupportError, SupportError } from '../../contract/errors.ts';
import type { Route } from '../../contract/routes.ts';
import type { Reader } from './reader.ts';
import { responseError } from './response-error.ts';

/** One request of the contract. */
export interface HttpCall<T> {
  route: Route;
  url: URL;
  headers: Headers;
  /** Bytes as they are, with a content type among the headers; everything else as JSON. */
  body?: unknown;
  /** Takes what was promised from the answer; without it the answer has no body that matters. */
  read?: Reader<T> | undefined;
  /** Instead of `read`: the answer itself, whose body goes on. */
  take?: ((response: Response) => T) | undefined;
  /** With `take`: ends the body, for which there is no time limit. */
  signal?: AbortSignal | undefined;
}

/** How requests leave the page. */
export interface HttpClientOptions {
  fetch: (request: Request) => Promise<Response>;
  credentials: RequestCredentials;
  timeoutMs: number;
}

/** Sends calls, each with a time limit that covers the answer's last byte where it is read here. */
export function createHttpClient({ fetch, credentials, timeoutMs }: HttpClientOptions) {
  return async function send<T>(prepare: () => Promise<HttpCall<T>>, { signal }: CallOptions): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    const attempt = async () => {
      either.throwIfAborted();
      const call = await prepare();
      const response = await fetch(requestOf(call, credentials, call.signal ?? either));
      return answerOf(call, response);
    };
    try {
      return await unlessAborted(attempt(), either);
    } catch (cause) {
      if (signal.aborted) throw new SupportError('The caller gave up.', { code: 'aborted', cause });
      if (timeout.aborted) throw new SupportError(`No answer within ${timeoutMs} ms.`, { code: 'timeout', cause });
      throw isSupportError(cause) ? cause : networkError(cause);
    }
  };
}

/** The page's own answer to "is it me": only a definite no counts. */
function networkError(cause: unknown): SupportError {
  const offline = globalThis.navigator?.onLine === false;
  const message = `The server cannot be reached: ${asSupportError(cause).message}`;
  return new SupportError(message, { code: offline ? 'offline' : 'unavailable', cause });
}

function requestOf<T>(call: HttpCall<T>, credentials: RequestCredentials, signal: AbortSignal): Request {
  const { route, url, headers, body } = call;
  const isJson = body !== undefined && !(body instanceof Uint8Array);
  if (isJson) headers.set('content-type', 'application/json');
  return new Request(url, {
    method: route.method,
    headers,
    body: isJson ? JSON.stringify(body) : ((body as BodyInit | undefined) ?? null),
    credentials,
    signal,
    // An API that sends elsewhere is not ours: a login page would answer 200 to everything.
    redirect: 'manual',
    cache: 'no-store',
  });
}

async function answerOf<T>({ read, take }: HttpCall<T>, response: Response): Promise<T> {
  if (!response.ok) throw await responseError(response);
  if (take) return take(response);
  if (!read) {
    await response.body?.cancel();
    return undefined as T;
  }
  const type = response.headers.get('content-type') ?? 'none';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw foreign(`content type ${type} instead of JSON`);
  const content: unknown = await response.json().catch((cause: unknown) => {
    throw foreign('a body that is not JSON or broke off', cause);
  });
  try {
    return read(content, '');
  } catch (cause) {
    throw foreign(`JSON of another shape ${asSupportError(cause).message}`, cause);
  }
}

function foreign(seen: string, cause?: unknown): SupportError {
  return new SupportError(`The endpoint answered with ${seen}.`, { code: 'unavailable', cause });
}

/** A `fetch` handed in by a page, or the page's function for its token, may not know signals. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  // The signal is this call's own, and goes with it.
  signal.addEventListener('abort', () => reject(signal.reason));
  return Promise.race([promise, aborted]);
}
