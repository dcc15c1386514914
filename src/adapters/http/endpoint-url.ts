/** The address that a page's author wrote, checked when the adapter is made and not at its first call. */

/** Absolute, without a slash at the end. Throws a `TypeError` that says what an endpoint is; not what was given, which may hold a password. */
export function endpointUrl(endpoint: string | URL): string {
  const written = String(endpoint).trim();
  const url = written ? URL.parse(written, globalThis.location?.href) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new TypeError('The endpoint must be an http(s) address without password, query and fragment.');
  return url.origin + url.pathname.replace(/\/+$/, '');
}
