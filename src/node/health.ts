/** What the machinery around a server asks: is the process alive, and can it answer? Outside of the API's own paths. */
import type { Repository } from '../server/index.ts';

const databaseWaitMs = 3000;

/**
 * Answers `GET /healthz` and `GET /readyz`; resolves with `undefined` for every other path. `isStopping` makes a server
 * that is on its way out not ready, so that no new visitors are sent to it.
 */
export async function healthResponse(
  request: Request,
  repository: Repository,
  isStopping: () => boolean,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname !== '/healthz' && pathname !== '/readyz') return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(405, 'method not offered', { allow: 'GET, HEAD' });
  if (pathname === '/healthz') return answer(200, 'alive');
  if (isStopping()) return answer(503, 'stopping', { 'retry-after': '5' });
  return (await answers(repository))
    ? answer(200, 'ready')
    : answer(503, 'database does not answer', { 'retry-after': '5' });
}

async function answers(repository: Repository): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The database did not answer in time.')), databaseWaitMs);
  try {
    await Promise.race([repository.ping(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function answer(status: number, words: string, headers: Record<string, string> = {}): Response {
  return Response.json({ status: words }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
