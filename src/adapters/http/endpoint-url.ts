/** The address that a page's author wrote, checked when the adapter is made and not at its first call. */

/** Absolute, without a slash at the end. Throws a `TypeError` that says what is wrong. */
export function endpointUrl(endpoint: string | URL): string {
  const written = String(endpoint).trim();
  const page = globalThis.location?.href;
  if (written === '') throw new TypeError('The endpoint is empty; give it the address of the support server.');
  if (!URL.canParse(written, page)) throw new TypeError(`The endpoint "${written}" is not an address.`);
  const url = new URL(written, page);
  if (!/^https?:$/.test(url.protocol))
    throw new TypeError(`The endpoint must be http or https, not "${url.protocol}".`);
  if (url.username || url.password) throw new TypeError('The endpoint must not hold a user name or a password.');
  if (url.search || url.hash) throw new TypeError('The endpoint must not have a query or a fragment.');
  return url.origin + url.pathname.replace(/\/+$/, '');
}
